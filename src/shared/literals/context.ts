import { languageOf } from "../base/locale.ts";
import { isDash } from "./clusters.ts";
import type { Reading } from "./reading.ts";
import { ARABIC, ARABIC_SIGN, BREAK, DIGIT, LATIN, RAISED, SPACE } from "./tokens.ts";
import { ANNOUNCING, CALLING, COUNTED, COUNTING, IDLE, LINKING, NAMING } from "./vocabulary.ts";

/** A number among words → whether they say that one dials it, counts with it, or names something by it. */

export interface Before {
  /** Call, hotline …: one dials it. */
  readonly called: boolean;
  /** Article, page, year …: nobody dials it. */
  readonly counted: boolean;
  /** Account, tax code …: nobody dials it, even where it has the form of a telephone number. */
  readonly named: boolean;
  /** The word before announces it: no word behind takes it. */
  readonly announced: boolean;
  /** The word before is “number” itself, which announces numbers to dial as well. */
  readonly numbered: boolean;
}

/** Tokens and words that are looked at before a number. */
const REACH = 14;
const WORDS = 5;

export function wordsBefore(reading: Reading, number: number): Before {
  let announced = false;
  let numbered = false;
  let words = 0;
  let unknown = 0;
  let fenced = false;
  for (let at = number - 1, steps = 0; at >= 0 && steps < REACH && words < WORDS; at -= 1, steps += 1) {
    const type = reading.type(at);
    if (type === BREAK || endsSentence(reading, at)) break;
    // Behind a comma a number is a new one: only a word of calling still counts.
    if (reading.isSign(at, ",،;–")) fenced = true;
    if (type === DIGIT || type === RAISED) {
      const dial = reading.spanAt(at)?.dial;
      if (!dial) break;
      if (words > 0 || fenced) return { called: dial.called, counted: false, named: false, announced, numbered };
      continue;
    }
    if (!reading.isWord(at)) continue;
    words += 1;
    if (reading.phraseTo(at, CALLING) !== -1)
      return { called: true, counted: false, named: false, announced: announced || words === 1, numbered };
    if (words === 1 && !fenced) {
      announced = reading.phraseTo(at, ANNOUNCING) !== -1;
      numbered = announced && reading.phraseTo(at, LINKING) !== -1;
    }
    const named = words <= 2 && !fenced && reading.phraseTo(at, NAMING) !== -1;
    if (named || (words <= 2 && !fenced && reading.phraseTo(at, COUNTING) !== -1))
      return { called: false, counted: true, named, announced, numbered };
    const link = reading.phraseTo(at, LINKING);
    if (link !== -1) at = link;
    else {
      unknown += 1;
      if (unknown > 1) break;
    }
  }
  return { called: false, counted: false, named: false, announced, numbered };
}

function endsSentence(reading: Reading, at: number): boolean {
  if (reading.type(at) === ARABIC_SIGN) return true;
  if (!reading.isSign(at, ".!?") || reading.type(at + 1) !== SPACE) return false;
  // tel. 111, No. 5: a full stop after a word that announces ends no sentence.
  return !(
    reading.sign(at) === "." &&
    (reading.phraseTo(at - 1, CALLING) !== -1 || reading.phraseTo(at - 1, ANNOUNCING) !== -1)
  );
}

/** What follows a number: `unit`, an amount; `noun`, a word that is counted; null, nothing that says so. */
export type After = "unit" | "noun" | null;

const AMOUNT_SIGNS = "%٪‰$€£¥₫₹°";

export function wordAfter(reading: Reading, number: number): After {
  let at = number;
  if (reading.isSign(at, AMOUNT_SIGNS)) return "unit";
  // 24-hour, 85 × 54.
  if (isDash(reading.sign(at)) && reading.type(at + 1) === LATIN) return "noun";
  const glued = reading.type(at) !== SPACE;
  if (!glued) at += 1;
  const by = reading.sign(at) === "×" || reading.folded(at) === "x";
  if (by && (reading.type(at + 1) === DIGIT || reading.type(at + 2) === DIGIT)) return "unit";
  if (reading.isSign(at, "%٪‰$€£¥₫₹")) return "unit";
  // 19000 hotline.
  if (!reading.isWord(at) || reading.phraseFrom(at, CALLING) !== -1) return null;
  if (reading.phraseFrom(at, COUNTED) !== -1) return "unit";
  if (glued || reading.phraseFrom(at, IDLE) !== -1) return null;
  // 37 صيادًا: the accusative after a number.
  if (/(?:\u064b\u0627|\u0627\u064b)$/.test(reading.word(at))) return "unit";
  return isCountedNoun(reading, at) ? "noun" : null;
}

/** A word of which a number can be counted, as far as its form tells: no article, no particle, no name. */
function isCountedNoun(reading: Reading, at: number): boolean {
  const word = reading.folded(at);
  if (reading.type(at) === ARABIC) return word.length > 2 && !/^(?:ال|[وفبل])/.test(word);
  if (reading.type(at) !== LATIN || word.length <= 2 || reading.word(at) !== word) return false;
  return languageOf(reading.options.language) === "vi" || hasPlural(reading, at);
}

/** English counts in plurals: 37 fishermen, 312 young domestic workers. */
function hasPlural(reading: Reading, noun: number): boolean {
  let at = noun;
  for (let words = 0; words < PLURAL_REACH && reading.type(at) === LATIN; words += 1) {
    const word = reading.folded(at);
    if (reading.phraseFrom(at, IDLE) !== -1) return false;
    if (/(?:[^sui]s|men|people|children)$/.test(word) || reading.phraseFrom(at, COUNTED) !== -1) return true;
    at += reading.type(at + 1) === SPACE || reading.sign(at + 1) === "-" ? 2 : 1;
  }
  return false;
}

/** A plural has at most two words before it. */
const PLURAL_REACH = 3;
