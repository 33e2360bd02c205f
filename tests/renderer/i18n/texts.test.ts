import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { everyText, LANGUAGES, type Language } from "./everyText.ts";

/** Every word of the interface is there in every language, in every plural form, with the same values. */

const FOLDER = "src/renderer/i18n";
/** Names of plural forms (CLDR). */
const FORMS = ["zero", "one", "two", "few", "many", "other"];

type Texts = ReadonlyMap<string, string>;

/** `key_few` → the key and its form, where the texts have it in a form that counts. */
function formOf(key: string, texts: Texts): { readonly stem: string; readonly form: string | null } {
  const at = key.lastIndexOf("_");
  const form = key.slice(at + 1);
  const stem = key.slice(0, at);
  return at > 0 && FORMS.includes(form) && texts.has(`${stem}_other`) ? { stem, form } : { stem: key, form: null };
}

/** Keys without their forms → the forms. */
function stemsOf(texts: Texts): ReadonlyMap<string, readonly string[]> {
  const stems = new Map<string, string[]>();
  for (const key of texts.keys()) {
    const { stem, form } = formOf(key, texts);
    stems.set(stem, [...(stems.get(stem) ?? []), ...(form === null ? [] : [form])]);
  }
  return stems;
}

function placeholdersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((match) => match[1] ?? ""))].sort();
}

/** Values that count things. Others are measured, or name a thing by its number. */
const COUNTS = "count|done|total|all|most|least|days|needed|over|risks|help|inks|components|average|mean|found|ordered";

/**
 * What may follow a number whatever it is: units, prepositions, what ends the phrase; and in English nouns of numbers
 * that are never one, since they come from rules of the pack (days, words, syllables, characters, pixels, several inks).
 */
const AFTER: Readonly<Record<"en" | "ar", string>> = {
  en: "of|or|to|and|is|are|at|per|pt|mm|MB|decided|approved|reviewed|days|words|syllables|characters|pixels|inks",
  ar: "من|أو|و|إلى|في|على|ليس|مم|نقطة|بكسل|م",
};

/** A number with a noun behind it, in a text that has no plural forms. Words as written (“…”) are no numbers. */
function countsBare(text: string, language: "en" | "ar"): boolean {
  const letters = language === "ar" ? "\\p{Script=Arabic}" : "[A-Za-z]";
  const noun = new RegExp(`(?<![“«])\\{\\{(?:${COUNTS})\\}\\} (?!(?:${AFTER[language]})(?!${letters}))${letters}`, "u");
  return noun.test(text);
}

const ALL = Object.fromEntries(LANGUAGES.map((language) => [language, everyText(language)])) as Record<Language, Texts>;

describe("texts of the interface", () => {
  it("has the same rooms in every language", () => {
    const rooms = (language: Language) => readdirSync(join(FOLDER, language)).sort();
    for (const language of LANGUAGES) expect(rooms(language)).toEqual(rooms("en"));
  });

  it.each(LANGUAGES)("has no key too few and none too many in %s", (language) => {
    const keys = (of: Language) => [...stemsOf(ALL[of]).keys()].sort();
    expect(keys(language)).toEqual(keys("en"));
  });

  it.each(LANGUAGES)("has exactly the plural forms of %s", (language) => {
    const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    const wrong = [...stemsOf(ALL[language])]
      .filter(([stem]) => (stemsOf(ALL.en).get(stem) ?? []).length > 0)
      .filter(([, forms]) => JSON.stringify([...forms].sort()) !== JSON.stringify(wanted))
      .map(([stem]) => stem);
    expect(wrong).toEqual([]);
  });

  it.each(LANGUAGES)("fills in the same values in %s as in English", (language) => {
    const wrong = [...ALL[language]].filter(([key, text]) => {
      const { stem, form } = formOf(key, ALL[language]);
      const english = ALL.en.get(form === null ? stem : `${stem}_other`) ?? "";
      const optional = form === null || form === "other" ? [] : ["count"];
      const mine = placeholdersOf(text).filter((name) => !optional.includes(name));
      const theirs = placeholdersOf(english).filter((name) => !optional.includes(name));
      // "None of them" needs no numbers, and may not invent any.
      if (form === "zero") return mine.some((name) => !theirs.includes(name));
      return JSON.stringify(mine) !== JSON.stringify(theirs);
    });
    expect(wrong).toEqual([]);
  });

  it.each(LANGUAGES)("says something in every text in %s", (language) => {
    expect([...ALL[language]].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("uses composed letters, so that Vietnamese marks never come apart", () => {
    const apart = LANGUAGES.flatMap((language) =>
      [...ALL[language]].filter(([, text]) => text !== text.normalize("NFC")),
    );
    expect(apart).toEqual([]);
  });

  it.each(["en", "ar"] as const)("gives every number beside its noun all its plural forms in %s", (language) => {
    const stems = stemsOf(ALL[language]);
    const wrong = [...ALL[language]].filter(
      ([key, text]) => (stems.get(formOf(key, ALL[language]).stem) ?? []).length === 0 && countsBare(text, language),
    );
    expect(wrong).toEqual([]);
  });

  it("finds a number beside a noun, and lets one stand alone", () => {
    expect(countsBare("{{count}} warnings", "en")).toBe(true);
    expect(countsBare("Characters: {{done}} of {{most}}", "en")).toBe(false);
    expect(countsBare("{{done}} من {{most}} حرف", "ar")).toBe(true);
    expect(countsBare("الحروف: {{done}} من {{most}}", "ar")).toBe(false);
  });
});
