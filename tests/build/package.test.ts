import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPackage, listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNodeProcess } from "../../src/main/electron/processLinks.ts";
import { programPaths } from "../../src/main/electron/programPaths.ts";
import { connectStudio } from "../../src/main/electron/remoteStudio.ts";
import { DEFAULT_SETTINGS } from "../../src/shared/settings/settings.ts";
import { type BuildCopy, buildCopy, packLinux } from "./buildCopy.ts";

/**
 * The Linux package, with an empty file instead of Electron's program, so that nothing is fetched. It takes a minute:
 * MANARA_TEST_PACKAGE=1 asks for it.
 */

const wanted = process.env.MANARA_TEST_PACKAGE === "1" && process.platform === "linux";
/** Where @electron/fuses finds the wire of fuses in the program, then its version and length. */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

describe.skipIf(!wanted)("the Linux package (MANARA_TEST_PACKAGE=1)", () => {
  let built: BuildCopy;
  let resources: string;
  beforeAll(async () => {
    built = buildCopy("copied");
    const stub = join(built.folder, "stub");
    mkdirSync(join(stub, "locales"), { recursive: true });
    mkdirSync(join(stub, "resources"));
    const wire = Buffer.from([1, 9, ...Buffer.from("101100000")]);
    writeFileSync(join(stub, "electron"), Buffer.concat([Buffer.from(SENTINEL), wire]), { mode: 0o755 });
    for (const language of ["en-US", "en-GB", "ar", "vi", "fr"]) {
      writeFileSync(join(stub, "locales", `${language}.pak`), "");
    }
    mkdirSync(join(built.folder, "empty"));
    writeFileSync(join(built.folder, "empty", "package.json"), "{}");
    await createPackage(join(built.folder, "empty"), join(stub, "resources", "default_app.asar"));
    resources = join(packLinux(built.folder, stub), "resources");
  });
  afterAll(() => built?.remove());

  const places = () => programPaths({ app: join(resources, "app.asar"), resources, platform: "linux" });

  it("lies where the shell looks for it", () => {
    const { renderer, preload, ...outside } = places();
    for (const [name, path] of Object.entries(outside)) expect([name, existsSync(path)]).toEqual([name, true]);
    const inside = listPackage(join(resources, "app.asar"), { isPack: false });
    for (const path of [join(renderer, "index.html"), preload]) {
      expect(inside).toContain(path.slice(join(resources, "app.asar").length));
    }
    expect(readdirSync(join(resources, "licences")).length).toBeGreaterThan(3);
    expect(
      inside.filter((path) =>
        /\.map$|^\/(src|tests)\/|node_modules\/(react|@tiptap|vite|electron|zod\/src)\//.test(path),
      ),
    ).toEqual([]);
  });

  it("starts with Manara's own main module", () => {
    const text = readFileSync(join(resources, "app.asar.unpacked", "package.json"), "utf8");
    expect(JSON.parse(text)).toMatchObject({ main: "dist/main/electron/index.js", type: "module" });
  });

  it("has its fuses burnt", async () => {
    const wire = await getCurrentFuseWire(join(resources, "..", "manara"));
    const on = 0x31;
    expect(wire[FuseV1Options.RunAsNode]).not.toBe(on);
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).not.toBe(on);
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).not.toBe(on);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on);
    expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).not.toBe(on);
  });

  it("knows its languages", () => {
    expect(readdirSync(join(resources, "..", "locales")).toSorted()).toEqual([
      "ar.pak",
      "en-GB.pak",
      "en-US.pak",
      "vi.pak",
    ]);
  });

  it("draws with the Node that it brings, from what lies unpacked", async () => {
    const { node, studio: entry, packs } = places();
    expect(spawnSync(node, ["--version"], { encoding: "utf8" }).stdout).toMatch(/^v24\./);
    const link = openNodeProcess(entry, node);
    const ended = new Promise((done) => link.onExit(done));
    const never = async (): Promise<never> => {
      throw new Error("There are no dialogs here.");
    };
    const studio = await connectStudio(link, {
      start: {
        platform: "linux",
        languages: ["en"],
        folder: join(built.folder, "Manara"),
        dataFolder: join(built.folder, "data"),
        earlierDataFolder: join(built.folder, "earlier"),
        packsFolder: packs,
        engine: "1.2.3",
        settings: DEFAULT_SETTINGS,
        exporters: "node",
      },
      settings: { read: () => DEFAULT_SETTINGS, write: async () => undefined },
      secrets: { read: async () => null, write: async () => undefined },
      dialogs: { chooseDocument: never, chooseSavePath: never, chooseFolder: never, reveal: never, openAddress: never },
      openExporter: never as never,
      onUnsaved: () => undefined,
      log: () => undefined,
    });
    const options = { client: "window", signal: new AbortController().signal, onProgress: () => undefined };
    const input = { pack: "safe-migration", template: "card-helpline", editions: [], sample: true };
    const created = await studio.dispatch("documents.create", input, options);
    if (!created.ok) throw new Error(created.failure.message);
    const { session, document } = created.value as { session: string; document: { editions: object } };
    const pieces = [{ template: "card-helpline", edition: Object.keys(document.editions)[0] }];
    // A print PDF needs everything: type, pictures, the colour profile, and its examination.
    const run = { session, pieces, formats: ["print-pdf", "png"], draft: true, target: null, ppi: 72 };
    expect(await studio.dispatch("exports.run", run, options)).toMatchObject({ ok: true });
    await studio.close();
    expect(await ended).toBe("code 0");
  });
});
