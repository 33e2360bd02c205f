import type { Reading } from "./reading.ts";
import { ARABIC, DIGIT, LATIN, SPACE } from "./tokens.ts";
import { monthNamed } from "./vocabulary.ts";

/** Tokens → dates with the name of their month: 20 July 2026, July 20th, 20 من يوليو, ngày 20 tháng 7 năm 2026. */

/** A month stands no further from its day or year than this many tokens. */
const REACH = 5;
const LONGEST_MONTH = 14;
const ORDINALS = new Set(["st", "nd", "rd", "th"]);
const YEAR_WORDS = new Set(["عام", "سنه", "لعام", "لسنه"]);

interface Month {
  readonly month: number;
  readonly from: number;
  readonly to: number;
  readonly vietnamese: boolean;
}

/** Only words near a number are looked up, each once. */
export function readMonthDates(reading: Reading): void {
  let done = 0;
  for (let digit = 0; digit < reading.count; digit += 1) {
    if (reading.type(digit) !== DIGIT) continue;
    for (let at = Math.max(done, digit - REACH); at < Math.min(reading.count, digit + REACH); at += 1) {
      if (reading.isWord(at) && !reading.isTaken(at) && reading.size(at) <= LONGEST_MONTH) readMonthDate(reading, at);
    }
    done = Math.max(done, digit + REACH);
  }
}

function readMonthDate(reading: Reading, at: number): void {
  const month = monthAt(reading, at);
  if (month === null) return;
  let { from, to } = month;
  let day = 0;
  let year = 0;
  const before = dayBefore(reading, at);
  if (before !== -1) {
    day = reading.value(before);
    from = before;
  } else if (reading.type(at) === LATIN && !month.vietnamese && reading.type(to) === SPACE && isDay(reading, to + 1)) {
    day = reading.value(to + 1);
    to += ORDINALS.has(reading.folded(to + 2)) ? 3 : 2;
  }
  const keptTo = to;
  const yearAt = yearAfter(reading, to, month.vietnamese);
  if (yearAt !== -1) {
    year = reading.value(yearAt);
    to = yearAt + 1;
  }
  if (day === 0 && year === 0) return;
  const letters = reading.type(at);
  const value = `date:${year || ""}-${month.month}-${day || ""}`;
  // An Arabic date runs with the words around it: the day at the right, as UAX #9 has it.
  reading.add("date", from, to, letters === LATIN ? "ltr" : null, { value, letters, keptTo });
}

function monthAt(reading: Reading, at: number): Month | null {
  if (reading.folded(at) === "tháng" && reading.type(at + 1) === SPACE && reading.isDigit(at + 2)) {
    const month = reading.size(at + 2) <= 2 ? reading.value(at + 2) : 0;
    return month >= 1 && month <= 12 ? { month, from: at, to: at + 3, vietnamese: true } : null;
  }
  const next = () => (reading.type(at + 1) === SPACE ? reading.folded(at + 2) : "");
  const named = monthNamed(reading.word(at), next);
  return named && { month: named.month, from: at, to: named.words === 2 ? at + 3 : at + 1, vietnamese: false };
}

/** The day before a month, with an ending and a joining word between: 20th of July, 20 من يوليو; -1 without one. */
function dayBefore(reading: Reading, month: number): number {
  let at = month - 1;
  if (reading.sign(at) === "." || reading.type(at) !== SPACE) return -1;
  at -= 1;
  if (["of", "من"].includes(reading.folded(at)) && reading.type(at - 1) === SPACE) at -= 2;
  if (ORDINALS.has(reading.folded(at))) at -= 1;
  // 8.20 July and 5-20 July are no days of one date.
  const joined = reading.isSign(at - 1, ".,/:-\u2010\u2011\u2012\u2013\u2014\u2212~") || reading.type(at - 1) === DIGIT;
  return isDay(reading, at) && !joined ? at : -1;
}

function isDay(reading: Reading, at: number): boolean {
  if (!reading.isDigit(at) || reading.size(at) > 2) return false;
  const day = reading.value(at);
  return day >= 1 && day <= 31;
}

function yearAfter(reading: Reading, to: number, vietnamese: boolean): number {
  let at = to;
  if (vietnamese && reading.sign(at) === "/") return isYear(reading, at + 1) ? at + 1 : -1;
  if (reading.sign(at) === "." && reading.type(to - 1) === LATIN) at += 1;
  if (reading.isSign(at, ",،")) at += 1;
  if (reading.type(at) !== SPACE) return -1;
  at += 1;
  const word = reading.folded(at);
  const says = vietnamese ? word === "năm" : reading.type(at) === ARABIC && YEAR_WORDS.has(word);
  if (says && reading.type(at + 1) === SPACE) at += 2;
  return isYear(reading, at) ? at : -1;
}

function isYear(reading: Reading, at: number): boolean {
  if (!reading.isDigit(at) || reading.size(at) !== 4) return false;
  return !(reading.isSign(at + 1, ",./:") && reading.isDigit(at + 2));
}
