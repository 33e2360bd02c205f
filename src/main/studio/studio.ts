import { join, resolve } from "node:path";
import { todayOf } from "../../shared/base/moment.ts";
import type { CallName, Handlers } from "../../shared/contract/contract.ts";
import { createDispatch } from "../../shared/contract/dispatch.ts";
import { COMMANDS } from "../../shared/contract/hostCalls.ts";
import { HEARTBEAT_MS, holderOf } from "../platform/documentLock.ts";
import { settleAnnounced } from "../services/export/deliver.ts";
import { adoptRules } from "../services/trust/adoptRules.ts";
import { createAssets } from "./assets/assets.ts";
import { displayName } from "./base/displayPath.ts";
import { createEvents } from "./base/events.ts";
import { createHandles, randomName } from "./base/handles.ts";
import type { Studio, StudioHost } from "./base/ports.ts";
import { createSigningKey } from "./base/signingKey.ts";
import { nodeTimers, type Timers } from "./base/timers.ts";
import { approvalHandlers } from "./handlers/approvalHandlers.ts";
import { documentHandlers } from "./handlers/documentHandlers.ts";
import { exportHandlers } from "./handlers/exportHandlers.ts";
import { hostHandlers } from "./handlers/hostHandlers.ts";
import { localiseHandlers } from "./handlers/localiseHandlers.ts";
import { mergeHandlers } from "./handlers/mergeHandlers.ts";
import { queueHandlers } from "./handlers/queueHandlers.ts";
import { registryHandlers } from "./handlers/registryHandlers.ts";
import { teamHandlers } from "./handlers/teamHandlers.ts";
import { trustHandlers } from "./handlers/trustHandlers.ts";
import { adoptWork } from "./sessions/adoptWork.ts";
import { createAutosave } from "./sessions/autosave.ts";
import { createCompositions } from "./sessions/compositions.ts";
import { createRecoveryFolder } from "./sessions/recovery.ts";
import { createRules } from "./sessions/rules.ts";
import { createSaving } from "./sessions/saving.ts";
import { createSessions } from "./sessions/sessions.ts";
import { createUndoStore } from "./sessions/undoStore.ts";
import { createDocumentShelf } from "./shelves/documentShelf.ts";
import { createOffers } from "./shelves/offers.ts";
import { createPackShelf } from "./shelves/packShelf.ts";
import { createRecents } from "./shelves/recents.ts";

/** A host → the studio that answers every call of the contract over the services. */

export async function createStudio(given: StudioHost, timers: Timers = nodeTimers): Promise<Studio> {
  const machine = {
    ...given.machine,
    teamFile: given.machine.teamFile ?? join(given.dataFolder, "team.json"),
    trustFile: given.machine.trustFile ?? join(given.dataFolder, "trusted.json"),
    registryFolder: given.machine.registryFolder ?? join(given.dataFolder, "registry"),
    exportsFolder: given.machine.exportsFolder ?? join(given.dataFolder, "exporting"),
  };
  const host: StudioHost = { ...given, machine };
  const { log } = host;
  const { files } = machine;
  if (host.earlierDataFolder !== undefined) {
    await adoptRules(machine, host.earlierDataFolder);
    // Another host may look at the older folder while the desktop program still works in it.
    if (host.kind === "electron") await adoptWork(files, host.earlierDataFolder, host.dataFolder);
  }
  await settleAnnounced(files, machine.exportsFolder);
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
  const rules = createRules({ host, packs, sessions, timers, emit });
  const compose = createCompositions(machine, rules);
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
    ...trustHandlers({ machine, packs, rules }),
    ...exports.handlers,
    ...localiseHandlers({ host, assets, sessions }),
    ...mergeHandlers({ machine, handles, assets, sessions }),
    ...registryHandlers({ host, handles, packs, sessions, signingKey, emit }),
  } satisfies Record<CallName, unknown>;
  const dispatch = createDispatch(handlers);

  let stopBeating = () => {};
  let today = todayOf(machine.clock);
  /** A timer until midnight would come late on a machine that slept. */
  const tellDay = () => {
    const now = todayOf(machine.clock);
    if (now !== today) emit("host.dayTurned", { today: now });
    today = now;
  };
  const beat = () => {
    stopBeating = timers.after(HEARTBEAT_MS, beat);
    tellDay();
    sessions.beat().catch(log);
    rules.look().catch(log);
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
          name: path === null ? null : displayName(path),
          clients: [...clients],
        })),
    sendCommand(command, client) {
      const known = COMMANDS.find((one) => one === command);
      if (known !== undefined) emit("host.command", { command: known }, client);
    },
    journal,
    async close() {
      stopBeating();
      rules.stop();
      await exports.stop();
      await sessions.closeAll();
    },
  };
}
