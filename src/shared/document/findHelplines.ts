import { allLexicons } from "../lexicon/lexicon.ts";
import { anyOf } from "../lexicon/wordPattern.ts";
import type { Helpline } from "../pack/templatePack.ts";

/** Plain text, helplines → where the text names one of them as a whole number. */

export interface FoundHelpline {
  readonly id: string;
  /** UTF-16 offsets; isolates written around the number are inside. */
  readonly start: number;
  readonly end: number;
}

/** U+2066 to U+2069: direction isolates that people type or paste around numbers. */
const OPENING_ISOLATE = /[\u2066-\u2068]$/;
const CLOSING_ISOLATE = /^\u2069/;
const DIGIT_GAP = "[ \\u00a0\\u202f.\\-]?";

/** What may not stand before a helpline: a bigger number, a date, a time, a decree number, a word it belongs to. */
const NOT_BEFORE = new RegExp(
  [
    "[0-9+#/_@&=$€£%-]$",
    "[0-9][.,:\\u2013\\u066b\\u066c \\u00a0\\u202f]$",
    "[A-Za-z\\u00c0-\\u024f\\u1e00-\\u1eff]$",
    `${anyPart("helplineCounted")}(?:\\s+${anyPart("numberSigns")})?\\s+$`,
  ].join("|"),
  "iu",
);

/** What may not stand after one: more of a number, a date, a decree number, a unit that makes it a quantity. */
const NOT_AFTER = new RegExp(
  [
    "^[0-9/_@#%‰A-Za-z\\u00c0-\\u024f\\u1e00-\\u1eff]",
    "^[.,:\\-\\u2013\\u066b\\u066c][0-9]",
    "^-[A-Za-z]",
    "^[ \\u00a0\\u202f][0-9]{3}(?![0-9])",
    "^\\s*(?:%|‰|٪)",
    `^\\s+${anyOf(allLexicons.flatMap(({ numbers }) => numbers.helplineAmounts.words ?? []))}(?!\\p{L})`,
  ].join("|"),
  "iu",
);

function anyPart(table: "helplineCounted" | "numberSigns"): string {
  return anyOf(allLexicons.flatMap(({ numbers }) => numbers[table].parts ?? []));
}

/**
 * In rising order, without overlaps. Of two helplines that match at one place the longer wins.
 * Arabic-Indic digits count as the digits they mean. A number is found by its printed form or by the same
 * digits spaced in another way, never as part of something longer.
 */
export function findHelplines(text: string, helplines: readonly Helpline[]): FoundHelpline[] {
  const folded = foldDigits(text);
  const found: FoundHelpline[] = [];
  for (const { id, pattern } of patternsOf(helplines)) {
    for (const match of folded.matchAll(pattern)) {
      const place = standsAlone(folded, match.index, match.index + match[0].length);
      if (place === null) continue;
      if (found.some((other) => place.start < other.end && other.start < place.end)) continue;
      found.push({ id, ...place });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

interface HelplinePattern {
  readonly id: string;
  readonly pattern: RegExp;
  readonly length: number;
}

/** Made once for each list: content is searched line by line. */
const known = new WeakMap<readonly Helpline[], readonly HelplinePattern[]>();

function patternsOf(helplines: readonly Helpline[]): readonly HelplinePattern[] {
  const made = known.get(helplines) ?? makePatterns(helplines);
  known.set(helplines, made);
  return made;
}

function makePatterns(helplines: readonly Helpline[]): HelplinePattern[] {
  const patterns = helplines.flatMap(({ id, number, display }) => {
    const printed = { id, pattern: new RegExp(looseSpaces(display), "gu"), length: display.length };
    const sameDigits = digitsOf(display) === digitsOf(number);
    if (!sameDigits || digitsOf(number) === "") return [printed];
    const plus = number.startsWith("+") ? "\\+?" : "";
    return [
      printed,
      { id, pattern: new RegExp(plus + [...digitsOf(number)].join(DIGIT_GAP), "gu"), length: number.length },
    ];
  });
  return patterns.sort((one, other) => other.length - one.length || (one.id < other.id ? -1 : 1));
}

function standsAlone(text: string, from: number, to: number): { start: number; end: number } | null {
  const isolated = OPENING_ISOLATE.test(text.slice(0, from)) && CLOSING_ISOLATE.test(text.slice(to));
  const start = isolated ? from - 1 : from;
  const end = isolated ? to + 1 : to;
  if (NOT_BEFORE.test(text.slice(Math.max(0, start - 40), start)) || NOT_AFTER.test(text.slice(end, end + 40)))
    return null;
  return { start, end };
}

/** European digits for Arabic-Indic ones, character by character, so that offsets stay. */
function foldDigits(text: string): string {
  return text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
}

function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, "");
}

/** The text as a pattern in which any one space matches any kind of space. */
function looseSpaces(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/g, "[ \\u00a0\\u202f]");
}
