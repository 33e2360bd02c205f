import type { WordTable } from "../lexicon/tableSchema.ts";
import { spellingOf } from "../lexicon/wordPattern.ts";

/** Tables of words → an index that finds a phrase by its first or its last word. */

export interface Phrases {
  /** First word → the words after it, one list for each phrase. */
  readonly first: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Last word → the words before it, the nearest first. */
  readonly last: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** Words of a phrase are folded; full stops and hyphens part them as spaces do, so that `a.m.` is two words. */
export function phrasesOf(tables: readonly (WordTable | undefined)[]): Phrases {
  const first = new Map<string, string[][]>();
  const last = new Map<string, string[][]>();
  for (const table of tables) {
    for (const spelling of spellingsOf(table)) {
      const words = foldWord(spelling)
        .split(/[ .-]+/)
        .filter((word) => word !== "");
      const [start, end] = [words[0] ?? "", words.at(-1) ?? ""];
      first.set(start, [...(first.get(start) ?? []), words.slice(1)]);
      last.set(end, [...(last.get(end) ?? []), words.slice(0, -1).reverse()]);
    }
  }
  return { first, last };
}

function spellingsOf({ before = [], after = [], words = [] }: Partial<WordTable> = {}): string[] {
  return words
    .map(spellingOf)
    .flatMap((word) => ["", ...before].flatMap((opening) => ["", ...after].map((ending) => opening + word + ending)));
}

/** Small letters; Arabic without vowel marks and stretching, and without the spellings that people mix up: أ ا, ى ي, ة ه. */
export function foldWord(word: string): string {
  const small = word.toLowerCase();
  if (/^[a-z]*$/.test(small)) return small;
  return small
    .replace(/[\u00ad\u064b-\u0652\u0670\u0640\u200b-\u200d]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه");
}
