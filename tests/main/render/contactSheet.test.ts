import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { drawContactSheet } from "../../../src/main/render/contactSheet.ts";

/** Sheets of coloured pages, looked at pixel by pixel. */

const GROUND = [255, 255, 255];

const page = (width: number, height: number, red: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: red, g: 0, b: 0 } } })
    .png()
    .toBuffer();

async function draw(shapes: readonly (readonly [number, number])[], direction: "ltr" | "rtl" = "ltr") {
  const pages = await Promise.all(shapes.map(([width, height], at) => page(width, height, 100 + at)));
  const options = { width: 1000, rowHeight: 200, gap: 10, ground: "#ffffff", direction };
  const { data, info } = await sharp(await drawContactSheet(pages, options))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const boxes = shapes.map(() => ({ left: info.width, top: info.height, right: -1, bottom: -1 }));
  for (let y = 0; y < info.height; y++) {
    for (let x = 0; x < info.width; x++) {
      const from = (y * info.width + x) * 3;
      if (data[from + 1] === GROUND[1]) continue;
      const box = boxes[(data[from] ?? 0) - 100];
      if (!box) throw new Error(`a colour that no page has at ${x} ${y}`);
      box.left = Math.min(box.left, x);
      box.top = Math.min(box.top, y);
      box.right = Math.max(box.right, x);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return boxes.map(({ left, top, right, bottom }) => ({
    left,
    top,
    width: right - left + 1,
    height: bottom - top + 1,
  }));
}

describe("drawContactSheet", () => {
  it("fills the width with whole pages of one height, in order", async () => {
    const boxes = await draw([
      [300, 400],
      [400, 400],
      [300, 400],
      [600, 400],
      [300, 400],
    ]);
    for (const [at, { left, top, width, height }] of boxes.entries()) {
      const before = boxes[at - 1];
      expect(height).toBe(boxes.find((box) => box.top === top)?.height);
      expect(width / height).toBeCloseTo([0.75, 1, 0.75, 1.5, 0.75][at] ?? 0, 1);
      if (before) expect(top > before.top || left === before.left + before.width + 10).toBe(true);
    }
  });

  it("leaves no page alone at the end where rows of other lengths avoid it", async () => {
    // Nine squares: rows of four or five fill the width near the height; four, four and one would not.
    const squares = Array.from({ length: 9 }, () => [100, 100] as const);
    const rows = Map.groupBy(await draw(squares), ({ top }) => top);
    expect([...rows.values()].map((row) => row.length).sort()).toEqual([4, 5]);
  });

  it("does not blow a single page up to the width", async () => {
    const [box] = await draw([[100, 100]]);
    expect(box?.height).toBeLessThan(300);
  });

  it("starts at the right for a right-to-left edition", async () => {
    const boxes = await draw(
      [
        [100, 100],
        [200, 100],
      ],
      "rtl",
    );
    expect(boxes[0]?.left).toBeGreaterThan(boxes[1]?.left ?? Number.POSITIVE_INFINITY);
    expect((boxes[0]?.left ?? 0) + (boxes[0]?.width ?? 0)).toBe(990);
  });
});
