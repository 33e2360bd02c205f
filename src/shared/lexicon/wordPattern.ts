import { CLITIC, NOUN_ENDING } from "./arabicParticles.ts";
import type { Entry, WordTable } from "./tableSchema.ts";

/** A table of words → the pattern that finds any of them. No part of it repeats inside a repetition: time grows with the text alone. */

const BEFORE = "(?<!\\p{L})";
const AFTER = "(?!\\p{L})";

const compiled = new WeakMap<WordTable, RegExp>();

/** In small and capital letters, with its place; made once a table. */
export function wordPattern(table: WordTable): RegExp {
  const known = compiled.get(table);
  if (known) return known;
  const pattern = new RegExp(wordSource(table), "iu");
  compiled.set(table, pattern);
  return pattern;
}

/** The pattern as text, to be part of another one. */
export function wordSource(table: WordTable): string {
  const { words, parts, nouns } = table;
  const found = [
    words && BEFORE + formsOf(table) + AFTER,
    nouns && BEFORE + CLITIC + anyOf(nouns) + NOUN_ENDING + AFTER,
    parts && anyOf(parts),
  ];
  return `(?:${found.filter((one) => one !== undefined).join("|")})`;
}

/** The whole words of a table with what may stand before and after them, without a look at the letters around. */
export function formsOf({ introducedBy, before, after, words = [] }: WordTable): string {
  const introduction = introducedBy ? `${anyOf(introducedBy)}\\s+` : "";
  const maybe = (letters: readonly string[] | undefined) => (letters ? `${anyOf(letters)}?` : "");
  return introduction + maybe(before) + anyOf(words) + maybe(after);
}

/** Any of the entries, as letters wherever they stand; of two that begin alike the longer one. */
export function anyOf(entries: readonly Entry[]): string {
  const spellings = [...new Set(entries.map(spellingOf))].sort((one, other) => other.length - one.length);
  return `(?:${spellings.map(sourceOf).join("|")})`;
}

export function spellingOf(entry: Entry): string {
  return typeof entry === "string" ? entry : entry.word;
}

function sourceOf(spelling: string): string {
  return spelling
    .split(" ")
    .map((word) => word.replace(/[.+?^${}()|[\]\\/]/g, "\\$&").replace(/\*$/, "[\\p{L}\\p{M}]*"))
    .join("\\s+")
    .replaceAll("\\s+…\\s+", "\\s+(?:[\\p{L}\\p{M}]+\\s+)?");
}
