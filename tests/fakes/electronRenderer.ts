import type { IpcRendererEvent } from "electron";
import { vi } from "vitest";
import type { Bridge } from "../../src/shared/contract/bridge.ts";
import type { FakeElectron, FakeWindow } from "./electron.ts";

/** What a sandboxed preload script may require of Electron, on the other side of the fake main process. */

type Electron = typeof import("electron");

/** Dropped files → where they lie, as Electron knows them. */
export const droppedPaths = new WeakMap<object, string>();

/** @returns what the real preload script exposes to the page of this window. */
export async function loadPreload(electron: FakeElectron, { webContents }: FakeWindow): Promise<Bridge> {
  const worlds: Record<string, unknown> = {};
  const renderer = {
    contextBridge: {
      exposeInMainWorld: (name, value) => {
        worlds[name] = value;
      },
    },
    ipcRenderer: {
      invoke: (channel, ...values) => electron.invoke(channel, webContents.id, values[0]),
      send: (channel, ...values) => electron.send(channel, webContents.id, values[0]),
      on(channel, listener) {
        const hear = (...values: unknown[]) => listener({} as IpcRendererEvent, ...values);
        (webContents as FakeWindow["webContents"]).addListener(`sent:${channel}` as never, hear as never);
        return this as Electron["ipcRenderer"];
      },
    },
    webUtils: { getPathForFile: (file) => droppedPaths.get(file) ?? "" },
  } satisfies {
    contextBridge: Pick<Electron["contextBridge"], "exposeInMainWorld">;
    ipcRenderer: Pick<Electron["ipcRenderer"], "invoke" | "send" | "on">;
    webUtils: Pick<Electron["webUtils"], "getPathForFile">;
  };
  vi.resetModules();
  vi.doMock("electron", () => renderer);
  await import("../../src/preload/index.ts");
  vi.doUnmock("electron");
  if (Object.keys(worlds).join() !== "manara") throw new Error("The preload script exposes one thing, manara.");
  return worlds.manara as Bridge;
}
