import type { LocalisedRun } from "../localisedDocument.ts";

/** Letters as they are checked → the same letters in the paragraph as it is edited. */

/** UTF-16, the end not included. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A range of the joined text of runs → the range in the paragraph as written: decomposed letters, other digits
 * and registry units take the room there that they take when they are edited. A range that touches a registry
 * unit covers all of it. Null for an empty range and one outside the text.
 */
export function writtenRange(runs: readonly LocalisedRun[], { start, end }: TextRange): TextRange | null {
  let at = 0;
  let expected = 0;
  let from: number | null = null;
  for (const run of runs) {
    const written = run.written ?? { start: expected, text: run.text };
    const inside = (offset: number) => offset >= at && offset < at + run.text.length;
    if (inside(start)) from = written.start + rangeOfUnit(run, written.text, start - at).start;
    if (from !== null && inside(end - 1))
      return { start: from, end: written.start + rangeOfUnit(run, written.text, end - 1 - at).end };
    at += run.text.length;
    expected = written.start + written.text.length;
  }
  return null;
}

function rangeOfUnit(run: LocalisedRun, written: string, unit: number): TextRange {
  if (run.atom) return { start: 0, end: written.length };
  return composedRange(written, { start: unit, end: unit + 1 });
}

/** A range of `text.normalize("NFC")` → the letters of `text` that it covers, whole letters with their marks. */
export function composedRange(text: string, range: TextRange): TextRange {
  if (text === text.normalize("NFC")) return range;
  let at = 0;
  let start = 0;
  // A letter with its marks composes with nothing outside, but for Hangul, which is taken as one piece.
  for (const { 0: letter, index } of text.matchAll(/[\u1100-\u11ff\uac00-\ud7ff]+|\P{M}\p{M}*|\p{M}+/gsu)) {
    const composed = letter.normalize("NFC");
    const kept = composed === letter;
    if (range.start >= at && range.start < at + composed.length) start = index + (kept ? range.start - at : 0);
    if (range.end > at && range.end <= at + composed.length)
      return { start, end: index + (kept ? range.end - at : letter.length) };
    at += composed.length;
  }
  return { start, end: text.length };
}
