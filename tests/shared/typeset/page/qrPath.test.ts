import { spawnSync } from "node:child_process";
import sharp from "sharp";
import { encode } from "uqr";
import { describe, expect, it } from "vitest";
import type { Rect } from "../../../../src/shared/base/geometry.ts";
import { parsePath } from "../../../../src/shared/render/placeOutline.ts";
import { qrPath } from "../../../../src/shared/typeset/page/qrPath.ts";

const LINK = "https://example.org/di-cu-an-toan?hotline=+84981848484";
const RECT = { x: 10, y: 20, width: 120, height: 100 };

/** @param damage where the print is worn off. */
function decode(d: string, damage: Rect = { x: 0, y: 0, width: 0, height: 0 }): Promise<string> {
  const white = ({ x, y, width, height }: Rect) =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#fff"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 20 120 100" width="960" height="800">${white(RECT)}<path d="${d}"/>${white(damage)}</svg>`;
  return sharp(Buffer.from(svg))
    .png()
    .toBuffer()
    .then((png) => spawnSync("zbarimg", ["--raw", "-q", "-"], { input: png, encoding: "utf8" }).stdout.trim());
}

const LEVELS: Readonly<Record<string, string>> = { "01": "L", "00": "M", "11": "Q", "10": "H" };

/** The symbol as it was drawn, module by module. */
function modulesOf(d: string, moduleSize: number) {
  const rectangles = [...d.matchAll(/M([\d.]+) ([\d.]+)L[\d. ]+L([\d.]+) ([\d.]+)/g)].map((one) =>
    one.slice(1).map(Number),
  );
  const left = Math.min(...rectangles.map(([x = 0]) => x));
  const top = Math.min(...rectangles.map(([, y = 0]) => y));
  const size = Math.round((Math.max(...rectangles.map(([, , x = 0]) => x)) - left) / moduleSize);
  const dark = (row: number, column: number) => {
    const [x, y] = [left + (column + 0.5) * moduleSize, top + (row + 0.5) * moduleSize];
    return rectangles.some(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => x > x1 && x < x2 && y > y1 && y < y2);
  };
  return { size, dark };
}

describe("qrPath", () => {
  it.for([LINK, "tel:111", "الهجرة الآمنة", "x".repeat(300)])("is read back by zbar: %s", async (text, { skip }) => {
    if (spawnSync("which", ["zbarimg"]).status !== 0) skip("not installed: zbarimg");
    const { d } = qrPath(text, RECT);
    expect(await decode(d)).toBe(text);
    // The witness can say no: without the upper half nothing is read.
    expect(await decode(d.slice(d.length / 2).replace(/^[^M]*/, ""))).not.toBe(text);
  });

  // ISO/IEC 18004, tables 7 and 9: codewords that each level of the symbol corrects, and letters that it holds.
  it.for([
    { text: "tel:111", size: 21, level: "H", columns: 4, lost: 6, corrects: 8 },
    { text: "tel:1800100", size: 21, level: "Q", columns: 4, lost: 6, corrects: 6 },
    { text: LINK, size: 33, level: "M", columns: 4, lost: 12, corrects: 18 },
  ])("is read of $text where $lost codewords are worn off, as level $level promises", async (code, { skip }) => {
    if (spawnSync("which", ["zbarimg"]).status !== 0) skip("not installed: zbarimg");
    const { d, moduleSize } = qrPath(code.text, RECT);
    const { dark, size } = modulesOf(d, moduleSize);
    expect(size).toBe(code.size);
    // 7.9: the first two bits of the format, left of the upper left corner's foot, under the mask 10.
    expect(LEVELS[`${dark(8, 0) ? 0 : 1}${dark(8, 1) ? 1 : 0}`]).toBe(code.level);
    const worn = (columns: number) => ({
      x: RECT.x + (RECT.width + size * moduleSize) / 2 - columns * moduleSize,
      y: RECT.y + (RECT.height - size * moduleSize) / 2 + 9 * moduleSize,
      width: columns * moduleSize,
      height: (size - 9) * moduleSize,
    });
    // A codeword is eight modules.
    expect((code.columns * (size - 9)) / 8).toBe(code.lost);
    expect(code.lost).toBeLessThanOrEqual(code.corrects);
    expect(await decode(d, worn(code.columns))).toBe(code.text);
    // The witness can say no: nothing is read of a symbol that lost more than any level corrects.
    expect(await decode(d, worn(size - 9))).not.toBe(code.text);
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
