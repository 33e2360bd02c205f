import { openNodeLink } from "../services/export/exporterLink.ts";
import { createStudio } from "../studio/studio.ts";
import type { Channel } from "./peer.ts";
import { serveStudio } from "./serveStudio.ts";
import { studioMachine } from "./studioMachine.ts";

/** The studio's process, opened by the shell: Node's own on Linux, one of Electron's elsewhere. */

/** Electron's utility processes have a port where Node's own have a channel. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: { readonly data: unknown }) => void): void;
}

function channelToShell(): Channel {
  const port = (process as { readonly parentPort?: UtilityPort | null }).parentPort ?? null;
  if (port !== null) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on("message", ({ data }) => listener(data)),
      // Electron ends its utility processes itself when the program ends.
      onExit: () => undefined,
    };
  }
  return {
    send: (message) => {
      if (process.connected) process.send?.(message, () => undefined);
    },
    onMessage: (listener) => {
      process.on("message", listener);
    },
    onExit: (listener) => {
      process.once("disconnect", () => listener("disconnected"));
    },
  };
}

// Ctrl-C goes to the whole group; the shell decides.
process.on("SIGINT", () => undefined);
const entry = new URL(
  `../services/export/exporterProcess${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`,
  import.meta.url,
);
serveStudio(channelToShell(), {
  createStudio,
  machine: studioMachine,
  openExporter: () => openNodeLink(entry),
}).finally(
  // The answer to `close` is still on its way.
  () => setTimeout(() => process.exit(0), 50),
);
