import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings/settings.ts";
import { makeElectron } from "../../fakes/electron.ts";

/** What the program's first module does before Electron is ready, in which order; it never becomes ready here. */

let folder = "";
const { argv } = process;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "manara-index-"));
});
afterEach(async () => {
  process.argv = argv;
  vi.unstubAllEnvs();
  vi.doUnmock("electron");
  await rm(folder, { recursive: true, force: true });
});

async function load(locked: boolean, values: readonly string[] = []) {
  const { api, app, calls } = makeElectron(folder);
  const note =
    (name: string) =>
    (...given: unknown[]) => {
      calls.push([name, ...given]);
    };
  let data = "/home/somebody/.config/Manara";
  Object.assign(api.app, {
    commandLine: { appendSwitch: note("appendSwitch") },
    enableSandbox: note("enableSandbox"),
    getPath: () => data,
    requestSingleInstanceLock: (given: unknown) => {
      calls.push(["requestSingleInstanceLock", given]);
      return locked;
    },
    setAppUserModelId: note("setAppUserModelId"),
    setDesktopName: note("setDesktopName"),
    setPath: (name: string, path: string) => {
      calls.push(["setPath", name, path]);
      if (name === "userData") data = path;
    },
    whenReady: () => {
      calls.push(["whenReady"]);
      return new Promise<void>(() => undefined);
    },
  });
  const protocol = { ...api.protocol, registerSchemesAsPrivileged: note("registerSchemesAsPrivileged") };
  process.argv = ["electron", ...values];
  vi.stubEnv("MANARA_DATA", folder);
  vi.resetModules();
  vi.doMock("electron", () => ({ ...api, protocol, default: api }));
  await import("../../../src/main/electron/index.ts");
  return { app, calls, names: calls.map(([name]) => name) };
}

describe("before Electron is ready", () => {
  it("sets all that cannot be set later, the lock after the folder that it is for", async () => {
    const { calls, names } = await load(true);
    expect(calls[0]).toEqual(["setPath", "userData", resolve(folder)]);
    for (const name of ["enableSandbox", "registerSchemesAsPrivileged", "appendSwitch"]) {
      expect([name, names.indexOf(name) > 0]).toEqual([name, true]);
      expect([name, names.indexOf(name) < names.indexOf("whenReady")]).toEqual([name, true]);
    }
    expect(names.indexOf("requestSingleInstanceLock")).toBeLessThan(names.indexOf("whenReady"));
    expect(names).not.toContain("exit");
  });

  it("gives our pages no right to go around their policy", async () => {
    const { calls } = await load(true);
    const [, [scheme]] = calls.find(([name]) => name === "registerSchemesAsPrivileged") as [string, object[]];
    expect(scheme).toMatchObject({ scheme: "app", privileges: { standard: true, secure: true } });
    expect(JSON.stringify(scheme)).not.toMatch(/bypassCSP|allowServiceWorkers|corsEnabled/);
  });

  it.each([
    ["ar", "rtl"],
    ["vi", "ltr"],
  ] as const)("turns menus and dialogs of the machine round: %s, %s", async (language, direction) => {
    await writeFile(join(folder, "settings.json"), JSON.stringify({ ...DEFAULT_SETTINGS, language }));
    const { calls } = await load(true);
    const switches = calls.filter(([name]) => name === "appendSwitch").map(([, ...values]) => values);
    expect(switches).toEqual([
      ["lang", language],
      ["force-ui-direction", direction],
    ]);
  });

  it("hands its documents to the program that runs already, and ends", async () => {
    const { calls, names } = await load(false, ["/home/hanan/a.manara"]);
    expect(calls.find(([name]) => name === "requestSingleInstanceLock")).toEqual([
      "requestSingleInstanceLock",
      { values: ["/home/hanan/a.manara"], folder: process.cwd() },
    ]);
    expect(calls.at(-1)).toEqual(["exit", 0]);
    expect(names).not.toContain("whenReady");
  });

  it("takes a Mac's documents at once, and waits with them", async () => {
    const { app } = await load(true);
    let prevented = false;
    app.emit("open-file", { preventDefault: () => (prevented = true) }, "/Users/hanan/a.manara");
    expect(prevented).toBe(true);
  });
});
