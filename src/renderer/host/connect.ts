import type { Bridge } from "../../shared/contract/bridge.ts";
import { type Client, createClient } from "../../shared/contract/client.ts";
import { httpTransport } from "./httpTransport.ts";
import { ipcTransport } from "./ipcTransport.ts";

declare global {
  /** Only a desktop window has it. */
  var manara: Bridge | undefined;
}

/** The host that opened this window → a client: Electron gives a bridge, a browser has HTTP. */
export function connect(): Client {
  const { manara } = globalThis;
  return createClient(manara === undefined ? httpTransport() : ipcTransport(manara));
}
