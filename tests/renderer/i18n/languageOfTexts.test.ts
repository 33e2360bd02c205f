import { describe, expect, it } from "vitest";
import { everyText, LANGUAGES, type Language } from "./everyText.ts";

/** Every text is in the language of its catalogue: told by its letters, whatever it says. */

/** Texts that tell of other letters and show them. */
const SHOWS_OTHERS = [
  "diagnostics localise_C22_latin-punctuation.hint",
  "diagnostics localise_C22_mixed-digits.message",
];

/** Names, formats and units, which are written in Latin letters in every language, and two words that Vietnamese took over. */
const SAME_EVERYWHERE: Readonly<Record<"vi" | "ar", readonly string[]>> = {
  vi: [
    "app name",
    "design unit.mm",
    "design unit.pt",
    "design unit.px",
    ...SHOWS_OTHERS,
    "diagnostics words.feature.javascript",
    "diagnostics words.feature.opi",
    "diagnostics words.feature.postscript",
    "diagnostics words.unit.mm",
    "diagnostics words.unit.px",
    "start size.mm",
    "start size.px",
  ],
  ar: ["diagnostics words.feature.opi"],
};

/** Vietnamese of syllables without any mark. */
const UNMARKED = /^(?:xem|trang|sau|khung|xong|sang|trong|khai|tram|xmp|ht)$/i;

const ARABIC = /[\p{Script=Arabic}،؛؟٠-٩]/u;
/** Letters that only Vietnamese has among our languages. */
const VIETNAMESE = /[À-ÖØ-öø-\u024F\u1E00-\u1EFF]/u;

/** Without its values and without what stands in a file by that name. */
const wordsOf = (text: string) => text.replace(/\{\{[^}]*\}\}/g, " ").match(/\p{L}+/gu) ?? [];

/** What speaks against a text's being in this language; null where nothing does. */
function against(language: Language, text: string, english: string): string | null {
  const words = wordsOf(text);
  if (language === "en") return ARABIC.test(text) || VIETNAMESE.test(text) ? "other letters" : null;
  if (words.length === 0) return null;
  if (language === "ar") {
    if (!ARABIC.test(text)) return "no Arabic letter";
    return VIETNAMESE.test(text) ? "Vietnamese letters" : null;
  }
  if (ARABIC.test(text)) return "Arabic letters";
  if (text === english) return "the English text";
  if (words.some((word) => VIETNAMESE.test(word))) return null;
  return words.every((word) => UNMARKED.test(word)) ? null : "no Vietnamese letter";
}

const ALL = Object.fromEntries(LANGUAGES.map((language) => [language, everyText(language)])) as Record<
  Language,
  ReadonlyMap<string, string>
>;
const englishOf = (key: string) => ALL.en.get(key) ?? "";
const ALLOWED: Readonly<Record<Language, readonly string[]>> = { ...SAME_EVERYWHERE, en: SHOWS_OTHERS };

describe("the language of a text", () => {
  it.each(LANGUAGES)("is that of its catalogue: %s", (language) => {
    const wrong = [...ALL[language]].filter(([key, text]) => against(language, text, englishOf(key)) !== null);
    expect(wrong.map(([key]) => key).sort()).toEqual([...ALLOWED[language]].sort());
  });

  it.each<[Language, string, string | null]>([
    ["en", "Lưu bản nháp", "other letters"],
    ["en", "حفظ", "other letters"],
    ["vi", "Save", "the English text"],
    ["vi", "Save it", "no Vietnamese letter"],
    ["vi", "حفظ", "Arabic letters"],
    ["vi", "Lưu", null],
    ["vi", "Trang sau", null],
    ["ar", "Save", "no Arabic letter"],
    ["ar", "حفظ bản nháp", "Vietnamese letters"],
    ["ar", "{{page}}، {{edition}}", null],
  ])("is told by letters: %s %s", (language, text, verdict) => {
    expect(against(language, text, "Save")).toBe(verdict);
  });
});
