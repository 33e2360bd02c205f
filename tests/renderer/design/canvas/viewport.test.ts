import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fitViewport,
  GREATEST_SCALE,
  keepInSight,
  LEAST_SCALE,
  panBy,
  scrollBy,
  scrollThumb,
  showRect,
  toSheet,
  zoomAt,
} from "../../../../src/renderer/design/canvas/viewport.ts";

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

  it("has no scroll bar while the whole sheet is in sight, and says where the window is while it is not", () => {
    fc.assert(
      fc.property(view, sheet, window, fc.constantFrom<"x" | "y">("x", "y"), (one, paper, room, axis) => {
        const fitted = scrollThumb(fitViewport(paper, room), paper, room, axis);
        if (fitViewport(paper, room).scale > LEAST_SCALE) expect(fitted).toBeNull();
        const shown = keepInSight(one, paper, room);
        const [start, length, width] =
          axis === "x"
            ? [shown.x + paper.x * shown.scale, paper.width * shown.scale, room.width]
            : [shown.y + paper.y * shown.scale, paper.height * shown.scale, room.height];
        const thumb = scrollThumb(shown, paper, room, axis);
        const isInSight = start >= 0 && start + length <= width;
        if (isInSight) expect(thumb).toBeNull();
        if (thumb === null) return;
        expect(thumb.start).toBeGreaterThanOrEqual(0);
        expect(thumb.start + thumb.size).toBeLessThanOrEqual(1 + 1e-9);
        // Something before the window leaves room before the thumb, and something after it room after it.
        if (start < 0) expect(thumb.start).toBeGreaterThan(0);
        if (start + length > width) expect(thumb.start + thumb.size).toBeLessThan(1);
      }),
    );
  });

  it("comes to both ends of the sheet by dragging a scroll bar, and no further", () => {
    fc.assert(
      fc.property(view, sheet, window, (one, paper, room) => {
        const shown = keepInSight(one, paper, room);
        const dragged = (part: number) => panBy(shown, { x: -scrollBy(part, shown, paper, room, "x"), y: 0 });
        const [first, last] = [dragged(-1), dragged(1)];
        const end = last.x + (paper.x + paper.width) * last.scale;
        expect(first.x + paper.x * first.scale).toBeGreaterThanOrEqual(-1e-6);
        expect(end).toBeLessThanOrEqual(room.width + 1e-6);
        expect(scrollBy(0, shown, paper, room, "x")).toBeCloseTo(0, 9);
      }),
    );
  });
});
