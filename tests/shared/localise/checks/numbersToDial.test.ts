import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDocument, documentWith, paragraph } from "../../../fixtures/checkedDocument.ts";
import { DIAL_LINES } from "../../../fixtures/dialLines.ts";
import { HARMLESS_NUMBER_LINES } from "../../../fixtures/harmlessNumberLines.ts";
import { hostileParts } from "../../../fixtures/hostileParts.ts";
import { markedLine } from "../../../fixtures/markedLine.ts";
import { OTHER_NUMBER_LINES } from "../../../fixtures/otherNumberLines.ts";
import { WRONG_NUMBER_LINES } from "../../../fixtures/wrongNumberLines.ts";

/** Lines of the field → the numbers that one would dial are findings, and no others are. */

const EDITIONS = { en: "en-VN", vi: "vi-VN", ar: "ar-EG" } as const;
const CODES = ["unknown-number", "near-number", "free-number", "C03", "unreleased-helpline"].map(
  (code) => `localise/${code}`,
);

/** They look like a range, an amount, a year or a name, or a word behind them looks like what they count. */
const MISSED = [
  "Save [[15-909]] before you travel.",
  "Interpreters are available at [[12-770]].",
  "Dear passengers, our desk is reachable under [[5544]].",
  "Complaints against agencies: [[15.909]]",
  "Beat the scammers: before paying, verify at [[1919]].",
  "The service (HELP[[8899]]) is run by nurses.",
  "Phiên dịch viên có mặt tại [[12-770]].",
  "Bộ vừa khai trương [[16123]] tháng trước.",
  "Khiếu nại công ty môi giới: [[15.909]]",
  "Trước khi nộp tiền hãy kiểm tra với [[1919]].",
  "Dịch vụ này (HOTRO[[8899]]) do y tá phụ trách.",
  "سجلوا [[15-909]] قبل السفر.",
  "المترجمون موجودون على [[12-770]].",
  "الشكاوى ضد المكاتب: [[15.909]]",
  "قبل أن تدفعوا تأكدوا من [[1919]].",
  "الخدمة (HELP[[8899]]) تديرها ممرضات.",
];
/** In a sentence of contact a noun is not trusted by its form alone: a warning. */
const ALARMS = ["Our operators logged 5120 contacts in 2023.", "The message is printed on 15000 bags."];

function numbersIn(text: string, tag: string, slot = "body") {
  return checkDocument(documentWith({ [tag]: { [slot]: paragraph(text) } }), tag).flatMap(({ code, severity, at }) =>
    at?.slot === slot && CODES.includes(code) ? [{ code, severity, start: at.start ?? 0, end: at.end ?? 0 }] : [],
  );
}

/** @param strict found whole, and as an error. */
function missedOf(lines: readonly string[], tag: string, strict: boolean): string[] {
  return lines.filter((line) => {
    const { text, marks } = markedLine(line);
    const found = numbersIn(text, tag)
      .filter(({ severity }) => severity === "error" || !strict)
      .map(({ start, end }) => ({ start, end, digits: digitsOf(text.slice(start, end)) }));
    return !marks.every(({ start, end }) =>
      found.some(
        (one) =>
          one.start < end && start < one.end && (!strict || one.digits.startsWith(digitsOf(text.slice(start, end)))),
      ),
    );
  });
}

const alarmsIn = (lines: readonly string[], tag: string) => lines.filter((line) => numbersIn(line, tag).length > 0);

const digitsOf = (text: string) => text.replace(/\P{Nd}/gu, "");

describe.each(["en", "vi", "ar"] as const)("in %s", (language) => {
  const tag = EDITIONS[language];

  it("finds what one would dial, whole, as an error", () => {
    expect(missedOf(DIAL_LINES[language], tag, true)).toEqual([]);
  });

  it("finds nothing to dial among other numbers", () => {
    expect(alarmsIn(OTHER_NUMBER_LINES[language], tag)).toEqual([]);
  });

  it("finds wrong numbers among words", () => {
    const { tuned, held } = WRONG_NUMBER_LINES[language];
    const missed = missedOf([...tuned, ...held], tag, false);
    expect(missed).toEqual([...tuned, ...held].filter((line) => MISSED.includes(line)));
  });

  it("leaves what is plainly something else", () => {
    const { tuned, held } = HARMLESS_NUMBER_LINES[language];
    const alarms = alarmsIn([...tuned, ...held], tag);
    expect(alarms).toEqual([...tuned, ...held].filter((line) => ALARMS.includes(line)));
  });
});

describe("a number that the pack refuses", () => {
  const prefixes: readonly (readonly [tag: string, words: string])[] = [
    ["ar-EG", "اتصلوا بـ"],
    ["ar-EG", "اتصلوا ب"],
    ["ar-EG", "الخط القديم و"],
    ["ar-EG", "الرقم لـ"],
    ["ar-EG", "كتبوا ف"],
    ["ar-EG", "الملصق القديم: "],
    ["vi-VN", "Hotline"],
    ["vi-VN", "Tờ cũ ghi "],
    ["vi-VN", "Mã số "],
    ["en-VN", "The old leaflet says "],
    ["en-VN", "Tel."],
    ["en-VN", "Ticket "],
  ];
  const separators = [
    "",
    "-",
    "\u2011",
    "–",
    " ",
    "\u00a0",
    "\u202f",
    "  ",
    ".",
    "·",
    "\u200b",
    "\u00ad",
    "-\u200f",
    "\u2060",
  ];
  const systems = ["0", "\u0660", "\u06f0", "\uff10"];
  const controls: readonly (readonly [string, string])[] = [
    ["", ""],
    ["\u2066", "\u2069"],
    ["\u202a", "\u202c"],
    ["\u200f", "\u200f"],
  ];
  const endings = ["", " ", ".", "، ", "م", "\u200d"];

  it("is refused in each of 16,128 written ways", () => {
    const document = (texts: readonly string[], tag: string) => documentWith({ [tag]: { body: paragraph(...texts) } });
    const kept: string[] = [];
    let ways = 0;
    for (const [tag, words] of prefixes) {
      const texts = separators.flatMap((separator) =>
        systems.flatMap((zero) =>
          controls.flatMap(([open, close]) =>
            endings.map((ending) => {
              const digits = (text: string) =>
                text.replace(/\d/g, (digit) => String.fromCharCode(zero.charCodeAt(0) + Number(digit)));
              return `${words}${open}${digits("1800")}${separator}${digits("1567")}${close}${ending}`.trimEnd();
            }),
          ),
        ),
      );
      ways += texts.length;
      const refused = checkDocument(document(texts, tag), tag).filter(({ code }) => code === "localise/C03");
      const places = new Set(refused.map(({ at }) => at?.paragraph));
      kept.push(...texts.filter((_, at) => !places.has(at + 1)));
    }
    expect(ways).toBe(16_128);
    expect(kept).toEqual([]);
  });
});

it("judges any text without a failure, and every range lies in it", () => {
  const pieces = fc.constantFrom(
    "1800",
    "1567",
    "٠",
    "-",
    " ",
    "\u200b",
    "\u202e",
    "\u2066",
    "+",
    "(",
    ")",
    "*",
    "#",
    "/",
    ".",
    "·",
    "بـ",
    "call",
    "\ud800",
    "👩🏽",
    ...hostileParts.slice(0, 12),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), fc.constantFrom(...Object.values(EDITIONS)), (parts, tag) => {
      const text = parts.join("");
      for (const { start, end } of numbersIn(text, tag)) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 200, seed: 3 },
  );
});
