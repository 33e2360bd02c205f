import { type Direction, languageOf } from "../../base/locale.ts";
import type { AnalysedText } from "./analyse.ts";
import { findLiterals, findMeasures, type Literal } from "./literals.ts";

/** Text → the stretches whose order must not mix with their surroundings, and those that never break; the text stays as it is. */

/** Behaves as if an isolate control stood before `start` and U+2069 before `end`. */
export interface Isolate {
  readonly start: number;
  readonly end: number;
  /** `auto`: by the first strong letter, as U+2068. */
  readonly direction: Direction | "auto";
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface IsolatedText extends AnalysedText {
  /** Properly nested: by rising start, the outer before the inner. */
  readonly isolates: readonly Isolate[];
  readonly unbreakable: readonly Stretch[];
}

const RTL_LANGUAGES = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

/**
 * An Arabic reader meets the first end of a range at the right (19:00 stands to the right of 21:00); in Persian and
 * Hebrew ranges run from left to right. UAX #9 makes the same difference for a hyphen between AN and between EN.
 */
const RTL_RANGE_LANGUAGES = new Set(["ar"]);

/** Controls and paragraph ends in the content: an isolate of ours never reaches across one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: U+001C to U+001E end paragraphs in UAX #9.
const FENCE = /[\n\r\u0085\u001c-\u001e\u2029\u202a-\u202e\u2066-\u2069]/g;

export function isolate(analysed: AnalysedText): IsolatedText {
  const isolates: Isolate[] = [];
  const unbreakable: Stretch[] = findMeasures(analysed.text);
  const inner = (start: number, end: number, direction: Direction, language: string) => {
    for (const [from, to] of fencedParts(analysed.text, start, end)) {
      const part = analysed.text.slice(from, to);
      const literals = findLiterals(part);
      for (const literal of literals) unbreakable.push({ start: from + literal.start, end: from + literal.keepUntil });
      // An author who wrote U+2066 around a range wants it from left to right.
      const range = analysed.text[from - 1] === "\u2066" ? "und" : language;
      for (const found of isolatesWithin(part, literals, direction, range)) {
        isolates.push({ ...found, start: from + found.start, end: from + found.end });
      }
    }
  };

  let plainFrom = 0;
  for (const { start, end, direction, language, whole } of foreignStretches(analysed)) {
    inner(plainFrom, start, analysed.direction, analysed.language);
    if (!fencedParts(analysed.text, start, end).some(([from, to]) => from === start && to === end)) {
      // Controls of the author's own stand inside: they decide.
      inner(start, end, analysed.direction, analysed.language);
    } else {
      isolates.push({ start, end, direction });
      if (!whole) inner(start, end, direction, language);
    }
    plainFrom = end;
  }
  inner(plainFrom, analysed.text.length, analysed.direction, analysed.language);
  for (const { start, end, run } of analysed.spans) {
    if (run.atom?.kind === "helpline") unbreakable.push({ start, end });
  }
  isolates.sort((one, other) => one.start - other.start || other.end - one.end);
  return { ...analysed, isolates, unbreakable: unbreakable.filter(({ start, end }) => end > start) };
}

interface ForeignStretch extends Stretch {
  readonly direction: Direction;
  readonly language: string;
  /** A helpline: nothing inside is looked at again. */
  readonly whole: boolean;
  readonly atom: boolean;
}

/** Atoms, and neighbouring runs in a language that runs against the paragraph. */
function foreignStretches(analysed: AnalysedText): ForeignStretch[] {
  const found: ForeignStretch[] = [];
  for (const { run, ...span } of analysed.spans) {
    const { start, end } = withoutSpace(analysed.text, span);
    if (start >= end) continue;
    const runs: Direction = RTL_LANGUAGES.has(languageOf(run.language)) ? "rtl" : "ltr";
    const whole = run.atom?.kind === "helpline";
    if (whole) found.push({ start, end, direction: "ltr", language: run.language, whole, atom: true });
    else if (run.atom) {
      const direction = firstStrong(analysed.text.slice(start, end));
      found.push({ start, end, direction, language: run.language, whole, atom: true });
    } else if (runs !== analysed.direction) {
      const before = found.at(-1);
      const joined = before && analysed.text.slice(before.end, start).trim() === "";
      if (joined && !before.atom && before.language === run.language) {
        found[found.length - 1] = { ...before, end };
      } else found.push({ start, end, direction: runs, language: run.language, whole, atom: false });
    }
  }
  return found;
}

