import { languageOf } from "../base/locale.ts";
import type { Reading } from "./reading.ts";
import { MARK } from "./tokens.ts";

/** Digits and the separators glued between them → one cluster, and what its groups make of it: a date, a time, an amount. */

const DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212~";
const SEPARATORS = `.,:/٫٬،'’${DASHES}`;
/** They part thousands only. */
const THOUSANDS_ONLY = "،'’";

/** Digits of a number that is no part of an amount. */
export const LONG = 7;

export interface Cluster {
  /** Tokens of digits. */
  readonly groups: readonly number[];
  /** One less than groups. */
  readonly separators: readonly string[];
  /** The token after the last group. */
  readonly end: number;
  /** Direction marks stand between. */
  readonly marked: boolean;
}

export function clusterAt(reading: Reading, from: number): Cluster {
  const groups = [from];
  const separators: string[] = [];
  let marked = false;
  let end = from + 1;
  for (;;) {
    const at = afterMarks(reading, end);
    const next = afterMarks(reading, at + 1);
    if (!reading.isSign(at, SEPARATORS) || !reading.isDigit(next)) break;
    if (reading.isSign(at, THOUSANDS_ONLY) && reading.size(next) !== 3) break;
    // 0982333444,0983555666: two numbers, and no decimals.
    if (reading.sign(at) === "," && Math.max(reading.size(end - 1), reading.size(next)) >= LONG) break;
    marked ||= at > end || next > at + 1;
    separators.push(reading.sign(at));
    groups.push(next);
    end = next + 1;
  }
  return { groups, separators, end, marked };
}

function afterMarks(reading: Reading, from: number): number {
  let at = from;
  while (reading.type(at) === MARK) at += 1;
  return at;
}

export function isDash(sign: string): boolean {
  return sign !== "" && DASHES.includes(sign);
}

/** The parts of a cluster between its dashes. */
export function termsOf({ groups, separators }: Cluster): Cluster[] {
  const terms: { groups: number[]; separators: string[] }[] = [{ groups: groups.slice(0, 1), separators: [] }];
  separators.forEach((separator, at) => {
    const group = groups[at + 1] ?? 0;
    if (isDash(separator)) terms.push({ groups: [group], separators: [] });
    else {
      terms.at(-1)?.separators.push(separator);
      terms.at(-1)?.groups.push(group);
    }
  });
  return terms.map((term) => ({ ...term, end: (term.groups.at(-1) ?? 0) + 1, marked: false }));
}

export type Shape =
  | "plain"
  | "time"
  | "ratio"
  | "date"
  /** An area code and a number: 02/33334444. */
  | "area"
  /** 24/7, 1/2. */
  | "fraction"
  /** 68/192, 2024/2025. */
  | "reference"
  /** 113/114/115. */
  | "alternates"
  | "amount"
  /** 2.10.3. */
  | "dotted"
  /** Numbers that no other shape has. */
  | "other";

/** @param cluster without dashes. */
export function shapeOf(reading: Reading, { groups, separators }: Pick<Cluster, "groups" | "separators">): Shape {
  if (groups.length === 1) return "plain";
  const only = separators.every((separator) => separator === separators[0]) ? (separators[0] ?? "") : "";
  const sizes = groups.map((group) => reading.size(group));
  const values = groups.map((group) => reading.value(group));
  if (only === ":") return isClock(sizes, values) ? "time" : "ratio";
  if ((only === "/" || only === ".") && isDate(reading, groups)) return "date";
  if (only === "/") return shapeOfStrokes(reading, groups, sizes);
  if (only !== "" && ".,٫٬،'’".includes(only)) {
    if (sizes.length === 2 || isThousands(reading, groups, sizes)) return "amount";
    return only === "." ? "dotted" : "other";
  }
  return separators.every((separator) => ".,٫٬".includes(separator)) ? "amount" : "other";
}

