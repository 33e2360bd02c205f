import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openNodeProcess } from "../../../src/main/electron/processLinks.ts";
import { type ConnectOptions, connectStudio } from "../../../src/main/electron/remoteStudio.ts";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings/settings.ts";

/** The studio in a real process of plain Node, as on Linux. */

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "manara-process-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const never = async (): Promise<never> => {
  throw new Error("There are no dialogs here.");
};

function options(): ConnectOptions {
  return {
    start: {
      platform: "linux",
      languages: ["ar"],
      folder: join(folder, "Manara"),
      dataFolder: join(folder, "data"),
      earlierDataFolder: join(folder, "earlier"),
      packsFolder: resolve("templates"),
      engine: "1.2.3",
      settings: DEFAULT_SETTINGS,
      exporters: "node",
    },
    settings: { read: () => DEFAULT_SETTINGS, write: async () => undefined },
    secrets: { read: async () => null, write: async () => undefined },
    dialogs: {
      chooseDocument: async () => null,
      chooseSavePath: never,
      chooseFolder: never,
      reveal: never,
      openAddress: never,
    },
    openExporter: () => {
      throw new Error("It opens its own.");
    },
    onUnsaved: () => undefined,
    log: () => undefined,
  };
}

const CALL = { client: "window", signal: new AbortController().signal, onProgress: () => undefined };

describe("the studio's process", () => {
  it("answers calls, asks for dialogs, draws in processes of its own, and ends when it is closed", async () => {
    const link = openNodeProcess(resolve("src/main/electron/studioProcess.ts"), process.execPath);
    const ended = new Promise<string>((done) => link.onExit(done));
    const studio = await connectStudio(link, options());
    expect(await studio.dispatch("host.describe", {}, CALL)).toMatchObject({
      ok: true,
      value: { host: "electron", engine: "1.2.3", languages: ["ar"] },
    });
    expect(await studio.dispatch("documents.choose", {}, CALL)).toEqual({ ok: true, value: null });
    const input = { pack: "safe-migration", template: "card-helpline", editions: [], sample: true };
    const created = await studio.dispatch("documents.create", input, CALL);
    if (!created.ok) throw new Error(created.failure.message);
    const { session, document } = created.value as { session: string; document: { editions: object } };
    const [edition = ""] = Object.keys(document.editions);
    const drawn = await studio.dispatch(
      "exports.run",
      {
        session,
        pieces: [{ template: "card-helpline", edition }],
        formats: ["png"],
        draft: true,
        target: null,
        ppi: 72,
      },
      CALL,
    );
    expect(drawn).toMatchObject({ ok: true });
    const { files } = (drawn as { value: { files: { asset: string }[] } }).value;
    const asset = await studio.readAsset(files[0]?.asset ?? "");
    expect([...(asset?.bytes.subarray(1, 4) ?? [])]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
    await studio.close();
    expect(await ended).toBe("code 0");
  });

  it("ends a call that waits when it is killed, and every call after it", async () => {
    const link = openNodeProcess(resolve("src/main/electron/studioProcess.ts"), process.execPath);
    const studio = await connectStudio(link, options());
    const waiting = studio.dispatch("documents.list", {}, CALL);
    link.kill();
    expect(await waiting).toMatchObject({ ok: false, failure: { code: "host/process-ended" } });
    expect(await studio.dispatch("documents.list", {}, CALL)).toMatchObject({
      ok: false,
      failure: { code: "host/process-ended" },
    });
  });

  it("says where Node should be when it is not there", () => {
    expect(() => openNodeProcess("x.js", join(folder, "node"))).toThrow(join(folder, "node"));
  });
});
