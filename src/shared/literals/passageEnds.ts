import type { Direction } from "../base/locale.ts";
import { wordsBefore } from "./context.ts";
import type { FoundSpan, Reading } from "./reading.ts";
import { ARABIC, ARABIC_SIGN, BREAK, DIGIT, LATIN, MARK, RAISED, SIGN, SPACE } from "./tokens.ts";
import { ABBREVIATIONS, CLOCK, COUNTED } from "./vocabulary.ts";

/** A passage as UAX #9 has it → with what belongs to its first and last word: 64-bit, 16 Days, C++, Co. Ltd., quotation marks. */

/** Tokens, the second not included. */
export interface Passage {
  readonly from: number;
  readonly to: number;
}

/** @param low no passage begins before it. */
export function extendPassage(
  reading: Reading,
  passage: Passage,
  low: number,
  high: number,
  direction: Direction,
): Passage {
  const marks = countMarks(reading, passage);
  let to = closingEnd(reading, passage, high, marks);
  if (direction === "ltr") return { from: passage.from, to };
  to = signsEnd(reading, to, high);
  to = fullStopEnd(reading, to, high);
  let from = gluedStart(reading, passage.from, low);
  if (from === passage.from) from = countedStart(reading, from, low);
  else from = dimensionStart(reading, from, low);
  if (isPointedName(reading, from, low)) from -= 1;
  return withQuotation(reading, { from, to }, low, high, marks);
}

/** Brackets that are open at the end of a passage, and how many more quotation marks open in it than close. */
interface Marks {
  readonly brackets: string[];
  curved: number;
  pointed: number;
  /** `"` opens and closes: an odd number leaves one without its partner. */
  straight: number;
}

const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

function countMarks(reading: Reading, { from, to }: Passage): Marks {
  const marks: Marks = { brackets: [], curved: 0, pointed: 0, straight: 0 };
  for (let at = from; at < to; at += 1) {
    const sign = reading.sign(at);
    if (sign === "") continue;
    if ("([{".includes(sign)) marks.brackets.push(sign);
    else if (sign in CLOSING && marks.brackets.at(-1) === CLOSING[sign]) marks.brackets.pop();
    else if (sign === "“") marks.curved += 1;
    else if (sign === "”") marks.curved -= 1;
    else if (sign === "«") marks.pointed += 1;
    else if (sign === "»") marks.pointed -= 1;
    else if (sign === '"') marks.straight = 1 - marks.straight;
  }
  return marks;
}

/** Closing marks whose opening ones stand inside come too (N0). */
function closingEnd(reading: Reading, { from, to }: Passage, high: number, marks: Marks): number {
  let end = to;
  for (; end < high; end += 1) {
    const sign = reading.sign(end);
    if (sign in CLOSING && marks.brackets.at(-1) === CLOSING[sign]) marks.brackets.pop();
    else if (sign === "”" && marks.curved > 0) marks.curved -= 1;
    else if (sign === "»" && marks.pointed > 0) marks.pointed -= 1;
    else if (sign === '"' && marks.straight > 0 && reading.sign(from - 1) !== '"') marks.straight = 0;
    else break;
  }
  return end;
}

/** C++, US$. */
function signsEnd(reading: Reading, to: number, high: number): number {
  if (reading.type(to - 1) !== LATIN) return to;
  let end = to;
  while (end < high && reading.isSign(end, "+#$€£")) end += 1;
  const next = reading.type(end);
  const apart = next === SPACE || next === SIGN || next === BREAK || next === ARABIC_SIGN || next === MARK;
  return end >= high || apart ? end : to;
}

/** A full stop before an Arabic word belongs to `Co. Ltd.` and `U.N.`, and otherwise to the sentence. */
function fullStopEnd(reading: Reading, to: number, high: number): number {
  const last = to - 1;
  if (to + 2 >= high || reading.sign(to) !== "." || reading.type(last) !== LATIN) return to;
  if (reading.type(to + 1) !== SPACE || reading.type(to + 2) !== ARABIC) return to;
  const initials = reading.size(last) === 1 && reading.sign(last - 1) === "." && reading.type(last - 2) === LATIN;
  return initials || reading.phraseTo(last, ABBREVIATIONS) !== -1 ? to + 1 : to;
}

/** Signs between glued digits and a word: 64-bit, 37.5°C, 30-7-2026_v2.pdf. */
const GLUE = ".,-/:_°×+%'$€£~\u2010\u2011\u2012\u2013";
const LONGEST_GLUE = 64;

