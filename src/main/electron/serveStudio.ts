import { assert } from "../../shared/base/errors.ts";
import { watchFolders } from "../platform/watchFolders.ts";
import type { ExporterLink } from "../services/export/exporterLink.ts";
import type { Machine } from "../services/ports.ts";
import type { Studio, StudioHost } from "../studio/base/ports.ts";
import { type Channel, createPeer, type Peer } from "./peer.ts";
import { shellExporters } from "./processLinks.ts";
import type { ShellSide, StudioSide, StudioStart } from "./studioProtocol.ts";

/** The studio, for a shell at the other end of a channel: what it needs of the machine's desktop, it asks the shell for. */

export interface ServeOptions {
  readonly createStudio: (host: StudioHost) => Promise<Studio>;
  readonly machine: (options: StudioStart, openExporter: () => ExporterLink) => Machine;
  /** An exporter as a child of this process. */
  readonly openExporter: () => ExporterLink;
}

/** @returns when the shell has told the studio to close, or is gone. */
export function serveStudio(channel: Channel, options: ServeOptions): Promise<void> {
  let studio: Studio | null = null;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const running = new Map<number, AbortController>();
  let shown = "[]";

  const started = (): Studio => {
    assert(studio !== null, "the studio is started before it is asked");
    return studio;
  };
  const log = (error: unknown) =>
    peer.tell("log", error instanceof Error ? (error.stack ?? error.message) : String(error));
  const tellUnsaved = () => {
    const documents = started().unsaved();
    const text = JSON.stringify(documents);
    if (text === shown) return;
    shown = text;
    peer.tell("unsavedNow", documents);
  };
  const exporters = shellExporters({
    open: (exporter) => peer.tell("openExporter", exporter),
    tell: (exporter, message) => peer.tell("tellExporter", exporter, message),
    kill: (exporter) => peer.tell("killExporter", exporter),
  });

  const served: StudioSide = {
    async start(start) {
      const openExporter = start.exporters === "node" ? options.openExporter : exporters.open;
      studio = await options.createStudio(hostOf(start, options.machine(start, openExporter), peer, log));
      studio.listen((event, to) => {
        peer.tell("event", event, to);
        tellUnsaved();
      });
    },
    async call(id, name, input, client) {
      const controller = new AbortController();
      running.set(id, controller);
      try {
        return await started().dispatch(name, input, {
          client,
          signal: controller.signal,
          onProgress: (value) => peer.tell("progress", id, value),
          onFault: log,
        });
      } finally {
        running.delete(id);
        tellUnsaved();
      }
    },
    cancel: (id) => running.get(id)?.abort(),
    put: (bytes) => started().putAsset(bytes),
    asset: (digest) => started().readAsset(digest),
    offer: (path, client) => started().offerDocument(path, client),
    disconnect: (client) => started().disconnect(client),
    command: (command, client) => started().sendCommand(command, client),
    unsaved: () => started().unsaved(),
    journal: () => started().journal(),
    async close() {
      await started().close();
      finish();
    },
    exporterSaid: exporters.said,
    exporterEnded: exporters.ended,
  };
  const peer = createPeer<ShellSide>(channel, served, (error) => log(error));
  // A shell that is gone cannot ask for anything: keep what is unsaved, and end.
  channel.onExit(() => {
    void Promise.resolve(studio?.close()).finally(finish);
  });
  return finished;
}

function hostOf(
  start: StudioStart,
  machine: Machine,
  shell: Peer<ShellSide>,
  log: (error: unknown) => void,
): StudioHost {
  let { settings } = start;
  return {
    kind: "electron",
    platform: start.platform,
    languages: start.languages,
    machine,
    folder: start.folder,
    dataFolder: start.dataFolder,
    earlierDataFolder: start.earlierDataFolder,
    settings: {
      read: () => settings,
      async write(next) {
        await shell.ask("writeSettings", next);
        settings = next;
      },
    },
    secrets: {
      read: (name) => shell.ask("readSecret", name),
      write: (name, secret) => shell.ask("writeSecret", name, secret),
    },
    dialogs: {
      chooseDocument: (client) => shell.ask("chooseDocument", client),
      chooseSavePath: (client, suggested) => shell.ask("chooseSavePath", client, suggested),
      chooseFolder: (client) => shell.ask("chooseFolder", client),
      reveal: (folder) => shell.ask("reveal", folder),
      openAddress: (url) => shell.ask("openAddress", url),
    },
    log,
    watch: watchFolders,
  };
}
