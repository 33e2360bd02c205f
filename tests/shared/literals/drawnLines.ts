/** Things that stand in lines, each in every surrounding → the lines that Chromium draws beside ours. */

export interface DrawnLine {
  /** What the thing is, as in drawnDifferences.json. */
  readonly kind: string;
  readonly language: "ar" | "en";
  readonly reads: string;
}

const THINGS: readonly (readonly [kind: string, ...written: string[]])[] = [
  [
    "phone",
    "+84 24 3825 1234",
    "024-3825-1234",
    "(024) 3825 1234",
    "1900 555 565",
    "1900-1188",
    "٠٢-٢٣٤٥-٦٧٨٩",
    "+٢٠ ١٠٠ ٢٢٢ ٣٣٣٣",
  ],
  ["code", "15508", "111"],
  ["ussd", "*555#"],
  ["date", "14/9/2026", "14.9.2026", "2026-09-14", "١٤/٩/٢٠٢٦", "٢٠٢٦-٠٩-١٤"],
  ["month", "20 July 2026", "3 مارس 2026"],
  ["time", "19:30", "٨:١٥", "9:30 AM"],
  ["range", "15-24", "19:00–21:00", "2024–2026", "١٥-٢٤", "10 - 12"],
  ["pair", "9-5"],
  ["number", "2,480.75", "٢٧٫٦", "1 250 000", "1/2"],
  ["sign", "-5", "$500", "45%", "٤٥٪", "37°"],
  ["decree", "162/2025/NĐ-CP", "61/144"],
  ["identifier", "EG38 0019", "2.10.3", "978-92-1-130400-2"],
  ["address", "refuge.vn/ar?x=1", "info@refuge.vn", "@safe.work", "#FairJobs", "#7"],
  ["passage", "IOM (2026)", "16 Days", "Co. Ltd.", "C++", "pp. 8–11"],
];

const AROUND: readonly (readonly [language: "ar" | "en", around: string])[] = [
  ["ar", "_"],
  ["ar", "كلمة _ كلمة"],
  ["ar", "و_"],
  ["ar", "كلمة (_)."],
  ["ar", "_، كلمة"],
  ["ar", "ILO _ كلمة"],
  ["ar", "كلمة _ ILO"],
  ["ar", "كلمة: _؟"],
  ["ar", "بـ_ أو _"],
  ["ar", "كلمة «_» كلمة"],
  ["ar", "ILO, _; كلمة"],
  ["en", "word _ word كلمة"],
  ["en", "word كلمة _ كلمة word"],
];

export const drawnLines: readonly DrawnLine[] = THINGS.flatMap(([kind, ...written]) =>
  written.flatMap((thing) =>
    AROUND.map(([language, around]) => ({ kind, language, reads: around.replaceAll("_", () => thing) })),
  ),
);
