import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Every word of the interface is there in every language, in every plural form, with the same values. */

const FOLDER = "src/renderer/i18n";
const LANGUAGES = ["en", "vi", "ar"] as const;
type Language = (typeof LANGUAGES)[number];

/** Names of plural forms (CLDR). */
const FORMS = ["zero", "one", "two", "few", "many", "other"];

type Texts = ReadonlyMap<string, string>;

/** Nested keys → one row for each text, `room key.key`. */
function textsOf(language: Language): Texts {
  const found = new Map<string, string>();
  const walk = (path: string, value: unknown) => {
    if (typeof value === "string") {
      found.set(path, value);
      return;
    }
    for (const [key, inner] of Object.entries(value as Record<string, unknown>)) {
      walk(path.endsWith(" ") ? path + key : `${path}.${key}`, inner);
    }
  };
  for (const file of readdirSync(join(FOLDER, language))) {
    walk(`${file.replace(".json", "")} `, JSON.parse(readFileSync(join(FOLDER, language, file), "utf8")));
  }
  return found;
}

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

const ALL = Object.fromEntries(LANGUAGES.map((language) => [language, textsOf(language)])) as Record<Language, Texts>;

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

  it("is written in Arabic letters in Arabic", () => {
    const latin = [...ALL.ar].filter(([, text]) => {
      const words = text.replace(/\{\{[^}]*\}\}/g, "");
      return /\p{L}/u.test(words) && !/\p{Script=Arabic}/u.test(words) && !/^[A-Z0-9 /.–-]+$/.test(words);
    });
    expect(latin).toEqual([]);
  });

  it("uses composed letters, so that Vietnamese marks never come apart", () => {
    const apart = LANGUAGES.flatMap((language) =>
      [...ALL[language]].filter(([, text]) => text !== text.normalize("NFC")),
    );
    expect(apart).toEqual([]);
  });
});
