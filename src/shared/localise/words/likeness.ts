import type { Language } from "../../base/locale.ts";
import { CLITIC } from "../../lexicon/arabicParticles.ts";
import { normaliseText } from "./normaliseText.ts";

/** Two texts in one language → how much of the first one's words the second one has, whatever their order and endings. */

/** Letters of a word that can tell anything: shorter ones join others. Vietnamese writes syllables apart. */
const TELLING: Readonly<Record<Language, number>> = { en: 4, vi: 2, ar: 3 };

/** Not of words so short that they would be no word without them. */
const PARTICLES = new RegExp(`^${CLITIC}(?=\\p{L}{3})`, "u");

/** Words without numbers, in the form in which endings and particles do not count. */
export function tellingWords(text: string, language: Language): ReadonlySet<string> {
  const words =
    normaliseText(text.normalize("NFC"), language)
      .text.toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  return new Set(words.map((word) => stemOf(word, language)).filter((word) => word.length >= TELLING[language]));
}

/** 0 to 1; 0 where the first says nothing. */
export function likeness(wanted: ReadonlySet<string>, found: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  let shared = 0;
  for (const word of wanted) if (found.has(word)) shared += 1;
  return shared / wanted.size;
}

function stemOf(word: string, language: Language): string {
  if (language === "en") return word.length > 4 ? word.replace(/(?:ies|es|s|ed|ing)$/u, "") : word;
  if (language === "ar") return word.replace(PARTICLES, "").replace(/ة$/u, "ه");
  return word;
}
