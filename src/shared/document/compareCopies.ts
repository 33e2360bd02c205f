import { canonicalText, shortDigest } from "../base/digest.ts";
import { changeDigests } from "./documentChanges.ts";
import type { CampaignDocument, DocumentEvent } from "./documentSchema.ts";

/** Two copies of a document and what is known of their past → for everything that can change, whose version is kept. */

/** `same`: both have it alike; null: each changed it, and only a person can tell. */
export type Side = "same" | "ours" | "theirs" | null;

export interface CopyComparison {
  /** @param name as `unitsOf` gives it. */
  readonly side: (name: string) => Side;
  /** Whether anything but the presence of it in one copy speaks for that copy. */
  readonly known: (name: string) => boolean;
  /** Without a common copy: whether the histories tell that each made something else of what both started from. */
  readonly bothChanged: (name: string) => boolean;
  /** Short digest of what both started from, as far as the histories tell; null where nothing was there. */
  readonly start: (name: string) => string | null | undefined;
  /** What happened to either copy: what both share first, the rest by time. */
  readonly history: readonly DocumentEvent[];
  /** What happened to one copy only. */
  readonly own: { readonly ours: readonly DocumentEvent[]; readonly theirs: readonly DocumentEvent[] };
}

/**
 * With the copy that both started from, whoever left something alone gives way. Without it the histories tell: who
 * replaced what the other one still has is ahead. Where neither tells, what only one copy has is taken from it.
 */
export function compareCopies(
  ours: CampaignDocument,
  theirs: CampaignDocument,
  base: CampaignDocument | null,
): CopyComparison {
  const [our, their, old] = [changeDigests(ours), changeDigests(theirs), base === null ? null : changeDigests(base)];
  const { history, own, alike } = compareHistories(ours.history, theirs.history);
  // Histories that do not begin alike, because the oldest events were forgotten, say nothing about who is ahead.
  const [ourPast, theirPast] = alike ? [pastOf(own.ours), pastOf(own.theirs)] : [EMPTY, EMPTY];

  const start = (name: string) => {
    const [one, other] = [firstOf(ourPast.get(name)), firstOf(theirPast.get(name))];
    if (one === undefined || other === undefined) return one === undefined ? other : one;
    return one === other ? one : undefined;
  };
  const known = (name: string) => old !== null || ourPast.has(name) || theirPast.has(name);
  const side = (name: string): Side => {
    const [one, other] = [our.get(name), their.get(name)];
    if (one === other) return "same";
    if (old !== null) {
      if (one === old.get(name)) return "theirs";
      return other === old.get(name) ? "ours" : null;
    }
    const behind = theirPast.get(name)?.has(shortDigest(one)) === true;
    const ahead = ourPast.get(name)?.has(shortDigest(other)) === true;
    if (behind !== ahead) return behind ? "theirs" : "ours";
    if (behind) {
      // Each had what the other has now: whoever is back where both started from gives way.
      const [start, theirStart] = [firstOf(ourPast.get(name)), firstOf(theirPast.get(name))];
      if (start !== theirStart) return null;
      if (shortDigest(one) === start) return "theirs";
      return shortDigest(other) === start ? "ours" : null;
    }
    if (known(name) || (one !== undefined && other !== undefined)) return null;
    return one === undefined ? "theirs" : "ours";
  };
  const bothChanged = (name: string) => {
    const [one, other] = [firstOf(ourPast.get(name)), firstOf(theirPast.get(name))];
    if (old !== null || one === undefined || one !== other) return false;
    return ![our, their].some((now) => shortDigest(now.get(name)) === one);
  };
  return { side, known, bothChanged, start, history, own };
}

type Past = ReadonlyMap<string, ReadonlySet<string | null>>;
const EMPTY: Past = new Map();

/** Name → short digests of what stood there before, the first of them first. */
function pastOf(events: readonly DocumentEvent[]): Past {
  const past = new Map<string, Set<string | null>>();
  for (const { unit: name, was } of events.flatMap(({ changed }) => changed ?? [])) {
    past.set(name, (past.get(name) ?? new Set()).add(was));
  }
  return past;
}

function firstOf<Item>(items: Iterable<Item> = []): Item | undefined {
  for (const item of items) return item;
  return undefined;
}

function compareHistories(ours: readonly DocumentEvent[], theirs: readonly DocumentEvent[]) {
  const [our, their] = [ours.map(nameOf), theirs.map(nameOf)];
  const differs = our.findIndex((name, at) => name !== their[at]);
  const shared = differs === -1 ? our.length : differs;
  const [ourNames, theirNames] = [new Set(our.slice(shared)), new Set(their.slice(shared))];
  const own = {
    ours: ours.filter((_, at) => at >= shared && !theirNames.has(our[at] ?? "")),
    theirs: theirs.filter((_, at) => at >= shared && !ourNames.has(their[at] ?? "")),
  };
  const later = new Map([...ours.slice(shared), ...theirs.slice(shared)].map((event) => [nameOf(event), event]));
  const sorted = [...later].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, event]) => event);
  // Whoever has seen everything has it in the order in which it was seen.
  const whole = own.theirs.length === 0 ? ours : own.ours.length === 0 ? theirs : [...ours.slice(0, shared), ...sorted];
  return { history: whole, own, alike: shared > 0 };
}

/** Whether one copy went on from just where the other one's history ends: whatever happened there has happened here. */
export function hasSeen(history: readonly DocumentEvent[], past: readonly DocumentEvent[]): boolean {
  const isEvent = (event: DocumentEvent, at: number) => {
    const same = history[at];
    return same !== undefined && nameOf(same) === nameOf(event);
  };
  return past.length > 0 && past.every(isEvent);
}

/** Sorts by time; two events that say the same are one. */
function nameOf(event: DocumentEvent): string {
  return `${event.at} ${canonicalText(event)}`;
}
