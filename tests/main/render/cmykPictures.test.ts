import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createMemoryPictureCache, createPictureConverter } from "../../../src/main/render/cmykPictures.ts";
import { loadOutputProfile } from "../../../src/main/render/profile/outputProfile.ts";
import type { PictureItem } from "../../../src/shared/typeset/page/page.ts";
import { samplePage } from "../../shared/render/samplePage.ts";
import { ask, need } from "./witness.ts";

const PROFILE = loadOutputProfile();
const PAGE = samplePage([], { pictures: { p: { width: 60, height: 40 } } });

function item(crop: PictureItem["crop"]): PictureItem {
  return { kind: "picture", picture: "p", rect: { x: 0, y: 0, width: 90, height: 60 }, crop, block: null };
}

const WHOLE = item({ x: 0, y: 0, width: 60, height: 40 });

function flat(...colour: [number, number, number]): Promise<Buffer> {
  const background = { r: colour[0], g: colour[1], b: colour[2] };
  return sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
}

/** Ink in per cent, from the JPEG's own inverted numbers. */
async function inkOf(jpeg: Uint8Array): Promise<number[]> {
  const { data, info } = await sharp(jpeg)
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(4);
  return [...data.subarray(0, 4)].map((value) => (value / 255) * 100);
}

describe("createPictureConverter", () => {
  it("separates colours as LittleCMS does, once", async (context) => {
    need(context, "transicc");
    for (const colour of [
      [0, 0, 0],
      [255, 255, 255],
      [200, 30, 40],
      [20, 90, 160],
    ] as [number, number, number][]) {
      const convert = createPictureConverter(() => flat(...colour), PROFILE, createMemoryPictureCache());
      const { jpeg } = await convert(PAGE, WHOLE);
      const asked = ask("sh", "-c", `echo "${colour.join("\n")}" | transicc -n -t 0 -i '*sRGB' -o '${PROFILE.path}'`);
      const expected = asked.trim().split(/\s+/).slice(-4).map(Number);
      const got = await inkOf(jpeg);
      for (const [at, value] of got.entries()) {
        expect(Math.abs(value - (expected[at] ?? Number.NaN)), `${colour}`).toBeLessThan(2);
      }
    }
  });

  it("separates 16 bits, palettes and wide gamuts with the same colour alike", async () => {
    const red = sharp(await flat(200, 30, 40));
    const files = {
      plain: await red.clone().png().toBuffer(),
      deep: await red.clone().toColourspace("rgb16").png().toBuffer(),
      palette: await red.clone().png({ palette: true }).toBuffer(),
      p3: await red.clone().withIccProfile("p3").png().toBuffer(),
    };
    const inkIn = async (file: Buffer) =>
      inkOf((await createPictureConverter(async () => file, PROFILE, createMemoryPictureCache())(PAGE, WHOLE)).jpeg);
    const plain = await inkIn(files.plain);
    for (const [name, file] of Object.entries(files)) {
      for (const [at, value] of (await inkIn(file)).entries()) {
        expect(Math.abs(value - (plain[at] ?? Number.NaN)), name).toBeLessThan(1.5);
      }
    }
  });

  it("keeps white empty and never exceeds the profile's total of 300 %", async () => {
    const total = async (...colour: [number, number, number]) => {
      const convert = createPictureConverter(() => flat(...colour), PROFILE, createMemoryPictureCache());
      return (await inkOf((await convert(PAGE, WHOLE)).jpeg)).reduce((sum, value) => sum + value, 0);
    };
    expect(await total(255, 255, 255)).toBeLessThan(1);
    expect(await total(0, 0, 0)).toBeGreaterThan(280);
    expect(await total(0, 0, 0)).toBeLessThan(301);
  });

  it("crops to whole pixels, keeps their size and says where they lie", async () => {
    const convert = createPictureConverter(() => flat(9, 9, 9), PROFILE, createMemoryPictureCache());
    const picture = await convert(PAGE, item({ x: 10.5, y: 8, width: 30, height: 20 }));
    expect(picture).toMatchObject({ width: 31, height: 20, covers: { x: -1.5, y: 0, width: 93, height: 60 } });
    expect(await sharp(picture.jpeg).metadata()).toMatchObject({
      width: 31,
      height: 20,
      space: "cmyk",
      chromaSubsampling: "4:4:4:4",
    });
  });

  it("converts once a crop and profile", async () => {
    let opened = 0;
    const source = () => {
      opened++;
      return flat(200, 30, 40);
    };
    const cache = createMemoryPictureCache();
    const start = (profile = PROFILE) => createPictureConverter(source, profile, cache);
    const first = await start()(PAGE, WHOLE);
    const second = await start()(PAGE, WHOLE);
    expect(opened).toBe(1);
    expect(Buffer.compare(first.jpeg, second.jpeg)).toBe(0);
    await start()(PAGE, item({ x: 0, y: 0, width: 30, height: 20 }));
    expect(opened).toBe(2);
    await start({ ...PROFILE, digest: "0".repeat(64) })(PAGE, WHOLE);
    expect(opened).toBe(3);
  });

  it("refuses what stayed RGB because the profile could not be used", async () => {
    const broken = { ...PROFILE, path: "/nowhere/profile.icc" };
    const convert = createPictureConverter(() => flat(1, 2, 3), broken, createMemoryPictureCache());
    await expect(convert(PAGE, WHOLE)).rejects.toThrow();
  });
});

describe("createMemoryPictureCache", () => {
  it("drops the oldest beyond its limit", async () => {
    const cache = createMemoryPictureCache(10);
    for (const key of ["a", "b", "c"]) await cache.put(key, new Uint8Array(4));
    expect(await cache.get("a")).toBeNull();
    expect(await cache.get("b")).toHaveLength(4);
    expect(await cache.get("c")).toHaveLength(4);
  });
});
