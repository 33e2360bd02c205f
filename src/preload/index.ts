import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from "electron";
import { type Bridge, CHANNELS } from "../shared/contract/bridge.ts";

/** The host, as far as a sandboxed window may know it: fixed functions on fixed channels. */

type Listener = (...values: unknown[]) => void;

/** One listener of Electron's for all of a window's: it warns of more than ten, and a busy window has more. */
function hear(channel: string): (listener: Listener) => () => void {
  const listeners = new Set<Listener>();
  // The event object leads to ipcRenderer itself, so it stays on this side.
  ipcRenderer.on(channel, (_event: IpcRendererEvent, ...values: unknown[]) => {
    for (const listener of [...listeners]) listener(...values);
  });
  return (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
}

const onProgress = hear(CHANNELS.progress);
const onEvent = hear(CHANNELS.event);
const bridge: Bridge = {
  call: (id, name, input) => ipcRenderer.invoke(CHANNELS.call, { id, name, input }),
  cancel: (id) => ipcRenderer.send(CHANNELS.cancel, id),
  put: (bytes) => ipcRenderer.invoke(CHANNELS.put, bytes),
  onProgress: (listener) => onProgress((id, value) => listener(String(id), value)),
  onEvent: (listener) => onEvent((event) => listener(event)),
  openDropped: (file) => ipcRenderer.invoke(CHANNELS.drop, webUtils.getPathForFile(file as File)),
};

contextBridge.exposeInMainWorld("manara", bridge);
