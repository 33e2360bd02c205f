import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StudioError } from "../../../../src/shared/base/errors.ts";
import type { BrokenParagraph, ParagraphInput, SetLine } from "../../../../src/shared/typeset/text/paragraph.ts";
import type { FontFile } from "../../../../src/shared/typeset/text/ports.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { packFamilies, packFonts, paragraph, run, seen } from "./packFonts.ts";

const typesetter = createTypesetter(packFonts, packFamilies);
const BODY = {
  "ar-EG":
    "علامة واحدة تكفي للسؤال، وعدة علامات تكفي للتوقف. ومن تعرّض للخداع لا ذنب له. اتصلوا على 1800-1567 في كل وقت، قبل السفر أو بعد الوصول.",
  "vi-VN":
    "Thấy một dấu hiệu: hỏi cho rõ. Thấy nhiều dấu hiệu: dừng lại. Nếu bị lừa, đó không phải lỗi của bạn. Gọi 1800-1567 lúc nào cũng được.",
  "en-VN":
    "One sign is a reason to ask. Several signs are a reason to stop. If someone deceived you, it is not your fault. Call 1800-1567 at any time.",
} as const;

/** Characters that draw nothing or hang, so that no glyph need carry them. */
const UNDRAWN = /[\p{Cc}\s\ufff9-\ufffb\p{Default_Ignorable_Code_Point}]/gu;

function drawn(lines: readonly SetLine[]): string {
  return lines.flatMap((line) => line.runs.flatMap((set) => set.glyphs.map((glyph) => glyph.text))).join("");
}

function sorted(text: string): string {
  return [...text.replace(UNDRAWN, "")].sort().join("");
}

