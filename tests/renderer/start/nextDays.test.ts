import { describe, expect, it } from "vitest";
import { nextDays, shownDays } from "../../../src/renderer/start/nextDays.ts";

const day = (id: string, month: number, date: number | null, core = false) => ({
  id,
  month,
  day: date,
  name: { en: id, vi: id, ar: id },
  core,
});

describe("next days", () => {
  it("counts today as no day to go", () => {
    expect(nextDays([day("july", 7, 30)], "2026-07-30")).toMatchObject([{ date: "2026-07-30", daysToGo: 0 }]);
  });

  it("goes on to the next year, over a leap day", () => {
    expect(nextDays([day("march", 3, 1)], "2027-12-31")).toMatchObject([{ date: "2028-03-01", daysToGo: 61 }]);
  });

  it("puts the soonest first, and of one date those that matter most", () => {
    const days = nextDays([day("late", 12, 18), day("other", 7, 30), day("core", 7, 30, true)], "2026-07-01");
    expect(days.map(({ day: { id } }) => id)).toEqual(["core", "other", "late"]);
  });

  it("always shows the next day that matters most", () => {
    const all = nextDays([day("a", 1, 2), day("b", 1, 3), day("c", 1, 4), day("july", 7, 30, true)], "2026-01-01");
    expect(shownDays(all, 2).map(({ day: { id } }) => id)).toEqual(["a", "july"]);
    expect(shownDays(all, 4).map(({ day: { id } }) => id)).toEqual(["a", "b", "c", "july"]);
  });

  it("leaves out days that move from year to year", () => {
    expect(nextDays([day("moving", 5, null)], "2026-01-01")).toEqual([]);
  });
});
