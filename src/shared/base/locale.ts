/** An edition is a language and a country as a BCP 47 tag: helplines, law and offices differ by country, not only by language. */

export type Direction = "ltr" | "rtl";

/** Unicode numbering systems (CLDR): `latn` 0–9, `arab` ٠–٩. */
export type Digits = "latn" | "arab";

export interface Edition {
  /** BCP 47, for example `ar-EG`. */
  readonly tag: string;
  /** Primary language subtag, for example `ar`. */
  readonly language: string;
  /** ISO 3166-1 alpha-2 region, for example `EG`. */
  readonly country: string;
  readonly direction: Direction;
  readonly digits: Digits;
}

/** Languages whose words Manara knows: it speaks them, and checks what is written in them. */
export type Language = "en" | "vi" | "ar";

/** Primary language subtag of a BCP 47 tag, lower case. */
export function languageOf(tag: string): string {
  return (tag.split("-")[0] ?? "").toLowerCase();
}

/** Whether Manara has tables of words, interface texts and a pack's texts in it. @param language primary subtag. */
export function isLanguage(language: string): language is Language {
  return language === "en" || language === "vi" || language === "ar";
}

/** That of a BCP 47 tag, or English for one that Manara has nothing in. */
export function knownLanguage(tag: string): Language {
  const language = languageOf(tag);
  return isLanguage(language) ? language : "en";
}

/** Of words of which no language is known, by their first letter, as HTML's `dir="auto"` has it. */
export function directionOfText(text: string): Direction {
  const [letter = ""] = /\p{L}/u.exec(text) ?? [];
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter) ? "rtl" : "ltr";
}

const ZERO: Readonly<Record<Digits, number>> = { latn: 0x30, arab: 0x660 };

/**
 * European, Arabic-Indic, Persian and full-width digits of `text` in the given numbering system; every other
 * character is kept, and so is the length.
 */
export function localiseDigits(text: string, digits: Digits): string {
  // The digits of each system stand in a row that begins at a code divisible by 16.
  return text.replace(/[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) =>
    String.fromCharCode(ZERO[digits] + (digit.charCodeAt(0) & 0xf)),
  );
}
