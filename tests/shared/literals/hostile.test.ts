import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Reading } from "../../../src/shared/literals/reading.ts";
import { scan } from "../../../src/shared/literals/scan.ts";
import { hostileParts } from "../../fixtures/hostileParts.ts";

/** Text that was made to be slow or to confuse: work grows with its length, and what is found is in order. */

afterEach(() => {
  vi.restoreAllMocks();
});

/** How often the scanner looks at a token. */
function looks(text: string, language: string): number {
  const type = vi.spyOn(Reading.prototype, "type");
  // A line's end: a paragraph of words alone is not read at all.
  scan(`${text}\n`, { language, direction: language === "ar" ? "rtl" : "ltr", known: () => false });
  const { length } = type.mock.calls;
  type.mockRestore();
  return length;
}

const LETTERS = 1500;

describe.each(["ar", "vi"])("in %s", (language) => {
  it.each(hostileParts)("looks twice as often at twice as much of %j", (part) => {
    const text = part.repeat(Math.ceil(LETTERS / part.length));
    const [once, twice] = [looks(text, language), looks(text + text, language)];
    expect(once).toBeGreaterThan(0);
    expect(twice / once).toBeLessThan(2.2);
    expect(once / LETTERS).toBeLessThan(150);
  });
});

const pieces = fc.constantFrom(
  ...[
    "IOM",
    "عمل",
    "و",
    "ب",
    "15999",
    "٢٠٢٦",
    "۵",
    "7",
    "+84",
    "0912",
    "345",
    "678",
    "14/9/2026",
    "9:30",
    "20-30",
    "-",
    "–",
    "/",
    ".",
    ",",
    "،",
    ":",
  ],
  ...[
    " ",
    " ",
    " ",
    "(",
    ")",
    "«",
    "»",
    '"',
    "#",
    "@",
    "*",
    "%",
    "$",
    "°",
    "vn",
    "https://",
    "\u2066",
    "\u2067",
    "\u2069",
    "\u202d",
    "\u202c",
    "\u200f",
    "\u200e",
  ],
  ...["\n", "\u00ad", "\u0301", "July", "يوليو", "tháng", "call", "الساعة", "x", "NĐ-CP", "𝟑", "😀", "1)", "2)"],
);

it("finds spans in order, without overlaps, and isolates that nest", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 24 }), fc.constantFrom("rtl", "ltr"), (parts, direction) => {
      const text = parts.join("");
      const { spans, isolates } = scan(text, { language: direction === "rtl" ? "ar" : "vi", direction });
      let at = 0;
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(text.length);
      const open: number[] = [];
      for (const { start, end } of isolates) {
        while (open.length > 0 && (open.at(-1) ?? 0) <= start) open.pop();
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(open.at(-1) ?? text.length);
        open.push(end);
      }
    }),
    { numRuns: 3000, seed: 7 },
  );
});
