import { allLexicons } from "../lexicon/lexicon.ts";
import type { FloorLexicon } from "../lexicon/tableSchema.ts";
import { spellingOf } from "../lexicon/wordPattern.ts";
import { foldWord, type Phrases, phrasesOf } from "./phrases.ts";

/** The words around numbers, of all three languages: a line of one often quotes another. */

type Table = keyof FloorLexicon["literals"];

function phrases(...tables: Table[]): Phrases {
  return phrasesOf(allLexicons.flatMap(({ literals }) => tables.map((table) => literals[table])));
}

export const CALLING = phrases("calling");
/** Between a word of calling and its number. */
export const LINKING = phrases("linking");
/** Their sentence is one of contact: a free number in it is one to dial. */
export const CONTACT = phrases("calling", "contact");
/** From 115 to 190, 3 of 25. */
export const SPANNING = phrases("spanning");
export const COUNTING = phrases("counting");
/** Accounts, tax and identity cards: of things that are filed under a number. */
export const NAMING = phrases("naming");
export const ANNOUNCING = phrases("announcing");
export const UNITS = phrases("units");
export const COUNTED = phrases("units", "counted");
export const CLOCK = phrases("clock");
export const IDLE = phrases("idle");
export const ABBREVIATIONS = phrases("abbreviations");

const TITLES: ReadonlySet<string> = new Set(
  allLexicons.flatMap(({ literals }) => literals.titles?.words ?? []).map(spellingOf),
);

/** `TP.`, `Mr.`: an abbreviation with its full stop that leans on the name after it. */
export function isTitle(written: string): boolean {
  return TITLES.has(written);
}

/** Folded words of a month's name → its number, January is 1. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  allLexicons.flatMap(({ dates }) =>
    (dates.months?.names ?? []).flatMap((names, at) => names.map((name) => [foldWord(name), at + 1] as const)),
  ),
);
/** First words of names of two words: كانون, تشرين. */
const OPENINGS: ReadonlySet<string> = new Set(
  [...MONTHS.keys()].filter((name) => name.includes(" ")).map((name) => name.slice(0, name.indexOf(" "))),
);

/** @param next the word after it, or nothing. */
export function monthNamed(word: string, next: () => string): { readonly month: number; readonly words: 1 | 2 } | null {
  const folded = foldWord(word);
  const single = MONTHS.get(folded);
  if (single !== undefined) return { month: single, words: 1 };
  if (!OPENINGS.has(folded)) return null;
  const month = MONTHS.get(`${folded} ${foldWord(next())}`);
  return month === undefined ? null : { month, words: 2 };
}