/** As U+2068 would choose: a fact such as «27.6» runs from left to right, «27.6 مليون» from right to left. */
function firstStrong(text: string): Direction {
  const [letter = ""] = /\p{L}/u.exec(text) ?? [];
  return letter.search(RTL_WORD) === 0 ? "rtl" : "ltr";
}

/** A space at the end of a foreign run belongs to the paragraph: inside the isolate it would stand on the wrong side. */
function withoutSpace(text: string, { start, end }: Stretch): Stretch {
  const part = text.slice(start, end);
  return { start: start + part.length - part.trimStart().length, end: end - part.length + part.trimEnd().length };
}

function fencedParts(text: string, start: number, end: number): (readonly [number, number])[] {
  const parts: (readonly [number, number])[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(FENCE)) {
    const at = start + match.index;
    if (at > from) parts.push([from, at]);
    from = at + 1;
  }
  if (end > from) parts.push([from, end]);
  return parts;
}

const LTR_WORD =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}][\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}\p{Nd}]*/gu;
const RTL_WORD = /[\p{Script=Arabic}\p{Script=Hebrew}][\p{Script=Arabic}\p{Script=Hebrew}\p{M}]*/gu;
const DIGITS = /\p{Nd}+/gu;
/** What may stand between two words of one phrase. */
const LTR_JOINT = /^(?:[ \u00a0]|[-\u2010-\u2012'’.&/]|[ \u00a0]?[&/][ \u00a0]?)$/;
const RTL_JOINT = /^(?:[ \u00a0]+|[-\u2010-\u2012/]|[،؛][ \u00a0]?)$/;

function isolatesWithin(text: string, literals: readonly Literal[], direction: Direction, language: string): Isolate[] {
  const phrases = foreignPhrases(text, literals, direction);
  const isolates: Isolate[] = [...phrases];
  for (const literal of literals) {
    if (
      phrases.some((phrase) => phrase.direction === "ltr" && phrase.start <= literal.start && literal.end <= phrase.end)
    ) {
      continue;
    }
    if (literal.kind === "range" && RTL_RANGE_LANGUAGES.has(languageOf(language))) {
      isolates.push({ start: literal.start, end: literal.end, direction: "rtl" });
      for (const end of text.slice(literal.start, literal.end).matchAll(/[^-\u2010-\u2013 \u00a0]+/g)) {
        const start = literal.start + end.index;
        isolates.push({ start, end: start + end[0].length, direction: "ltr" });
      }
    } else {
      isolates.push({ start: literal.start, end: literal.end, direction: literal.kind === "tag" ? "auto" : "ltr" });
    }
  }
  return isolates;
}

/** Words of the other direction that follow one another, with the numbers and addresses among and after them. */
function foreignPhrases(text: string, literals: readonly Literal[], direction: Direction): Isolate[] {
  const word = direction === "rtl" ? LTR_WORD : RTL_WORD;
  const joint = direction === "rtl" ? LTR_JOINT : RTL_JOINT;
  const inLiteral = (at: number) => literals.some((literal) => literal.start <= at && at < literal.end);
  const opens = [...text.matchAll(word)].filter((match) => !inLiteral(match.index));
  if (opens.length === 0) return [];
  const parts = [
    ...opens.map((match) => ({ start: match.index, end: match.index + match[0].length, opens: true })),
    ...literals.map(({ start, end }) => ({ start, end, opens: false })),
    ...[...text.matchAll(DIGITS)]
      .filter((match) => !inLiteral(match.index))
      .map((match) => ({ start: match.index, end: match.index + match[0].length, opens: false })),
  ].sort((one, other) => one.start - other.start || other.end - one.end);

  const phrases: Isolate[] = [];
  for (const part of parts) {
    const last = phrases.at(-1);
    if (last && part.end <= last.end) continue;
    if (last && part.start >= last.end && (part.start === last.end || joint.test(text.slice(last.end, part.start)))) {
      phrases[phrases.length - 1] = { ...last, end: part.end };
    } else if (part.opens) {
      phrases.push({ start: part.start, end: part.end, direction: direction === "rtl" ? "ltr" : "rtl" });
    }
  }
  return phrases;
}
