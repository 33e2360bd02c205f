import { describe, expect, it } from "vitest";
import { leadingOf } from "../../../../src/shared/typeset/page/placeLines.ts";
import type { InkBox, SetLine } from "../../../../src/shared/typeset/text/paragraph.ts";

/** A line with an ascent of 0.8 and a descent of 0.2, and ink in the given places. */
function line(width: number, ink: readonly InkBox[]): SetLine {
  return {
    start: 0,
    end: 0,
    width,
    ascent: 0.8,
    descent: 0.2,
    inkAbove: Math.max(0, ...ink.map((box) => box.above)),
    inkBelow: Math.max(0, ...ink.map((box) => box.below)),
    ink,
    runs: [],
  };
}

const LOW: InkBox = { left: 0, right: 1, above: 0.5, below: 0.6 };
const HIGH: InkBox = { left: 0, right: 1, above: 1.1, below: 0 };
const HIGH_AT_4: InkBox = { ...HIGH, left: 4, right: 5 };

describe("leadingOf", () => {
  it("keeps the leading where no letters meet", () => {
    const flat: InkBox = { left: 0, right: 5, above: 0.5, below: 0.1 };
    const { pitch, height } = leadingOf([line(5, [flat]), line(5, [flat])], 10, 1.2, "left");
    expect(pitch).toBeCloseTo(12);
    expect(height).toBeCloseTo(24);
  });

  it("opens where a letter stands under one that reaches down", () => {
    expect(leadingOf([line(5, [LOW]), line(5, [HIGH])], 10, 1.2, "left").pitch).toBeGreaterThan(17);
  });

  it("keeps the leading where the high letter stands beside the low one", () => {
    expect(leadingOf([line(5, [LOW]), line(5, [HIGH_AT_4])], 10, 1.2, "left").pitch).toBeCloseTo(12);
  });

  it("counts from the side on which the lines are flush", () => {
    // Flush right, the second line starts 4 further left: its letter at 4 stands under the first line's at 0.
    expect(leadingOf([line(1, [LOW]), line(5, [HIGH_AT_4])], 10, 1.2, "right").pitch).toBeGreaterThan(17);
    expect(leadingOf([line(1, [LOW]), line(5, [HIGH_AT_4])], 10, 1.2, "left").pitch).toBeCloseTo(12);
  });

  it("keeps all ink of the first and the last line inside", () => {
    const { first, last } = leadingOf([line(5, [HIGH]), line(5, [LOW])], 10, 1, "left");
    expect(first).toBeGreaterThanOrEqual(11);
    expect(last).toBeGreaterThanOrEqual(6);
  });
});
