import { allLexicons } from "../../lexicon/lexicon.ts";
import { anyOf, formsOf } from "../../lexicon/wordPattern.ts";
import { foldDigits } from "./normaliseText.ts";

/** Text → numbers that a reader would dial. */

export interface DialledNumber {
  /** As written. */
  readonly text: string;
  /** Digits 0–9, with a leading `+` where one is written. */
  readonly dialled: string;
  readonly start: number;
  readonly end: number;
}

/** Words after which even a short number is one to dial (call, hotline, number …), up to the end of the text before it. */
const CALLING = new RegExp(
  `(?:${allLexicons
    .map(({ numbers }) => `(?<!\\p{L})${formsOf(numbers.calls)}(?:\\s+${formsOf(numbers.callsThen)})?`)
    .join("|")})\\s*[:：]?\\s*$`,
  "iu",
);
/** Words after which a number counts laws and pages. */
const COUNTING = new RegExp(`${anyPart("counted")}\\s*${anyPart("numberSigns")}?\\s*$`, "iu");
/** Words after an amount. */
const AMOUNT = new RegExp(`^\\s*(?:%|٪|${anyPart("amounts")})`, "iu");

function anyPart(table: "counted" | "numberSigns" | "amounts"): string {
  return anyOf(allLexicons.flatMap(({ numbers }) => numbers[table].parts ?? []));
}

const YEAR = /^(?:19|20)\d\d$/;
/** Digits in groups, parted by one separator, or by a bracket and a space. A full stop and a space end a sentence. */
const CANDIDATE = /\+?\(?\d(?:(?:[ \u00a0\u202f.-]|\)[ -]?| \()?\d)*/g;
const LONG = 7;

/**
 * @param always every number of three digits and more that stands alone counts, as in a list of helplines.
 *
 * Quantities (30,170 or 202.478), dates, years, times and numbers of laws are none.
 */
export function findNumbers(text: string, always = false): DialledNumber[] {
  // Direction marks around a number are no part of it, but keep their place in the offsets.
  const folded = foldDigits(text).replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ");
  const numbers: DialledNumber[] = [];
  for (const match of folded.matchAll(CANDIDATE)) {
    const start = match.index;
    const end = start + match[0].length;
    const dialled = match[0].replace(/[^\d+]/g, "");
    const digits = dialled.replace("+", "");
    const before = folded.slice(Math.max(0, start - 60), start);
    const after = folded.slice(end, end + 12);
    if (digits.length < 3 || digits.length > 15) continue;
    if (/[\p{L}\d/_@#%&=$€£,٬٫–]$/u.test(before) || /^(?:[\p{L}\d/_@%٪‰]|[,.:٬٫–-]\d|-\p{L}|:\/\/)/u.test(after))
      continue;
    const called = CALLING.test(before);
    if (!dialled.startsWith("+") && isQuantity(match[0], after, called)) continue;
    if (COUNTING.test(before)) continue;
    const short = digits.length < LONG && !dialled.startsWith("+");
    if (short && !called && !always) continue;
    if (YEAR.test(match[0]) && !called) continue;
    numbers.push({ text: text.slice(start, end), dialled, start, end });
  }
  return numbers;
}

/**
 * 202.478 and 1 000 000 are amounts, but not after words that call for dialling; so is a number with a unit after
 * it. Two years with a dash are a span.
 */
function isQuantity(written: string, after: string, called: boolean): boolean {
  if (!called && /^\d{1,3}(?:[. \u00a0\u202f]\d{3})+$/.test(written) && !/^0/.test(written)) {
    // 116 111 and 800 7283 are dialled; three groups and more, or a point between them, are counted.
    if (written.includes(".") || /^\d{1,3}(?:[ \u00a0\u202f]\d{3}){2,}$/.test(written)) return true;
  }
  if (/^(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d$/.test(written)) return true;
  if (/^\d{1,2}[.-]\d{1,2}[.-](?:19|20)?\d\d$/.test(written)) return true;
  return AMOUNT.test(after);
}

/** Whether two ways of writing reach the same line: `+84 981…`, `0084 981…` and `0981…` do. */
export function sameLine(one: string, other: string): boolean {
  const bare = (dialled: string) => dialled.replace(/^(?:\+|00)/, "");
  const [a, b] = [bare(one), bare(other)];
  if (a === b) return true;
  const national = (short: string, long: string) =>
    short.startsWith("0") &&
    short.length >= 9 &&
    long.endsWith(short.slice(1)) &&
    long.length - short.length < 3 &&
    long.length >= short.length;
  return national(a, b) || national(b, a);
}
