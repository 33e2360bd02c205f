import type { Language } from "../../base/locale.ts";
import { CLITIC, POSSESSIVE, TERM_ENDING } from "../../lexicon/arabicParticles.ts";
import type { Term } from "../../pack/templatePack.ts";
import { type NormalisedText, normaliseText } from "./normaliseText.ts";
import type { TextRange } from "./writtenRange.ts";

/** Text, terms → where the text uses one of them, in any of its forms. */

export interface FoundTerm extends TextRange {
  readonly term: Term;
  /** The spelling of the term that matched, without its remark. */
  readonly variant: string;
}

/** `Terms` are the approved spellings; `avoid` the wrong ones that the pack lists. */
export type TermSide = "approved" | "avoid";

const BEFORE = "(?<![\\p{L}\\p{M}\\p{N}])";
const AFTER = "(?![\\p{L}\\p{M}\\p{N}])";

/**
 * In rising order; of overlapping terms the longest wins, and two terms with one spelling are both given. English plurals, Arabic particles, article, suffixes,
 * ة and ه, hamza and marks count as the term; in Vietnamese only whole syllables with their tones do.
 * @param text NFC; offsets are UTF-16.
 */
export function findTerms(
  text: string,
  language: Language,
  terms: readonly Term[],
  side: TermSide = "approved",
): FoundTerm[] {
  const folded = foldTerms(text, language);
  const found: FoundTerm[] = [];
  for (const { term, variant, stem, pattern } of patternsOf(terms, language, side)) {
    if (!folded.text.includes(stem)) continue;
    for (const match of folded.text.matchAll(pattern)) {
      const start = folded.offsets[match.index] ?? 0;
      found.push({ term, variant, start, end: folded.offsets[match.index + match[0].length] ?? start });
    }
  }
  const length = ({ start, end }: TextRange) => end - start;
  const within = (one: TextRange, other: TextRange) =>
    one.start < other.end && other.start < one.end && (one.start !== other.start || one.end !== other.end);
  const kept: FoundTerm[] = [];
  for (const one of found.toSorted((a, b) => length(b) - length(a))) {
    const twice = kept.some((other) => within(one, other) || (other.term === one.term && other.start === one.start));
    if (!twice) kept.push(one);
  }
  return kept.sort((one, other) => one.start - other.start);
}

/** `الاتجار بالأشخاص (الأمم المتحدة)؛ الاتجار بالبشر` → its spellings without remarks. */
export function spellingsOf(text: string): string[] {
  return text
    .normalize("NFC")
    .replace(/\([^)]*\)/g, " ")
    .split(/[;؛]/)
    .map((one) => one.replace(/\s+/g, " ").replace(/^[\s“”«»"'‘’]+|[\s“”«»"'‘’]+$/g, ""))
    .filter((one) => one.length > 1);
}

interface TermPattern {
  readonly term: Term;
  readonly variant: string;
  /** Stands in every form of the term: text without it is not searched. */
  readonly stem: string;
  readonly pattern: RegExp;
}

const compiled = new WeakMap<readonly Term[], Map<string, readonly TermPattern[]>>();

/** Compiled once a pack. */
function patternsOf(terms: readonly Term[], language: Language, side: TermSide): readonly TermPattern[] {
  const known = compiled.get(terms) ?? new Map<string, readonly TermPattern[]>();
  compiled.set(terms, known);
  const key = `${language} ${side}`;
  const ready = known.get(key);
  if (ready) return ready;
  const patterns = terms.flatMap((term) => {
    const spellings = side === "approved" ? spellingsOf(term.text[language]) : (term.avoid?.[language] ?? []);
    return spellings.map((variant) => ({ term, variant, ...patternOf(variant, language) }));
  });
  known.set(key, patterns);
  return patterns;
}

function patternOf(variant: string, language: Language): Pick<TermPattern, "stem" | "pattern"> {
  const words = foldTerms(variant.normalize("NFC"), language).text.split(/[\s-]+/u);
  const forms = words.map((word) =>
    language === "ar" ? arabicForms(word) : language === "en" ? englishForms(word) : asIs(word),
  );
  const stem = forms.map((form) => form.stem).reduce((one, other) => (other.length > one.length ? other : one));
  return { stem, pattern: new RegExp(BEFORE + forms.map((form) => form.source).join("[\\s-]+") + AFTER, "gu") };
}

interface WordForms {
  /** Plain letters that every form has. */
  readonly stem: string;
  readonly source: string;
}

function asIs(word: string): WordForms {
  return { stem: word, source: literally(word) };
}

/** Every noun may be the one that is in the plural: victims of trafficking, identity documents. */
function englishForms(word: string): WordForms {
  if (word.length < 4 || /\W/.test(word)) return asIs(word);
  const stem = word.slice(0, -1);
  return /[^aeiou]y$/.test(word) ? { stem, source: `${stem}(?:y|ies)` } : { stem: word, source: `${word}(?:'s|e?s)?` };
}

/** With and without article, in every number and with every possessive; ة is ت before a suffix. */
function arabicForms(word: string): WordForms {
  // The particle of a term (in persons) is as free to be there or not as any other.
  const bare = word.length > 4 ? word.replace(/^(?:بال|كال|وال|لل|ال)/u, "") : word;
  const stem = bare.replace(/[ةه]$/u, "");
  const ending =
    stem === bare ? `(?:${TERM_ENDING}|${POSSESSIVE})?` : `(?:[ةه]|تين|تان|ت${POSSESSIVE}|ات${POSSESSIVE}?)`;
  return { stem, source: CLITIC + literally(stem) + ending };
}

function foldTerms(text: string, language: Language): NormalisedText {
  const folded = normaliseText(text, language);
  if (language !== "en") return folded;
  const lower = folded.text.toLowerCase();
  return lower.length === folded.text.length ? { ...folded, text: lower } : folded;
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
