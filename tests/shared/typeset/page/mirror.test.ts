import { describe, expect, it } from "vitest";
import { foldsOf, frameRect, isReflected, safeMargins } from "../../../../src/shared/typeset/page/mirror.ts";
import { pack } from "../../../fixtures/safeMigration.ts";

/** A leaflet that is drawn once, for left-to-right, and where its parts lie in an edition of each direction. */

const TRIFOLD = pack.templates.find(({ id }) => id === "trifold-safe-migration");

describe("a right-to-left layout", () => {
  it("swaps the margins at the start and the end of a line", () => {
    const template = { safe: { top: 1, end: 2, bottom: 3, start: 4 } };
    expect(safeMargins(template, "ltr")).toEqual({ left: 4, top: 1, right: 2, bottom: 3 });
    expect(safeMargins(template, "rtl")).toEqual({ left: 2, top: 1, right: 4, bottom: 3 });
  });

  it("measures folds from the other edge, still from left to right", () => {
    const [page] = TRIFOLD?.pages ?? [];
    if (!TRIFOLD || !page) throw new Error("the pack has a tri-fold");
    const folds = foldsOf(page, TRIFOLD, "ltr");
    expect(folds).toHaveLength(2);
    const mirrored = folds.map((x) => TRIFOLD.width - x).reverse();
    expect(foldsOf(page, TRIFOLD, "rtl")).toEqual(mirrored.map((x) => expect.closeTo(x, 6)));
  });

  it("moves frames to the other side, but those that stay", () => {
    const frames = TRIFOLD?.pages.flatMap((page) => page.frames) ?? [];
    expect(frames.some(({ rtl }) => rtl === "mirror")).toBe(true);
    for (const frame of frames) {
      const width = TRIFOLD?.width ?? 0;
      expect(frameRect(frame, { width }, "ltr")).toEqual(frame.at);
      const { x, width: across } = frameRect(frame, { width }, "rtl");
      expect(x).toBeCloseTo(frame.rtl === "mirror" ? width - frame.at.x - across : frame.at.x, 6);
    }
  });

  it("reflects drawings where the template says so, and never from left to right", () => {
    const frames = pack.templates.flatMap(({ pages }) => pages.flatMap((page) => page.frames));
    const reflected = frames.filter((frame) => isReflected(frame, "rtl"));
    expect(reflected.length).toBeGreaterThan(0);
    expect(reflected.every((frame) => frame.kind === "picture" && frame.flip)).toBe(true);
    expect(frames.filter((frame) => isReflected(frame, "ltr"))).toEqual([]);
    // No sample has one, and a photograph turned round is another photograph.
    const kept = reflected.flatMap((frame) => (frame.kind === "picture" ? [{ ...frame, flip: false }] : []));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter((frame) => isReflected(frame, "rtl"))).toEqual([]);
  });
});
