import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakGreedily, breakOptimally, type LineMeasure } from "../../../../src/shared/typeset/text/breakLines.ts";
import type { BreakOpportunity } from "../../../../src/shared/typeset/text/breakOpportunities.ts";

/** Words of so many letters, one em each, with a space of one em that hangs. */
function words(lengths: readonly number[], mandatoryAfter: readonly number[] = []) {
  const opportunities: BreakOpportunity[] = [];
  let offset = 0;
  lengths.forEach((length, index) => {
    offset += length + 1;
    const mandatory = index === lengths.length - 1 || mandatoryAfter.includes(index);
    opportunities.push({ offset, mandatory, dislike: 0 });
  });
  const lines: LineMeasure = {
    width: (start, end) => end - start - 1,
    atLeast: (start, end) => end - start - 1,
  };
  return { opportunities, lines };
}

function widths(ends: readonly number[]): number[] {
  return ends.map((end, index) => end - (ends[index - 1] ?? 0) - 1);
}

/** Every way to break into lines that fit. */
function everyWay(lengths: readonly number[], measure: number): number[][] {
  if (lengths.length === 0) return [[]];
  const ways: number[][] = [];
  let width = -1;
  for (let count = 1; count <= lengths.length; count += 1) {
    width += 1 + (lengths[count - 1] ?? 0);
    if (width > measure) break;
    for (const rest of everyWay(lengths.slice(count), measure)) ways.push([width, ...rest]);
  }
  return ways;
}

const someWords = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 11 });

describe("breakGreedily", () => {
  it("takes as many words as fit", () => {
    const { opportunities, lines } = words([4, 4, 4, 9, 2]);
    expect(widths(breakGreedily(opportunities, lines, 9).ends)).toEqual([9, 4, 9, 2]);
  });

  it("gives a word that is too long a line of its own", () => {
    const { opportunities, lines } = words([3, 14, 3]);
    expect(widths(breakGreedily(opportunities, lines, 8).ends)).toEqual([3, 14, 3]);
  });

  it("ends lines where they must end", () => {
    const { opportunities, lines } = words([2, 2, 2], [0]);
    expect(widths(breakGreedily(opportunities, lines, 20).ends)).toEqual([2, 5]);
  });
});

describe("breakOptimally", () => {
  it("needs no more lines than any other way", () => {
    fc.assert(
      fc.property(someWords, fc.integer({ min: 9, max: 24 }), fc.boolean(), (lengths, measure, balance) => {
        const { opportunities, lines } = words(lengths);
        const least = Math.min(...everyWay(lengths, measure).map((way) => way.length));
        const got = widths(breakOptimally(opportunities, lines, measure, balance).ends);
        expect(got).toHaveLength(least);
        expect(Math.max(...got)).toBeLessThanOrEqual(measure);
      }),
    );
  });

  it("balances better than, or as well as, every other way with as many lines", () => {
    fc.assert(
      fc.property(someWords, fc.integer({ min: 9, max: 24 }), (lengths, measure) => {
        const { opportunities, lines } = words(lengths);
        const raggedness = (way: readonly number[]) => way.reduce((sum, width) => sum + (measure - width) ** 2, 0);
        const got = widths(breakOptimally(opportunities, lines, measure, true).ends);
        const best = Math.min(
          ...everyWay(lengths, measure)
            .filter((way) => way.length === got.length)
            .map(raggedness),
        );
        expect(raggedness(got)).toBe(best);
      }),
    );
  });

  it("balances a headline", () => {
    const { opportunities, lines } = words([4, 4, 4, 4, 4]);
    expect(widths(breakOptimally(opportunities, lines, 19, true).ends)).toEqual([14, 9]);
    expect(widths(breakGreedily(opportunities, lines, 19).ends)).toEqual([19, 4]);
  });

  it("does not leave one short word alone on the last line where another way has as many lines", () => {
    const { opportunities, lines } = words([4, 4, 4, 4, 4, 3]);
    expect(widths(breakGreedily(opportunities, lines, 24).ends)).toEqual([24, 3]);
    expect(widths(breakOptimally(opportunities, lines, 24, false).ends)).toEqual([19, 8]);
  });

  it("fills up a last line of a few short words where the line before can spare them", () => {
    const { opportunities, lines } = words([4, 4, 4, 4, 4, 4, 2, 2]);
    expect(widths(breakGreedily(opportunities, lines, 29).ends)).toEqual([29, 5]);
    expect(widths(breakOptimally(opportunities, lines, 29, false).ends)).toEqual([24, 10]);
    // From 0.3 of the measure on it is let alone.
    const enough = words([4, 4, 4, 4, 4, 4, 4, 4]);
    expect(widths(breakOptimally(enough.opportunities, enough.lines, 29, false).ends)).toEqual([29, 9]);
    // A line before that would be left half empty cannot spare anything.
    const spent = words([12, 15, 2, 2]);
    expect(widths(breakOptimally(spent.opportunities, spent.lines, 28, false).ends)).toEqual([28, 5]);
  });

  it("keeps a lonely last word where nothing else fits in as many lines", () => {
    const { opportunities, lines } = words([10, 10, 2]);
    expect(widths(breakOptimally(opportunities, lines, 10, false).ends)).toEqual([10, 10, 2]);
  });

  it("prefers another break to one that is disliked", () => {
    const { opportunities, lines } = words([4, 1, 4, 4, 1, 4]);
    const plain = breakOptimally(opportunities, lines, 16, true).ends;
    expect(widths(plain)).toEqual([11, 11]);
    const disliked = opportunities.map((one, index) => (index === 2 ? { ...one, dislike: 0.3 } : one));
    expect(widths(breakOptimally(disliked, lines, 16, true).ends)).toEqual([16, 6]);
  });

  it("puts a word that is too long on its own line and sets the rest", () => {
    const { opportunities, lines } = words([3, 3, 30, 3, 3]);
    expect(widths(breakOptimally(opportunities, lines, 8, true).ends)).toEqual([7, 30, 7]);
  });
});
