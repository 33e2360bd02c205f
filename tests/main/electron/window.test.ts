import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { electronSettings, readSettingsEarly } from "../../../src/main/electron/settingsStore.ts";
import { electronShellState, parseFacts } from "../../../src/main/electron/shellState.ts";
import { shellTexts } from "../../../src/main/electron/shellTexts.ts";
import { clampBounds, notifyEnd, openWindow, showUnsaved } from "../../../src/main/electron/window.ts";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings/settings.ts";
import { makeElectron } from "../../fakes/electron.ts";

const folder = mkdtempSync(join(tmpdir(), "manara-window-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LEFT = { x: -1920, y: 0, width: 1920, height: 1040 };
const MAIN = { x: 0, y: 25, width: 1440, height: 875 };

describe("clampBounds", () => {
  it.each([
    [
      "where it was",
      { x: 100, y: 100, width: 1000, height: 700 },
      [MAIN],
      { x: 100, y: 100, width: 1000, height: 700 },
    ],
    [
      "on the screen to the left",
      { x: -1900, y: 10, width: 1000, height: 700 },
      [LEFT, MAIN],
      { x: -1900, y: 10, width: 1000, height: 700 },
    ],
    ["nowhere when that screen is gone", { x: -1900, y: 10, width: 1000, height: 700 }, [MAIN], null],
    ["nowhere when the title bar is above the screen", { x: 0, y: 0, width: 1000, height: 700 }, [MAIN], null],
    ["nowhere when too little can be gripped", { x: 1400, y: 30, width: 1000, height: 700 }, [MAIN], null],
    [
      "no larger than the screen",
      { x: 0, y: 25, width: 9000, height: 9000 },
      [MAIN],
      { x: 0, y: 25, width: 1440, height: 875 },
    ],
    ["no smaller than it can be used", { x: 0, y: 25, width: 1, height: 1 }, [MAIN], null],
    ["nowhere without a past", null, [MAIN], null],
  ])("puts a window %s", (_what, saved, areas, expected) => {
    expect(clampBounds(saved, areas)).toEqual(expected);
  });
});

describe("openWindow", () => {
  it("is sandboxed, isolated and hidden until there is something to see", () => {
    const electron = makeElectron(folder);
    const options = {
      api: electron.api,
      state: electronShellState(folder),
      preload: "/p.cjs",
      icon: null,
      platform: "linux",
    } as const;
    const one = openWindow(options);
    const other = openWindow(options);
    expect(electron.windows[0]?.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
    });
    expect(one.client).toMatch(/^[0-9a-f]{32}$/);
    expect(one.client).not.toBe(other.client);
    expect(electron.calls).toEqual([]);
    electron.windows[0]?.emit("ready-to-show");
    expect(electron.calls).toEqual([["show"]]);
  });

  it("comes back where it was closed", () => {
    const electron = makeElectron(folder);
    const options = {
      api: electron.api,
      state: electronShellState(folder),
      preload: "/p.cjs",
      icon: null,
      platform: "linux",
    } as const;
    openWindow(options).window.close();
    openWindow({ ...options, state: electronShellState(folder) });
    expect(electron.windows[1]?.options).toMatchObject({ x: 10, y: 20, width: 1200, height: 800 });
  });
});

describe("showUnsaved", () => {
  it("says it as each machine does", () => {
    const { api, windows } = makeElectron(folder);
    const window = new api.BrowserWindow({});
    showUnsaved(window, "ملصق", true, "linux");
    expect(windows[0]).toMatchObject({ title: "• ملصق", edited: false });
    showUnsaved(window, "ملصق", true, "mac");
    expect(windows[0]).toMatchObject({ title: "ملصق", edited: true });
    showUnsaved(window, "ملصق", false, "mac");
    expect(windows[0]).toMatchObject({ title: "ملصق", edited: false });
  });
});

describe("what is remembered", () => {
  it("are settings that the next start reads before Electron is ready", async () => {
    const changed = { ...DEFAULT_SETTINGS, language: "ar", zoom: 150 } as const;
    await electronSettings(folder).write(changed);
    expect(readSettingsEarly(folder)).toEqual(changed);
    expect(electronSettings(folder).read()).toEqual(changed);
  });

  it("survives a damaged file", () => {
    for (const damage of ["", "{", "[]", "null", '{"version":1,"language":"xx","zoom":"big"}']) {
      writeFileSync(join(folder, "settings.json"), damage);
      writeFileSync(join(folder, "window.json"), damage);
      expect(readSettingsEarly(folder)).toEqual(DEFAULT_SETTINGS);
      expect(electronSettings(folder).read()).toEqual(DEFAULT_SETTINGS);
      expect(electronShellState(folder).read()).toEqual(parseFacts({}));
    }
  });

  it("leaves out what is wrong, and that alone", () => {
    const bounds = { x: 1, y: 2, width: 3, height: 4 };
    expect(parseFacts({ bounds, maximised: "yes", folders: { document: 7, export: "/a" } })).toEqual({
      bounds,
      maximised: false,
      folders: { export: "/a" },
    });
    expect(parseFacts({ bounds: { ...bounds, x: 1.5 } }).bounds).toBeNull();
  });
});

describe("callBack", () => {
  const EXPORT = { call: "exports.run", took: 60_000, how: "done" } as const;
  function ended(end: Parameters<typeof notifyEnd>[2]) {
    const electron = makeElectron(folder);
    const window = new electron.api.BrowserWindow({});
    notifyEnd(electron.api, window, end, shellTexts("vi"));
    const [fake] = electron.windows;
    return { electron, flashed: fake?.flashed, notification: electron.notifications[0] };
  }

  it("says how a long export ended, and a press on it comes to the window", () => {
    const { electron, flashed, notification } = ended(EXPORT);
    expect(flashed).toBe(true);
    expect(notification?.options.title).toBe("Các tệp đã sẵn sàng");
    expect(electron.calls.map(([name]) => name)).toEqual(["show notification"]);
    notification?.press();
    expect(electron.calls.map(([name]) => name)).toEqual(["show notification", "show", "focus"]);
    expect(ended({ ...EXPORT, how: "failed" }).notification?.options.title).toBe("Việc xuất tệp đã dừng");
  });

  it.each([
    ["short work", { ...EXPORT, took: 100 }, false],
    ["work that somebody called off", { ...EXPORT, how: "cancelled" }, false],
    ["other long work, which flashes", { ...EXPORT, call: "localise.import" }, true],
  ] as const)("says nothing of %s", (_what, end, flashes) => {
    const { flashed, notification } = ended(end);
    expect([flashed, notification]).toEqual([flashes, undefined]);
  });
});
