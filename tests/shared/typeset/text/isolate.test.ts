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
    expect(shown("en-VN", run("19:00–21:00", "en-VN"))).toBe("⟨ltr 19:00–21:00⟩");
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

  it("sets atoms apart: a helpline from left to right, a fact by its first letter", () => {
    const helpline = ar("15508", { atom: { kind: "helpline", id: "a" } });
    expect(shown("ar-EG", ar("رقم "), helpline)).toBe("رقم ⟨ltr 15508⟩");
    expect(shown("ar-EG", ar("27.6 مليون", { atom: { kind: "fact", id: "b" } }))).toBe("⟨rtl ⟨ltr 27.6⟩ مليون⟩");
    expect(shown("ar-EG", ar("202,478", { atom: { kind: "fact", id: "b" } }))).toBe("⟨ltr ⟨ltr 202,478⟩⟩");
  });

  it("stops at line ends and at the author's own controls", () => {
    expect(shown("ar-EG", ar("Viet\nNam \u20671-2\u2069"))).toBe("⟨ltr Viet⟩\n⟨ltr Nam⟩ \u20671-2\u2069");
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
