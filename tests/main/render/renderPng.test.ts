import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { renderJpeg, renderPng, renderWebp } from "../../../src/main/render/renderPng.ts";
import type { Page, PictureItem } from "../../../src/shared/typeset/page/page.ts";
import {
  OUTLINES,
  postPage,
  rectangle,
  samplePage,
  setLine,
  solid,
  trilingualPage,
} from "../../shared/render/samplePage.ts";

const NO_PICTURES = { pictures: () => Promise.reject(new Error("no picture is placed")) };

async function pixel(image: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(image).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

/** Red, green; blue, yellow. */
async function quarters(orientation?: number): Promise<Buffer> {
  const colours = [
    [200, 0, 0],
    [0, 200, 0],
    [0, 0, 200],
    [200, 200, 0],
  ];
  const data = Buffer.alloc(40 * 20 * 3);
  for (let y = 0; y < 20; y++) {
    for (let x = 0; x < 40; x++) {
      const colour = colours[(y < 10 ? 0 : 2) + (x < 20 ? 0 : 1)] ?? [];
      data.set(colour, (y * 40 + x) * 3);
    }
  }
  const image = sharp(data, { raw: { width: 40, height: 20, channels: 3 } });
  return (orientation ? image.withMetadata({ orientation }) : image).png().toBuffer();
}

function picturePage(crop: PictureItem["crop"], size = { width: 40, height: 20 }): Page {
  const rect = { x: 10, y: 10, width: 40, height: 40 };
  const page = { width: 96, height: 96, bleed: 0, pixels: { width: 96, height: 96 }, pictures: { q: size } };
  return samplePage([{ kind: "picture", picture: "q", rect, crop, block: null }], page);
}

describe("renderPng", () => {
  it("has exactly the pixels of a social format", async () => {
    const png = await renderPng(postPage(), OUTLINES, NO_PICTURES);
    expect(await sharp(png).metadata()).toMatchObject({
      width: 1080,
      height: 1080,
      channels: 3,
      depth: "uchar",
      space: "srgb",
      hasAlpha: false,
      hasProfile: false,
      isPalette: false,
      density: 96,
    });
  });

  it("has ppi times inches, rounded, of a print format", async () => {
    const a4 = trilingualPage({ width: 595.276, height: 841.89 });
    const at = async (ppi?: number) =>
      sharp(await renderPng(a4, OUTLINES, ppi ? { ...NO_PICTURES, ppi } : NO_PICTURES)).metadata();
    expect(await at()).toMatchObject({ width: 1240, height: 1754, density: 150 });
    expect(await at(72)).toMatchObject({ width: 595, height: 842, density: 72 });
  });

  it("renders a poster of A2 at 150 ppi in one piece", async () => {
    const ink = rectangle({ x: 0, y: 0, width: 1190.551, height: 1683.78 }, solid("sea"));
    const a2 = samplePage([ink], { width: 1190.551, height: 1683.78 });
    const png = await renderPng(a2, OUTLINES, NO_PICTURES);
    expect(await sharp(png).metadata()).toMatchObject({ width: 2480, height: 3508 });
    // librsvg draws in tiles: one colour everywhere says that no seam and no edge shows.
    const { channels } = await sharp(png).stats();
    expect(channels.map(({ min, max }) => [min, max])).toEqual([
      [0x0b, 0x0b],
      [0x5c, 0x5c],
      [0x7a, 0x7a],
    ]);
  });

  it("cuts the bleed off and paints inks as they are", async () => {
    const page = trilingualPage({ width: 420, height: 595 });
    const items = [rectangle({ x: -8, y: -8, width: 210 + 8, height: 620 }, solid("sea"))];
    const png = await renderPng({ ...page, items }, OUTLINES, { ...NO_PICTURES, ppi: 72 });
    expect(await pixel(png, 0, 0)).toEqual([0x0b, 0x5c, 0x7a]);
    expect(await pixel(png, 209, 594)).toEqual([0x0b, 0x5c, 0x7a]);
    expect(await pixel(png, 210, 594)).toEqual([255, 255, 255]);
  });

  it("puts letters where the page says", async () => {
    const line = setLine({ text: "l", font: "Alexandria-700", size: 400, x: 20, y: 350, language: "en" });
    const page = samplePage([line], { width: 400, height: 400, bleed: 0 });
    const png = await renderPng(page, OUTLINES, { ...NO_PICTURES, ppi: 72 });
    const { data } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
    const dark = [...data.keys()].filter((at) => (data[at] ?? 255) < 128);
    const ys = dark.map((at) => Math.floor(at / 400));
    expect(Math.max(...ys)).toBe(349);
    expect(Math.min(...dark.map((at) => at % 400))).toBeGreaterThan(20);
  });

  it("gives the same bytes twice", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => renderPng(postPage(3), OUTLINES, NO_PICTURES)));
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
    expect(one?.equals(await renderPng(postPage(4), OUTLINES, NO_PICTURES))).toBe(false);
  });

  it("crops pictures, unmirrored", async () => {
    const file = await quarters();
    const pictures = async () => file;
    const whole = await renderPng(picturePage({ x: 0, y: 0, width: 40, height: 20 }), OUTLINES, { pictures });
    expect(await pixel(whole, 20, 20)).toEqual([200, 0, 0]);
    expect(await pixel(whole, 40, 20)).toEqual([0, 200, 0]);
    expect(await pixel(whole, 20, 40)).toEqual([0, 0, 200]);
    expect(await pixel(whole, 5, 5)).toEqual([255, 255, 255]);
    const corner = await renderPng(picturePage({ x: 20.5, y: 10.5, width: 10, height: 9 }), OUTLINES, { pictures });
    for (const [x, y] of [
      [12, 12],
      [47, 47],
    ] as const)
      expect(await pixel(corner, x, y)).toEqual([200, 200, 0]);
  });

  it("turns a photograph upright as its camera noted", async () => {
    const file = await quarters(6);
    const page = picturePage({ x: 0, y: 0, width: 20, height: 40 }, { width: 20, height: 40 });
    const png = await renderPng(page, OUTLINES, { pictures: async () => file });
    // A quarter turn clockwise brings blue to the top left and red to the top right.
    expect(await pixel(png, 20, 20)).toEqual([0, 0, 200]);
    expect(await pixel(png, 40, 20)).toEqual([200, 0, 0]);
  });

  it("refuses a picture of another size, and what is none", async () => {
    const crop = { x: 0, y: 0, width: 40, height: 20 };
    const file = await quarters();
    const wrong = renderPng(picturePage(crop, { width: 80, height: 40 }), OUTLINES, { pictures: async () => file });
    await expect(wrong).rejects.toMatchObject({ code: "render/picture-size" });
    const damaged = renderPng(picturePage(crop), OUTLINES, { pictures: async () => new Uint8Array(99) });
    await expect(damaged).rejects.toMatchObject({ code: "render/picture-format" });
  });
});

describe("renderJpeg and renderWebp", () => {
  it("show the same picture as the PNG", async () => {
    const png = await sharp(await renderPng(postPage(), OUTLINES, NO_PICTURES))
      .raw()
      .toBuffer();
    for (const [render, format] of [
      [renderJpeg, "jpeg"],
      [renderWebp, "webp"],
    ] as const) {
      const other = await render(postPage(), OUTLINES, NO_PICTURES);
      expect(await sharp(other).metadata()).toMatchObject({ format, width: 1080, height: 1080, hasAlpha: false });
      const raw = await sharp(other).raw().toBuffer();
      const difference = png.reduce((sum, value, at) => sum + Math.abs(value - (raw[at] ?? 0)), 0) / png.length;
      expect(difference).toBeLessThan(1.5);
    }
  });
});
