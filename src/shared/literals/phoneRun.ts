import { isDash, LONG } from "./clusters.ts";
import { wordAfter } from "./context.ts";
import type { Reading } from "./reading.ts";
import { LATIN, MARK, SPACE } from "./tokens.ts";

/** Digits → how far they go on as one telephone number: over dashes, dots, single spaces and a bracket around an area code. */

/** ITU-T E.164, and two digits more for a trunk code in brackets. */
export const MOST_DIGITS = 15;
const SPARE = 2;
const MOST_GROUPS = 9;
/** Digits of a whole national number, and of one with its country code: a nought after them begins another number. */
const WHOLE = 9;
const WHOLE_ABROAD = 11;

export interface PhoneRun {
  readonly groups: readonly number[];
  /** Between the groups: `-` for any dash, `.`, `/`, a space, or `)`. */
  readonly separators: readonly string[];
  /** The token after it. */
  readonly end: number;
  /** The bracket before the first group closes after a group, and digits follow it. */
  readonly area: boolean;
  readonly marked: boolean;
}

/**
 * @param bracket an opening bracket stands before the first group.
 * @param abroad it begins with a country code.
 */
export function phoneRun(reading: Reading, from: number, bracket: boolean, abroad: boolean): PhoneRun | null {
  const groups: number[] = [];
  const separators: string[] = [];
  let total = 0;
  let open = bracket;
  let inside = 0;
  let marked = false;
  let pending = "";
  let last = { groups: 0, end: -1, marked: false };
  for (let at = from; reading.isDigit(at); ) {
    const size = reading.size(at);
    if (total + size > MOST_DIGITS + SPARE || groups.length >= MOST_GROUPS) break;
    const whole = total >= (abroad ? WHOLE_ABROAD : WHOLE) && !open;
    if (pending === " " && whole && reading.digits(at).startsWith("0")) break;
    if (groups.length > 0) separators.push(pending);
    groups.push(at);
    total += size;
    at += 1;
    let end = at;
    if (open && reading.sign(at) === ")") {
      open = false;
      at += 1;
      // A bracket before the whole number is none of it, and neither is the one behind.
      if (bracket && inside === 0) inside = groups.length;
      else end = at;
      if (reading.isDigit(at)) {
        pending = ")";
        last = { groups: groups.length, end, marked };
        continue;
      }
    }
    while (reading.type(at) === MARK && reading.type(at + 1) !== SPACE) {
      at += 1;
      end = at;
      marked = true;
    }
    const step = gluedStep(reading, at, groups);
    if (step === "ends") break;
    if (step !== "") {
      pending = step;
      at += 1;
      continue;
    }
    if (groups.length > 1 && (reading.isSign(at, "%٪") || reading.type(at) === LATIN)) break;
    if (!open) last = { groups: groups.length, end, marked };
    const next = spacedStep(reading, at, open, total);
    if (next === -1) break;
    open ||= reading.sign(next - 1) === "(";
    pending = " ";
    at = next;
  }
  if (last.groups === 0) return null;
  const area = bracket && inside > 0 && last.groups > inside;
  const found = {
    groups: groups.slice(0, last.groups),
    separators: separators.slice(0, last.groups - 1),
    // A bracket round the whole number is not the number's.
    end: bracket && last.groups === inside ? (groups[inside - 1] ?? 0) + 1 : last.end,
    area,
    marked: last.marked,
  };
  return withoutAmount(reading, withoutNeighbour(reading, found));
}

/** The separator glued between this group and the next; `ends` where the two are a number of their own; nothing where the next is other last digits, or none. */
function gluedStep(reading: Reading, at: number, groups: readonly number[]): string {
  const sign = reading.sign(at);
  if (sign === "" || !reading.isDigit(at + 1)) return "";
  if (isDash(sign)) return "-";
  if (sign === ".") return ".";
  const group = groups.at(-1) ?? 0;
  if (sign === "/" && groups.length === 1 && isAreaCode(reading, group, at + 1)) return "/";
  // 30,170 or 19:00 or 24/7 behind a space is a number of its own.
  const apart = sign === "," && Math.max(reading.size(group), reading.size(at + 1)) >= LONG;
  if (!apart && ",:'’٫٬".includes(sign)) return "ends";
  if (sign !== "/" || groups.length === 1) return "";
  const [size, next] = [reading.size(group), reading.size(at + 1)];
  const ending = next === size || (size > 2 && next < size);
  return ending && reading.digits(group) !== "24" ? "" : "ends";
}

function isAreaCode(reading: Reading, area: number, line: number): boolean {
  const starts = reading.digits(area).startsWith("0") && reading.size(area) <= 4;
  return starts && reading.size(line) >= 3 && reading.value(line) > 2100;
}

/** Digits before a later bracket: +84 (0) 24 …; behind a whole number a bracket holds something else. */
const LONGEST_COUNTRY_AND_AREA = 5;

/** The next group behind one space, or in a bracket; -1 without one. */
function spacedStep(reading: Reading, at: number, open: boolean, total: number): number {
  const space = reading.type(at) === SPACE && reading.size(at) === 1;
  if (space && reading.isDigit(at + 1)) return at + 1;
  const bracket = space ? at + 1 : at;
  if (open || reading.sign(bracket) !== "(" || total > (space ? LONGEST_COUNTRY_AND_AREA : 3)) return -1;
  const area = reading.isDigit(bracket + 1) && reading.size(bracket + 1) <= 5 && reading.sign(bracket + 2) === ")";
  return area ? bracket + 1 : -1;
}

/** A number of the registry ends where the registry says, whatever digits come behind a space. */
function withoutNeighbour(reading: Reading, run: PhoneRun): PhoneRun {
  const { known } = reading.options;
  if (known === undefined || run.area || !run.separators.includes(" ")) return run;
  // 111 000 đồng is one amount.
  const thousands = run.groups.slice(1).every((group) => reading.size(group) === 3);
  if (thousands && wordAfter(reading, run.end) === "unit") return run;
  let digits = "";
  let found = run;
  run.groups.forEach((group, at) => {
    digits += reading.digits(group);
    // 16 00 22 33 is spelled in pairs, and does not begin with 1600.
    const pairs = at > 0 && reading.size(group) <= 2 && reading.size(run.groups[at + 1] ?? group) <= 2;
    if (run.separators[at] === " " && !pairs && known(digits)) found = cut(run, at + 1);
  });
  return known(run.groups.map((group) => reading.digits(group)).join("")) ? run : found;
}

/** 15508 24 ساعة: a short last group with a unit behind it is an amount, and no part of the number. */
function withoutAmount(reading: Reading, run: PhoneRun): PhoneRun {
  const last = run.groups.at(-1) ?? 0;
  if (run.separators.at(-1) !== " " || reading.size(last) > 2 || wordAfter(reading, run.end) !== "unit") return run;
  return cut(run, run.groups.length - 1);
}

function cut(run: PhoneRun, groups: number): PhoneRun {
  const kept = run.groups.slice(0, groups);
  return { ...run, groups: kept, separators: run.separators.slice(0, groups - 1), end: (kept.at(-1) ?? 0) + 1 };
}

/** Other last digits of the same number: 024 3333 4484/85. The token after them. */
export function alternatesEnd(reading: Reading, run: PhoneRun): number {
  let end = run.end;
  const last = run.groups.at(-1) ?? 0;
  if (run.groups.length < 2 || reading.digits(last) === "24") return end;
  while (
    reading.sign(end) === "/" &&
    reading.isDigit(end + 1) &&
    reading.size(end + 1) <= Math.min(3, reading.size(last))
  ) {
    end += 2;
  }
  return end;
}
