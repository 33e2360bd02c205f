import { fork } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import type { ToExporter } from "./exporterProtocol.ts";

/** A way to one exporter process: the same protocol goes over Node's own channel and over Electron's. */

export interface ExporterLink {
  /** Nothing happens where the process is gone. */
  send(message: ToExporter): void;
  /** What arrives is not trusted. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also where the process could not be started; `how` is its code or signal as people read it. */
  onExit(listener: (how: string) => void): void;
  /** At once, whatever it is doing. */
  kill(): void;
}

/**
 * Belongs to the parent alone. libvips must not meet the libraries of an AppImage or of Electron
 * (electron/electron#46323), options of a debugger would fight over its port, and who draws opens no key.
 */
const NOT_INHERITED = ["NODE_OPTIONS", "ELECTRON_RUN_AS_NODE", "LD_PRELOAD", "LD_LIBRARY_PATH", "MANARA_PASSPHRASE"];

/** Threads for reading files and compressing; pages are drawn one at a time. */
const THREADS = "4";

export function exporterEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(own).filter(([name]) => !NOT_INHERITED.includes(name));
  const cache = getCompileCacheDir();
  return {
    ...Object.fromEntries(kept),
    UV_THREADPOOL_SIZE: THREADS,
    ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: cache }),
  };
}

/**
 * An exporter in a Node process.
 * @param entry the module that it runs.
 * @param node the Node program; the one that runs us unless another is named.
 */
export function openNodeLink(entry: URL, node: string = process.execPath): ExporterLink {
  const child = fork(entry, [], {
    execPath: node,
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: exporterEnvironment(process.env),
  });
  return {
    send(message) {
      // The callback takes the failure of a channel that closes at this moment; `exit` tells of it.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => {
      child.on("message", listener);
    },
    onExit(listener) {
      let over = false;
      const end = (how: string) => {
        if (!over) listener(how);
        over = true;
      };
      child.once("exit", (code, signal) => end(signal ?? `code ${code}`));
      // A program that is missing gives `error` and never `exit`; other errors leave the process running.
      child.on("error", (error) => {
        if (child.pid === undefined) end(error.message);
      });
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}
