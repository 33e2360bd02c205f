import { allLexicons } from "../../lexicon/lexicon.ts";
import { anyOf } from "../../lexicon/wordPattern.ts";

/** Text → the phone numbers, dates, addresses and the like in it: read as a whole, from left to right. */

export type LiteralKind = "email" | "link" | "tag" | "decree" | "range" | "date" | "time" | "phone" | "number";

export interface Literal {
  readonly kind: LiteralKind;
  readonly start: number;
  readonly end: number;
  /** No line may end before this offset once it has begun; less than `end` for a link, whose path may break. */
  readonly keepUntil: number;
}

const D = "[0-9\\u0660-\\u0669\\u06f0-\\u06f9]";
/** Not inside a longer word or number. */
const ALONE = "(?<![\\p{L}\\p{N}_])";
const END = "(?![\\p{L}\\p{N}_])";
const HOST = "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,24}";
const DASH = "[-\\u2010-\\u2013]";
const TIME = `${D}{1,2}:${D}{2}(?::${D}{2})?`;
const NUMBER = `${D}+(?:[.,\\u066b\\u066c/:]${D}+)*`;

const GAP = "[ \\u00a0.-]";
const GROUP = `(?:${D}{1,8}|\\(${D}{1,5}\\))`;
/**
 * With a country code; with an area code in brackets; in groups joined by hyphens; in groups with spaces
 * between. Two numbers side by side without a word or a comma between them count as one: a torn telephone
 * number does harm, two numbers kept together do none.
 */
const PHONES = [
  `\\+${D}{1,15}(?:${GAP}${GROUP})*`,
  `\\(\\+?${D}{1,5}\\)(?:${GAP}?${D}{2,8})+`,
  `${D}{1,5}(?:-${D}{2,8}){2,}`,
  `${D}{2,5}-${D}{2,8}`,
  `${D}{1,5}(?:[ \\u00a0]${D}{2,8}){2,}`,
  `${D}{2,5}[ \\u00a0]${D}{2,8}`,
];
/** ITU-T E.164: no telephone number has more digits. */
const MOST_DIGITS = 15;

/**
 * Earlier kinds win over later ones where they overlap.
 *
 * - `decree`: 193/QD-TTg, 162/2025/NĐ-CP, 53/2024/QH15 (Vietnamese numbering of laws and decrees).
 * - `range`: 19:00–21:00, 2024–2025, 10–12: two numbers or times with a dash.
 * - `phone`: +84 981 84 84 84, +84 (0)24…, (024) 3850 0100, 1800-1567, 116 111, 1-888-373-7888.
 * - `number`: only with a separator; plain digits need no help.
 */
const PATTERNS: readonly (readonly [LiteralKind, RegExp])[] = [
  ["email", new RegExp(`${ALONE}[a-z0-9._%+-]+@${HOST}${END}`, "giu")],
  [
    "link",
    new RegExp(`${ALONE}(?:https?://)?${HOST}(?::\\d+)?(?:/[^\\s\\u00a0<>"«»“”()،؛]*[\\p{L}\\p{N}/_=-])?${END}`, "giu"),
  ],
  ["tag", /(?<![\p{L}\p{N}_&])[#@][\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*/gu],
  [
    "decree",
    new RegExp(
      `${ALONE}${D}{1,5}(?:/${D}{4})?/\\p{Lu}[\\p{L}\\p{M}]*${D}*(?:-\\p{L}[\\p{L}\\p{M}${D.slice(1, -1)}]*)*${END}`,
      "gu",
    ),
  ],
  [
    "date",
    new RegExp(`${ALONE}(?:${D}{1,2}([/.-])${D}{1,2}\\1${D}{2,4}|${D}{4}([/.-])${D}{1,2}\\2${D}{1,2})${END}`, "gu"),
  ],
  [
    "range",
    new RegExp(
      `${ALONE}(?:${TIME}[ \\u00a0]?${DASH}[ \\u00a0]?${TIME}|(?:${NUMBER})[\\u2010-\\u2013](?:${NUMBER})|(?:19|20)${D}{2}-(?:19|20)${D}{2})${END}`,
      "gu",
    ),
  ],
  ["phone", new RegExp(`(?<![\\p{L}\\p{N}_+]|${D}[-.,:/])(?:${PHONES.join("|")})(?![\\p{L}\\p{N}_]|[/:.,]${D})`, "gu")],
  ["time", new RegExp(`${ALONE}${TIME}${END}`, "gu")],
  ["number", new RegExp(`${ALONE}${D}+(?:[.,\\u066b\\u066c/:]${D}+)+${END}`, "gu")],
];

/** In order, not overlapping. A separator or full stop that ends a sentence is left out. */
export function findLiterals(text: string): Literal[] {
  const found: Literal[] = [];
  for (const [kind, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (kind === "phone" && match[0].replace(/\P{Nd}/gu, "").length > MOST_DIGITS) continue;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ kind, start, end, keepUntil: kind === "link" ? start + hostLength(match[0]) : end });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

function hostLength(link: string): number {
  const path = link.indexOf("/", link.indexOf("://") + (link.includes("://") ? 3 : 1));
  return path === -1 ? link.length : path;
}

/** Words that belong to the number before them. */
const UNITS = anyWord("units");
const MONTHS = anyWord("months");
const NUMBER_AND_UNIT = new RegExp(`(?<![\\p{L}\\p{N}_])${NUMBER}[ \\u00a0](?:%|‰|٪|${UNITS}|${MONTHS})${END}`, "gu");
/** Words that announce the number after them. */
const ANNOUNCED = new RegExp(`${ALONE}${anyWord("announcing")}[ \\u00a0](?=${D})${D}+`, "gu");

function anyWord(table: "units" | "months" | "announcing"): string {
  return anyOf(allLexicons.flatMap(({ lines }) => lines[table]?.words ?? []));
}

/** Stretches of a number, a space and its unit or month, or of a word that announces a number and its digits: no line ends inside. */
export function findMeasures(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(NUMBER_AND_UNIT), ...text.matchAll(ANNOUNCED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
