import { join, resolve } from "node:path";
import type { CallName, Handlers } from "../../shared/contract/contract.ts";
import { createDispatch } from "../../shared/contract/dispatch.ts";
import { COMMANDS } from "../../shared/contract/hostCalls.ts";
import { HEARTBEAT_MS, holderOf } from "../platform/documentLock.ts";
import { approvalHandlers } from "./approvalHandlers.ts";
import { createAssets } from "./assets.ts";
import { createAutosave } from "./autosave.ts";
import { createComposer } from "./composer.ts";
import { documentHandlers } from "./documentHandlers.ts";
import { createDocumentShelf } from "./documentShelf.ts";
import { createEvents } from "./events.ts";
import { exportHandlers } from "./exportHandlers.ts";
import { createHandles, randomName } from "./handles.ts";
import { hostHandlers } from "./hostHandlers.ts";
import { localiseHandlers } from "./localiseHandlers.ts";
import { mergeHandlers } from "./mergeHandlers.ts";
import { createOffers } from "./offers.ts";
import { createPackShelf } from "./packShelf.ts";
import { basenameOf } from "./places.ts";
import type { Studio, StudioHost } from "./ports.ts";
import { queueHandlers } from "./queueHandlers.ts";
import { createRecents } from "./recents.ts";
import { createRecoveryFolder } from "./recovery.ts";
import { registryHandlers } from "./registryHandlers.ts";
import { createSaving } from "./saving.ts";
import { createSessions } from "./sessions.ts";
import { createSigningKey } from "./signingKey.ts";
import { teamHandlers } from "./teamHandlers.ts";
import { nodeTimers, type Timers } from "./timers.ts";
import { trustHandlers } from "./trustHandlers.ts";
import { createUndoStore } from "./undoStore.ts";

/** A host → the studio that answers every call of the contract over the services. */

export async function createStudio(given: StudioHost, timers: Timers = nodeTimers): Promise<Studio> {
  const machine = {
    ...given.machine,
    teamFile: given.machine.teamFile ?? join(given.dataFolder, "team.json"),
    trustFile: given.machine.trustFile ?? join(given.dataFolder, "trusted.json"),
    registryFolder: given.machine.registryFolder ?? join(given.dataFolder, "registry"),
  };
  const host: StudioHost = { ...given, machine };
  const { log } = host;
  const { files } = machine;
  const data = (name: string) => join(host.dataFolder, name);
  const holder = holderOf(randomName());
  const { emit, listen } = createEvents(log);
  const handles = createHandles();
  const assets = createAssets();
  const packs = createPackShelf(machine);
  const documents = createDocumentShelf(machine, handles);
  const recents = createRecents(files, host.dataFolder);
  const undo = createUndoStore(files, data("undo"));
  const recovery = createRecoveryFolder(machine, data("recovery"), holder);
  const autosave = createAutosave(recovery, timers, log);
  const sessions = createSessions({ host, holder, packs, recovery, autosave, undo, recents, emit });
  const saving = createSaving({ host, holder, sessions, autosave, undo, emit });
  const offers = createOffers(handles, emit);
  const compose = createComposer(machine);
  const signingKey = createSigningKey(machine.keys, host.secrets);
  const exports = exportHandlers({ host, handles, sessions, compose, signingKey });

  assets.addSource((digest) => sessions.picture(digest));
  assets.addSource(packs.source);
  assets.addSource(exports.source);

  const handlers: Handlers = {
    ...hostHandlers({ host, packs, offers, emit }),
    ...documentHandlers({
      host,
      handles,
      assets,
      packs,
      documents,
      recents,
      recovery,
      autosave,
      sessions,
      saving,
    }),
    ...approvalHandlers({ machine, sessions, compose, signingKey, saving }),
    ...teamHandlers({ machine, assets, signingKey }),
    ...queueHandlers({ host, handles, packs, sessions, compose, signingKey }),
    ...trustHandlers({ machine, packs }),
    ...exports.handlers,
    ...localiseHandlers({ host, assets, sessions }),
    ...mergeHandlers({ machine, handles, assets, sessions }),
    ...registryHandlers({ host, handles, packs, sessions, signingKey, emit }),
  } satisfies Record<CallName, unknown>;
  const dispatch = createDispatch(handlers);

  let stopBeating = () => {};
  const beat = () => {
    stopBeating = timers.after(HEARTBEAT_MS, beat);
    sessions.beat().catch(log);
  };
  stopBeating = timers.after(HEARTBEAT_MS, beat);

  const journal = async () => {
    await Promise.all(sessions.all().map((session) => autosave.flush(session)));
  };

  return {
    handlers,
    dispatch: (name, input, options) => dispatch(name, input, { onFault: log, ...options }),
    listen,
    putAsset: async (bytes) => assets.upload(bytes),
    readAsset: (digest) => assets.read(digest),
    offerDocument: (path, client) => offers.offer(resolve(path), client),
    async disconnect(client) {
      offers.forget(client);
      await sessions.disconnect(client);
    },
    unsaved: () =>
      sessions
        .all()
        .filter(({ unsaved }) => unsaved)
        .map(({ id, document, path, clients }) => ({
          session: id,
          title: document.title,
          name: path === null ? null : basenameOf(path),
          clients: [...clients],
        })),
    sendCommand(command, client) {
      const known = COMMANDS.find((one) => one === command);
      if (known !== undefined) emit("host.command", { command: known }, client);
    },
    journal,
    async close() {
      stopBeating();
      await exports.stop();
      await sessions.closeAll();
    },
  };
}
