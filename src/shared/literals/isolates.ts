import { type Direction, languageOf } from "../base/locale.ts";
import { findPassages } from "./passages.ts";
import type { FoundSpan, Reading } from "./reading.ts";
import type { Isolate } from "./span.ts";
import { ARABIC, ARABIC_SIGN, BREAK, CLAIMED, CONTROL, LATIN, MARK } from "./tokens.ts";

/** Spans → the stretches whose order must not mix with their surroundings. */

/**
 * An Arabic reader meets the first end of a range at the right (19:00 stands to the right of 21:00), and so do readers
 * of Persian and Urdu, as UAX #9 has it behind a letter (W2, W4); in Hebrew ranges run from left to right.
 */
const RIGHT_RANGES = new Set(["ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ku"]);

/** By rising start, the outer first. Controls of the author's own set the direction of what they enclose, and no isolate crosses one. */
export function findIsolates(reading: Reading): Isolate[] {
  const isolates: Isolate[] = [];
  const open: (Direction | null)[] = [reading.options.direction];
  let from = 0;
  const close = (to: number) => {
    const direction = open.at(-1) ?? null;
    // Inside an override the author orders every letter.
    if (to > from && direction !== null) orderSection(reading, isolates, from, to, direction);
    from = to + 1;
  };
  for (let at = 0; at < reading.count; at += 1) {
    const type = reading.type(at);
    if (type !== BREAK && type !== CONTROL) continue;
    close(at);
    if (type === BREAK) {
      if ("\n\r\u0085\u2029".includes(reading.word(at))) open.length = 1;
    } else applyControl(reading, at, open);
  }
  close(reading.count);
  return isolates.sort((one, other) => one.start - other.start || other.end - one.end);
}

function applyControl(reading: Reading, at: number, open: (Direction | null)[]): void {
  switch (reading.word(at).charAt(0)) {
    case "\u202a":
    case "\u2066":
      open.push("ltr");
      break;
    case "\u202b":
    case "\u2067":
      open.push("rtl");
      break;
    case "\u202d":
    case "\u202e":
      open.push(null);
      break;
    case "\u2068":
      open.push(firstStrong(reading, at + 1));
      break;
    default:
      if (open.length > 1) open.pop();
  }
}

const REACH = 64;

function firstStrong(reading: Reading, from: number): Direction {
  for (let at = from; at < Math.min(reading.count, from + REACH); at += 1) {
    const type = reading.type(at);
    if (type === LATIN) return "ltr";
    if (type === ARABIC || type === ARABIC_SIGN) return "rtl";
  }
  return reading.options.direction;
}

function orderSection(reading: Reading, isolates: Isolate[], from: number, to: number, direction: Direction): void {
  if (direction === "ltr" && !needsOrder(reading, from, to)) return;
  const inverse = direction === "rtl" ? "ltr" : "rtl";
  let at = from;
  for (const passage of findPassages(reading, from, to, direction)) {
    const { start, end } = { start: reading.start(passage.from), end: reading.start(passage.to) };
    orderSpans(reading, isolates, at, passage.from, direction);
    isolates.push({ start, end, direction: inverse, forced: false });
    const inside: Isolate[] = [];
    orderSpans(reading, inside, passage.from, passage.to, inverse);
    // A span that is the whole passage needs no second isolate.
    isolates.push(
      ...inside.filter((one) => one.start !== start || one.end !== end || one.direction !== inverse || one.forced),
    );
    at = passage.to;
  }
  orderSpans(reading, isolates, at, to, direction);
}

/** Letters, signs, digits or marks of Arabic; or a claim, which may hold them. */
function needsOrder(reading: Reading, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const type = reading.type(at);
    if (type === ARABIC || type === CLAIMED || makesArabicNumbers(type) || reading.isArabicIndic(at)) return true;
  }
  return false;
}

/** Numbers behind such a sign become those of Arabic (W2), which turn round their separators. */
function makesArabicNumbers(type: number): boolean {
  return type === ARABIC_SIGN || type === MARK;
}

function hasArabic(reading: Reading, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (reading.type(at) === ARABIC || reading.isArabicIndic(at)) return true;
  return false;
}

function orderSpans(reading: Reading, isolates: Isolate[], from: number, to: number, direction: Direction): void {
  for (let at = from; at < to; ) {
    const span = reading.spanAt(at);
    if (span && span.from === at && span.to <= to) orderSpan(reading, isolates, span, direction);
    at = span && span.from === at ? span.to : at + 1;
  }
}

/** @param direction of what stands around the span. */
function orderSpan(reading: Reading, isolates: Isolate[], span: FoundSpan, direction: Direction): void {
  const { start, end, order, arabicIndic } = span;
  if (span.marked || order === null) return;
  const add = (to: Direction, forced = false) => isolates.push({ start, end, direction: to, forced });
  const named = span.kind === "link" || span.kind === "handle" || span.kind === "hashtag" || span.kind === "email";
  const spelt = named || (span.kind === "ussd" && hasArabic(reading, span.from, span.to));
  if (span.kind === "claim") add(order);
  else if (direction === "ltr") {
    if (named && order === "rtl") add("rtl");
    else if (named && hasLetters(reading, span)) add("ltr");
    else if (!named && (arabicIndic || (span.to - span.from > 1 && followsArabicSign(reading, span)))) {
      add("ltr", arabicIndic);
    }
  } else if (order === "rtl" && span.parts.length > 0) {
    // Inside Arabic words of a text that runs from the left a range runs as Arabic does.
    if (!runsFromRight(reading)) return void add("ltr", arabicIndic);
    add("rtl");
    for (const part of span.parts)
      isolates.push({ start: part.start, end: part.end, direction: "ltr", forced: arabicIndic });
  } else add(order, order === "ltr" && arabicIndic && !spelt);
}

const REACH_BACK = 200;

function followsArabicSign(reading: Reading, { from }: FoundSpan): boolean {
  for (let at = from - 1; at >= Math.max(0, from - REACH_BACK); at -= 1) {
    if (makesArabicNumbers(reading.type(at))) return true;
    if (reading.type(at) === LATIN || reading.type(at) === CONTROL) return false;
  }
  return false;
}

function runsFromRight({ options }: Reading): boolean {
  return options.direction === "ltr" || RIGHT_RANGES.has(languageOf(options.language));
}

function hasLetters(reading: Reading, { from, to }: FoundSpan): boolean {
  for (let at = from; at < to; at += 1) if (reading.type(at) === ARABIC) return true;
  return false;
}
