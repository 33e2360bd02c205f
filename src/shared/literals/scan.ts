import { readAddresses } from "./addresses.ts";
import { contactIn } from "./contact.ts";
import { findIsolates } from "./isolates.ts";
import { findKept } from "./kept.ts";
import { readMonthDates } from "./monthDates.ts";
import { readNumbers } from "./numbers.ts";
import { Reading } from "./reading.ts";
import type { Scan, ScanOptions, Span } from "./span.ts";
import { CLAIMED } from "./tokens.ts";

/**
 * Text of one paragraph → what stands in it between and among its words, and which stretches keep their own order.
 *
 * Everything that looks for numbers, dates and addresses looks here: the typesetter and the checks must never see two
 * things in one line. Time grows with the length of the text alone; no pattern runs over the text.
 */
export function scan(text: string, options: ScanOptions): Scan {
  const reading = new Reading(text, options);
  readClaims(reading);
  readAddresses(reading);
  readMonthDates(reading);
  readNumbers(reading);
  const isolates = findIsolates(reading);
  const kept = findKept(reading);
  const paths = reading.spans
    .filter(({ kind, keptTo, to }) => kind === "link" && keptTo < to)
    .map(({ keptTo, to }) => ({ start: reading.start(keptTo), end: reading.start(to) }));
  const inContact = contactIn(reading);
  const spans = reading.spans
    .map((span) => publish(span, inContact(span.from)))
    .sort((one, other) => one.start - other.start);
  return { spans, isolates, kept, paths };
}

function readClaims(reading: Reading): void {
  const claims = new Map((reading.options.claims ?? []).map((claim) => [claim.start, claim]));
  if (claims.size === 0) return;
  for (let at = 0; at < reading.count; at += 1) {
    const claim = reading.type(at) === CLAIMED ? claims.get(reading.start(at)) : undefined;
    if (claim) reading.add("claim", at, at + 1, claim.direction, { weak: claim.weak });
  }
}

function publish({ kind, start, end, order, parts, dial, value }: Span, inContact: boolean): Span {
  return { kind, start, end, order, parts, dial: dial && { ...dial, inContact }, value };
}
