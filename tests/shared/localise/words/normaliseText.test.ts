import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldDigits, maskNames, normaliseText } from "../../../../src/shared/localise/words/normaliseText.ts";

const language = fc.constantFrom("en", "vi", "ar") as fc.Arbitrary<"en" | "vi" | "ar">;
const letters = fc.string({
  unit: fc.constantFrom(..."aoeuyòóàáqĐİßأىًـ١ \u00a0\u200f\u00ad’", "hoà", "thuý", "quý"),
  maxLength: 30,
});

describe("normaliseText", () => {
  it("keeps a way back to every letter", () => {
    fc.assert(
      fc.property(letters, language, (text, tag) => {
        const { text: folded, offsets } = normaliseText(text, tag);
        expect(offsets).toHaveLength(folded.length + 1);
        for (let at = 1; at < offsets.length; at += 1) expect(offsets[at]).toBeGreaterThan(offsets[at - 1] ?? -1);
        expect(offsets.at(-1)).toBe(text.length);
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(letters, language, (text, tag) => {
        const once = normaliseText(text, tag).text;
        expect(normaliseText(once, tag).text).toBe(once);
      }),
    );
  });

  it.each([
    ["Hoà", "hòa"],
    ["khoẻ", "khỏe"],
    ["thuý", "thúy"],
    ["quý", "quý"],
    ["hoàn", "hoàn"],
  ])("compares %s as %s", (written, compared) => {
    expect(normaliseText(written, "vi").text).toBe(compared);
  });
});

describe("maskNames", () => {
  it("keeps the length and hides the longest name first", () => {
    const masked = maskNames(
      "the Modern Slavery Helpline and slavery",
      ["Modern Slavery", "Modern Slavery Helpline"],
      "en",
    );
    expect(masked).toHaveLength(39);
    expect(masked).toMatch(/^the \u25ae{23} and slavery$/);
  });
});

describe("foldDigits", () => {
  it("reads Arabic-Indic, Persian and full-width digits", () => {
    expect(foldDigits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ０１２３４５６７８９")).toBe("0123456789 0123456789 0123456789");
  });
});

describe("names in everyday forms", () => {
  const masked = (text: string, name: string, language: "en" | "vi" | "ar") =>
    maskNames(normaliseText(text, language).text, [name], language);

  it.each([
    "للجنة الوطنية لمكافحة الهجرة غير الشرعية",
    "واللجنة الوطنية لمكافحة الهجرة غير الشرعية",
    "باللجنة الوطنية  لمكافحة الهجرة غير الشرعيه",
    "لجنة وطنية لمكافحة الهجرة غير الشرعية",
    "اللَّجنة الوطنيّة لمكافحة الهجرة غير الشرعيّة",
  ])("%s is the committee", (text) => {
    expect(masked(`دور ${text}.`, "اللجنة الوطنية لمكافحة الهجرة غير الشرعية", "ar")).not.toContain("شرعي");
  });

  it("takes spaces and commas as they come, and leaves what is no name", () => {
    expect(masked("Cục Phòng chống  tệ nạn xã hội", "Cục Phòng, chống tệ nạn xã hội", "vi")).not.toContain("tệ nạn");
    expect(masked("Modern  Slavery act", "Modern Slavery Act", "en")).toBe("▮".repeat(19));
    expect(masked("مكافحة الهجرة غير الشرعية", "اللجنة الوطنية لمكافحة الهجرة غير الشرعية", "ar")).toContain("شرعي");
  });
});
