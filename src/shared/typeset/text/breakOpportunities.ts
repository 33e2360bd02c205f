import LineBreaker from "linebreak";
import { allLexicons } from "../../lexicon/lexicon.ts";
import { spellingOf } from "../../lexicon/wordPattern.ts";
import { isHanging, mayHyphenate } from "./characters.ts";
import type { IsolatedText } from "./isolate.ts";

/** Text → the places where a line may or must end: UAX #14, without breaks inside what readers need in one piece. */

export interface BreakOpportunity {
  /** The next line would start here. */
  readonly offset: number;
  readonly mandatory: boolean;
  /** 0 where a break is as good as any; above, the line would rather go on; below, the sense pauses here. */
  readonly dislike: number;
}

/** What must not begin a line even after a space: closing and dividing marks. */
const NEVER_FIRST = /^\s*(?:[·•|–—…,.;:!?،؛؟%٪)\]}»›]|[-\u2010-\u2012\u2212](?:\s|$))/u;
/** A break after them follows the sense. */
const PAUSE = /[,.;:!?،؛؟–—·…][\p{Pe}\p{Pf}"']*$/u;
/** A word of one letter: it leans on the next word (à, ở, y; a, I; و). */
const ONE_LETTER = /(?:^|[^\p{L}\p{M}\p{N}])\p{L}\p{M}*$/u;
/**
 * Short words that lean on the next one too, less strongly: articles, prepositions and conjunctions. Arabic writes many
 * of its own as part of the next word.
 */
const LEANING: ReadonlySet<string> = new Set(
  allLexicons.flatMap(({ lines }) => lines.leaning.words ?? []).map(spellingOf),
);
const LAST_WORD = /[\p{L}\p{M}]+$/u;

const SOFT_HYPHEN = "\u00ad";

/** In rising order; the last is the end of the text. Empty for an empty text. */
export function breakOpportunities(isolated: IsolatedText): BreakOpportunity[] {
  const { text } = isolated;
  const starts = new Set(isolated.clusters);
  const kept = new Uint8Array(text.length + 1);
  for (const { start, end } of isolated.unbreakable) kept.fill(1, start + 1, end);
  for (const { start, end } of isolated.paths) kept.fill(1, start + 1, end);
  const found: BreakOpportunity[] = pathBreaks(isolated).map((offset) => ({ offset, mandatory: false, dislike: 0 }));
  for (const { offset, mandatory } of unicodeBreaks(text)) {
    const last = offset === text.length;
    if (!last && !mandatory && (kept[offset] || !starts.has(offset) || !mayBreak(text, offset))) continue;
    found.push({ offset, mandatory: mandatory || last, dislike: dislikeOf(text, offset) });
  }
  return isolated.paths.length === 0 ? found : found.sort((one, other) => one.offset - other.offset);
}

/**
 * In the path of a link a line ends after a stroke and before a full stop, so that no mark at its end seems to end the
 * sentence; and never after a hyphen, which would seem to be one of the line's own (Chicago Manual of Style, 7.46).
 */
function pathBreaks({ text, paths }: IsolatedText): number[] {
  const found: number[] = [];
  for (const { start, end } of paths) {
    for (let at = start + 1; at < end; at += 1) {
      if ((text.charAt(at - 1) === "/" && text.charAt(at) !== "/") || text.charAt(at) === ".") found.push(at);
    }
  }
  return found;
}

/** UAX #14 alone. Library: Unicode 13, a few pairs around `}`, `%`, `$` and old brackets differ from Unicode 15. */
export function unicodeBreaks(text: string): { readonly offset: number; readonly mandatory: boolean }[] {
  const breaker = new LineBreaker(text);
  const found: { offset: number; mandatory: boolean }[] = [];
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    const before = found.at(-1);
    if (before && next.position <= before.offset) continue;
    found.push({ offset: next.position, mandatory: next.required === true });
  }
  return found;
}

function mayBreak(text: string, offset: number): boolean {
  if (text.charAt(offset - 1) === SOFT_HYPHEN) return mayHyphenate(text, offset - 1);
  return !NEVER_FIRST.test(text.slice(offset, offset + 4));
}

/** A line rather ends between words than inside one. */
const HYPHEN_DISLIKE = 0.3;

function dislikeOf(text: string, offset: number): number {
  if (text.charAt(offset - 1) === SOFT_HYPHEN) return HYPHEN_DISLIKE;
  let end = offset;
  while (end > 0 && isHanging(text.charAt(end - 1))) end -= 1;
  const before = text.slice(Math.max(0, end - 8), end);
  if (PAUSE.test(before)) return -0.02;
  if (end === offset) return 0;
  if (ONE_LETTER.test(before)) return 0.3;
  const [word = ""] = LAST_WORD.exec(before) ?? [];
  return LEANING.has(word.toLowerCase()) ? 0.05 : 0;
}
