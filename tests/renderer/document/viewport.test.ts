import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fitViewport,
  GREATEST_SCALE,
  keepInSight,
  LEAST_SCALE,
  showRect,
  toSheet,
  zoomAt,
} from "../../../src/renderer/document/viewport.ts";

const size = fc.double({ min: 20, max: 3000, noNaN: true });
const sheet = fc.record({ x: fc.constantFrom(0, -8.5), y: fc.constantFrom(0, -8.5), width: size, height: size });
const window = fc.record({ width: fc.integer({ min: 200, max: 3000 }), height: fc.integer({ min: 200, max: 2000 }) });
const view = fc.record({
  scale: fc.double({ min: LEAST_SCALE, max: GREATEST_SCALE, noNaN: true }),
  x: fc.double({ min: -5000, max: 5000, noNaN: true }),
  y: fc.double({ min: -5000, max: 5000, noNaN: true }),
});
const point = fc.record({ x: fc.integer({ min: 0, max: 2000 }), y: fc.integer({ min: 0, max: 2000 }) });

describe("viewport", () => {
  it("fits the whole sheet in the middle", () => {
    fc.assert(
      fc.property(sheet, window, (one, room) => {
        const { scale, x, y } = fitViewport(one, room);
        const left = x + one.x * scale;
        const top = y + one.y * scale;
        expect(left).toBeCloseTo(room.width - (left + one.width * scale), 6);
        expect(top).toBeCloseTo(room.height - (top + one.height * scale), 6);
        if (scale > LEAST_SCALE) expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("keeps the point under the pointer where it is", () => {
    fc.assert(
      fc.property(view, point, fc.double({ min: 0.1, max: 10, noNaN: true }), (one, at, factor) => {
        const before = toSheet(one, at);
        const after = toSheet(zoomAt(one, factor, at), at);
        expect(after.x).toBeCloseTo(before.x, 4);
        expect(after.y).toBeCloseTo(before.y, 4);
      }),
    );
  });

  it("never loses the sheet", () => {
    fc.assert(
      fc.property(view, sheet, window, (one, paper, room) => {
        const { scale, x, y } = keepInSight(one, paper, room);
        const left = x + paper.x * scale;
        const top = y + paper.y * scale;
        expect(left).toBeLessThan(room.width);
        expect(left + paper.width * scale).toBeGreaterThan(0);
        expect(top).toBeLessThan(room.height);
        expect(top + paper.height * scale).toBeGreaterThan(0);
      }),
    );
  });

  it("brings a place into sight, and moves nothing that is in sight", () => {
    const room = { width: 1000, height: 800 };
    const inside = { x: 10, y: 10, width: 100, height: 100 };
    const still = { scale: 1, x: 200, y: 200 };
    expect(showRect(still, inside, room)).toEqual(still);
    const moved = showRect({ scale: 1, x: -500, y: 900 }, inside, room);
    expect(moved.x + 10).toBe(32);
    expect(moved.y + 110).toBe(768);
  });
});
