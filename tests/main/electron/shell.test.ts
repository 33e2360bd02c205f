import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { programPaths } from "../../../src/main/electron/programPaths.ts";
import { serveStudio } from "../../../src/main/electron/serveStudio.ts";
import { startShell } from "../../../src/main/electron/shell.ts";
import { createStudio } from "../../../src/main/studio/studio.ts";
import { ipcTransport } from "../../../src/renderer/host/ipcTransport.ts";
import { type Client, createClient } from "../../../src/shared/contract/client.ts";
import { channelPair } from "../../fakes/channelPair.ts";
import { type FakeElectron, type FakeWindow, makeElectron } from "../../fakes/electron.ts";
import { droppedPaths, loadPreload } from "../../fakes/electronRenderer.ts";
import { type TestPlace, testPlace } from "../../fakes/testStudio.ts";

/** The whole desktop program over the fake Electron: real studio, real shell, real preload script. */

const PACK = { pack: "safe-migration", template: "poster-fake-job-signs", editions: [], sample: true };

let place: TestPlace;
let electron: FakeElectron;
let stop: (how: string) => void;
let faults: unknown[];
/** The studios that were started: each writes until it has closed. */
let served: Promise<void>[];
beforeEach(async () => {
  place = await testPlace();
  electron = makeElectron(place.root);
  faults = [];
  served = [];
});
afterEach(async () => {
  // Whoever is told that the studio is gone says yes.
  electron.answers.box = [0];
  stop("over");
  await Promise.all(served);
  await place.remove();
});

async function start(platform: "mac" | "windows" | "linux" = "linux") {
  const pair = channelPair();
  stop = pair.stop;
  const studio = serveStudio(pair.child, {
    createStudio,
    machine: () => place.machine,
    openExporter: () => {
      throw new Error("The test draws without processes.");
    },
  });
  served.push(studio);
  const renderer = join(place.root, "dist", "renderer");
  await mkdir(renderer, { recursive: true });
  await writeFile(join(renderer, "index.html"), "<title>Manara</title>");
  const shell = await startShell({
    api: electron.api,
    platform,
    paths: programPaths({ app: place.root, resources: null, platform }),
    folder: place.folder,
    dataFolder: place.dataFolder,
    developmentUrl: null,
    dictionaries: null,
    openStudio: () => pair.parent,
    openExporter: () => {
      throw new Error("The test draws without processes.");
    },
    log: (error) => faults.push(error),
    hold: () => undefined,
    answerWithinMs: 20_000,
  });
  const window = electron.windows[0];
  if (window === undefined) throw new Error("the shell opens a window");
  return { shell, window, client: createClient(ipcTransport(await loadPreload(electron, window))) };
}

const labels = () => electron.menus.at(-1)?.map(({ label }) => label);
const called = (name: string) => electron.calls.filter(([one]) => one === name).map(([, ...values]) => values);

async function edited(client: Client): Promise<string> {
  const { session } = await client.call("documents.create", PACK);
  await client.call("documents.edit", { session, edit: { kind: "set-title", title: "ملصق" } });
  return session;
}

async function closed(window: FakeWindow & { close(): void }): Promise<void> {
  window.close();
  await expect.poll(() => window.destroyed).toBe(true);
}