function gluedStart(reading: Reading, at: number, low: number): number {
  let first = at;
  for (let back = at - 1; back >= Math.max(low, at - LONGEST_GLUE); back -= 1) {
    if (reading.type(back) === DIGIT && !reading.isArabicIndic(back)) first = back;
    else if (reading.type(back) !== RAISED && !reading.isSign(back, GLUE)) break;
  }
  if (first === at) return at;
  const span = reading.spanAt(first);
  // A span that only begins further left comes whole, or not at all.
  if (span && span.from < low) return at;
  if (span) first = Math.min(first, span.from);
  return isMarker(reading, first, at, low) || standsFor(reading, span, at) ? at : first;
}

/** `1.Word` at the beginning numbers an entry of a list. */
function isMarker(reading: Reading, first: number, at: number, low: number): boolean {
  const short = at - first === 2 && reading.size(first) <= 2 && reading.isSign(at - 1, ").-");
  const begins = first === low || reading.type(first - 1) === BREAK;
  return short && begins && reading.word(at).charAt(0) !== reading.word(at).charAt(0).toLowerCase();
}

/** Whether the span before a word is a thing of its own, which only touches the word. */
function standsFor(reading: Reading, span: FoundSpan | null, at: number): boolean {
  if (span === null) return false;
  const between = at - span.to;
  if (span.dial?.sure && !span.dial.digits[0]?.startsWith("1")) return true;
  if (span.kind === "date" && between > 0 && reading.sign(at - 1) !== "_") return true;
  return between === 1 && reading.isSign(at - 1, "/.,:");
}

const YEAR = /^(?:19|20)\d\d$/;
const LONGEST_COUNT = 4;

/** «16 Days», «9:00 AM», «640 x 480 px»: the number with one space before the first word. */
function countedStart(reading: Reading, at: number, low: number): number {
  if (reading.type(at - 1) !== SPACE || reading.size(at - 1) !== 1) return at;
  let last = at - 2;
  if (reading.isSign(last, "%‰$€£¥₫°#") && reading.isTaken(last - 1)) last -= 1;
  const span = reading.spanAt(last);
  if (!span || span.from < low || span.arabicIndic || span.marked || reading.type(span.from - 1) === LATIN) return at;
  if (span.kind === "time") return reading.phraseFrom(at, CLOCK) === -1 ? at : span.from;
  if (span.kind !== "number" && span.kind !== "identifier") return at;
  if (reading.folded(at) === "x" || reading.phraseFrom(at, COUNTED) !== -1)
    return dimensionStart(reading, span.from, low);
  const digits = span.to - span.from === 1 ? reading.digits(span.from) : "";
  const other = YEAR.test(digits) || digits.length > LONGEST_COUNT || wordsBefore(reading, span.from).announced;
  return other ? at : dimensionStart(reading, span.from, low);
}

const MOST_DIMENSIONS = 4;

/** 85 × 54 mm: the numbers before the last one. */
function dimensionStart(reading: Reading, from: number, low: number): number {
  let first = from;
  for (let steps = 0; steps < MOST_DIMENSIONS; steps += 1) {
    let at = reading.type(first - 1) === SPACE ? first - 2 : first - 1;
    if (reading.sign(at) !== "×" && reading.folded(at) !== "x") break;
    at -= reading.type(at - 1) === SPACE ? 2 : 1;
    if (at < low || reading.type(at) !== DIGIT) break;
    const start = reading.spanAt(at)?.from ?? at;
    if (start < low) break;
    first = start;
  }
  return first;
}

/** `.NET`, also behind و: the point is no full stop. */
function isPointedName(reading: Reading, from: number, low: number): boolean {
  if (from - 1 < low || reading.sign(from - 1) !== "." || reading.type(from) !== LATIN) return false;
  const joined = reading.type(from - 2) === ARABIC && reading.size(from - 2) === 1;
  return from - 1 === low || reading.type(from - 2) === SPACE || joined;
}

const PARTNER: Readonly<Record<string, string>> = {
  "“": "”",
  "«": "»",
  '"': '"',
  "‘": "’",
  "'": "'",
  "(": ")",
  "[": "]",
};

/** An opening quotation mark whose partner stands inside; and, where the whole is quoted, the !, ? or . of the quoted words. */
function withQuotation(reading: Reading, { from, to }: Passage, low: number, high: number, marks: Marks): Passage {
  const mark = from - 1 >= low ? reading.sign(from - 1) : "";
  if (mark === "") return { from, to };
  const partnerInside =
    (mark === "“" && marks.curved < 0) || (mark === "«" && marks.pointed < 0) || (mark === '"' && marks.straight > 0);
  if (partnerInside) return { from: from - 1, to };
  let end = to;
  while (end < high && reading.isSign(end, "!?.…")) end += 1;
  return end < high && end > to && reading.sign(end) === PARTNER[mark] ? { from, to: end } : { from, to };
}
