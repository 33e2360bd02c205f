import { lexiconOf } from "../../lexicon/lexicon.ts";
import { wordPattern } from "../../lexicon/wordPattern.ts";
import { readDates, WEEKDAYS, type WrittenDate, weekdayOf } from "../words/readDates.ts";
import type { CheckedText } from "./checkText.ts";

/** Dates and events → a weekday that matches its date, dates that exist, a content note for performances. */

export function checkEvent(checked: CheckedText): void {
  checkWeekdays(checked);
  checkOrder(checked);
  const rule = checked.rule("C28");
  const announced = wordPattern(lexiconOf(checked.language).campaign.performances);
  const performance = checked
    .inRoles("eyebrow", "headline", "subhead", "body")
    .find(({ text }) => announced.test(text));
  if (!rule || !performance || checked.inRoles("note", "safety").length > 0) return;
  checked.breach(performance, rule, "A performance is announced without a note on its content.", {});
}

/** Words and dashes that make a range of the two dates around them. */
const UNTIL = /^\s*(?:[-–—]|to|until|till|đến|tới|إلى|الى|حتى)\s*(?:ngày|the)?\s*$/iu;

/** A range of dates that ends before it starts. Without a year it may end in the next one. */
function checkOrder(checked: CheckedText): void {
  for (const passage of checked.passages) {
    const dates = readDates(passage.text, checked.spansOf(passage));
    for (const [at, last] of dates.entries()) {
      const first = dates[at - 1];
      if (first === undefined || !UNTIL.test(passage.text.slice(first.end, last.start))) continue;
      const [from, to] = [dayNumber(first, last.year), dayNumber(last, first.year)];
      if (from === null || to === null || from <= to) continue;
      const range = { start: first.start, end: last.end };
      const found = passage.text.slice(range.start, range.end);
      checked.report(passage, {
        code: "dates-backwards",
        severity: "error",
        message: `“${found}” ends before it starts.`,
        hint: "Correct one of the two dates.",
        values: { found },
        range,
      });
    }
  }
}

/** Days in a row, good for comparing; null where a part is not written. @param otherwise year of the other end. */
function dayNumber({ year, month, day }: WrittenDate, otherwise: number | null): number | null {
  const of = year ?? otherwise;
  return of === null || day === null ? null : (of * 12 + month) * 31 + day;
}

function checkWeekdays(checked: CheckedText): void {
  const rule = checked.rule("C27");
  if (!rule) return;
  const names = WEEKDAYS[checked.language];
  for (const passage of checked.passages) {
    for (const date of readDates(passage.text, checked.spansOf(passage))) {
      if (date.day === null) continue;
      // A leap year stands in where none is written, so that 29 February is a day.
      const weekday = weekdayOf(date.year ?? 2024, date.month, date.day);
      if (weekday === null) {
        const values = { case: "no-such-date", date: date.text };
        const hint = "Correct the day or the month.";
        checked.breach(passage, rule, `“${date.text}” is not in the calendar.`, values, hint, { range: date });
      } else if (date.year !== null && date.weekday !== null && date.weekday !== weekday) {
        checked.breach(
          passage,
          rule,
          `“${date.text}” is not a ${names[date.weekday]}.`,
          { case: "wrong-weekday", date: date.text, weekday: names[date.weekday] ?? "", right: names[weekday] ?? "" },
          `Write ${names[weekday]}, or correct the date.`,
          { range: date },
        );
      } else if (date.year !== null && date.weekday === null && passage.slot.role === "detail") {
        checked.report(passage, {
          code: rule.id,
          severity: "warning",
          message: `“${date.text}” has no weekday.`,
          hint: `Add the weekday: ${names[weekday]}.`,
          values: { case: "no-weekday", date: date.text, right: names[weekday] ?? "" },
          range: date,
        });
      }
    }
  }
}
