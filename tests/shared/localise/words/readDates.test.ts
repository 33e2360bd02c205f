import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Language } from "../../../../src/shared/base/locale.ts";
import { scan } from "../../../../src/shared/literals/scan.ts";
import { readDates, WEEKDAYS, weekdayOf } from "../../../../src/shared/localise/words/readDates.ts";

const datesIn = (text: string, language: Language) =>
  readDates(text, scan(text, { language, direction: language === "ar" ? "rtl" : "ltr" }).spans);
const short = (text: string, language: Language) =>
  datesIn(text, language).map(({ year, month, day, weekday }) => [year, month, day, weekday]);

describe("readDates", () => {
  it.each([
    ["Saturday 25 July 2026", "en", [[2026, 7, 25, 6]]],
    ["Saturday, July 25, 2026", "en", [[2026, 7, 25, 6]]],
    ["register by 20 July", "en", [[null, 7, 20, null]]],
    ["(Dec 2025)", "en", [[2025, 12, null, null]]],
    ["Thứ Bảy, 25/7/2026", "vi", [[2026, 7, 25, 6]]],
    ["thứ bảy, ngày 25 tháng 7 năm 2026", "vi", [[2026, 7, 25, 6]]],
    ["trước 20/7", "vi", [[null, 7, 20, null]]],
    ["Bộ Ngoại giao (12/2025)", "vi", [[2025, 12, null, null]]],
    ["miễn phí, 24/7", "vi", []],
    ["162/2025/NĐ-CP", "vi", []],
    ["السبت 25 يوليو 2026", "ar", [[2026, 7, 25, 6]]],
    ["السبت، ٢٥ تموز ٢٠٢٦", "ar", [[2026, 7, 25, 6]]],
    ["فبراير 2026", "ar", [[2026, 2, null, null]]],
    ["قبل 20 يوليو:", "ar", [[null, 7, 20, null]]],
    ["You may call 3 people", "en", []],
    ["from 25–27 July 2026", "en", [[2026, 7, 27, null]]],
    ["السبت 14/9/2026م", "ar", [[2026, 9, 14, 6]]],
    ["Thứ Bảy, 25/7/26", "vi", [[2026, 7, 25, 6]]],
    [
      "20/7/2026–25/7/2026",
      "en",
      [
        [2026, 7, 20, null],
        [2026, 7, 25, null],
      ],
    ],
    ["3/4/1448هـ", "ar", []],
    ["7/30/2026", "en", [[2026, 7, 30, null]]],
  ] as const)("%s (%s)", (text, language, dates) => {
    expect(short(text, language)).toEqual(dates);
  });

  it("knows the weekday of every date as the calendar of the machine does", () => {
    const days = fc.date({
      min: new Date(Date.UTC(1901, 0, 1)),
      max: new Date(Date.UTC(2199, 11, 31)),
      noInvalidDate: true,
    });
    const name = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
    fc.assert(
      fc.property(days, (date) => {
        const weekday = weekdayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
        expect(WEEKDAYS.en[weekday ?? -1]).toBe(name.format(date));
      }),
    );
    expect(weekdayOf(2026, 6, 31)).toBeNull();
    expect(weekdayOf(2025, 2, 29)).toBeNull();
  });
});
