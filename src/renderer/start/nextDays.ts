import { dayOf, momentOf } from "../../shared/base/moment.ts";
import type { CalendarDay } from "../../shared/pack/templatePack.ts";

/** Days of the campaign's calendar → the next dates, soonest first. */

export interface NextDay {
  readonly day: CalendarDay;
  /** ISO date. */
  readonly date: string;
  /** 0 is today. */
  readonly daysToGo: number;
}

/** The soonest days, and in any case the next one that the whole campaign works towards. */
export function shownDays(days: readonly NextDay[], most: number): readonly NextDay[] {
  const soonest = days.slice(0, most);
  const main = days.find(({ day }) => day.core);
  return main === undefined || soonest.includes(main) ? soonest : [...soonest.slice(0, most - 1), main];
}

const DAY = 86_400_000;

/** @param today ISO date. Days without a fixed date are left out. */
export function nextDays(calendar: readonly CalendarDay[], today: string): readonly NextDay[] {
  const now = Date.parse(`${today}T00:00:00Z`);
  const year = Number(today.slice(0, 4));
  const next = calendar.flatMap((day) => {
    if (day.day === null) return [];
    const [soonest] = [year, year + 1].map((y) => Date.UTC(y, day.month - 1, day.day ?? 1)).filter((at) => at >= now);
    if (soonest === undefined) return [];
    return [{ day, date: dayOf(momentOf(new Date(soonest))), daysToGo: Math.round((soonest - now) / DAY) }];
  });
  return next.sort((a, b) => a.daysToGo - b.daysToGo || Number(b.day.core) - Number(a.day.core));
}
