import { isDash } from "./clusters.ts";
import type { Reading } from "./reading.ts";
import { LATIN, SPACE } from "./tokens.ts";

/** Times as Vietnamese writes them: 7h45, 7h, 7h45–16h30. */

const HOURS = new Set(["h", "g"]);

/** Adds the time or range that begins at this group of digits; the token after it, or -1. */
export function readClock(reading: Reading, from: number): number {
  const end = clockEnd(reading, from);
  if (end === -1) return -1;
  const spaced = reading.type(end) === SPACE && reading.type(end + 2) === SPACE ? 1 : 0;
  const second = isDash(reading.sign(end + spaced)) ? clockEnd(reading, end + 1 + 2 * spaced) : -1;
  if (second === -1) {
    reading.add("time", from, end, "ltr", { value: clockValue(reading, from) });
    return end;
  }
  const other = end + 1 + 2 * spaced;
  const parts = [
    { start: reading.start(from), end: reading.start(end), value: clockValue(reading, from) },
    { start: reading.start(other), end: reading.start(second), value: clockValue(reading, other) },
  ];
  reading.add("range", from, second, "ltr", { parts, value: parts.map(({ value }) => value).join("–") });
  return second;
}

function clockEnd(reading: Reading, at: number): number {
  if (!reading.isDigit(at) || reading.size(at) > 2 || reading.type(at + 1) !== LATIN) return -1;
  const mark = reading.word(at + 1);
  if (!HOURS.has(mark) || reading.value(at) > 24) return -1;
  if (!reading.isDigit(at + 2)) return mark === "h" && reading.type(at + 2) !== LATIN ? at + 2 : -1;
  return reading.size(at + 2) === 2 && reading.value(at + 2) < 60 && reading.type(at + 3) !== LATIN ? at + 3 : -1;
}

function clockValue(reading: Reading, at: number): string {
  const minutes = reading.isDigit(at + 2) && reading.size(at + 2) === 2 ? reading.digits(at + 2) : "00";
  return `time:${reading.digits(at).padStart(2, "0")}:${minutes}`;
}
