import { randomBytes } from "node:crypto";
import type { BrowserWindowConstructorOptions } from "electron";
import type { ElectronApi, ShellWindow } from "./electronApi.ts";
import type { LongEnd } from "./ipc.ts";
import type { Bounds, ShellState } from "./shellState.ts";
import type { ShellTexts } from "./shellTexts.ts";

/** A sandboxed window where it was the last time, on a screen that is still there. */

const SMALLEST = { width: 960, height: 640 } as const;
const USUAL = { width: 1440, height: 920 } as const;
/** Of the window's title bar that has to be on a screen, so that somebody can take hold of it. */
const GRIP = { width: 120, height: 40 } as const;

export interface StudioWindow {
  /** Names the window in the studio's events; nobody can guess it. */
  readonly client: string;
  readonly window: ShellWindow;
}

/** Saved bounds → bounds that can be reached; null lets the machine choose the place. @param areas of all screens. */
export function clampBounds(saved: Bounds | null, areas: readonly Bounds[]): Bounds | null {
  if (saved === null) return null;
  const area = areas.find((one) => {
    const across = Math.min(saved.x + saved.width, one.x + one.width) - Math.max(saved.x, one.x);
    const down = one.y + one.height - saved.y;
    return across >= GRIP.width && saved.y >= one.y && down >= GRIP.height;
  });
  if (area === undefined) return null;
  const width = Math.min(Math.max(saved.width, SMALLEST.width), area.width);
  const height = Math.min(Math.max(saved.height, SMALLEST.height), area.height);
  return { x: saved.x, y: saved.y, width, height };
}

export interface WindowOptions {
  readonly api: Pick<ElectronApi, "BrowserWindow" | "nativeTheme" | "screen">;
  readonly state: ShellState;
  /** The preload script. */
  readonly preload: string;
  readonly icon: string | null;
  readonly platform: "mac" | "windows" | "linux";
}

/** Nothing is loaded yet; it shows itself when its first page can be seen. */
export function openWindow({ api, state, preload, icon, platform }: WindowOptions): StudioWindow {
  const { bounds, maximised } = state.read();
  const areas = api.screen.getAllDisplays().map((display) => display.workArea);
  const options: BrowserWindowConstructorOptions = {
    ...(clampBounds(bounds, areas) ?? USUAL),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: "Manara",
    // The colours of the renderer's own background, so that nothing flashes.
    backgroundColor: api.nativeTheme.shouldUseDarkColors ? "#10181d" : "#f5f7f8",
    ...(icon !== null && platform === "linux" ? { icon } : {}),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      spellcheck: true,
    },
  };
  const window = new api.BrowserWindow(options);
  window.once("ready-to-show", () => {
    if (maximised) window.maximize();
    window.show();
  });
  window.on("close", () => {
    state.write({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  });
  return { client: randomBytes(16).toString("hex"), window };
}

/** The title with a dot before it while something is unsaved; macOS shows its own dot. */
export function showUnsaved(
  window: ShellWindow,
  title: string,
  unsaved: boolean,
  platform: "mac" | "windows" | "linux",
): void {
  if (platform === "mac") window.setDocumentEdited(unsaved);
  window.setTitle(unsaved && platform !== "mac" ? `• ${title}` : title);
}

/** Shorter work ends before anybody has turned to something else. */
const LONG_MS = 3000;

/** Calls a person who turned to something else back to a window whose long work has ended. */
export function notifyEnd(
  { Notification }: Pick<ElectronApi, "Notification">,
  window: ShellWindow,
  { call, took, how }: LongEnd,
  text: ShellTexts,
): void {
  if (how === "cancelled" || took < LONG_MS) return;
  window.flashFrame(true);
  // Of the calls that tell how far they are, exports alone have words of their own.
  if (call !== "exports.run" || !Notification.isSupported()) return;
  const done = how === "done";
  const notification = new Notification({
    title: done ? text("exportReady") : text("exportFailed"),
    body: done ? text("exportLook") : text("exportWhy"),
  });
  notification.on("click", () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  notification.show();
}