describe("the desktop program", () => {
  it("opens one window on its own pages and says which host it is", async () => {
    const { window, client } = await start();
    expect(window.url).toBe("app://ui/");
    const page = await electron.scheme.handler?.(new Request("app://ui/"));
    expect(await page?.text()).toBe("<title>Manara</title>");
    expect(await client.call("host.describe", {})).toMatchObject({
      host: "electron",
      dialogs: "native",
      engine: "0.0.0-test",
    });
    expect(labels()).toEqual(["File", "Edit", "View", "Help"]);
  });

  it("fetches no dictionary from a foreign server, and leaves a Mac its own", async () => {
    await start();
    expect(called("setSpellCheckerEnabled")).toEqual([[false]]);
    expect(called("setSpellCheckerLanguages")).toEqual([[[]]]);
    electron.answers.box = [0];
    stop("over");
    electron = makeElectron(place.root);
    await start("mac");
    expect(called("setSpellCheckerEnabled")).toEqual([]);
  });

  it("speaks the machine's language until somebody chooses one, and offers a restart for its direction", async () => {
    electron.machine.languages = ["vi-VN"];
    const { client, window } = await start();
    expect(labels()).toEqual(["Tệp", "Chỉnh sửa", "Hiển thị", "Trợ giúp"]);
    electron.answers.box.push(0);
    await client.call("settings.change", { language: "ar", theme: "dark", zoom: 150 });
    expect(labels()).toEqual(["ملف", "تحرير", "عرض", "مساعدة"]);
    expect(electron.api.nativeTheme.themeSource).toBe("dark");
    expect(window.webContents.zoom).toBe(1.5);
    await expect.poll(() => called("relaunch")).toHaveLength(1);
    await expect.poll(() => called("ended")).toHaveLength(1);
  });

  it("does not offer a restart between languages of one direction", async () => {
    const { client } = await start();
    await client.call("settings.change", { language: "vi" });
    expect(labels()?.[0]).toBe("Tệp");
    expect(electron.asked).toEqual([]);
  });

  it("shows a dot while something is unsaved, and asks before it goes", async () => {
    const { client, window } = await start();
    window.emit("page-title-updated", { preventDefault: () => undefined }, "ملصق — Manara");
    expect(window.title).toBe("ملصق — Manara");
    await edited(client);
    await expect.poll(() => window.title).toBe("• ملصق — Manara");
    electron.answers.box.push(2);
    window.close();
    await expect.poll(() => electron.asked).toHaveLength(1);
    expect(electron.asked[0]).toMatchObject({ message: "Save the changes to “\u2068ملصق\u2069”?" });
    expect(window.destroyed).toBe(false);
    electron.answers.box.push(1);
    await closed(window);
    await expect.poll(() => called("ended")).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it("saves through the machine's dialog when somebody quits, and remembers the document", async () => {
    const { client } = await start();
    await edited(client);
    const path = join(place.folder, "ملصق.manara");
    electron.answers.box.push(0);
    electron.answers.save.push(path);
    electron.api.app.quit();
    await expect.poll(() => called("ended")).toHaveLength(1);
    expect(await place.machine.files.exists(path)).toBe(true);
    expect(called("addRecentDocument")).toEqual([[path]]);
    expect(faults).toEqual([]);
  });

  it("hands over documents from outside, and lists them in its menu", async () => {
    const { client, shell, window } = await start();
    const session = await edited(client);
    const path = join(place.folder, "ملصق.manara");
    electron.answers.save.push(path);
    await client.call("documents.save", { session });
    await client.call("documents.close", { session, discard: false });
    const chosen: string[] = [];
    client.on("host.documentChosen", ({ handle }) => chosen.push(handle));

    shell.openDocuments([path]);
    const waiting = await client.call("host.takeDocument", {});
    const handleOf = () => waiting?.handle ?? chosen[0];
    await expect.poll(handleOf).toBeDefined();
    const handle = handleOf() ?? "";
    expect(await client.call("documents.open", { handle })).toMatchObject({ name: "ملصق.manara" });

    const file = electron.menus.at(-1)?.[0]?.submenu;
    const recent = (Array.isArray(file) ? file : []).find(({ label }) => label === "Open Recent")?.submenu;
    const [first] = Array.isArray(recent) ? recent : [];
    expect(first?.label).toBe("ملصق.manara");
    chosen.length = 0;
    first?.click?.({} as never, undefined, {} as never);
    expect(await client.call("documents.peek", { handle: chosen[0] ?? "" })).toMatchObject({ title: "ملصق" });

    const dropped = {};
    droppedPaths.set(dropped, path);
    const bridge = await loadPreload(electron, window);
    expect(await bridge.openDropped(dropped)).toMatchObject({ ok: true });
    expect(await bridge.openDropped({})).toMatchObject({ ok: false });
  });

  it("sends a menu's command to the window in front", async () => {
    const { client } = await start();
    const heard: string[] = [];
    client.on("host.command", ({ command }) => heard.push(command));
    const file = electron.menus.at(-1)?.[0]?.submenu;
    (Array.isArray(file) ? file : []).find(({ id }) => id === "save")?.click?.({} as never, undefined, {} as never);
    await expect.poll(() => heard).toEqual(["save"]);
  });

  it("says that the studio's process stopped, and starts again", async () => {
    const { client } = await start();
    electron.answers.box.push(0);
    stop("SIGSEGV");
    await expect.poll(() => called("exit")).toEqual([[1]]);
    expect(called("relaunch")).toHaveLength(1);
    expect(electron.asked[0]).toMatchObject({ message: "Manara stopped working." });
    await expect(client.call("settings.read", {})).rejects.toMatchObject({ code: "host/process-ended" });
  });

  it("opens a window again on a Mac, when somebody clicks its icon", async () => {
    const { window } = await start("mac");
    await closed(window);
    electron.app.emit("activate");
    expect(electron.windows).toHaveLength(2);
    electron.app.emit("activate");
    expect(electron.windows).toHaveLength(2);
  });
});
