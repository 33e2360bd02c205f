import fc from "fast-check";
import svgpath from "svgpath";
import { describe, expect, it } from "vitest";
import { parsePath, placeOutline } from "../../../src/shared/render/placeOutline.ts";

const numbers = (d: string) => parsePath(d).flatMap(({ values }) => values);

describe("parsePath", () => {
  it("reads repeated operands, signs without separators and exponents", () => {
    expect(parsePath("M1-2 3,4L.5.25Q1e2 0 3 4C1 2 3 4 5 6Z")).toEqual([
      { letter: "M", values: [1, -2] },
      { letter: "L", values: [3, 4] },
      { letter: "L", values: [0.5, 0.25] },
      { letter: "Q", values: [100, 0, 3, 4] },
      { letter: "C", values: [1, 2, 3, 4, 5, 6] },
      { letter: "Z", values: [] },
    ]);
  });

  it.each(["M1", "M1 2L", "m1 2", "M1 2A1 1 0 0 1 2 2", "M1 2H3"])("refuses %s", (d) => {
    expect(() => parsePath(d)).toThrow("Assertion failed");
  });
});

describe("placeOutline", () => {
  it("moves every point, as svgpath does", () => {
    const coordinate = fc.integer({ min: -20_000, max: 20_000 }).map((value) => value / 10);
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 12, maxLength: 12 }), coordinate, coordinate, (v, x, y) => {
        const d = `M${v[0]} ${v[1]}Q${v.slice(2, 6).join(" ")}C${v.slice(6).join(" ")}Z`;
        const expected = numbers(svgpath(d).translate(x, y).toString());
        const moved = numbers(placeOutline(d, x, y));
        expect(moved).toHaveLength(expected.length);
        // Rounded to a tenth, so up to a twentieth off.
        for (const [at, value] of moved.entries())
          expect(Math.abs(value - (expected[at] ?? Number.NaN))).toBeLessThan(0.0501);
      }),
    );
  });

  it("keeps a blank glyph blank", () => {
    expect(placeOutline("", 5, 5)).toBe("");
  });
});
