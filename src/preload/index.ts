import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from "electron";
import { type Bridge, CHANNELS } from "../shared/contract/bridge.ts";

/** The host, as far as a sandboxed window may know it: fixed functions on fixed channels. */

function listen(channel: string, listener: (...values: unknown[]) => void): () => void {
  // The event object leads to ipcRenderer itself, so it stays on this side.
  const heard = (_event: IpcRendererEvent, ...values: unknown[]) => listener(...values);
  ipcRenderer.on(channel, heard);
  return () => {
    ipcRenderer.off(channel, heard);
  };
}

const bridge: Bridge = {
  call: (id, name, input) => ipcRenderer.invoke(CHANNELS.call, { id, name, input }),
  cancel: (id) => ipcRenderer.send(CHANNELS.cancel, id),
  put: (bytes) => ipcRenderer.invoke(CHANNELS.put, bytes),
  onProgress: (listener) => listen(CHANNELS.progress, (id, value) => listener(String(id), value)),
  onEvent: (listener) => listen(CHANNELS.event, (event) => listener(event)),
  openDropped: (file) => ipcRenderer.invoke(CHANNELS.drop, webUtils.getPathForFile(file as File)),
};

contextBridge.exposeInMainWorld("manara", bridge);
