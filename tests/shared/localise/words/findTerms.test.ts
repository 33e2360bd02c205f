import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../../src/shared/base/diagnostics.ts";
import { findTerms, spellingsOf } from "../../../../src/shared/localise/words/findTerms.ts";
import { checkDocument, documentWith, paragraph } from "../../../fixtures/checkedDocument.ts";
import { pack } from "../../../fixtures/safeMigration.ts";

type Language = "en" | "vi" | "ar";
const ids = (text: string, language: Language) => findTerms(text, language, pack.terms).map(({ term }) => term.id);

describe("findTerms", () => {
  it.each<[Language, string, string]>([
    ["en", "Victims of trafficking have rights.", "victim"],
    ["en", "VICTIM OF TRAFFICKING", "victim"],
    ["en", "Keep your identity documents.", "passport"],
    ["en", "Recruitment agencies that are licensed", "recruitment"],
    ["en", "Two domestic workers", "domestic-worker"],
    ["en", "The survivor's choice", "survivor"],
    ["vi", "Phòng, chống MUA BÁN NGƯỜI", "trafficking"],
    ["vi", "Giữ giấy tờ tuỳ thân của bạn", "retention-docs"],
    ["ar", "ضد الاتجار بالأشخاص", "trafficking"],
    ["ar", "للاتجار بالبشر", "trafficking"],
    ["ar", "والاِتِّجار بالبَشَر", "trafficking"],
    ["ar", "بالهجرة الآمنة", "safe-migration"],
    ["ar", "هجره آمنه", "safe-migration"],
    ["ar", "هجـــرة امنة", "safe-migration"],
    ["ar", "عاملاتها المنزليات", "domestic-worker"],
    ["ar", "وعقود العمل وعقد عملك", "contract"],
    ["ar", "ضحية الإتجار بالأشخاص", "victim"],
  ])("%s: %s", (language, text, id) => {
    expect(ids(text, language)).toContain(id);
  });

  it.each<[Language, string, string]>([
    ["vi", "mua bản người", "trafficking"],
    ["vi", "người môi giới", "recruitment-fee"],
    ["vi", "bóc lộtxyz", "exploitation"],
    ["en", "contraction", "contract"],
    ["en", "isolationist", "isolation"],
    ["en", "post", "poster"],
    ["ar", "الاستغلاليون", "exploitation"],
    ["ar", "عزلاء", "isolation"],
  ])("no term inside other words: %s %s", (language, text, id) => {
    expect(ids(text, language)).not.toContain(id);
  });

  it("takes the longest term and nothing inside it", () => {
    expect(ids("bóc lột tình dục", "vi")).toEqual(["sexual-exploitation"]);
    expect(ids("sexual exploitation and exploitation", "en")).toEqual(["sexual-exploitation", "exploitation"]);
  });

  it("gives the letters as written", () => {
    const text = "نتحدث عن الهِجرة الآمِنة اليوم";
    const [found] = findTerms(text, "ar", pack.terms);
    expect(text.slice(found?.start, found?.end)).toBe("الهِجرة الآمِنة");
  });

  it.each(["en", "vi", "ar"] as const)("finds every spelling of the termbase (%s)", (language) => {
    for (const term of pack.terms) {
      for (const spelling of spellingsOf(term.text[language])) {
        expect(ids(`… ${spelling} …`, language), spelling).toContain(term.id);
      }
    }
  });
});

describe("terms of an edition", () => {
  const check = (en: string, tag: string, text: string): Diagnostic[] =>
    checkDocument(
      { ...documentWith({ "en-VN": { body: paragraph(en) }, [tag]: { body: paragraph(text) } }), source: "en-VN" },
      tag,
    );
  const terms = (en: string, tag: string, text: string) =>
    check(en, tag, text)
      .filter(({ code }) => code === "localise/term")
      .map(({ values }) => values?.found);

  it("asks for the approved translation of the source's terms", () => {
    expect(terms("Stop forced labour.", "vi-VN", "Hãy ngăn lao động khổ sai.")).toEqual(["forced labour"]);
    expect(terms("Stop forced labour.", "vi-VN", "Hãy ngăn cưỡng bức lao động.")).toEqual([]);
    expect(terms("Stop forced labour.", "ar-VN", "أوقفوا السخرة.")).toEqual(["forced labour"]);
    expect(terms("Stop forced labour.", "ar-VN", "أوقفوا العمل القسري.")).toEqual([]);
  });

  it("asks for none whose words are not official in the language, and for none without a source", () => {
    expect(terms("Debt bondage is a crime.", "vi-VN", "Nợ là tội.")).toEqual([]);
    const { source: _, ...document } = documentWith({
      "en-VN": { body: paragraph("Stop forced labour.") },
      "vi-VN": { body: paragraph("Dừng lại.") },
    });
    expect(checkDocument(document, "vi-VN").filter(({ code }) => code === "localise/term")).toEqual([]);
  });

  it("asks for none that is an everyday word too, nor for another country's offices and services", () => {
    expect(terms("Keep every receipt.", "vi-VN", "Giữ mọi biên lai.")).toEqual([]);
    expect(terms("Citizen protection helps.", "ar-EG", "السفارة تساعد.")).toEqual([]);
    expect(terms("Citizen protection helps.", "ar-VN", "السفارة تساعد.")).toEqual(["citizen protection"]);
  });

  it("rejects the words that the pack rejects, where they stand", () => {
    const text = "Lắng nghe người sống sót";
    const found = check("Listen.", "vi-VN", text).find(({ code }) => code === "localise/rejected-term");
    expect(text.slice(found?.at?.start, found?.at?.end)).toBe("người sống sót");
    expect(found?.hint).toContain("người từng bị mua bán");
  });
});
