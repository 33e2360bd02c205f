import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDocument, documentWith, paragraph } from "../../../fixtures/checkedDocument.ts";
import { DIAL_LINES } from "../../../fixtures/dialLines.ts";
import { hostileParts } from "../../../fixtures/hostileParts.ts";
import { markedLine } from "../../../fixtures/markedLine.ts";
import { OTHER_NUMBER_LINES } from "../../../fixtures/otherNumberLines.ts";

/** Lines of the field → the numbers that one would dial are findings, and no others are. */

const EDITIONS = { en: "en-VN", vi: "vi-VN", ar: "ar-EG" } as const;
const CODES = ["unknown-number", "C03", "unreleased-helpline"].map((code) => `localise/${code}`);
/** Nothing in the line says that one dials it, or the words are too far away. */
const MISSED = [
  "Text the word HELP to [[8844]].",
  "Police [[190]], ambulance [[123]]: dial either from any phone.",
  "Call [[16 00 22 33]] if wages are late.",
  "In Lebanon the line is [[1745]].",
  "Đầu số [[8044]]: mỗi tin 500 đồng.",
  "Số khẩn cấp ở Nhật là [[110]].",
  "أرسلوا كلمة مساعدة إلى [[8844]].",
  "خدمة «اسأل» [[15445]] تجيب حتى منتصف الليل.",
];
/** What is filed under them is not in the tables. */
const ALARMS = ["EGP 12000 a month", "Số đăng ký 12345678", "رسالة رقم 4512"];

function numbersIn(text: string, tag: string, slot = "body") {
  return checkDocument(documentWith({ [tag]: { [slot]: paragraph(text) } }), tag).flatMap(({ code, at }) =>
    at?.slot === slot && CODES.includes(code) ? [{ code, start: at.start ?? 0, end: at.end ?? 0 }] : [],
  );
}

const digitsOf = (text: string) => text.replace(/\P{Nd}/gu, "");

describe.each(["en", "vi", "ar"] as const)("in %s", (language) => {
  const tag = EDITIONS[language];

  it("finds what one would dial, whole", () => {
    const missed = DIAL_LINES[language].filter((line) => {
      const { text, marks } = markedLine(line);
      const found = numbersIn(text, tag).map(({ start, end }) => ({
        start,
        end,
        digits: digitsOf(text.slice(start, end)),
      }));
      return !marks.every(({ start, end }) =>
        found.some(
          (one) => one.start < end && start < one.end && one.digits.startsWith(digitsOf(text.slice(start, end))),
        ),
      );
    });
    expect(missed).toEqual(DIAL_LINES[language].filter((line) => MISSED.includes(line)));
  });

  it("finds nothing to dial among other numbers", () => {
    const alarms = OTHER_NUMBER_LINES[language].filter((line) => numbersIn(line, tag).length > 0);
    expect(alarms).toEqual(OTHER_NUMBER_LINES[language].filter((line) => ALARMS.includes(line)));
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
