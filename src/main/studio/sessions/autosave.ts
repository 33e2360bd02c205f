import { randomName } from "../base/handles.ts";
import type { Timers } from "../base/timers.ts";
import { createTurns, type InTurn } from "../base/turns.ts";
import type { RecoveryFolder, Snapshots } from "./recovery.ts";
import type { Session } from "./session.ts";

/** Changes of open documents → snapshots in the recovery folder, soon after the last edit and never much later than the first. */

const REST_MS = 2000;
const LONGEST_MS = 15_000;

interface Entry {
  readonly snapshots: Snapshots;
  readonly inTurn: InTurn;
  /** When the first change came that no snapshot has. */
  since: number | null;
  callOff: () => void;
  /** A full disk is reported once. */
  failed: boolean;
}

const nothing = () => undefined;

export function createAutosave(folder: RecoveryFolder, timers: Timers, log: (error: unknown) => void) {
  const entries = new Map<Session, Entry>();

  const entryOf = (session: Session): Entry => {
    const known = entries.get(session);
    if (known !== undefined) return known;
    const snapshots: Snapshots = { id: randomName(), generation: 0, kept: new Set() };
    const entry: Entry = { snapshots, inTurn: createTurns(), since: null, callOff: nothing, failed: false };
    entries.set(session, entry);
    return entry;
  };
  const remove = async (entry: Entry) => {
    await folder.remove(entry.snapshots.id);
    entry.snapshots.generation = 0;
    entry.snapshots.kept.clear();
  };
  /** Never rejects: a disk that is full must not end somebody's work. */
  const write = (session: Session, entry: Entry): Promise<void> =>
    entry.inTurn(async () => {
      if (entry.since === null) return;
      entry.callOff();
      const { since } = entry;
      entry.since = null;
      try {
        if (session.saved) await remove(entry);
        else await folder.write(session, entry.snapshots);
        entry.failed = false;
      } catch (error) {
        if (!entry.failed) log(error);
        entry.failed = true;
        entry.since ??= since;
        entry.callOff();
        entry.callOff = timers.after(LONGEST_MS, () => void write(session, entry));
      }
    });

  return {
    /** The session changed. */
    touch(session: Session): void {
      const entry = entryOf(session);
      entry.since ??= timers.now();
      entry.callOff();
      const delay = Math.max(0, Math.min(REST_MS, entry.since + LONGEST_MS - timers.now()));
      entry.callOff = timers.after(delay, () => void write(session, entry));
    },
    /** Goes on with snapshots that were taken over. */
    adopt(session: Session, snapshots: Snapshots): void {
      entries.set(session, { snapshots, inTurn: createTurns(), since: null, callOff: nothing, failed: false });
    },
    /** What has no snapshot yet gets one now, as far as the disk allows. */
    async flush(session: Session): Promise<void> {
      const entry = entries.get(session);
      if (entry !== undefined) await write(session, entry);
    },
    /** The session ends. @param keep leaves its snapshots for another time. */
    async end(session: Session, keep: boolean): Promise<void> {
      const entry = entries.get(session);
      if (entry === undefined) return;
      if (keep) await write(session, entry);
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
