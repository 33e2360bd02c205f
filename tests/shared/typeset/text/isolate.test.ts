import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "../../../../src/shared/typeset/text/analyse.ts";
import { isolate } from "../../../../src/shared/typeset/text/isolate.ts";
import type { StyledRun } from "../../../../src/shared/typeset/text/paragraph.ts";
import { directionOf, run } from "./packFonts.ts";

/** Isolates written out: ⟨ltr …⟩ around what they hold. */
function shown(language: string, ...runs: StyledRun[]): string {
  const { text, isolates } = isolate(analyse({ runs, direction: directionOf(language), language }));
  let result = "";
  for (let at = 0; at <= text.length; at += 1) {
    for (const { end, start } of isolates) if (end === at && start < at) result += "⟩";
    for (const { start, direction } of isolates) if (start === at) result += `⟨${direction} `;
    result += text.charAt(at);
  }
  return result;
}

const ar = (text: string, more: Partial<StyledRun> = {}) => run(text, "ar-EG", more);

describe("isolate", () => {
  it("sets numbers with separators apart, and leaves plain numbers alone", () => {
    expect(shown("ar-EG", ar("رقم 1800-1567 عام 2026"))).toBe("رقم ⟨ltr 1800-1567⟩ عام 2026");
  });

  it("sets a range in Arabic from right to left, each end from left to right", () => {
    expect(shown("ar-EG", ar("من 19:00–21:00"))).toBe("من ⟨rtl ⟨ltr 19:00⟩–⟨ltr 21:00⟩⟩");
    expect(shown("en-VN", run("19:00–21:00", "en-VN"))).toBe("19:00–21:00");
  });

  it("takes a phrase of Latin words with the numbers among and after them", () => {
    expect(shown("ar-EG", ar("تطبيق Viet Nam 24/7 Help-Line 2، أو Zalo"))).toBe(
      "تطبيق ⟨ltr Viet Nam 24/7 Help-Line 2⟩، أو ⟨ltr Zalo⟩",
    );
  });

  it("takes a phrase of Arabic words in an English text, numbers inside set apart again", () => {
    expect(shown("en-VN", run("Egypt: المجلس القومي 1800-1567.", "en-VN"))).toBe(
      "Egypt: ⟨rtl المجلس القومي ⟨ltr 1800-1567⟩⟩.",
    );
  });

  it("leaves the space after a run in another language to the paragraph", () => {
    expect(shown("ar-EG", ar("قال "), run("(Stop!) ", "en-VN"), ar("ثم"))).toBe("قال ⟨ltr (Stop!)⟩ ثم");
  });

  it("takes neighbouring runs of one language together", () => {
    expect(shown("ar-EG", ar("قال "), run("Do ", "en-VN"), run("not", "en-VN", { weight: 700 }), ar("."))).toBe(
      "قال ⟨ltr Do not⟩.",
    );
  });

  it("sets a helpline apart from left to right, and reads a fact as the words around it", () => {
    const helpline = ar("15508", { atom: { kind: "helpline", id: "a" } });
    expect(shown("ar-EG", ar("رقم "), helpline)).toBe("رقم ⟨ltr 15508⟩");
    expect(shown("ar-EG", ar("27.6 مليون", { atom: { kind: "fact", id: "b" } }))).toBe("⟨ltr 27.6⟩ مليون");
    expect(shown("ar-EG", ar("202,478", { atom: { kind: "fact", id: "b" } }))).toBe("⟨ltr 202,478⟩");
  });

  it("stops at line ends and at the author's own controls", () => {
    expect(shown("ar-EG", ar("Viet\nNam \u20671-2\u2069"))).toBe(
      "⟨ltr Viet⟩\n⟨ltr Nam⟩ \u2067⟨rtl ⟨ltr 1⟩-⟨ltr 2⟩⟩\u2069",
    );
  });

  it("names every language that is written from right to left", () => {
    for (const language of ["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]) {
      expect(shown("en-VN", run("Say ", "en-VN"), run("نعم!", language), run(".", "en-VN"))).toBe("Say ⟨rtl نعم!⟩.");
    }
    // In Hebrew a range runs from left to right, in Persian from the right as UAX #9 has it behind a letter.
    expect(shown("en-VN", run("בין 19:00–21:00", "he-IL"))).toBe("⟨rtl בין ⟨ltr 19:00–21:00⟩⟩");
    expect(shown("en-VN", run("از 19:00–21:00", "fa-IR"))).toBe("⟨rtl از ⟨rtl ⟨ltr 19:00⟩–⟨ltr 21:00⟩⟩⟩");
  });

  it("takes neighbours in two foreign languages, and a helpline among their words, as one passage", () => {
    expect(shown("ar-EG", run("Do", "en-VN"), ar(" ثم "), run("not", "en-VN"))).toBe("⟨ltr Do⟩ ثم ⟨ltr not⟩");
    expect(shown("ar-EG", run("Do ", "en-VN"), run("không", "vi-VN"))).toBe("⟨ltr ⟨ltr Do⟩ ⟨ltr không⟩⟩");
    const helpline = run("111", "en-VN", { atom: { kind: "helpline", id: "a" } });
    expect(shown("ar-EG", helpline, run(" now", "en-VN"))).toBe("⟨ltr 111⟩ ⟨ltr now⟩");
  });

  it("leaves an author's controls inside foreign words to decide, and looks at what is around them", () => {
    expect(shown("ar-EG", ar("1800-1567 "), run("a \u2067b\u2069 c", "en-VN"), ar(" 116 111"))).toBe(
      "⟨ltr 1800-1567⟩ ⟨ltr a⟩ \u2067⟨ltr b⟩\u2069 ⟨ltr c 116 111⟩",
    );
    expect(shown("ar-EG", ar("\u206619:00–21:00\u2069"))).toBe("\u206619:00–21:00\u2069");
  });

  it("sets a tag apart by its own first letter, and looks at nothing within a helpline", () => {
    const { isolates } = isolate(analyse({ runs: [ar("وسم #أمان")], direction: "rtl", language: "ar-EG" }));
    expect(isolates).toEqual([{ start: 4, end: 9, direction: "rtl", forced: false }]);
    const helpline = ar("0110 212 1600 (واتساب)", { atom: { kind: "helpline", id: "a" } });
    expect(shown("ar-EG", helpline)).toBe("⟨ltr 0110 212 1600 (واتساب)⟩");
  });

  it.each([
    ["en-VN", "Ask المجلس، القومي 5 now", "Ask ⟨rtl المجلس، القومي 5⟩ now"],
    ["en-VN", "5 المجلس", "5 ⟨rtl المجلس⟩"],
    ["en-VN", "المجلس-القومي", "⟨rtl المجلس-القومي⟩"],
    ["en-VN", "المجلس. القومي", "⟨rtl المجلس. القومي⟩"],
    ["ar-EG", "عن Save & Go أو R&D", "عن ⟨ltr Save & Go⟩ أو ⟨ltr R&D⟩"],
    ["ar-EG", "عن Viet  Nam", "عن ⟨ltr Viet  Nam⟩"],
    ["ar-EG", "عن B2 و Ω3 و Я4", "عن ⟨ltr B2⟩ و ⟨ltr Ω3⟩ و ⟨ltr Я4⟩"],
    ["ar-EG", "عن Zalo, Viber", "عن ⟨ltr Zalo, Viber⟩"],
    ["ar-EG", "عن d'Or/Don’t", "عن ⟨ltr d'Or/Don’t⟩"],
    ["ar-EG", "info@dolab.gov.vn Zalo", "⟨ltr info@dolab.gov.vn Zalo⟩"],
  ])("in %s: %s", (language, text, expected) => {
    expect(shown(language, run(text, language))).toBe(expected);
  });

  it("keeps helplines, numbers and measures from breaking, wherever they stand", () => {
    const kept = (...runs: StyledRun[]) => {
      const { text, unbreakable } = isolate(analyse({ runs, direction: "ltr", language: "en-VN" }));
      return unbreakable.map(({ start, end }) => text.slice(start, end)).sort();
    };
    const en = (text: string, more: Partial<StyledRun> = {}) => run(text, "en-VN", more);
    expect(kept(en("Call "), en("111 (free)", { atom: { kind: "helpline", id: "a" } }))).toEqual(["111 (free)"]);
    expect(kept(en("About "), en("many people", { atom: { kind: "fact", id: "a" } }))).toEqual([]);
    expect(kept(en("Call 116 111 or\n1800-1567 for 5 km."))).toEqual(["116 111", "1800-1567", "5 km"]);
    expect(kept(en("Call"))).toEqual([]);
  });

  it("nests properly, whatever the text", () => {
    const part = fc.constantFrom(
      ..."1-2–3|#a_1.2|Viet|نعم|1800-1567|19:00–21:00|dolab.gov.vn|a@b.vn|(|)|،|·|25/7/2026|\u2067|\u2069|\n".split(
        "|",
      ),
    );
    const texts = fc.array(fc.tuple(part, fc.constantFrom("", " ", "-", "/")), { maxLength: 12 });
    const someRuns = fc.array(fc.tuple(texts, fc.constantFrom("ar-EG", "en-VN"), fc.boolean()), { maxLength: 3 });
    fc.assert(
      fc.property(someRuns, fc.constantFrom("ltr", "rtl"), (raw, direction) => {
        const runs = raw.map(([parts, language, atom]) =>
          run(parts.flat().join(""), language, atom ? { atom: { kind: "fact", id: "f" } } : {}),
        );
        const { isolates, text } = isolate(
          analyse({ runs, direction, language: direction === "rtl" ? "ar-EG" : "en-VN" }),
        );
        const open: number[] = [];
        let from = 0;
        for (const { start, end } of isolates) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          while (open.length > 0 && (open.at(-1) ?? 0) <= start) open.pop();
          expect(end).toBeLessThanOrEqual(open.at(-1) ?? text.length);
          open.push(end);
          from = start;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
