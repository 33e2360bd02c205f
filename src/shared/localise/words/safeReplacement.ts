import { CLITIC_BEFORE_ARTICLE } from "../../lexicon/arabicParticles.ts";
import type { LanguageRule } from "../../pack/templatePack.ts";
import { normaliseText } from "./normaliseText.ts";

/** Words that a rule flags → what may take their place without a look at the rest of the sentence. */

/** Before the article, "to" swallows a letter: no clitic then. */
const CLITIC = new RegExp(`^${CLITIC_BEFORE_ARTICLE}`, "u");

/**
 * Undefined where a person has to choose. Only the pack's own pairs count, and only for the words in exactly that
 * form: number, gender, case and article must already agree.
 */
export function safeReplacement(rule: LanguageRule, found: string): string | undefined {
  const wanted = fold(found, rule);
  for (const [words, instead] of Object.entries(rule.replace ?? {})) {
    const known = fold(words, rule);
    if (wanted === known) return inCapitalsOf(found, instead);
    if (rule.language !== "ar" || !wanted.endsWith(known)) continue;
    const clitic = wanted.slice(0, wanted.length - known.length);
    if (clitic !== "" && clitic === CLITIC.exec(clitic)?.[0] && !(clitic.endsWith("ل") && known.startsWith("ال")))
      return clitic + instead;
  }
  return undefined;
}

function fold(text: string, rule: LanguageRule): string {
  const plain = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (rule.raw) return plain;
  const folded = normaliseText(plain, rule.language).text;
  return rule.language === "en" ? folded.toLowerCase() : folded;
}

function inCapitalsOf(found: string, instead: string): string {
  const letters = found.replace(/\P{L}/gu, "");
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    return instead.toUpperCase();
  return /^\p{Lu}/u.test(found) ? instead.charAt(0).toUpperCase() + instead.slice(1) : instead;
}
