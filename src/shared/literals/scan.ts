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
 * things in one line. Time grows with the length of the text alone; no pattern runs over the text but the one that tells
 * that there is nothing to find.
 */
export function scan(text: string, options: ScanOptions): Scan {
  if (hasWordsAlone(text, options)) return NOTHING;
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

const NOTHING: Scan = { spans: [], isolates: [], kept: [], paths: [] };

/** Words of one direction with the signs of plain sentences, and one full stop at the end: most paragraphs have no more. */
const WORDS_ALONE = {
  ltr: /^[A-Za-z\u00c0-\u024f\u1e00-\u1eff ,;!?'"()\u2013\u2014\u2018-\u201d\u2026-]*\.?$/,
  rtl: /^[\u0621-\u0652\u0670-\u06d3 \u060c\u061b\u061f!()\u00ab\u00bb\u2026-]*\.?$/,
};

function hasWordsAlone(text: string, { claims = [], direction }: ScanOptions): boolean {
  return claims.length === 0 && WORDS_ALONE[direction].test(text);
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
