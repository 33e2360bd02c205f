import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FreeStretch, PATCH, placeColourBar } from "../../../src/main/render/colourBar.ts";

const recipes = (free: readonly FreeStretch[]) => placeColourBar(free).map(({ inks }) => inks.join("/"));

const SOLIDS = ["100/0/0/0", "0/100/0/0", "0/0/100/0", "0/0/0/100"];
const OVERPRINTS = ["0/100/100/0", "100/0/100/0", "100/100/0/0"];

describe("placeColourBar", () => {
  it("has solids, overprints of two, half tones and the grey balance, side by side", () => {
    const bar = placeColourBar([[10, 10 + 12 * PATCH]]);
    expect(bar.map(({ x }) => Math.round((x - 10) / PATCH))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const half = ["50/0/0/0", "0/50/0/0", "0/0/50/0", "0/0/0/50", "50/40/40/0"];
    expect(bar.map(({ inks }) => inks.join("/"))).toEqual([...SOLIDS, ...OVERPRINTS, ...half]);
  });

  it("goes on in the next stretch with a whole group", () => {
    const bar = placeColourBar([
      [0, 6 * PATCH],
      [200, 200 + 8 * PATCH],
    ]);
    expect(bar.filter(({ x }) => x < 200).map(({ inks }) => inks.join("/"))).toEqual(SOLIDS);
    expect(bar.filter(({ x }) => x >= 200)).toHaveLength(8);
  });

  it("is left out where a group finds no room", () => {
    expect(recipes([])).toEqual([]);
    expect(recipes([[0, 11 * PATCH]])).toEqual([]);
    expect(
      recipes([
        [0, 11 * PATCH],
        [300, 300 + 4 * PATCH],
      ]),
    ).toEqual([]);
  });

  it("never leaves the stretches, and never overlaps itself", () => {
    const lengths = fc.array(
      fc.tuple(fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: -5, max: 250, noNaN: true })),
    );
    fc.assert(
      fc.property(lengths, (gaps) => {
        let end = 0;
        const free = gaps.map(([gap, length]): FreeStretch => {
          const from = end + gap;
          end = from + Math.max(0, length);
          return [from, from + length];
        });
        const bar = placeColourBar(free);
        expect([0, 12]).toContain(bar.length);
        for (const [at, { x }] of bar.entries()) {
          expect(free.some(([from, to]) => x >= from - 1e-9 && x + PATCH <= to + 1e-9)).toBe(true);
          if (at > 0) expect(x).toBeGreaterThanOrEqual((bar[at - 1]?.x ?? 0) + PATCH - 1e-9);
        }
      }),
    );
  });
});
