import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { installedElectron } from "../../scripts/electronProgram.ts";
import { CHROMIUM } from "../e2e/hostProcess.ts";
import { hasBrowser } from "../e2e/studio.ts";
import { LAYERED_MAIN } from "../electron/assembleProgram.ts";
import { type Desk, hasDesk, openDesk } from "./desk.ts";
import { type Program, startProgram } from "./program.ts";

/**
 * The layer under the older Electron, `tests/electron/layer`: it adds exactly what the product uses of later versions,
 * so that it hides nothing. In version 45 there is no layer.
 */

/** Names of everything that a world of JavaScript brings, as `Array.prototype.at`. */
const NAMES = `(() => {
  const skipped = new Set(["length", "name", "prototype", "constructor"]);
  const rooms = ["AbortSignal", "Array", "ArrayBuffer", "Blob", "Error", "Intl", "Iterator", "JSON", "Map", "Math", "Number",
    "Object", "Promise", "RegExp", "Set", "String", "Symbol", "URL", "URLSearchParams", "Uint8Array"];
  return rooms.filter((room) => room in globalThis).flatMap((room) => {
    const members = (owner, where) =>
      Object.getOwnPropertyNames(owner).filter((name) => !skipped.has(name)).map((name) => where + "." + name);
    const { [room]: it } = globalThis;
    return [...members(it, room), ...(it.prototype === undefined ? [] : members(it.prototype, room + ".prototype"))];
  });
})()`;

/** Libraries look first whether it is there, or have a method of this name of their own. */
const NOT_NEEDED = [
  "Uint8Array.fromHex",
  "Uint8Array.prototype.toHex",
  "ArrayBuffer.prototype.resize",
  "Iterator.prototype.take",
  "Iterator.prototype.toArray",
];

describe.skipIf(!hasBrowser || !hasDesk || installedElectron() !== null)("the layer under the older Electron", () => {
  let desk: Desk;
  let program: Program;
  beforeAll(async () => {
    desk = await openDesk({ keyring: false });
    program = await startProgram(desk, { settings: { welcomed: true } });
  });
  afterAll(async () => {
    await program.exit();
    await desk.close();
  });

  const built = (folder: string) =>
    readdirSync(join("dist", folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.c?js$/.test(path))
      .map((path) => readFileSync(join("dist", folder, path), "utf8"))
      .join("\n");
  const mainOnly = () => readFileSync(join(inject("program"), LAYERED_MAIN), "utf8");
  /** Of the names that are new, those that a text calls. Names that older things have as well say nothing. */
  function used(text: string, now: readonly string[], old: readonly string[]): string[] {
    const last = (name: string) => name.split(".").at(-1) ?? "";
    const known = new Set(old.map(last));
    return now
      .filter((name) => !old.includes(name) && !NOT_NEEDED.includes(name))
      .filter((name) =>
        name.includes(".prototype.")
          ? !known.has(last(name)) && text.includes(`.${last(name)}(`)
          : new RegExp(`\\b${name.replace(".", "\\.")}\\(`).test(text),
      )
      .sort();
  }

  it("gives the window what its built scripts use, no more and no less", async () => {
    const replaced = (await program.page.evaluate("manaraLayer")) as string[];
    const there = (await program.page.evaluate(NAMES)) as string[];
    const browser = await chromium.launch({
      ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
      args: ["--no-sandbox"],
    });
    const now = (await (await browser.newPage()).evaluate(NAMES)) as string[];
    await browser.close();
    const old = there.filter((name) => !replaced.includes(name));
    expect(used(built("renderer"), now, old)).toEqual(replaced.toSorted());
    // What a later version brings: it needs no layer there.
    expect(replaced.filter((name) => !now.includes(name))).toEqual([]);
  });

  it("gives the main process what it uses of the language, no more and no less", async () => {
    const replaced = (await program.electron.evaluate(
      () => (globalThis as unknown as { manaraLayer: string[] }).manaraLayer,
    )) as string[];
    const there = (await program.electron.evaluate((_, names) => new Function(`return ${names}`)(), NAMES)) as string[];
    // The same question to this Node, which is of today.
    const now = new Function(`return ${NAMES}`)() as string[];
    const language = replaced.filter((name) => now.includes(name));
    const old = there.filter((name) => !replaced.includes(name));
    expect(used(mainOnly(), now, old)).toEqual(language.toSorted());
  });

  it("gives the main process what it uses of Node and Electron, each of them by name", async () => {
    const replaced = (await program.electron.evaluate(
      () => (globalThis as unknown as { manaraLayer: string[] }).manaraLayer,
    )) as string[];
    expect(replaced.filter((name) => !/^(Array|URL)\./.test(name)).toSorted()).toEqual([
      "globalThis.Response",
      "module.getCompileCacheDir",
      "protocol.handle",
      "safeStorage.decryptStringAsync",
      "safeStorage.encryptStringAsync",
      "safeStorage.getSelectedStorageBackend",
      "safeStorage.isAsyncEncryptionAvailable",
    ]);
    const main = mainOnly();
    for (const name of replaced) expect([name, main.includes(name.split(".").at(-1) ?? "")]).toEqual([name, true]);
  });

  it("leaves nothing of Electron missing that the shell may call", async () => {
    const source = readFileSync("src/main/electron/electronApi.ts", "utf8");
    const parts = [...source.matchAll(/readonly (\w+): Pick<[^,]+,([^>]+)>/g)].map(([, part = "", names = ""]) => ({
      part,
      names: [...names.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name),
    }));
    expect(parts.length).toBeGreaterThan(8);
    const missing = await program.electron.evaluate((electron, asked) => {
      const all = electron as unknown as Record<string, Record<string, unknown>>;
      const own: Record<string, unknown> = { ...all, defaultSession: electron.session.defaultSession };
      return asked.flatMap(({ part, names }) =>
        names.filter((name) => !(name in (own[part] as object))).map((name) => `${part}.${name}`),
      );
    }, parts);
    expect(missing).toEqual([]);
  });
});
