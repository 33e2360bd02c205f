import type { BreakOpportunity } from "./breakOpportunities.ts";

/** Opportunities and widths → where each line ends. */

/** Width of a line from one offset to another without what hangs at its end, and the sum of plain advances. */
export interface LineMeasure {
  /** As drawn. */
  width(start: number, end: number): number;
  /** Never falls as `end` rises; differs from `width` by less than an em. */
  atLeast(start: number, end: number): number;
}

export interface LineBreaks {
  /** Offset of the end of each line, rising; the last is the end of the text. */
  readonly ends: readonly number[];
}

/** How far plain sums and real widths may differ: kerning with the space at a line's end. */
const DOUBT = 1;
/** Rounding of sums of advances: 1/10,000 em is far below what can be seen. */
const TOLERANCE = 1e-4;
/** A last line narrower than this part of the measure looks lost. */
const LONELY = 0.3;
/** One word alone: nearly any other way is better. */
const LONELY_COST = 4;
/** Two or more short words, and the less the line holds the more: worth a line before it that is up to a third short. */
const SHORT_COST = 0.35;
/** Against an overfull line every other cost is small. */
const OVERFULL_COST = 1e6;

/** Each line takes as many words as fit; a word that is too long has a line of its own. Begins at `from`. */
export function breakGreedily(
  opportunities: readonly BreakOpportunity[],
  lines: LineMeasure,
  measure: number,
  from = 0,
): LineBreaks {
  const ends: number[] = [];
  let start = from;
  let fitting: number | null = null;
  for (const { offset, mandatory } of opportunities) {
    if (offset <= from) continue;
    if (fitting !== null && !fits(lines, start, offset, measure)) {
      ends.push(fitting);
      start = fitting;
    }
    fitting = offset;
    if (mandatory) {
      ends.push(offset);
      start = offset;
      fitting = null;
    }
  }
  return { ends };
}

/**
 * As many lines as `breakGreedily` needs, but the breaks chosen together.
 *
 * @param balance lines of similar length; otherwise lines well filled, the last one free, and no short word alone on it.
 */
export function breakOptimally(
  opportunities: readonly BreakOpportunity[],
  lines: LineMeasure,
  measure: number,
  balance: boolean,
): LineBreaks {
  const ends: number[] = [];
  let start = 0;
  let from = 0;
  opportunities.forEach(({ mandatory }, index) => {
    if (!mandatory) return;
    const part = opportunities.slice(from, index + 1);
    ends.push(...breakPart(start, part, lines, measure, balance));
    start = part.at(-1)?.offset ?? start;
    from = index + 1;
  });
  return { ends };
}

function fits(lines: LineMeasure, start: number, end: number, measure: number): boolean {
  return lines.atLeast(start, end) <= measure + DOUBT && lines.width(start, end) <= measure + TOLERANCE;
}

function breakPart(
  start: number,
  opportunities: readonly BreakOpportunity[],
  lines: LineMeasure,
  measure: number,
  balance: boolean,
): readonly number[] {
  const count = opportunities.length;
  const offsets = [start, ...opportunities.map(({ offset }) => offset)];
  const at = (index: number) => offsets[index] ?? start;
  const greedy = breakGreedily(opportunities, lines, measure, start).ends;
  const lineCount = greedy.length;
  if (lineCount <= 1) return greedy;

  // best[k * (count + 1) + j]: least cost of setting what comes before opportunity j in k lines.
  const best = new Float64Array((lineCount + 1) * (count + 1)).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(best.length).fill(-1);
  best[0] = 0;
  const scale = 1 / (measure * measure);
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 1; j <= count; j += 1) {
      if (j > i + 1 && lines.atLeast(at(i), at(j)) > measure + DOUBT) break;
      const width = lines.width(at(i), at(j));
      const overfull = width > measure + TOLERANCE;
      if (overfull && j > i + 1) continue;
      const last = j === count;
      let cost = 0;
      if (overfull) cost = OVERFULL_COST;
      else if (balance || !last) cost = (measure - width) ** 2 * scale;
      if (last && !balance && i > 0 && width < LONELY * measure) {
        cost += j === i + 1 ? LONELY_COST : SHORT_COST * (1 - width / (LONELY * measure)) ** 2;
      }
      if (!last) cost += Math.max(0, opportunities[j - 1]?.dislike ?? 0) * (balance ? 1 : 0.1);
      if (!last) cost += Math.min(0, opportunities[j - 1]?.dislike ?? 0);
      for (let k = 0; k < lineCount; k += 1) {
        const before = best[k * (count + 1) + i] ?? Number.POSITIVE_INFINITY;
        if (before === Number.POSITIVE_INFINITY) continue;
        const slot = (k + 1) * (count + 1) + j;
        // On a tie the earlier line is the fuller one.
        if (before + cost <= (best[slot] ?? 0)) {
          best[slot] = before + cost;
          from[slot] = i;
        }
      }
    }
  }
  const ends: number[] = [];
  for (let k = lineCount, j = count; k > 0; k -= 1) {
    ends.push(at(j));
    j = from[k * (count + 1) + j] ?? 0;
  }
  return ends.reverse();
}
