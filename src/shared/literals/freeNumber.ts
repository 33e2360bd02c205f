import { type Cluster, isDash, type Shape } from "./clusters.ts";
import { wordAfter, wordsBefore } from "./context.ts";
import { MOST_DIGITS } from "./phoneRun.ts";
import type { Reading } from "./reading.ts";
import type { Dial } from "./span.ts";
import { ARABIC, DIGIT, LATIN, SPACE } from "./tokens.ts";
import { COUNTING, LINKING, SPANNING } from "./vocabulary.ts";

/** A number that counts, by its place → what somebody could dial of it, though nothing says so; null where its words say what else it is. */

type FreeNumber = Omit<Dial, "inContact">;

/** Numbers that could be dialled, though nothing says so; and lists with strokes: 113/114/115. */
export function freeNumber(reading: Reading, { groups, end }: Cluster, shape: Shape): FreeNumber | null {
  const [at = 0] = groups;
  if (shape === "alternates") {
    const digits = groups.map((group) => reading.digits(group));
    const sure = digits.some((word) => word.length !== 3) || digits.every((word) => /^1[01]/.test(word));
    return { digits, sure, called: wordsBefore(reading, at).called, doubtful: false };
  }
  if (shape === "reference") return calledReference(reading, groups);
  // COVID-19.
  if (isDash(reading.sign(at - 1)) && reading.type(at - 2) === LATIN) return null;
  const digits = reading.digits(at);
  if (shape !== "plain" || digits.length > MOST_DIGITS || digits.length < 2) return null;
  const after = wordAfter(reading, end);
  if (after === "unit" || isYear(reading, at, digits) || isHouse(reading, end)) return null;
  const { called, counted, announced, numbered } = wordsBefore(reading, at);
  if (!called && (counted || (announced && !numbered) || endsRange(reading, at))) return null;
  return { digits: [digits], sure: false, called, doubtful: after !== null || isMeasured(reading, at) };
}

const YEAR = /^(?:19|20)\d\d$/;

/** 12 Nguyễn Huệ, Quận 1: a name behind the number, and soon a street or a district. */
function isHouse(reading: Reading, end: number): boolean {
  const name = reading.type(end) === SPACE ? end + 1 : end;
  if (reading.type(name) === ARABIC) return reading.phraseFrom(name, COUNTING) !== -1;
  let names = 0;
  let apart = false;
  for (let at = name; at < name + ADDRESS && !reading.isSign(at, ".!?:"); at += 1) {
    if (reading.sign(at) === ",") apart = true;
    if (reading.type(at) !== LATIN) continue;
    const capital = /^\p{Lu}/u.test(reading.word(at));
    if (names > 0 && reading.phraseFrom(at, COUNTING) !== -1) return true;
    if (!capital) return false;
    // 74 Lý Thường Kiệt, Hoàn Kiếm.
    if (apart && names > 1) return true;
    names += 1;
  }
  return false;
}

/** 2480 × 3508. */
function isMeasured(reading: Reading, at: number): boolean {
  const sign = reading.type(at - 1) === SPACE ? at - 2 : at - 1;
  return reading.sign(sign) === "×" || reading.folded(sign) === "x";
}

/** Tokens of a street's name, and of the district behind it. */
const ADDRESS = 10;

/** Of our century, or with a word before it; “Do not be silent: 1909” is none. */
function isYear(reading: Reading, at: number, digits: string): boolean {
  if (!YEAR.test(digits)) return false;
  return digits.startsWith("20") || reading.isWord(at - 1) || reading.isWord(at - 2);
}

/** 15999/16000 behind a word of calling: two short numbers. */
function calledReference(reading: Reading, groups: readonly number[]): FreeNumber | null {
  const digits = groups.map((group) => reading.digits(group));
  if (digits.some((word) => word.length < 3 || YEAR.test(word)) || !wordsBefore(reading, groups[0] ?? 0).called)
    return null;
  return { digits, sure: true, called: true, doubtful: false };
}

/** One of two numbers that a word joins: from 115 to 190, 3 of 25, between 1990 and 2020. */
function endsRange(reading: Reading, number: number): boolean {
  const word = skipSpace(reading, number - 1, -1);
  if (reading.isWord(word)) {
    if (isDigitBefore(reading, reading.phraseTo(word, SPANNING))) return true;
    // A number that counts takes the next one along.
    const link = reading.phraseTo(word, LINKING);
    if (isDigitBefore(reading, link) && wordsBefore(reading, skipSpace(reading, link - 1, -1)).counted) return true;
  }
  const behind = skipSpace(reading, number + 1, 1);
  if (!reading.isWord(behind) || reading.phraseFrom(behind, SPANNING) === -1) return false;
  return reading.type(skipSpace(reading, reading.phraseFrom(behind, SPANNING), 1)) === DIGIT;
}

function isDigitBefore(reading: Reading, word: number): boolean {
  return word !== -1 && reading.type(skipSpace(reading, word - 1, -1)) === DIGIT;
}

function skipSpace(reading: Reading, at: number, step: 1 | -1): number {
  return reading.type(at) === SPACE ? at + step : at;
}
