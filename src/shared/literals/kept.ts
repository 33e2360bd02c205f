import type { FoundSpan, Reading } from "./reading.ts";
import type { Stretch } from "./span.ts";
import { DIGIT, LATIN, SPACE } from "./tokens.ts";
import { ANNOUNCING, CLOCK, isTitle, UNITS } from "./vocabulary.ts";

/** Spans and the words beside numbers → the stretches in which no line ends. */

export function findKept(reading: Reading): Stretch[] {
  const kept: Stretch[] = [];
  const keep = (from: number, to: number) => kept.push({ start: reading.start(from), end: reading.start(to) });
  for (const span of reading.spans) {
    if (span.kind === "claim") continue;
    if (span.keptTo > span.from + 1) keep(span.from, span.keptTo);
    const unit = unitEnd(reading, span);
    if (unit !== -1) keep(span.from, unit);
  }
  for (let at = 0; at < reading.count; at += 1) {
    if (!reading.isWord(at)) continue;
    const next = nextWord(reading, at);
    if (next === -1) continue;
    if (reading.type(next) === DIGIT && reading.phraseTo(at, ANNOUNCING) !== -1) keep(at, next + 1);
    else if (next === at + 3 && reading.isWord(next) && isTitle(reading.slice(at, at + 2))) keep(at, next + 1);
  }
  return kept;
}

/** The token after one space, with a full stop before it or without; -1 where something else stands there. */
function nextWord(reading: Reading, at: number): number {
  const space = reading.sign(at + 1) === "." ? at + 2 : at + 1;
  return reading.type(space) === SPACE && reading.size(space) === 1 ? space + 1 : -1;
}

const UNIT_SIGNS = "%٪‰$€£¥₫₹°";

/** The token after the unit, currency or clock word that a number stands with; -1 without one. */
function unitEnd(reading: Reading, { kind, to }: FoundSpan): number {
  if (reading.type(to) !== SPACE || reading.size(to) !== 1) return -1;
  if (kind === "time") return reading.phraseFrom(to + 1, CLOCK);
  if (kind !== "number" && kind !== "range" && kind !== "pair") return -1;
  if (!reading.isSign(to + 1, UNIT_SIGNS)) return reading.phraseFrom(to + 1, UNITS);
  // °C
  return reading.type(to + 2) === LATIN && reading.size(to + 2) === 1 ? to + 3 : to + 2;
}
