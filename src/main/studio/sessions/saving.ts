import { join } from "node:path";
import { digestBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { type Holder, holderAt, releaseDocument } from "../../platform/documentLock.ts";
import { realPath } from "../../platform/fileFacts.ts";
import { readDocumentFile } from "../../services/document/documentFile.ts";
import { saveDocument } from "../../services/document/documents.ts";
import { safeName } from "../../services/document/safeName.ts";
import { displayFolderOf, displayName } from "../base/displayPath.ts";
import type { Emit } from "../base/events.ts";
import { ENDING, freePath } from "../base/fileNames.ts";
import type { StudioHost } from "../base/ports.ts";
import type { Autosave } from "./autosave.ts";
import type { Session } from "./session.ts";
import { nameOf, type Sessions } from "./sessions.ts";
import type { UndoStore } from "./undoStore.ts";

/** Open documents → their files: under the name they have, or under one that a person chose. */

export interface SavingContext {
  readonly host: StudioHost;
  readonly holder: Holder;
  readonly sessions: Sessions;
  readonly autosave: Autosave;
  readonly undo: UndoStore;
  readonly emit: Emit;
}

export function createSaving({ host, holder: us, sessions, autosave, undo, emit }: SavingContext) {
  const { machine, dialogs, log } = host;
  const { files } = machine;

  /** @param target path and the file there that may be replaced: its SHA-256, or null where nothing may be there. */
  const write = async (session: Session, target: { path: string; revision: string | null }): Promise<void> => {
    const before = session.path;
    // What is edited while the file is being written does not fit it.
    const { past, future } = session;
    const open = session.beginSave(machine.clock.now());
    const written = await saveDocument(machine, { ...open, ...target });
    session.endSave(written);
    if (before !== target.path) {
      if (before !== null && session.heldBy === null) await releaseDocument(before, us);
      // Whoever had the old file open does not hold the new one.
      await sessions.claim(session, true);
    }
    emit("documents.saved", {
      session: session.id,
      name: displayName(written.path),
      folder: displayFolderOf(written.path),
    });
    // The file is safe by now: what follows is convenience.
    await undo.write(session.document.id, written.revision ?? "", past, future).catch(log);
    await autosave.flush(session);
    await sessions.remember(written.path);
  };

  /** Into Manara's own folder; somebody else may take the name between the look and the write. */
  const writeFree = async (session: Session, name: string): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await write(session, { path: await freePath(files, host.folder, name), revision: null });
      } catch (error) {
        if (attempt > 5 || !(error instanceof StudioError) || error.code !== "storage/exists") throw error;
      }
    }
  };

  /** Null where the person cancelled. */
  const ask = async (session: Session, client: string): Promise<string | null> => {
    if (dialogs === null) return null;
    const suggested = session.path ?? join(host.folder, `${safeName(session.document.title)}${ENDING}`);
    const chosen = await dialogs.chooseSavePath(client, suggested);
    if (chosen === null) return null;
    return realPath(chosen.toLowerCase().endsWith(ENDING) ? chosen : `${chosen}${ENDING}`);
  };

  /** The dialog has asked whether the file may be replaced. */
  const writeChosen = async (session: Session, path: string): Promise<void> => {
    const other = sessions.at(path);
    if (other !== undefined && other !== session) {
      throw new StudioError("document/open-already", "usage", `${displayName(path)} is open in another window.`, {
        hint: "Close it there first, or choose another name.",
      });
    }
    const holder = await holderAt(path, machine.clock.now().getTime());
    if (holder !== null && holder.token !== us.token) throw heldError(nameOf(holder));
    const revision = (await files.exists(path)) ? digestBytes(await files.read(path)) : null;
    await write(session, { path, revision });
  };

  return {
    /**
     * False where the person cancelled. Fails with `document/held` and the codes of `saveDocument`: above all
     * `document/changed-on-disk`, where nothing is overwritten and saving under another name is the way out.
     */
    save: (session: Session, client: string): Promise<boolean> =>
      session.inTurn(async () => {
        if (session.path !== null) {
          refuseHeld(session);
          if (!session.saved) await write(session, { path: session.path, revision: session.revisionOfFile });
          return true;
        }
        if (dialogs === null) {
          await writeFree(session, session.document.title);
          return true;
        }
        const chosen = await ask(session, client);
        if (chosen !== null) await writeChosen(session, chosen);
        return chosen !== null;
      }),

    /**
     * Within a turn of the session: what was signed reaches the file at once, where the document has one and nobody
     * else holds it. Fails as `save`.
     */
    async saveSigned(session: Session): Promise<void> {
      if (session.path === null || session.heldBy !== null) return;
      await write(session, { path: session.path, revision: session.revisionOfFile });
    },

    /** @param name in Manara's own folder; null asks by the machine's dialog. Fails with `host/no-dialogs`. */
    saveAs: (session: Session, client: string, name: string | null): Promise<boolean> =>
      session.inTurn(async () => {
        if (name !== null) {
          await writeFree(session, name);
          return true;
        }
        if (dialogs === null) throw noDialogs();
        const chosen = await ask(session, client);
        if (chosen !== null) await writeChosen(session, chosen);
        return chosen !== null;
      }),

    /** A document that came as bytes → its file in Manara's own folder. Fails with the codes of `readDocumentFile`. */
    async importFile(bytes: Uint8Array, name: string): Promise<string> {
      await readDocumentFile(machine.archives, bytes);
      const path = await freePath(files, host.folder, name);
      await files.write(path, bytes, { fresh: true });
      return path;
    },
  };
}

export type Saving = ReturnType<typeof createSaving>;

export function noDialogs(): StudioError {
  return new StudioError("host/no-dialogs", "usage", "In a browser, Manara cannot show this computer's own dialogs.", {
    hint: "Use Manara's own folder, or download the file.",
  });
}

function refuseHeld({ heldBy }: Session): void {
  if (heldBy !== null) throw heldError(heldBy);
}

function heldError(who: string): StudioError {
  return new StudioError("document/held", "failure", `${who} has this document open.`, {
    hint: "Save under another name, or choose to edit it anyway.",
  });
}
