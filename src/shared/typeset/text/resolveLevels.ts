import bidiFactory, { type Bidi } from "bidi-js";
import type { Direction } from "../../base/locale.ts";
import { orderMarks } from "../../literals/orderMarks.ts";
import type { Isolate } from "../../literals/span.ts";
import type { IsolatedText } from "./isolate.ts";

/** Text and its isolates → embedding levels and visual order (UAX #9). */

export interface LevelledText extends IsolatedText {
  /** One embedding level per UTF-16 unit; odd runs from right to left. */
  readonly levels: Uint8Array;
}

// The package is CommonJS: its types promise the factory under `default`, Node and bundlers give the factory itself.
const bidi = (bidiFactory as unknown as () => Bidi)();

/** Whatever can make a left-to-right paragraph need levels at all. */
const NEEDS_LEVELS =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]|[\ud802\ud803\ud83a\ud83b]/;

export function resolveLevels(isolated: IsolatedText): LevelledText {
  return { ...isolated, levels: embeddingLevels(isolated.text, isolated.direction, isolated.isolates) };
}

/**
 * Levels per UTF-16 unit, with rule L1 applied as if the text were one line. Isolates must be properly
 * nested and sorted by start, the outer first; they act as if their controls stood in the text.
 */
export function embeddingLevels(text: string, direction: Direction, isolates: readonly Isolate[]): Uint8Array {
  if (direction === "ltr" && !NEEDS_LEVELS.test(text)) return new Uint8Array(text.length);
  const shadow: string[] = [];
  const origins: number[] = [];
  const marks = orderMarks(isolates);
  let next = 0;
  const standIns = bmpStandIns(text);
  for (let at = 0; at <= text.length; at += 1) {
    for (let mark = marks[next]; mark?.at === at; mark = marks[next]) {
      next += 1;
      shadow.push(mark.control);
      origins.push(-1);
    }
    if (at === text.length) break;
    shadow.push(standIns.charAt(at));
    origins.push(at);
  }
  const { levels: shadowLevels } = bidi.getEmbeddingLevels(shadow.join(""), direction);
  const levels = new Uint8Array(text.length);
  origins.forEach((origin, index) => {
    if (origin >= 0) levels[origin] = shadowLevels[index] ?? 0;
  });
  resetSeparators(text, direction, levels);
  return levels;
}

/** One character of each class in the basic plane: `bidi-js` reads UTF-16 units, so a surrogate pair would count as two left-to-right letters. */
const STAND_INS: Readonly<Record<string, string>> = {
  L: "a",
  R: "\u05d0",
  AL: "\u0627",
  EN: "0",
  AN: "\u0660",
  ES: "+",
  ET: "#",
  CS: ",",
  NSM: "\u0300",
  BN: "\u00ad",
};
const OTHER_NEUTRAL = "!";

function bmpStandIns(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, (pair) => {
    const standIn = STAND_INS[bidi.getBidiCharTypeName(pair)] ?? OTHER_NEUTRAL;
    return standIn + standIn;
  });
}

const AT_LINE_END = new Set(["WS", "FSI", "LRI", "RLI", "PDI", "BN", "LRE", "RLE", "LRO", "RLO", "PDF"]);

/** Rule L1 for the whole text: separators, and white space before them or at the end, go back to the paragraph's level. */
function resetSeparators(text: string, direction: Direction, levels: Uint8Array): void {
  const base = direction === "rtl" ? 1 : 0;
  let trailing = true;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const type = bidi.getBidiCharTypeName(text.charAt(at));
    if (type === "S" || type === "B") trailing = true;
    else if (!AT_LINE_END.has(type)) trailing = false;
    if (trailing) levels[at] = base;
  }
}

/**
 * Rules L1 and L2: offsets of the characters of `text[start, end)` on one line from left to right.
 *
 * @param levels from `embeddingLevels` of the whole text.
 */
export function visualOrder(
  text: string,
  direction: Direction,
  levels: Uint8Array,
  start: number,
  end: number,
): number[] {
  const level = direction === "rtl" ? 1 : 0;
  const line = text.slice(start, end);
  const lineLevels = levels.slice(start, end);
  for (let at = line.length - 1; at >= 0; at -= 1) {
    if (!AT_LINE_END.has(bidi.getBidiCharTypeName(line.charAt(at)))) break;
    lineLevels[at] = level;
  }
  const paragraphs = [{ start: 0, end: line.length - 1, level }];
  return bidi
    .getReorderedIndices(line, { levels: lineLevels, paragraphs })
    .filter((at) => at === 0 || !(isSurrogate(line, at, 0xdc00) && isSurrogate(line, at - 1, 0xd800)))
    .map((at) => at + start);
}

/** @param block first unit of the high or of the low surrogates. */
function isSurrogate(text: string, at: number, block: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === block;
}
