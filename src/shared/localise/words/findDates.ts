import type { Language } from "../../base/locale.ts";
import { allLexicons, lexiconOf } from "../../lexicon/lexicon.ts";
import { anyOf } from "../../lexicon/wordPattern.ts";
import { foldDigits } from "./normaliseText.ts";

/** Text in English, Vietnamese or Arabic → the dates in it, with the weekday that is written beside them. */

export interface FoundDate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly year: number | null;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number | null;
  /** 0 is Sunday; null where none is written. */
  readonly weekday: number | null;
}

/** As each language writes them, Sunday first. */
export const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: weekdaysOf("en"),
  vi: weekdaysOf("vi"),
  ar: weekdaysOf("ar"),
};
/** Every spelling in small letters, with its day: a text in one language may have weekdays of another. */
const KNOWN_WEEKDAYS: readonly (readonly [name: string, day: number])[] = allLexicons.flatMap(({ dates }) =>
  dates.weekdays.names.flatMap((spellings, day) => spellings.map((name) => [name.toLowerCase(), day] as const)),
);

const YEAR = "(?<year>(?:19|20)\\d\\d)";
const DAY = "(?<day>\\d{1,2})";
const NO_LETTER = "(?![\\p{L}])";

const PATTERNS: Readonly<Record<Language, readonly RegExp[]>> = { en: english(), vi: vietnamese(), ar: arabic() };

function weekdaysOf(language: Language): readonly string[] {
  return lexiconOf(language).dates.weekdays.names.map(([name = ""]) => name);
}

/** January first, each with its spellings; none in Vietnamese, which counts its months. */
function monthsOf(language: Language): readonly (readonly string[])[] {
  return lexiconOf(language).dates.months?.names ?? [];
}

function english(): RegExp[] {
  const month = `(?<month>${anyOf(monthsOf("en").flat())})\\.?${NO_LETTER}`;
  return [
    new RegExp(`(?<![\\d/.])${DAY}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${month}(?:,?\\s+${YEAR}(?!\\d))?`, "giu"),
    new RegExp(`(?<!\\p{L})${month}\\s+${DAY}(?:st|nd|rd|th)?(?!\\d)(?:,?\\s+${YEAR}(?!\\d))?`, "giu"),
    new RegExp(`(?<!\\p{L})${month}\\s+${YEAR}(?!\\d)`, "giu"),
    numeric(),
  ];
}

function vietnamese(): RegExp[] {
  return [
    new RegExp(
      `(?:ngày\\s+)?(?<![\\d/.])${DAY}\\s+tháng\\s+(?<month>\\d{1,2})(?!\\d)(?:,?\\s+(?:năm\\s+)?${YEAR}(?!\\d))?`,
      "giu",
    ),
    new RegExp(`tháng\\s+(?<month>\\d{1,2})(?:\\s*/\\s*|,?\\s+(?:năm\\s+)?)${YEAR}(?!\\d)`, "giu"),
    numeric(),
    new RegExp(`(?<![\\d/])(?<month>\\d{1,2})/${YEAR}(?![\\d/])`, "gu"),
    new RegExp(`(?<![\\d/])${DAY}/(?<month>\\d{1,2})(?![\\d/])`, "gu"),
  ];
}

function arabic(): RegExp[] {
  const month = `(?<month>${anyOf(monthsOf("ar").flat())})${NO_LETTER}`;
  return [
    new RegExp(`(?<![\\d/.])${DAY}\\s+(?:من\\s+)?${month}(?:[،,]?\\s+(?:عام\\s+|سنة\\s+)?${YEAR}(?!\\d))?`, "gu"),
    new RegExp(`(?<![\\p{L}])${month}[،,]?\\s+(?:عام\\s+|سنة\\s+)?${YEAR}(?!\\d)`, "gu"),
    numeric(),
  ];
}

function numeric(): RegExp {
  return new RegExp(`(?<![\\d/])${DAY}/(?<month>\\d{1,2})/${YEAR}(?![\\d/])`, "gu");
}

/** In rising order, without overlaps. Round the clock (`24/7`) is no date. */
export function findDates(text: string, language: Language): FoundDate[] {
  const folded = foldDigits(text).replace(/[\u200e\u200f\u2066-\u2069]/g, " ");
  const found: FoundDate[] = [];
  for (const pattern of PATTERNS[language]) {
    for (const match of folded.matchAll(pattern)) {
      if (/^24\/7$/.test(match[0])) continue;
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const { year, month = "", day } = match.groups ?? {};
      const number = /^\d/.test(month) ? Number(month) : monthNumber(month, language);
      if (number < 1 || number > 12) continue;
      found.push({
        text: text.slice(start, end),
        start,
        end,
        year: year === undefined ? null : Number(year),
        month: number,
        day: day === undefined ? null : Number(day),
        weekday: weekdayBefore(folded.slice(Math.max(0, start - 24), start)),
      });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

function monthNumber(name: string, language: Language): number {
  const wanted = name.toLowerCase();
  return 1 + monthsOf(language).findIndex((names) => names.some((known) => known.toLowerCase() === wanted));
}

function weekdayBefore(before: string): number | null {
  const said = before.toLowerCase().replace(/[\s,،]*(?:ngày|the|الموافق)?[\s,،]*$/u, "");
  const named = KNOWN_WEEKDAYS.find(([name]) => said.endsWith(name) && !/\p{L}$/u.test(said.slice(0, -name.length)));
  return named ? named[1] : null;
}

/** 0 is Sunday; null where the calendar has no such day. */
export function weekdayOf(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getUTCDay() : null;
}
