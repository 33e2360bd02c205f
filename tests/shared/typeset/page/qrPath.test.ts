import { spawnSync } from "node:child_process";
import sharp from "sharp";
import { encode } from "uqr";
import { describe, expect, it } from "vitest";
import { parsePath } from "../../../../src/shared/render/placeOutline.ts";
import { qrPath } from "../../../../src/shared/typeset/page/qrPath.ts";

const LINK = "https://example.org/di-cu-an-toan?hotline=+84981848484";
const RECT = { x: 10, y: 20, width: 120, height: 100 };

function decode(d: string): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 20 120 100" width="480" height="400"><rect x="10" y="20" width="120" height="100" fill="#fff"/><path d="${d}"/></svg>`;
  return sharp(Buffer.from(svg))
    .png()
    .toBuffer()
    .then((png) => spawnSync("zbarimg", ["--raw", "-q", "-"], { input: png, encoding: "utf8" }).stdout.trim());
}

describe("qrPath", () => {
  it.for([LINK, "tel:111", "الهجرة الآمنة", "x".repeat(300)])("is read back by zbar: %s", async (text, { skip }) => {
    if (spawnSync("which", ["zbarimg"]).status !== 0) skip("not installed: zbarimg");
    const { d } = qrPath(text, RECT);
    expect(await decode(d)).toBe(text);
    // The witness can say no: without the upper half nothing is read.
    expect(await decode(d.slice(d.length / 2).replace(/^[^M]*/, ""))).not.toBe(text);
  });

  it("fills the smaller side with four light modules around, in the middle", () => {
    const { d, moduleSize } = qrPath("tel:111", RECT);
    const points = parsePath(d)
      .flatMap(({ values }) => [values])
      .filter((values) => values.length === 2);
    const xs = points.map(([x = 0]) => x);
    const ys = points.map(([, y = 0]) => y);
    expect(Math.min(...ys)).toBeCloseTo(20 + 4 * moduleSize, 2);
    expect(Math.max(...ys)).toBeCloseTo(120 - 4 * moduleSize, 2);
    expect(Math.min(...xs)).toBeCloseTo(20 + 4 * moduleSize, 2);
    // 21 modules: the smallest symbol.
    expect(moduleSize).toBeCloseTo(100 / 29, 6);
  });

  it("covers exactly the dark modules, with far fewer rectangles", () => {
    const { d, moduleSize } = qrPath(LINK, RECT);
    const dark = encode(LINK, { ecc: "M", boostEcc: true, border: 0 }).data.flat().filter(Boolean).length;
    const corners = parsePath(d).filter(({ letter }) => letter !== "Z");
    let area = 0;
    for (let at = 0; at < corners.length; at += 4) {
      const [x1 = 0, y1 = 0] = corners[at]?.values ?? [];
      const [x2 = 0, y2 = 0] = corners[at + 2]?.values ?? [];
      area += (x2 - x1) * (y2 - y1);
    }
    expect(area / moduleSize ** 2).toBeCloseTo(dark, 0);
    expect(corners.length / 4).toBeLessThan(dark / 2);
  });

  it("refuses an empty text", () => {
    expect(() => qrPath("", RECT)).toThrow("needs a text");
  });
});
