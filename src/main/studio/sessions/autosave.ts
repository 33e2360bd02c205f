import { StudioError } from "../../../shared/base/errors.ts";
import { randomName } from "../base/handles.ts";
import type { Timers } from "../base/timers.ts";
import { createTurns, type InTurn } from "../base/turns.ts";
import type { Step } from "./journal.ts";
import type { RecoveryFolder, Snapshots } from "./recovery.ts";
import type { Session, SessionChange } from "./session.ts";

/**
 * Changes of open documents → the recovery folder: each step into the journal at once, and the whole work into a
 * snapshot at the first step, soon after the last one, and never much later than the first that no snapshot has.
 */

const REST_MS = 2000;
const LONGEST_MS = 15_000;
const AGAIN_MS = 1000;
/** Steps that wait for a disk with room; beyond them only a snapshot has everything. */
const MOST_WAITING = 2000;

interface Entry {
  readonly snapshots: Snapshots;
  readonly inTurn: InTurn;
  /** Changes so far, whether a step can tell them or not. */
  count: number;
  /** Steps that are not in the journal yet. */
  waiting: Step[];
  /** Something happened that no step can tell: only a snapshot has it. */
  whole: boolean;
  /** Somebody will look after what waits. */
  called: boolean;
  /** When the first change came that no snapshot has. */
  since: number | null;
  callOff: () => void;
  /** A full disk is logged once. */
  failed: boolean;
}

const nothing = () => undefined;

export function createAutosave(folder: RecoveryFolder, timers: Timers, log: (error: unknown) => void) {
  const entries = new Map<Session, Entry>();

  const newEntry = (session: Session, snapshots: Snapshots, count: number): Entry => {
    const entry: Entry = {
      snapshots,
      inTurn: createTurns(),
      count,
      waiting: [],
      whole: true,
      called: false,
      since: null,
      callOff: nothing,
      failed: false,
    };
    entries.set(session, entry);
    return entry;
  };
  const entryOf = (session: Session): Entry =>
    entries.get(session) ?? newEntry(session, { id: randomName(), generation: 0, journal: 0, kept: new Set() }, 0);
  const remove = async (entry: Entry) => {
    await folder.remove(entry.snapshots.id);
    Object.assign(entry.snapshots, { generation: 0, journal: 0 });
    entry.snapshots.kept.clear();
    entry.whole = true;
  };
  const writeWhole = async (session: Session, entry: Entry): Promise<void> => {
    entry.callOff();
    const { since, waiting, whole } = entry;
    Object.assign(entry, { since: null, waiting: [], whole: false });
    try {
      if (session.unsaved) await folder.write(session, entry.snapshots, entry.count);
      else await remove(entry);
    } catch (error) {
      entry.since ??= since;
      entry.waiting.unshift(...waiting);
      entry.whole ||= whole;
      throw error;
    }
  };
  const appendSteps = async (session: Session, entry: Entry): Promise<void> => {
    const steps = entry.waiting.splice(0);
    try {
      if (steps.length > 0) await folder.append(session, entry.snapshots, steps);
    } catch (error) {
      entry.waiting.unshift(...steps);
      throw error;
    }
  };
  /** Never rejects: a disk that is full must not end somebody's work. */
  const attempt = (session: Session, entry: Entry, work: typeof writeWhole): Promise<void> =>
    entry.inTurn(async () => {
      entry.called = false;
      try {
        await work(session, entry);
        entry.failed = false;
        session.keepBy(null);
      } catch (error) {
        if (!entry.failed) log(error);
        entry.failed = true;
        entry.callOff();
        entry.callOff = timers.after(AGAIN_MS, () => void attempt(session, entry, keepNew));
        session.keepBy(error instanceof StudioError ? error.code : "manara/fault");
      }
    });
  const keepNew = async (session: Session, entry: Entry): Promise<void> => {
    if (entry.whole) await writeWhole(session, entry);
    else await appendSteps(session, entry);
  };
  /** Where nothing changed since the last snapshot, there is nothing to do. */
  const snapshotNow = async (session: Session, entry: Entry): Promise<void> => {
    if (entry.since !== null) await writeWhole(session, entry);
  };

  return {
    /** The session changed. */
    touch({ session, how, by, edit }: SessionChange): void {
      const entry = entryOf(session);
      entry.count += 1;
      if (how === "other" || how === "told" || entry.waiting.length >= MOST_WAITING) entry.whole = true;
      else entry.waiting.push({ step: entry.count, how, by, edit });
      entry.since ??= timers.now();
      if (entry.failed) return;
      if (!entry.called) void attempt(session, entry, keepNew);
      entry.called = true;
      entry.callOff();
      const delay = Math.max(0, Math.min(REST_MS, entry.since + LONGEST_MS - timers.now()));
      entry.callOff = timers.after(delay, () => void attempt(session, entry, snapshotNow));
    },
    /** Goes on with snapshots that were taken over. */
    adopt(session: Session, snapshots: Snapshots, step: number): void {
      newEntry(session, snapshots, step);
    },
    /** What has no snapshot yet gets one now, as far as the disk allows. */
    async flush(session: Session): Promise<void> {
      const entry = entries.get(session);
      if (entry !== undefined) await attempt(session, entry, snapshotNow);
    },
    /** The session ends. @param keep leaves its snapshots for another time. */
    async end(session: Session, keep: boolean): Promise<void> {
      const entry = entries.get(session);
      if (entry === undefined) return;
      if (keep) await attempt(session, entry, snapshotNow);
      entry.callOff();
      entries.delete(session);
      await entry
        .inTurn(() => (keep ? folder.release(entry.snapshots.id) : folder.remove(entry.snapshots.id)))
        .catch(log);
    },
    recoveries: (): ReadonlySet<string> => new Set([...entries.values()].map(({ snapshots }) => snapshots.id)),
    async beat(): Promise<void> {
      await Promise.all([...entries.values()].map(({ snapshots, inTurn }) => inTurn(() => folder.beat(snapshots))));
    },
  };
}

export type Autosave = ReturnType<typeof createAutosave>;
