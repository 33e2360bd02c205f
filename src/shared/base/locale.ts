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

const ARABIC_INDIC_ZERO = 0x0660;

/** European digits of `text` in the given numbering system; every other character is kept, and so is the length. */
export function localiseDigits(text: string, digits: Digits): string {
  if (digits === "latn") return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(ARABIC_INDIC_ZERO + Number(digit)));
}
