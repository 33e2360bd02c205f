import { type Language, localiseDigits } from "../../base/locale.ts";
import { lexiconOf } from "../../lexicon/lexicon.ts";
import { wordSource } from "../../lexicon/wordPattern.ts";

/** Text → the laws and decrees in it that have a number and a year: Law No. 64 of 2010, Luật 53/2024/QH15. */

export interface WrittenLaw {
  /** UTF-16, the number and the year. */
  readonly start: number;
  readonly end: number;
  readonly number: number;
  readonly year: number;
}

/** A title may stand between the word and the number, within a sentence; “No.” before the number ends none. */
const TITLE = "[^\\d.;!?؟]{0,120}?(?:(?<=(?<!\\p{L})\\p{L}{1,3})\\.\\s*)?";

const compiled = new Map<Language, RegExp>();

export function readLaws(text: string, language: Language): WrittenLaw[] {
  return [...localiseDigits(text, "latn").matchAll(patternOf(language))].map((match) => {
    const written = match[1] ?? "";
    const end = match.index + match[0].length;
    return { start: end - written.length, end, number: Number(match[2]), year: Number(match[3]) };
  });
}

function patternOf(language: Language): RegExp {
  const known = compiled.get(language);
  if (known) return known;
  const { laws, lawYears } = lexiconOf(language).quantities;
  const year = `(?:\\s*/\\s*|\\s+${wordSource(lawYears)}\\s+)((?:19|20)\\d\\d)(?!\\d)`;
  const made = new RegExp(`${wordSource(laws)}${TITLE}(?<![\\d/])((\\d{1,4})${year})`, "giu");
  compiled.set(language, made);
  return made;
}
