import { StudioError } from "../../../shared/base/errors.ts";
import { claimDocument, type Holder, releaseDocument } from "../../platform/documentLock.ts";
import { realPath } from "../../platform/fileFacts.ts";
import { type OpenDocument, openDocument } from "../../services/document/documents.ts";
import type { Emit } from "../base/events.ts";
import type { StudioHost } from "../base/ports.ts";
import { createTurns } from "../base/turns.ts";
import type { PackShelf } from "../shelves/packShelf.ts";
import type { Recents } from "../shelves/recents.ts";
import type { Autosave } from "./autosave.ts";
import type { RecoveryFolder } from "./recovery.ts";
import { Session, type SessionChange, type SessionStart } from "./session.ts";
import type { UndoStore } from "./undoStore.ts";

/** Every document that is open here: how it comes in, who shows it, who else has its file, and how it ends. */

export interface SessionsContext {
  readonly host: StudioHost;
  readonly holder: Holder;
  readonly packs: PackShelf;
  readonly recovery: RecoveryFolder;
  readonly autosave: Autosave;
  readonly undo: UndoStore;
  readonly recents: Recents;
  readonly emit: Emit;
}

export function createSessions({ host, holder, packs, recovery, autosave, undo, recents, emit }: SessionsContext) {
  const { machine, log } = host;
  const sessions = new Map<string, Session>();
  /** Opening and closing, so that no file is opened twice and no lock is given back that was just taken. */
  const atDoor = createTurns();
  const now = () => machine.clock.now().getTime();

  const onChange = (change: SessionChange) => {
    const { session, edit, by, how } = change;
    if (how !== "told") autosave.touch(change);
    // Nobody else sees what somebody is typing.
    if (how === "draft") return;
    const { revision, saved, canUndo, canRedo } = session.state;
    emit("documents.changed", { session: session.id, revision, edit, by, saved, canUndo, canRedo });
  };
  const begin = (start: SessionStart, client: string): Session => {
    const session = new Session(start, onChange);
    session.clients.add(client);
    sessions.set(session.id, session);
    return session;
  };
  const at = (path: string) => [...sessions.values()].find((session) => session.path === path);
  /** @param force takes it from whoever has it. */
  const claim = async (session: Session, force = false): Promise<void> => {
    if (session.path === null) return;
    const other = await claimDocument(session.path, holder, now(), force);
    session.holdBy(other === null ? null : nameOf(other));
  };
  const remember = (path: string) =>
    recents
      .add(path)
      .then(() => emit("documents.recentChanged", {}))
      .catch(log);
  /** @param keep leaves unsaved changes in the recovery folder. */
  const end = async (session: Session, keep: boolean): Promise<void> => {
    if (keep) session.settle();
    sessions.delete(session.id);
    await session.inTurn(async () => {
      await autosave.end(session, keep && !session.saved);
      if (session.path !== null && session.heldBy === null) await releaseDocument(session.path, holder);
    });
  };

  /** A window that begins to show it sees what others are typing as well: the one that typed may be gone by reloading. */
  const show = (session: Session, client: string) => {
    if (!session.clients.has(client)) session.settle();
    session.clients.add(client);
  };

  return {
    show,
    all: (): readonly Session[] => [...sessions.values()],
    at,
    claim,
    remember,

    /** Fails with `document/unknown-session`. */
    get(id: string): Session {
      const session = sessions.get(id);
      if (session !== undefined) return session;
      throw new StudioError("document/unknown-session", "usage", "This document is not open any more.", {
        hint: "Open it again.",
      });
    },

    /** Of a picture in an open document. */
    picture(digest: string): Uint8Array | null {
      for (const session of sessions.values()) {
        const bytes = session.picture(digest);
        if (bytes !== null) return bytes;
      }
      return null;
    },

    /** A new document, in memory. */
    async create(open: OpenDocument, client: string): Promise<Session> {
      const { loaded } = await packs.get(open.document.pack.id);
      return begin({ open, loaded, path: null, recovered: false, past: [], future: [] }, client);
    },

    /** The session that has the file already, or a new one. Fails with the codes of `openDocument` and `loadPack`. */
    open: (chosen: string, client: string): Promise<Session> =>
      atDoor(async () => {
        const path = await realPath(chosen);
        const known = at(path);
        if (known !== undefined) {
          show(known, client);
          return known;
        }
        const open = await openDocument(machine, path);
        const { loaded } = await packs.get(open.document.pack.id);
        const edits = await undo.read(open.document.id, open.revision ?? "");
        const session = begin({ open, loaded, path, recovered: false, ...edits }, client);
        await claim(session);
        await remember(path);
        return session;
      }),

    /** Fails with the codes of `RecoveryFolder.take` and `loadPack`; then everything is kept. */
    recover: (id: string, client: string): Promise<Session> =>
      atDoor(async () => {
        if (autosave.recoveries().has(id)) throw alreadyRecovered();
        const { start, snapshots, step } = await recovery.take(id);
        try {
          const { loaded } = await packs.get(start.open.document.pack.id);
          // Where the file is open already, what was recovered becomes a document of its own.
          const path = start.path === null || at(start.path) !== undefined ? null : start.path;
          const open = path === null ? { ...start.open, path: "", revision: null } : start.open;
          const session = begin({ ...start, open, path, loaded, onDisk: await asOnDisk(open) }, client);
          autosave.adopt(session, snapshots, step);
          await claim(session);
          return session;
        } catch (error) {
          await recovery.release(id);
          throw error;
        }
      }),

    /** Fails with `document/unknown-handle` or `document/recovery-in-use`. */
    discardRecovery: (id: string): Promise<void> =>
      atDoor(async () => {
        if (autosave.recoveries().has(id)) throw alreadyRecovered();
        await recovery.discard(id);
      }),

    /** Only the last window that shows it closes it. */
    close: (session: Session, client: string, keep: boolean): Promise<void> =>
      atDoor(async () => {
        session.clients.delete(client);
        if (session.clients.size === 0 && sessions.has(session.id)) await end(session, keep);
      }),

    disconnect: (client: string): Promise<void> =>
      atDoor(async () => {
        for (const session of [...sessions.values()]) {
          session.settle(client);
          if (session.clients.delete(client) && session.clients.size === 0) await end(session, true);
        }
      }),

    closeAll: (): Promise<void> =>
      atDoor(async () => {
        for (const session of [...sessions.values()]) await end(session, true);
      }),

    /** Shows other programs that we live, and notices what they took or gave back. */
    async beat(): Promise<void> {
      await Promise.all([autosave.beat(), ...[...sessions.values()].map((one) => one.inTurn(() => claimOpen(one)))]);
    },
  };

  /** Null where there is no file, or another one than it was. */
  async function asOnDisk({ path, revision }: OpenDocument) {
    if (revision === null) return null;
    const there = await openDocument(machine, path).catch(() => null);
    return there?.revision === revision ? there.document : null;
  }

  /** A session that ended while this waited for its turn holds nothing any more. */
  async function claimOpen(session: Session): Promise<void> {
    if (sessions.has(session.id)) await claim(session);
  }
}

export type Sessions = ReturnType<typeof createSessions>;

/** As people read it. */
export function nameOf({ user, host }: Holder): string {
  if (user === "") return host === "" ? "?" : host;
  return host === "" ? user : `${user} (${host})`;
}

function alreadyRecovered(): StudioError {
  return new StudioError("document/recovery-in-use", "usage", "This document is open already.", {
    hint: "Go to its window.",
  });
}
