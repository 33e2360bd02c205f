import { join } from "node:path";
import { digestBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import { handle } from "../../../shared/contract/documentCalls.ts";
import { parseDocument } from "../../../shared/document/parseDocument.ts";
import { claimDocument, type Holder, holderAt, releaseDocument } from "../../platform/documentLock.ts";
import type { OpenDocument } from "../../services/document/documents.ts";
import type { Machine } from "../../services/ports.ts";
import { displayName } from "../base/displayPath.ts";
import { readOwnJson, writeOwnJson } from "../base/ownJson.ts";
import { journalLines, readJournal, replay, type Step } from "./journal.ts";
import { newestEdits } from "./keptEdits.ts";
import type { Session, SessionStart } from "./session.ts";
import { isDocument, type Snapshot, snapshot, withoutPictures } from "./snapshot.ts";

/**
 * The recovery folder: one folder for each document with changes that are not in its file. Two snapshots take turns,
 * so that one good generation is there whatever happens while the other is written; beside each, a journal has the
 * steps that came after it.
 */

const GENERATIONS = ["a.json", "b.json"] as const;
const JOURNALS = ["a.log", "b.log"] as const;
const LARGEST = 64 * 1024 ** 2;

export interface Recovery {
  readonly recovery: string;
  readonly title: string;
  readonly name: string | null;
  readonly at: string;
}

/** Where one session keeps its snapshots. */
export interface Snapshots {
  readonly id: string;
  generation: number;
  /** Bytes of the journal beside the newest snapshot. */
  journal: number;
  /** Digests of pictures and of pages that are there. */
  readonly kept: Set<string>;
}

export interface Taken {
  readonly start: Omit<SessionStart, "loaded">;
  readonly snapshots: Snapshots;
  /** Its steps go on from here. */
  readonly step: number;
}

export function createRecoveryFolder(machine: Machine, folder: string, us: Holder) {
  const { files, clock } = machine;
  const inside = (id: string, name: string) => join(folder, id, name);
  /** The file beside which the holder of a recovery shows that it lives. */
  const held = (id: string) => inside(id, "snapshot");

  const read = async (id: string): Promise<Snapshot | null> => {
    const found = await Promise.all(GENERATIONS.map((name) => readOwnJson(files, inside(id, name), snapshot, LARGEST)));
    const sound = found.filter((one) => one !== null && isDocument(one.document));
    return sound.sort((one, other) => (other?.generation ?? 0) - (one?.generation ?? 0))[0] ?? null;
  };
  /** Everything that the journals have, whichever snapshot it comes after. */
  const readSteps = async (id: string): Promise<Step[]> => {
    const found = JOURNALS.map(async (name) => readJournal(await files.read(inside(id, name), LARGEST)));
    return (await Promise.all(found.map((one) => one.catch(() => [])))).flat();
  };
  const keepPictures = async (session: Session, { id, kept }: Snapshots): Promise<void> => {
    for (const digest of Object.keys(session.document.pictures)) {
      const bytes = session.picture(digest);
      if (bytes === null || kept.has(digest)) continue;
      await files.write(inside(id, `pictures/${digest}`), bytes);
      kept.add(digest);
    }
  };
  /** Files that are named by their digests; a damaged one is left out. */
  const readKept = async (kept: string): Promise<Map<string, Uint8Array>> => {
    const all = await files.readTree(kept).catch(() => new Map<string, Uint8Array>());
    return new Map([...all].filter(([name, bytes]) => digestBytes(bytes) === name));
  };
  /** @returns with it, the last step that any journal has, even where it follows a gap. */
  const workOf = async (id: string, { document, past, future, drafts, step }: Snapshot) => {
    const steps = await readSteps(id);
    const work = replay({ document: parseDocument(document), past, future }, drafts, step, steps);
    return { ...work, last: Math.max(step, ...steps.map((one) => one.step)) };
  };
  const known = async (id: string): Promise<void> => {
    const there = handle.safeParse(id).success && (await files.listFolders(folder)).includes(id);
    if (there) return;
    throw new StudioError("document/unknown-handle", "usage", "This recovered work does not exist any more.", {
      hint: "Look at the list again.",
    });
  };
  /** Fails with `document/recovery-in-use`. */
  const claim = async (id: string): Promise<void> => {
    const other = await claimDocument(held(id), us, clock.now().getTime());
    if (other === null) return;
    throw new StudioError("document/recovery-in-use", "usage", "Another Manara has this document open.", {
      hint: "Go to that window.",
    });
  };

  return {
    /** The whole work. @param step the last one that it has. Fails with the codes of `Files.write`. */
    async write(session: Session, snapshots: Snapshots, step: number): Promise<void> {
      const { path, revisionOfFile, past, future, drafts } = session;
      const { document, proofPages = new Map() } = session.open;
      await keepPictures(session, snapshots);
      for (const [digest, bytes] of proofPages) {
        if (snapshots.kept.has(digest)) continue;
        await files.write(inside(snapshots.id, `pages/${digest}`), bytes);
        snapshots.kept.add(digest);
      }
      const next: Snapshot = {
        version: 1,
        generation: snapshots.generation + 1,
        at: momentOf(clock.now()),
        path,
        file: revisionOfFile,
        document,
        pages: [...proofPages.keys()],
        past: [...newestEdits(past)],
        future: [...newestEdits(future)],
        step,
        drafts: [...drafts],
      };
      await writeOwnJson(files, inside(snapshots.id, GENERATIONS[next.generation % 2 === 0 ? 0 : 1]), next);
      snapshots.generation = next.generation;
      // What the journal of this place still has came before.
      snapshots.journal = 0;
      await claimDocument(held(snapshots.id), us, clock.now().getTime());
    },

    /** What came after the newest snapshot. Fails with the codes of `Files.write`; then none of it counts. */
    async append(session: Session, snapshots: Snapshots, steps: readonly Step[]): Promise<void> {
      await keepPictures(session, snapshots);
      const lines = journalLines(steps);
      await files.append(
        inside(snapshots.id, JOURNALS[snapshots.generation % 2 === 0 ? 0 : 1]),
        lines,
        snapshots.journal,
      );
      snapshots.journal += lines.length;
    },

    /** Shows that its holder lives. */
    async beat(snapshots: Snapshots): Promise<void> {
      if (snapshots.generation > 0) await claimDocument(held(snapshots.id), us, clock.now().getTime());
    },

    /** The document is safe elsewhere, or nobody wants it. */
    remove: (id: string): Promise<void> => files.remove(join(folder, id)),

    /** Leaves the snapshots for whoever comes next. */
    release: (id: string): Promise<void> => releaseDocument(held(id), us),

    /** What nobody has open, newest first; what is damaged is left out. @param ours of open sessions. */
    async list(ours: ReadonlySet<string>): Promise<Recovery[]> {
      const ids = (await files.listFolders(folder)).filter((id) => handle.safeParse(id).success && !ours.has(id));
      const found = await Promise.all(
        ids.map(async (id): Promise<Recovery[]> => {
          const holder = await holderAt(held(id), clock.now().getTime());
          if (holder !== null && holder.token !== us.token) return [];
          const one = await read(id);
          if (one === null) return [];
          const { title } = (await workOf(id, one)).document;
          const name = one.path === null ? null : displayName(one.path);
          return [{ recovery: id, title, name, at: one.at }];
        }),
      );
      return found.flat().sort((one, other) => (one.at < other.at ? 1 : -1));
    },

    /** Fails with `document/unknown-handle`, `document/recovery-in-use` or `document/recovery-damaged`. */
    async take(id: string): Promise<Taken> {
      await known(id);
      await claim(id);
      const found = await read(id);
      if (found === null) {
        await releaseDocument(held(id), us);
        throw new StudioError(
          "document/recovery-damaged",
          "failure",
          "The recovered work on this document is damaged.",
          {
            hint: "Open the document itself: it is as it was saved last.",
          },
        );
      }
      const { document, past, future, last } = await workOf(id, found);
      const pictures = await readKept(join(folder, id, "pictures"));
      const pages = await readKept(join(folder, id, "pages"));
      const lost = Object.keys(document.pictures).filter((digest) => !pictures.has(digest));
      const open: OpenDocument = {
        path: found.path ?? "",
        revision: found.file,
        document: withoutPictures(document, lost),
        pictures,
        // Of other generations there may be more.
        proofPages: new Map([...pages].filter(([digest]) => found.pages.includes(digest))),
      };
      return {
        start: { open, path: found.path, recovered: true, past, future },
        snapshots: {
          id,
          generation: found.generation,
          journal: 0,
          kept: new Set([...pictures.keys(), ...pages.keys()]),
        },
        step: last,
      };
    },

    /** Fails with `document/unknown-handle` or `document/recovery-in-use`. */
    async discard(id: string): Promise<void> {
      await known(id);
      await claim(id);
      await files.remove(join(folder, id));
    },
  };
}

export type RecoveryFolder = ReturnType<typeof createRecoveryFolder>;