const MIXED = fc.array(
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom(...Object.values(BODY).flatMap((text) => text.split(" "))),
    fc.constantFrom(
      " ",
      " ",
      "\n",
      "\t",
      "\u00a0",
      "\u2066",
      "\u2069",
      "\u200f",
      "(",
      "ILO",
      "25/7/2026",
      "\ud800",
      "😀",
      "\0",
      "ﷺ",
    ),
  ),
  { maxLength: 30 },
);
const INPUT = fc.record({
  runs: fc.array(
    fc.record({
      text: MIXED.map((parts) => parts.join(" ")),
      weight: fc.constantFrom(400, 700),
      atom: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  language: fc.constantFrom("ar-EG", "vi-VN", "en-VN"),
});

function inputOf({
  runs,
  language,
}: {
  runs: { text: string; weight: number; atom: boolean }[];
  language: string;
}): ParagraphInput {
  return {
    runs: runs.map(({ text, weight, atom }) =>
      run(text, language, { weight, ...(atom ? { atom: { kind: "helpline", id: "line" } as const } : {}) }),
    ),
    direction: language === "ar-EG" ? "rtl" : "ltr",
    language,
  };
}

describe("createTypesetter, for any text", () => {
  it("loses no character, covers the text with its lines and keeps to the measure or says so", () => {
    fc.assert(
      fc.property(INPUT, fc.double({ min: 0.5, max: 40, noNaN: true }), fc.boolean(), (raw, measure, balance) => {
        const shaped = typesetter.shape(inputOf(raw));
        const { lines, tooWide } = shaped.breakLines({ measure, balance });
        let at = 0;
        for (const line of lines) {
          expect(line.start).toBe(at);
          at = line.end;
          if (tooWide === null) expect(line.width).toBeLessThanOrEqual(measure + 1e-3);
          expect(Number.isFinite(line.width + line.inkAbove + line.inkBelow + line.ascent)).toBe(true);
        }
        expect(at).toBe(shaped.text.length);
        expect(sorted(drawn(lines))).toBe(sorted(shaped.text));
        if (measure >= shaped.leastWidth) expect(tooWide).toBeNull();
        else expect(tooWide?.width).toBeGreaterThan(measure);
      }),
      { numRuns: 300 },
    );
  });

  it("breaks the same text in the same way again, in a new typesetter too", () => {
    fc.assert(
      fc.property(INPUT, fc.double({ min: 0.5, max: 40, noNaN: true }), (raw, measure) => {
        const once = typesetter.shape(inputOf(raw)).breakLines({ measure, balance: false });
        const again = createTypesetter(packFonts, packFamilies)
          .shape(inputOf(raw))
          .breakLines({ measure, balance: false });
        expect(again).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  it("remembers lines without mixing up measures, and balanced with filled lines", () => {
    for (const [language, text] of Object.entries(BODY)) {
      const measures = [0, -3, 3, 8, 8.01, 9, 12, 15, 40];
      const ways = measures.flatMap((measure) => [true, false].map((balance) => ({ measure, balance })));
      const shaped = typesetter.shape(paragraph(text, language));
      for (const way of [...ways, ...ways.toReversed()]) {
        const alone = createTypesetter(packFonts, packFamilies).shape(paragraph(text, language));
        expect(shaped.breakLines(way)).toEqual(alone.breakLines(way));
      }
    }
  });

  it("adds up: glyph advances make the line's width and each glyph stands after the one before", () => {
    for (const [language, text] of Object.entries(BODY)) {
      for (const line of typesetter.shape(paragraph(text, language)).breakLines({ measure: 15, balance: false })
        .lines) {
        const glyphs = line.runs.flatMap((set) => set.glyphs);
        let pen = 0;
        for (const glyph of glyphs) {
          expect(Math.abs(glyph.x - pen)).toBeLessThan(1);
          pen += glyph.advance;
        }
        expect(pen).toBeCloseTo(line.width, 6);
      }
    }
  });
});

describe("a telephone number", () => {
  const NUMBERS = [
    "111",
    "15508",
    "1800-1567",
    "1800 1567",
    "+84 981 84 84 84",
    "+84 4 62 844 844",
    "+84 24 3850 0100",
    "1900 96 96 80",
    "(024) 3825 9080",
    "024 3824 9517",
    "08000 121 700",
    "116 111",
    "80 10 47 48",
    "1-888-373-7888",
  ];
  const AROUND = fc.array(
    fc.constantFrom(
      "اتصلوا",
      "على",
      "رقم:",
      "(",
      ")",
      "«",
      "»",
      "،",
      "؛",
      "·",
      "Viet Nam",
      "ILO",
      "!",
      "؟",
      "…",
      "–",
      ".",
    ),
    { maxLength: 5 },
  );

  it("is never printed backwards, whatever stands around it", () => {
    fc.assert(
      fc.property(
        AROUND,
        fc.constantFrom(...NUMBERS),
        AROUND,
        fc.boolean(),
        fc.constantFrom("ar-EG", "vi-VN"),
        fc.double({ min: 3, max: 30, noNaN: true }),
        (before, number, after, atom, language, measure) => {
          const runs = [
            run(`${before.join(" ")} `, language),
            run(number, language, atom ? { atom: { kind: "helpline", id: "line" } } : {}),
            run(` ${after.join(" ")}`, language),
          ];
          const shaped = typesetter.shape({ runs, direction: language === "ar-EG" ? "rtl" : "ltr", language });
          const lines = shaped.breakLines({ measure, balance: true }).lines.map(seen);
          expect(lines.filter((line) => line.includes(number))).toHaveLength(1);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("shape", () => {
  it("returns the same object for the same paragraph", () => {
    expect(typesetter.shape(paragraph(BODY["ar-EG"], "ar-EG"))).toBe(
      typesetter.shape(paragraph(BODY["ar-EG"], "ar-EG")),
    );
  });

  it("names letters that no font has, and shows their place", () => {
    const { missing } = typesetter.shape(paragraph("Gọi 漢 111", "vi-VN"));
    expect(missing).toEqual([{ text: "漢", offset: 4 }]);
  });

  it("asks no font for controls, isolates, tabs and line ends, and draws none of them", () => {
    const plain = typesetter.shape(paragraph("a b", "en-VN"));
    const controlled = typesetter.shape(paragraph("\ufeff\u2066a\u2069\t\u200bb\u00ad\0\n", "en-VN"));
    expect(controlled.missing).toEqual([]);
    const glyphs = (broken: BrokenParagraph) => broken.lines.flatMap((line) => line.runs.flatMap((set) => set.glyphs));
    const options = { measure: 100, balance: false };
    expect(glyphs(controlled.breakLines(options)).map(({ id }) => id)).toEqual(
      glyphs(plain.breakLines(options)).map(({ id }) => id),
    );
  });

  it("obeys isolate controls in the content", () => {
    const set = (text: string) => {
      const [line] = typesetter.shape(paragraph(text, "ar-EG")).breakLines({ measure: 100, balance: false }).lines;
      return line === undefined ? "" : seen(line);
    };
    expect(set("\u2066م 1800-1567 م\u2069")).toBe("م 1800-1567 م");
    expect(set("\u20671 - 2\u2069")).toBe("2 - 1");
    expect(set("\u20661 - 2\u2069")).toBe("1 - 2");
  });

  it("mirrors brackets in Arabic", () => {
    const ids = (text: string, language: string) =>
      typesetter
        .shape(paragraph(text, language))
        .breakLines({ measure: 100, balance: false })
        .lines.flatMap((line) => line.runs.flatMap((set) => set.glyphs))
        .filter(({ text }) => text === "(" || text === ")")
        .map(({ id }) => id);
    expect(ids("(ع)", "ar-EG")).toEqual(ids("(a)", "en-VN"));
  });

  it("reports how far ink reaches: stacked marks stand above plain capitals", () => {
    const ink = (text: string) =>
      typesetter.shape(paragraph(text, "vi-VN")).breakLines({ measure: 100, balance: false }).lines[0]?.inkAbove ?? 0;
    expect(ink("Ậ")).toBeGreaterThan(ink("A") + 0.1);
    expect(ink("Ệ Ỗ")).toBeGreaterThan(ink("E O") + 0.1);
    expect(ink(" ")).toBe(0);
  });

  it("gives a blank line the height of its font", () => {
    const [line] = typesetter.shape(paragraph("", "vi-VN")).breakLines({ measure: 10, balance: true }).lines;
    expect(line?.runs).toEqual([]);
    expect(line?.ascent).toBeGreaterThan(0.5);
  });

  it("sets a paragraph without runs as one empty line", () => {
    const shaped = typesetter.shape({ runs: [], direction: "rtl", language: "ar-EG" });
    expect(shaped.naturalWidth).toBe(0);
    expect(shaped.breakLines({ measure: 10, balance: false }).lines).toHaveLength(1);
  });

  it("marks helplines and keeps them in one run", () => {
    const runs = [run("اتصلوا على ", "ar-EG"), run("1800-1567", "ar-EG", { atom: { kind: "helpline", id: "EG-X" } })];
    const [line] = typesetter
      .shape({ runs, direction: "rtl", language: "ar-EG" })
      .breakLines({ measure: 99, balance: false }).lines;
    const marked = line?.runs.filter((set) => set.helpline === "EG-X") ?? [];
    expect(marked.map((set) => set.glyphs.map((glyph) => glyph.text).join(""))).toEqual(["1800-1567"]);
  });

  it("joins Arabic letters across a change of weight", () => {
    const ids = (runs: ParagraphInput["runs"]) =>
      typesetter
        .shape({ runs, direction: "rtl", language: "ar-EG" })
        .breakLines({ measure: 99, balance: false })
        .lines.flatMap((line) => line.runs.flatMap((set) => set.glyphs.map((glyph) => glyph.id)));
    const whole = ids([run("سبب", "ar-EG")]);
    expect(ids([run("سب", "ar-EG"), run("ب", "ar-EG", { weight: 700 })])).toEqual(whole);
    expect(ids([run("سب", "ar-EG"), run(" ", "ar-EG"), run("ب", "ar-EG")])).not.toEqual(whole);
  });
});

describe("breakLines", () => {
  it("never tears a number that is wider than the measure, and names it", () => {
    const { lines, tooWide } = typesetter
      .shape(paragraph("Call +84 981 84 84 84 now", "en-VN"))
      .breakLines({ measure: 5, balance: false });
    expect(lines.map(seen)).toEqual(["Call", "+84 981 84 84 84", "now"]);
    expect(tooWide?.text).toBe("+84 981 84 84 84");
  });

  it("sets trailing spaces outside the line, at its left end in Arabic", () => {
    const trailing = typesetter.shape(paragraph("سبب   ", "ar-EG")).breakLines({ measure: 99, balance: false });
    const plain = typesetter.shape(paragraph("سبب", "ar-EG")).breakLines({ measure: 99, balance: false });
    expect(trailing.lines[0]?.runs).toEqual(plain.lines[0]?.runs);
    expect(trailing.lines[0]?.end).toBe(6);
  });

  it("ends a line at a line end", () => {
    const { lines } = typesetter.shape(paragraph("một\nhai\n\nba", "vi-VN")).breakLines({ measure: 99, balance: true });
    expect(lines.map(seen)).toEqual(["một", "hai", "", "ba"]);
  });
});

describe("fonts", () => {
  const only = (...ids: string[]): FontFile[] => packFonts.filter(({ id }) => ids.includes(id));

  it("takes the nearest weight that there is", () => {
    const sparse = createTypesetter(only("Alexandria-400", "Alexandria-700"), packFamilies);
    const [line] = sparse
      .shape(paragraph("a", "en-VN", { weight: 600 }))
      .breakLines({ measure: 9, balance: false }).lines;
    expect(line?.runs.map((set) => set.font)).toEqual(["Alexandria-700"]);
  });

  it("says which family lacks its files", () => {
    const lacking = createTypesetter(only("ReadexPro-400"), {
      Alexandria: { name: "Alexandria", weights: [], fallback: [] },
    });
    expect(() => lacking.shape(paragraph("a", "en-VN"))).toThrow(StudioError);
  });
});
