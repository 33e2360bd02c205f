import { francAll } from "franc-min";
import type { Language } from "../../base/locale.ts";

/** Words → the language that they are written in: by script and syllables where they are few, by trigrams in a sentence. */

/** `other` is a language that no edition has. */
export type WrittenIn = Language | "other";

const ARABIC = /\p{Script=Arabic}/gu;
const LATIN = /\p{Script=Latin}/gu;
const LETTERS = /\p{L}/gu;
/** A Vietnamese syllable without its tone: onset, one to three vowels, one of the eight endings. */
const SYLLABLE =
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|c|m|n|p|t)?$/u;
/** Letters and tones that English has in no word of its own. */
const MARKED = /[đăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/u;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/gu;
/** Below this many letters trigrams are a guess. */
const SENTENCE = 40;
/** Of the best language's score: English that is this near may be it, for names and short words weigh much. */
const CLOSE = 0.6;
/** What the trigrams choose from: the editions' languages in Latin letters, and those met beside them. */
const CHOICE = ["eng", "vie", "fra", "spa", "ind"];

/** Null where the words are too few to tell, or nothing but names and numbers. @param text NFC. */
export function languageOfText(text: string): WrittenIn | null {
  const letters = countOf(text, LETTERS);
  if (letters < 3) return null;
  const arabic = countOf(text, ARABIC);
  const latin = countOf(text, LATIN);
  if (arabic * 2 > letters) return "ar";
  if (latin * 2 < letters) return arabic > latin ? "ar" : "other";
  return latinLanguage(text.match(/[\p{Script=Latin}\p{M}]+/gu) ?? [], latin);
}

function latinLanguage(written: readonly string[], letters: number): WrittenIn | null {
  const words = written.map((word) => word.toLowerCase());
  const marked = words.filter((word) => MARKED.test(word)).length / words.length;
  const syllables = words.filter(isSyllable).length / words.length;
  if (marked >= 0.3 && syllables >= 0.7) return "vi";
  if (words.length < 2) return null;
  if (letters >= SENTENCE) {
    const scores = new Map(francAll(words.join(" "), { only: CHOICE }));
    const [first] = scores.keys();
    if (first === "vie") return syllables >= 0.5 ? "vi" : null;
    if (first === "eng") return "en";
    return (scores.get("eng") ?? 0) > CLOSE || first === "und" ? null : "other";
  }
  // Two or three capitalised words are a name in any language, and the shortest ones abbreviations.
  if (written.length <= 3 && !written.some((word) => /^\p{Ll}{3}/u.test(word))) return null;
  // Words that no Vietnamese syllable looks like: in a short line without marks they are English.
  return marked === 0 && syllables <= 0.6 ? "en" : null;
}

function isSyllable(word: string): boolean {
  return SYLLABLE.test(word.normalize("NFD").replace(TONE, "").normalize("NFC"));
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
