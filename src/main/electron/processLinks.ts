import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { assert } from "../../shared/base/errors.ts";
import { type ExporterLink, exporterEnvironment, openNodeLink } from "../services/export/exporterLink.ts";
import type { ToExporter } from "../services/export/exporterProtocol.ts";
import type { ElectronApi } from "./electronApi.ts";
import type { Channel } from "./peer.ts";

/** A module of ours → a process that runs it: plain Node on Linux, where sharp and Electron do not agree, else Electron's. */

export interface ProcessLink extends Channel {
  /** At once, whatever it is doing. */
  kill(): void;
}

/** @param node the Node program that comes with Manara. */
export function openNodeProcess(entry: string, node: string): ProcessLink {
  assert(existsSync(node), `Node lies beside Manara, at ${node}`);
  const link = openNodeLink(pathToFileURL(entry), node);
  // The channel carries whatever can be cloned; only its type is of exporters.
  return { ...link, send: (message) => link.send(message as ToExporter) };
}

/** @param name as it stands in lists of processes. Only after Electron is ready. */
export function openUtilityProcess(
  fork: ElectronApi["utilityProcess"]["fork"],
  entry: string,
  name: string,
  log: (error: unknown) => void,
): ProcessLink {
  const child = fork(entry, [], { serviceName: name, stdio: "pipe", env: exporterEnvironment(process.env) });
  // A pipe that nobody reads fills up and stops the process.
  child.stdout?.on("data", () => undefined);
  child.stderr?.on("data", (text: unknown) => log(new Error(`${name}: ${String(text).trimEnd()}`)));
  let over = false;
  return {
    send: (message) => {
      if (!over) child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on("message", listener);
    },
    onExit: (listener) => {
      child.once("exit", (code) => {
        over = true;
        listener(`code ${code}`);
      });
    },
    kill: () => {
      child.kill();
    },
  };
}

/** Exporters that the shell opens and whose messages it carries, as the studio's process sees them. */
export interface ShellExporters {
  readonly open: () => ExporterLink;
  readonly said: (exporter: number, message: unknown) => void;
  readonly ended: (exporter: number, how: string) => void;
}

/** @param shell how to ask it. */
export function shellExporters(shell: {
  readonly open: (exporter: number) => void;
  readonly tell: (exporter: number, message: unknown) => void;
  readonly kill: (exporter: number) => void;
}): ShellExporters {
  interface Listeners {
    readonly message: ((message: unknown) => void)[];
    readonly exit: ((how: string) => void)[];
  }
  const open = new Map<number, Listeners>();
  let count = 0;
  return {
    open() {
      count += 1;
      const exporter = count;
      const listeners: Listeners = { message: [], exit: [] };
      open.set(exporter, listeners);
      shell.open(exporter);
      return {
        send: (message) => {
          if (open.has(exporter)) shell.tell(exporter, message);
        },
        onMessage: (listener) => {
          listeners.message.push(listener);
        },
        onExit: (listener) => {
          listeners.exit.push(listener);
        },
        kill: () => {
          if (open.has(exporter)) shell.kill(exporter);
        },
      };
    },
    said(exporter, message) {
      for (const listener of open.get(exporter)?.message ?? []) listener(message);
    },
    ended(exporter, how) {
      const listeners = open.get(exporter);
      open.delete(exporter);
      for (const listener of listeners?.exit ?? []) listener(how);
    },
  };
}
