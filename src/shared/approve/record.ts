import type { DiagnosticValues } from "../base/diagnostics.ts";
import { approvalDigest, type ReadApproval, type SignedApproval } from "./approval.ts";

/**
 * Signed events of a document → whether they are still the ones that were signed, in their order.
 *
 * Each event carries how many came before it and the digest of the last of them, so taking one out, putting one
 * in or changing their order breaks the chain at that place. Events of the first version carry neither and can
 * only stand before all others. What is cut off at the end is seen by whoever knows a later event: a file that
 * was exported with it, or another copy of the document (`recordHolds`).
 */

export interface RecordFault {
  readonly code: "approve/record-broken" | "approve/clock-rolled-back";
  /** Place in the record, from 0. */
  readonly at: number;
  readonly message: string;
  readonly values: DiagnosticValues;
}

/** What the next event has to carry. */
export function nextInRecord(events: readonly SignedApproval[]): { count: number; previous: string | null } {
  const last = events.at(-1);
  return { count: events.length, previous: last === undefined ? null : approvalDigest(last) };
}

/** @param events with null where this Manara cannot read one; it still has its place and its digest. */
export function checkRecord(
  signed: readonly SignedApproval[],
  events: readonly (ReadApproval | null)[],
): RecordFault[] {
  const faults: RecordFault[] = [];
  let chained = false;
  let latest = "";
  for (const [at, event] of events.entries()) {
    const values = { number: at + 1, count: signed.length };
    if (event === null) continue;
    const { statement } = event;
    if (statement.version === 1) {
      // A decision of the first version behind others was put there by another program.
      if (chained) faults.push(broken(at, values));
      continue;
    }
    chained = true;
    const before = signed[at - 1];
    const previous = before === undefined ? null : approvalDigest(before);
    if (statement.record.count !== at || statement.record.previous !== previous) faults.push(broken(at, values));
    if (statement.at < latest) {
      faults.push({
        code: "approve/clock-rolled-back",
        at,
        message: `Decision ${values.number} of ${values.count} says it was made at ${statement.at}, before the one that it follows.`,
        values: { ...values, at: statement.at },
      });
    }
    if (statement.at > latest) latest = statement.at;
  }
  return faults;
}

/** Whether an event that was seen elsewhere, such as in an exported file, is in this record at its place. */
export function recordHolds(signed: readonly SignedApproval[], seen: ReadApproval): boolean {
  const digest = approvalDigest(seen.signed);
  if (seen.statement.version === 1) return signed.some((one) => approvalDigest(one) === digest);
  const one = signed[seen.statement.record.count];
  return one !== undefined && approvalDigest(one) === digest;
}

function broken(at: number, values: { number: number; count: number }): RecordFault {
  return {
    code: "approve/record-broken",
    at,
    message: `The record of decisions is broken at ${values.number} of ${values.count}: one was taken out, put in or moved.`,
    values,
  };
}
