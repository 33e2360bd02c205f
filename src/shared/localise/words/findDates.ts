import type { Language } from "../../base/locale.ts";
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

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "january|jan",
    "february|feb",
    "march|mar",
    "april|apr",
    "may",
    "june|jun",
    "july|jul",
    "august|aug",
    "september|sept|sep",
    "october|oct",
    "november|nov",
    "december|dec",
  ],
  vi: [],
  // Egypt's names and those of the Levant.
  ar: [
    "يناير|كانون الثاني",
    "فبراير|شباط",
    "مارس|آذار",
    "أبريل|ابريل|نيسان",
    "مايو|أيار",
    "يونيو|يونيه|حزيران",
    "يوليو|يوليه|تموز",
    "أغسطس|اغسطس|آب",
    "سبتمبر|أيلول",
    "أكتوبر|اكتوبر|تشرين الأول",
    "نوفمبر|تشرين الثاني",
    "ديسمبر|كانون الأول",
  ],
};

export const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  vi: ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
  ar: ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"],
};
const OTHER_WEEKDAYS: readonly (readonly [string, number])[] = [
  ["thứ 2", 1],
  ["thứ 3", 2],
  ["thứ 4", 3],
  ["thứ tư", 3],
  ["thứ 5", 4],
  ["thứ 6", 5],
  ["thứ 7", 6],
  ["cn", 0],
  ["الإثنين", 1],
  ["الاربعاء", 3],
  ["الاحد", 0],
  ["sun", 0],
  ["mon", 1],
  ["tue", 2],
  ["wed", 3],
  ["thu", 4],
  ["fri", 5],
  ["sat", 6],
];

const YEAR = "(?<year>(?:19|20)\\d\\d)";
const DAY = "(?<day>\\d{1,2})";
const NO_LETTER = "(?![\\p{L}])";

const PATTERNS: Readonly<Record<Language, readonly RegExp[]>> = { en: english(), vi: vietnamese(), ar: arabic() };

function english(): RegExp[] {
  const month = `(?<month>${MONTHS.en.join("|")})\\.?${NO_LETTER}`;
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
  const month = `(?<month>${MONTHS.ar.join("|")})${NO_LETTER}`;
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
        weekday: weekdayBefore(folded.slice(Math.max(0, start - 24), start), language),
      });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

function monthNumber(name: string, language: Language): number {
  return 1 + MONTHS[language].findIndex((names) => names.split("|").includes(name.toLowerCase()));
}

function weekdayBefore(before: string, language: Language): number | null {
  const said = before.toLowerCase().replace(/[\s,،]*(?:ngày|the|الموافق)?[\s,،]*$/u, "");
  const names = [...WEEKDAYS[language].map((name, day) => [name.toLowerCase(), day] as const), ...OTHER_WEEKDAYS];
  const named = names.find(([name]) => said.endsWith(name) && !/\p{L}$/u.test(said.slice(0, -name.length)));
  return named ? named[1] : null;
}

/** 0 is Sunday; null where the calendar has no such day. */
export function weekdayOf(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getUTCDay() : null;
}
