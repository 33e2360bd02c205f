import fc from "fast-check";
import svgpath from "svgpath";
import { describe, expect, it } from "vitest";
import {
  boundsOf,
  readPath,
  readTransform,
  transformPoint,
  writePath,
} from "../../../../src/shared/pack/drawing/drawingPath.ts";

const coordinate = fc.integer({ min: -50, max: 50 });

describe("boundsOf", () => {
  it.each([
    // A parabola's peak is half-way to its control point, a symmetrical cubic's three quarters.
    ["M0 0Q5 10 10 0", { x: 0, y: 0, width: 10, height: 5 }],
    ["M0 0C0 8 10 8 10 0", { x: 0, y: 0, width: 10, height: 6 }],
    ["M5 5L10 0Q15 10 20 0", { x: 5, y: 0, width: 15, height: 5 }],
    ["M1 2L3 4Z", { x: 1, y: 2, width: 2, height: 2 }],
  ])("%s", (d, bounds) => {
    expect(boundsOf(readPath(d) ?? [])).toEqual(bounds);
  });

  it("holds every point of any curve, and touches it on all four sides", () => {
    const six = fc.tuple(coordinate, coordinate, coordinate, coordinate, coordinate, coordinate);
    fc.assert(
      fc.property(coordinate, coordinate, fc.array(six, { minLength: 1, maxLength: 4 }), (x, y, curves) => {
        const bounds = boundsOf(readPath(`M${x} ${y}${curves.map((one) => `C${one.join(" ")}`).join("")}`) ?? []);
        if (!bounds) throw new Error("no bounds");
        const points: [number, number][] = [[x, y]];
        let pen: readonly [number, number] = [x, y];
        for (const [x1, y1, x2, y2, x3, y3] of curves) {
          for (let step = 1; step <= 400; step += 1) {
            const t = step / 400;
            const mix = (p0: number, p1: number, p2: number, p3: number) =>
              (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t * t * p2 + t ** 3 * p3;
            points.push([mix(pen[0], x1, x2, x3), mix(pen[1], y1, y2, y3)]);
          }
          pen = [x3, y3];
        }
        const xs = points.map(([at]) => at);
        const ys = points.map(([, at]) => at);
        const sampled = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
        const exact = [bounds.x, bounds.y, bounds.x + bounds.width, bounds.y + bounds.height];
        for (const [at, value] of sampled.entries()) expect(Math.abs(value - (exact[at] ?? 0))).toBeLessThan(0.02);
      }),
    );
  });
});

describe("readTransform", () => {
  it.each([
    "",
    "  ",
    "translate(3)",
    "translate(3 4)",
    "rotate(30)",
    "rotate(30, 5 6)",
    "scale(2)",
    "skewX(10) skewY(5)",
    "matrix(1 2 3 4 5 6),translate(-1e1,.5)",
  ])("%j moves points as svgpath does", (list) => {
    const matrix = readTransform(list);
    if (!matrix) throw new Error("not read");
    const [x, y] = transformPoint(matrix, 7, -3);
    const [sx, sy] = svgpath("M7 -3")
      .transform(list)
      .toString()
      .slice(1)
      .split(/(?<=\d)(?=-)|\s/)
      .map(Number);
    expect(x).toBeCloseTo(sx ?? Number.NaN, 9);
    expect(y).toBeCloseTo(sy ?? Number.NaN, 9);
  });

  it.each(["spin(3)", "translate(3", "translate()", "rotate(a)", "scale(2) x"])("refuses %j", (list) => {
    expect(readTransform(list)).toBeNull();
  });
});

describe("writePath", () => {
  it("rounds to three decimals and never writes -0", () => {
    expect(writePath(readPath("M-0.0001 1.23456L2 3z") ?? [])).toBe("M0 1.235L2 3Z");
  });
});
