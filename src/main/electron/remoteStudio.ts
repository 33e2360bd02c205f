import { failureOf } from "../../shared/contract/wire.ts";
import type { Dialogs, Secrets, SettingsStore, Studio, UnsavedDocument } from "../studio/base/ports.ts";
import { createPeer } from "./peer.ts";
import type { ProcessLink } from "./processLinks.ts";
import type { ShellSide, StudioSide, StudioStart } from "./studioProtocol.ts";

/** A process that runs the studio → the studio, as the shell uses it. */

export interface RemoteStudio extends Omit<Studio, "handlers" | "unsaved"> {
  /** Asked now: what the shell was told last may be older than the last key. */
  readonly unsaved: () => Promise<readonly UnsavedDocument[]>;
}

export interface ConnectOptions {
  readonly start: StudioStart;
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  readonly dialogs: Dialogs;
  readonly openExporter: () => ProcessLink;
  readonly onUnsaved: (documents: readonly UnsavedDocument[]) => void;
  readonly log: (error: unknown) => void;
}

/** Fails with what the studio fails with when it starts. */
export async function connectStudio(link: ProcessLink, options: ConnectOptions): Promise<RemoteStudio> {
  const { secrets, dialogs, settings, log } = options;
  type Listener = Parameters<Studio["listen"]>[0];
  const listeners = new Set<Listener>();
  const running = new Map<number, (value: unknown) => void>();
  const exporters = new Map<number, ProcessLink>();
  let count = 0;

  const served: ShellSide = {
    progress: (id, value) => running.get(id)?.(value),
    event(event, to) {
      for (const listener of listeners) listener(event, to);
    },
    unsavedNow: options.onUnsaved,
    log: (what) => log(new Error(what)),
    writeSettings: settings.write,
    readSecret: secrets.read,
    writeSecret: secrets.write,
    chooseDocument: dialogs.chooseDocument,
    chooseSavePath: dialogs.chooseSavePath,
    chooseFolder: dialogs.chooseFolder,
    reveal: dialogs.reveal,
    openAddress: dialogs.openAddress,
    openExporter(id) {
      const exporter = options.openExporter();
      exporters.set(id, exporter);
      exporter.onMessage((message) => peer.tell("exporterSaid", id, message));
      exporter.onExit((how) => {
        exporters.delete(id);
        peer.tell("exporterEnded", id, how);
      });
    },
    tellExporter: (id, message) => exporters.get(id)?.send(message),
    killExporter: (id) => exporters.get(id)?.kill(),
  };
  const peer = createPeer<StudioSide>(link, served, log);
  link.onExit(() => {
    for (const exporter of exporters.values()) exporter.kill();
  });
  await peer.ask("start", options.start);

  return {
    async dispatch(name, input, { client, signal, onProgress, onFault }) {
      count += 1;
      const id = count;
      const cancel = () => peer.tell("cancel", id);
      running.set(id, onProgress);
      signal.addEventListener("abort", cancel);
      try {
        return await peer.ask("call", id, name, input, client);
      } catch (error) {
        onFault?.(error);
        return { ok: false, failure: failureOf(error) };
      } finally {
        running.delete(id);
        signal.removeEventListener("abort", cancel);
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    putAsset: (bytes) => peer.ask("put", bytes),
    readAsset: (digest) => peer.ask("asset", digest),
    offerDocument: (path, client) => peer.tell("offer", path, client),
    disconnect: (client) => peer.ask("disconnect", client),
    unsaved: () => peer.ask("unsaved"),
    sendCommand: (command, client) => peer.tell("command", command, client),
    journal: () => peer.ask("journal"),
    close: () => peer.ask("close"),
  };
}
