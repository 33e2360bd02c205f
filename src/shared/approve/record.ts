import type { DiagnosticValues } from "../base/diagnostics.ts";
import { approvalDigest, parseJson, type ReadApproval, type SignedApproval } from "./approval.ts";

/**
 * Signed events of a document → whether they are still the ones that were signed, in their order.
 *
 * Each event carries how many came before it and the digest of the last of them, so taking one out, putting one
 * in or changing their order breaks the chain at that place. Events of the first version carry neither and can
 * only stand before all others. Where two copies of a document went on apart and were merged, two chains stand one
 * behind the other; the next event names the ends of both, and from then on the whole is one chain again. What is
 * cut off at an end is seen by whoever knows a later event: a file that was exported with it, or another copy of
 * the document (`recordHolds`).
 */

export interface RecordFault {
  readonly code: "approve/record-broken" | "approve/clock-rolled-back";
  /** Place in the record, from 0. */
  readonly at: number;
  readonly message: string;
  readonly values: DiagnosticValues;
}

/** One event of a record, with everything that it follows. */
interface Seen {
  /** One bit a place: of all that came before it, and its own. A record may hold thousands. */
  readonly places: Uint8Array;
  /** Moment of the latest of them. */
  readonly latest: string;
}

/** What the next event has to carry. @param events as in `checkRecord`. */
export function nextInRecord(
  signed: readonly SignedApproval[],
  events: readonly (ReadApproval | null)[],
): { count: number; previous: string | null; joined?: string[] } {
  const followed = new Set(
    events.flatMap((event) => (event?.statement.version === 2 ? namedBefore(event.statement.record) : [])),
  );
  // What cannot be read, and what is of the first version, follows whatever stands before it.
  const open = Math.max(
    0,
    events.findLastIndex((event) => event?.statement.version !== 2),
  );
  const ends = signed
    .slice(open)
    .map(approvalDigest)
    .filter((digest) => !followed.has(digest));
  const previous = ends.pop() ?? null;
  return { count: signed.length, previous, ...(ends.length === 0 ? {} : { joined: ends }) };
}

/**
 * @param events with null where this Manara cannot read one; it still has its place and its digest.
 * @param keepsTime whose genuine decisions tell the order of time: a moment that a stranger wrote says nothing.
 */
export function checkRecord(
  signed: readonly SignedApproval[],
  events: readonly (ReadApproval | null)[],
  keepsTime: (key: string) => boolean = () => true,
): RecordFault[] {
  const faults: RecordFault[] = [];
  const seen: Seen[] = [];
  const places = new Map<string, number>();
  let chained = false;
  for (const [at, event] of events.entries()) {
    const one = signed[at];
    if (one === undefined) break;
    const digest = approvalDigest(one);
    const values = { number: at + 1, count: signed.length };
    const statement = event?.statement;
    const named = statement?.version === 2 ? namedBefore(statement.record) : null;
    // Without names it follows whatever stands before it, and what that followed is the whole list.
    const before = (named ?? [...places.keys()].slice(-1)).flatMap((name) => seen[places.get(name) ?? -1] ?? []);
    const known = unite(before, signed.length);
    if (named === null) for (let place = 0; place < at; place += 1) setBit(known, place);
    const latest = before.reduce((max, { latest: other }) => later(max, other), "");
    const tells = event?.genuine === true && keepsTime(event.statement.by.key);
    if (places.has(digest)) faults.push(broken(at, values));
    else if (statement?.version === 1) {
      // A decision of the first version behind others was put there by another program.
      if (chained) faults.push(broken(at, values));
    } else if (statement !== undefined && named !== null) {
      chained = true;
      if (before.length !== named.length || statement.record.count !== countBits(known))
        faults.push(broken(at, values));
      if (tells && statement.at < latest) {
        faults.push({
          code: "approve/clock-rolled-back",
          at,
          message: `Decision ${values.number} of ${values.count} says it was made at ${statement.at}, before the one that it follows.`,
          values: { ...values, at: statement.at },
        });
      }
    }
    setBit(known, at);
    seen.push({ places: known, latest: tells && statement?.version === 2 ? later(latest, statement.at) : latest });
    places.set(digest, at);
  }
  return faults;
}

function unite(all: readonly Seen[], length: number): Uint8Array {
  const united = new Uint8Array(Math.ceil(length / 8));
  for (const { places } of all) for (const [at, bits] of places.entries()) united[at] = (united[at] ?? 0) | bits;
  return united;
}

function setBit(bytes: Uint8Array, place: number): void {
  bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (1 << (place & 7));
}

function countBits(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) for (let bits = byte; bits > 0; bits &= bits - 1) count += 1;
  return count;
}

function namedBefore({ previous, joined = [] }: { previous: string | null; joined?: readonly string[] }): string[] {
  return previous === null ? [] : [previous, ...joined];
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

/**
 * The records of two copies of one document → one record with every decision of both, each once; the same for both
 * orders of the copies. What they share comes first, then what each went on with, the one that ended last at the end.
 * `checkRecord` tells whether it holds: it does where both held, but for records of the first version that differ.
 */
export function mergeRecords<Signed extends SignedApproval>(
  ours: readonly Signed[],
  theirs: readonly Signed[],
): readonly Signed[] {
  const differs = ours.findIndex((one, at) => textOf(theirs[at]) !== textOf(one));
  const shared = differs === -1 ? ours.length : differs;
  if (shared === ours.length) return theirs;
  if (shared === theirs.length) return ours;
  const rests = [ours.slice(shared), theirs.slice(shared)].sort((one, other) => (endOf(one) < endOf(other) ? -1 : 1));
  const events = [...ours.slice(0, shared), ...rests.flat()];
  return [...new Map(events.map((one) => [textOf(one), one])).values()];
}

/** A statement under another signature is another event: it must not take the place of the genuine one. */
function textOf(signed: SignedApproval | undefined): string | undefined {
  return signed && `${signed.signature} ${signed.key} ${signed.statement}`;
}

/** Sorts by the moment of the last decision, then by its text. */
function endOf(signed: readonly SignedApproval[]): string {
  const text = signed.at(-1)?.statement ?? "";
  const value = parseJson(text);
  const at = typeof value === "object" && value !== null && "at" in value ? String(value.at) : "";
  return `${at} ${text}`;
}

/** Whether an event that was seen elsewhere, such as in an exported file, is in this record; `checkRecord` tells whether at its place. */
export function recordHolds(signed: readonly SignedApproval[], seen: ReadApproval): boolean {
  const digest = approvalDigest(seen.signed);
  return signed.some((one) => approvalDigest(one) === digest);
}

function broken(at: number, values: { number: number; count: number }): RecordFault {
  return {
    code: "approve/record-broken",
    at,
    message: `The record of decisions is damaged at ${values.number} of ${values.count}: one was taken out, put in or moved.`,
    values,
  };
}