function isClock(sizes: readonly number[], values: readonly number[]): boolean {
  const [hours = 99, minutes = 99, seconds = 0] = values;
  const [size = 0, ...others] = sizes;
  return (
    size <= 2 &&
    sizes.length <= 3 &&
    others.every((other) => other === 2) &&
    hours <= 24 &&
    minutes < 60 &&
    seconds < 60
  );
}

function isThousands(reading: Reading, groups: readonly number[], [first = 0, ...others]: readonly number[]): boolean {
  return first <= 3 && others.every((size) => size === 3) && !reading.digits(groups[0] ?? 0).startsWith("0");
}

/** The last possible year of a reference; beyond it digits are those of a telephone. */
const LAST_YEAR = 2100;

function shapeOfStrokes(reading: Reading, groups: readonly number[], sizes: readonly number[]): Shape {
  const [area = 0, line = 0] = groups;
  const [first = 0, second = 0] = sizes;
  if (sizes.length > 2) return sizes.every((size) => size === 3) || first >= 7 ? "alternates" : "reference";
  if (reading.digits(area).startsWith("0") && first <= 4 && second >= 4 && reading.value(line) > LAST_YEAR)
    return "area";
  return first <= 2 && second <= 2 ? "fraction" : "reference";
}

/** Day, month and year, or year, month and day; month and day may change places. Years of the Hijra count. */
export function isDate(reading: Reading, groups: readonly number[]): boolean {
  if (groups.length !== 3) return false;
  const [one = 0, two = 0, three = 0] = groups.map((group) => reading.value(group));
  const sizes = groups.map((group) => reading.size(group)).join();
  if (/^[12],[12],4$/.test(sizes)) return isDayOfYear(one, two) && isYear(three);
  if (/^[12],[12],2$/.test(sizes)) return isDayOfYear(one, two);
  return /^4,[12],[12]$/.test(sizes) && isYear(one) && isDayOfYear(two, three);
}

function isYear(year: number): boolean {
  return year >= 1300 && year < 2200;
}

function isDayOfYear(one: number, other: number): boolean {
  return Math.min(one, other) >= 1 && Math.min(one, other) <= 12 && Math.max(one, other) <= 31;
}

/** @param shape of the cluster. Empty where the shape says nothing that compares. */
export function comparable(reading: Reading, cluster: Pick<Cluster, "groups" | "separators">, shape: Shape): string {
  if (shape === "plain") return `n:${reading.digits(cluster.groups[0] ?? 0)}`;
  const digits = cluster.groups.map((group) => reading.digits(group));
  const numbers = digits.map(Number);
  switch (shape) {
    case "date":
      return dateOf(digits[0]?.length === 4 ? numbers : numbers.reverse());
    case "time":
      return `time:${[`${numbers[0] ?? ""}`.padStart(2, "0"), ...digits.slice(1)].join(":")}`;
    case "fraction":
      return `n:${digits.join("/")}`;
    case "reference":
      return `reference:${digits.join("/")}`;
    case "amount":
      return `n:${amountOf(digits, cluster.separators, reading.options.language)}`;
    default:
      return "";
  }
}

/** Only one order fits 7/30/2026. Years of two digits are of this century. */
function dateOf([written = 0, month = 0, day = 0]: readonly number[]): string {
  const year = written < 100 ? 2000 + written : written;
  return month > 12 ? `date:${year}-${day}-${month}` : `date:${year}-${month}-${day}`;
}

/** Vietnamese writes 1.234,5 where English and Arabic write 1,234.5. */
function amountOf(digits: readonly string[], separators: readonly string[], language: string): string {
  const point = languageOf(language) === "vi" ? "," : ".";
  const [last = ""] = separators.slice(-1);
  const [ending = ""] = digits.slice(-1);
  const repeated = separators.slice(0, -1).includes(last);
  const isPoint = !repeated && (last === "٫" || last === point || (separators.length === 1 && ending.length !== 3));
  if (!isPoint) return digits.join("");
  const decimals = ending.replace(/0+$/, "");
  return digits.slice(0, -1).join("") + (decimals === "" ? "" : `.${decimals}`);
}
