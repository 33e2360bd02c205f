import { todayOf } from "../../../shared/base/moment.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { documentCalls } from "../../../shared/contract/documentCalls.ts";
import { lockedSlots } from "../../../shared/document/locks.ts";
import { refuseReview } from "../../../shared/localise/checks/slotErrors.ts";
import { type PlainContent, sampleContent } from "../../services/document/content.ts";
import { writeDocumentFile } from "../../services/document/documentFile.ts";
import { newDocument, openDocument } from "../../services/document/documents.ts";
import { importPicture } from "../../services/document/pictures.ts";
import { safeName } from "../../services/document/safeName.ts";
import type { LoadedPack } from "../../services/pack/packs.ts";
import type { Assets } from "../assets/assets.ts";
import { displayName } from "../base/displayPath.ts";
import { ENDING } from "../base/fileNames.ts";
import type { Handles } from "../base/handles.ts";
import type { StudioHost } from "../base/ports.ts";
import type { Autosave } from "../sessions/autosave.ts";
import type { RecoveryFolder } from "../sessions/recovery.ts";
import { noDialogs, type Saving } from "../sessions/saving.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { DocumentShelf } from "../shelves/documentShelf.ts";
import type { PackShelf } from "../shelves/packShelf.ts";
import type { Recents } from "../shelves/recents.ts";

/** The calls about documents and their pictures, answered. */

export interface DocumentContext {
  readonly host: StudioHost;
  readonly handles: Handles;
  readonly assets: Assets;
  readonly packs: PackShelf;
  readonly documents: DocumentShelf;
  readonly recents: Recents;
  readonly recovery: RecoveryFolder;
  readonly autosave: Autosave;
  readonly sessions: Sessions;
  readonly saving: Saving;
}

export function documentHandlers(studio: DocumentContext): Pick<Handlers, keyof typeof documentCalls> {
  const { host, handles, assets, packs, documents, recents, recovery, autosave, sessions, saving } = studio;
  const { machine, dialogs } = host;
  const opened = (path: string) => ({ handle: handles.give("document", path) });

  return {
    "documents.recent": async () => documents.entries(await recents.read()),
    "documents.list": () => documents.list(host.folder),
    "documents.choose": async (_, { client }) => {
      if (dialogs === null) throw noDialogs();
      const path = await dialogs.chooseDocument(client);
      return path === null ? null : opened(path);
    },
    "documents.import": async ({ upload, name }) => opened(await saving.importFile(await assets.take(upload), name)),
    "documents.peek": async ({ handle }) => {
      const { document, pictures } = await openDocument(machine, handles.pathOf("document", handle));
      for (const bytes of pictures.values()) assets.keep(bytes);
      return document;
    },

    "documents.create": async ({ pack, template, title, editions, sample }, { client }) => {
      const { loaded } = await packs.get(pack);
      const content = firstContent(loaded, template, editions, sample);
      const session = await sessions.create(newDocument(machine, loaded, template, "", content, title), client);
      return session.state;
    },
    "documents.open": async ({ handle }, { client }) =>
      (await sessions.open(handles.pathOf("document", handle), client)).state,
    "documents.state": async ({ session: id }, { client }) => {
      const session = sessions.get(id);
      sessions.show(session, client);
      return session.state;
    },

    "documents.edit": async ({ session: id, edit }, { client }) => {
      const session = sessions.get(id);
      refuseReview(session.document, edit, session.loaded.pack, todayOf(machine.clock));
      session.edit(edit, client);
      return { revision: session.revision };
    },
    "documents.draft": async ({ session: id, edit }, { client }) => {
      const session = sessions.get(id);
      if (edit !== null) refuseReview(session.document, edit, session.loaded.pack, todayOf(machine.clock));
      session.draft(edit, client);
      return {};
    },
    "documents.undo": async ({ session: id }, { client }) => {
      const session = sessions.get(id);
      session.undo(client);
      return { revision: session.revision };
    },
    "documents.redo": async ({ session: id }, { client }) => {
      const session = sessions.get(id);
      session.redo(client);
      return { revision: session.revision };
    },

    "documents.save": async ({ session: id }, { client }) => {
      const session = sessions.get(id);
      return (await saving.save(session, client)) ? session.state : null;
    },
    "documents.saveAs": async ({ session: id, name }, { client }) => {
      const session = sessions.get(id);
      return (await saving.saveAs(session, client, name)) ? session.state : null;
    },
    "documents.copy": async ({ session: id }) => {
      const { open, path, document } = sessions.get(id);
      const asset = assets.keep(await writeDocumentFile(machine.archives, open));
      return { asset, name: path === null ? `${safeName(document.title)}${ENDING}` : displayName(path) };
    },
    "documents.editAnyway": async ({ session: id }) => {
      const session = sessions.get(id);
      await session.inTurn(() => sessions.claim(session, true));
      return session.state;
    },
    "documents.close": async ({ session: id, discard }, { client }) => {
      await sessions.close(sessions.get(id), client, !discard);
      return {};
    },

    "documents.recoveries": () => recovery.list(autosave.recoveries()),
    "documents.recover": async ({ recovery: id }, { client }) => (await sessions.recover(id, client)).state,
    "documents.discardRecovery": async ({ recovery: id }) => {
      await sessions.discardRecovery(id);
      return {};
    },

    "pictures.add": async ({ session: id, upload, name }) => {
      const session = sessions.get(id);
      const { digest, bytes, facts } = await importPicture(await assets.take(upload), name);
      session.addPicture(digest, bytes, facts);
      return { digest, picture: { ...facts, consent: null } };
    },
  };
}

/** What is locked comes from the pack in every edition, for nobody could fill it in later. Null where nothing is asked for. */
function firstContent(
  loaded: LoadedPack,
  template: string,
  editions: readonly string[],
  sample: boolean,
): PlainContent | null {
  if (!sample && editions.length === 0) return null;
  const samples = sampleContent(loaded, template).editions;
  const locked = lockedSlots(loaded.pack, [template]);
  const empty = editions.map((tag) => [
    tag,
    Object.fromEntries(Object.entries(samples[tag] ?? {}).filter(([slot]) => locked.has(slot))),
  ]);
  return { editions: { ...Object.fromEntries(empty), ...(sample ? samples : {}) } };
}
