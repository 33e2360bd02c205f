import { allLexicons } from "../../lexicon/lexicon.ts";
import type { WordTable } from "../../lexicon/tableSchema.ts";
import { formsOf } from "../../lexicon/wordPattern.ts";

/** Text in any language → its sentences, each as it stands in the text. */

const END = /(?<=[.!?؟…。])["”»’)]*\s+|\n+/gu;
/** Longer than any shortened word with its stop. */
const NEAR = 16;

/** A capital or an Arabic letter alone is an initial or a title, but not “I”, and not the era or unit after a number. */
const INITIAL = "(?<!\\p{Nd}\\s?)(?!I)[\\p{Lu}\\p{Script=Arabic}]";
const AHEAD = endingWith([...tables("ahead"), INITIAL]);
const BEHIND = endingWith([...tables("behind"), "\\p{L}(?:\\.\\p{L})+"]);
/** What follows a shortened word inside a sentence: a small letter, one without capitals, or another shortened word. */
const FOLLOWING = new RegExp(`^(?:[\\p{Ll}\\p{Lo}]|(?:${tables("behind").join("|")})\\.)`, "u");

/**
 * A sentence ends with a stop, a question or exclamation mark, or with its paragraph; not with the stop of a shortened
 * word, of a number or of an address. Tables and not `Intl.Segmenter`, whose answer is another one on another machine.
 */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const { index, 0: gap } of text.matchAll(END)) {
    if (!gap.includes("\n") && goesOn(text.slice(from, index), text.slice(index + gap.length))) continue;
    sentences.push(text.slice(from, index));
    from = index + gap.length;
  }
  sentences.push(text.slice(from));
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function goesOn(before: string, next: string): boolean {
  const near = before.slice(-NEAR);
  return AHEAD.test(near) || (BEHIND.test(near) && FOLLOWING.test(next));
}

function tables(name: "ahead" | "behind"): string[] {
  return allLexicons
    .map(({ sentences }) => sentences[name])
    .filter((table): table is WordTable => table !== undefined)
    .map(formsOf);
}

function endingWith(sources: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}.])(?:${sources.join("|")})\\.$`, "u");
}
