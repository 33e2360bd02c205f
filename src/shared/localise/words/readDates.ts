import type { Language } from "../../base/locale.ts";
import { allLexicons, lexiconOf } from "../../lexicon/lexicon.ts";
import type { Part, Span } from "../../literals/span.ts";

/** Text and the spans in it → its dates, with the weekday that is written beside them. */

export interface WrittenDate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly year: number | null;
  /** 1 to 12, but for a date that is not in the calendar. */
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

function weekdaysOf(language: Language): readonly string[] {
  return lexiconOf(language).dates.weekdays.names.map(([name = ""]) => name);
}

/** In rising order. Both ends of a range count; the hour of a day and years alone do not. */
export function readDates(text: string, spans: readonly Span[]): WrittenDate[] {
  return withDaysOfRanges(spans).flatMap((span): WrittenDate[] =>
    [span, ...span.parts].flatMap(({ start, end, value }): WrittenDate[] => {
      const date = /^date:(\d*)-(\d+)-(\d*)$/.exec(value);
      const number = (digits: string | undefined) => (digits ? Number(digits) : null);
      if (date === null || isIslamicYear(number(date[1]))) return [];
      return [
        {
          text: text.slice(start, end),
          start,
          end,
          year: number(date[1]),
          month: Number(date[2]),
          day: number(date[3]),
          weekday: weekdayBefore(text.slice(Math.max(0, start - 24), start)),
        },
      ];
    }),
  );
}

/** Years of the Islamic calendar, whose months are others. */
function isIslamicYear(year: number | null): boolean {
  return year !== null && year < 1800;
}

/** 25–27 July 2026: the second end of the range is the day of the month behind it. Two spans, with that day in the date alone. */
export function withDaysOfRanges(spans: readonly Span[]): readonly Span[] {
  const read: Span[] = [];
  for (const span of spans) {
    const before = read.at(-1);
    const [first, second] = before?.kind === "range" ? before.parts : [];
    if (!first || !second || span.kind !== "date" || !isDayOf(second, span)) {
      read.push(span);
      continue;
    }
    read.pop();
    read.push({ ...(before ?? span), end: first.end, parts: [first], value: first.value });
    read.push({ ...span, start: second.start, value: span.value + second.value.slice(2) });
  }
  return read;
}

function isDayOf({ end, value }: Part, month: Span): boolean {
  return (
    month.value.startsWith("date:") && month.value.endsWith("-") && month.start === end + 1 && /^n:\d\d?$/.test(value)
  );
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
