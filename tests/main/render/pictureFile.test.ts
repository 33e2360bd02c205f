import { existsSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { createMemoryPictureCache, createPictureConverter } from "../../../src/main/render/cmykPictures.ts";
import { checkPicture, readPictureFacts } from "../../../src/main/render/pictureFile.ts";
import { loadOutputProfile } from "../../../src/main/render/profile/outputProfile.ts";
import { renderPng } from "../../../src/main/render/renderPng.ts";
import { screenPicture } from "../../../src/main/render/screenPictures.ts";
import type { PictureItem } from "../../../src/shared/typeset/page/page.ts";
import { OUTLINES, samplePage } from "../../shared/render/samplePage.ts";
import { flat, pngBomb, QUARTERS, quartersStored, type Rgb, SIZE } from "./oddPictures.ts";

const PROFILE = loadOutputProfile();
/** Where Ghostscript is installed. */
const ADOBE_RGB = "/usr/share/color/icc/ghostscript/a98.icc";
const RED: Rgb = [200, 30, 40];
const ITEM: PictureItem = {
  kind: "picture",
  picture: "p",
  rect: { x: 0, y: 0, width: 60, height: 40 },
  crop: { x: 0, y: 0, ...SIZE },
  block: null,
};
const PAGE = samplePage([ITEM], { pictures: { p: SIZE }, width: 60, height: 40, bleed: 0 });

async function rgbAt(file: Uint8Array, x: number, y: number): Promise<number[]> {
  const region = { left: x, top: y, width: 1, height: 1 };
  return [...(await sharp(file).extract(region).toColourspace("srgb").removeAlpha().raw().toBuffer())];
}

/** The picture on each of the three ways out, as sRGB again; the print one through the press's own profile. */
async function everyWay(file: Uint8Array): Promise<Record<string, Uint8Array>> {
  const source = async () => file;
  const print = await createPictureConverter(source, PROFILE, createMemoryPictureCache())(PAGE, ITEM);
  // The JPEG carries no profile: it is told which one.
  const tagged = await sharp(print.jpeg)
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .withIccProfile(PROFILE.path)
    .tiff()
    .toBuffer();
  return {
    print: await sharp(tagged).toColourspace("srgb").png().toBuffer(),
    screen: (await screenPicture(PAGE, ITEM, source)).jpeg,
    png: await renderPng(PAGE, OUTLINES, { pictures: source, ppi: 72 }),
  };
}

/**
 * A press shows less than a screen: on paper the wanted colour is what the same colour gives as plain 8-bit sRGB,
 * which LittleCMS witnesses in the test of `createPictureConverter`.
 */
async function wantedOn(way: string, [r, g, b]: Rgb): Promise<Rgb> {
  if (way !== "print") return [r, g, b];
  const plain = await flat([r, g, b]).png().toBuffer();
  const [x = 0, y = 0, z = 0] = await rgbAt((await everyWay(plain)).print ?? plain, 30, 20);
  return [x, y, z];
}

async function expectEveryWay(
  file: Uint8Array,
  colour: Rgb,
  slack: number,
  what: string,
  at = [30, 20],
): Promise<void> {
  for (const [way, drawn] of Object.entries(await everyWay(file))) {
    expectNear(await rgbAt(drawn, at[0] ?? 0, at[1] ?? 0), await wantedOn(way, colour), slack, `${what}, ${way}`);
  }
}

function expectNear(got: readonly number[], wanted: Rgb, slack: number, what: string): void {
  const far = got.map((value, at) => Math.abs(value - (wanted[at] ?? Number.NaN)));
  expect(Math.max(...far), `${what}: ${got} instead of ${wanted}`).toBeLessThanOrEqual(slack);
}

const red = flat(RED);
const disguises: Readonly<Record<string, () => Promise<Buffer>>> = {
  "JPEG without a profile": () => red.clone().jpeg({ quality: 100 }).toBuffer(),
  "progressive JPEG": () => red.clone().jpeg({ quality: 100, progressive: true }).toBuffer(),
  "16-bit PNG": () => red.clone().toColourspace("rgb16").png().toBuffer(),
  "palette PNG": () => red.clone().png({ palette: true }).toBuffer(),
  "interlaced PNG": () => red.clone().png({ progressive: true }).toBuffer(),
  WebP: () => red.clone().webp({ lossless: true }).toBuffer(),
  "Display P3": () => red.clone().withIccProfile("p3").png().toBuffer(),
  "Display P3 in 16 bits": () => red.clone().toColourspace("rgb16").withIccProfile("p3").png().toBuffer(),
  "CMYK JPEG with its profile": () => red.clone().withIccProfile(PROFILE.path).jpeg({ quality: 100 }).toBuffer(),
};

describe("a photograph in every disguise", () => {
  for (const [name, make] of Object.entries(disguises)) {
    it(`keeps its colour: ${name}`, async () => {
      const file = await make();
      expect(await checkPicture(file, "photo")).toMatchObject(SIZE);
      await expectEveryWay(file, RED, 4, name);
    });
  }

  it.for([8, 16])("keeps its colour: Adobe RGB in %i bits", async (bits, context) => {
    if (!existsSync(ADOBE_RGB)) context.skip("not installed: Ghostscript's colour profiles");
    const picture = red.clone().withIccProfile(ADOBE_RGB);
    const file = await (bits === 16 ? picture.toColourspace("rgb16") : picture).png().toBuffer();
    expect((await sharp(file).metadata()).depth).toBe(bits === 16 ? "ushort" : "uchar");
    await expectEveryWay(file, RED, 4, "Adobe RGB");
  });

  it("keeps grey grey", async () => {
    const deep = await flat([128, 128, 128]).toColourspace("grey16").png().toBuffer();
    const plain = await flat([128, 128, 128]).toColourspace("b-w").jpeg().toBuffer();
    for (const file of [deep, plain]) {
      await expectEveryWay(file, [128, 128, 128], 3, "grey");
    }
  });

  it("shows white paper through what is transparent", async () => {
    const background = { r: 200, g: 30, b: 40, alpha: 0.5 };
    const half = await sharp({ create: { ...SIZE, channels: 4, background } })
      .png()
      .toBuffer();
    const deep = await sharp(half).toColourspace("rgb16").png().toBuffer();
    for (const file of [half, deep]) {
      await expectEveryWay(file, [228, 143, 148], 4, "half transparent");
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("turns it upright: EXIF orientation %i", async (orientation) => {
    const file = await quartersStored(orientation);
    expect(await checkPicture(file, "photo")).toMatchObject(SIZE);
    for (const [quarter, colour] of QUARTERS.entries()) {
      const at = [quarter % 2 === 0 ? 15 : 45, quarter < 2 ? 10 : 30];
      await expectEveryWay(file, colour, 8, `quarter ${quarter}`, at);
    }
  });

  it("leaves the numbers of a picture that was separated for this press alone", async () => {
    const black = sharp(Buffer.alloc(60 * 40 * 3), { raw: { ...SIZE, channels: 3 } });
    const file = await black.withIccProfile(PROFILE.path).jpeg({ quality: 100 }).toBuffer();
    const numbers = (jpeg: Uint8Array) =>
      sharp(jpeg).pipelineColourspace("cmyk").toColourspace("cmyk").raw().toBuffer();
    const { jpeg } = await createPictureConverter(async () => file, PROFILE, createMemoryPictureCache())(PAGE, ITEM);
    const [before, after] = [await numbers(file), await numbers(jpeg)];
    expect(Math.max(...before.map((value, at) => Math.abs(value - (after[at] ?? 0))))).toBeLessThanOrEqual(1);
  });

  it("lets nothing out that the camera noted", async () => {
    const exif = { IFD3: { GPSLatitudeRef: "N", GPSLatitude: "21/1 2/1 0/1" }, IFD0: { Artist: "Lan" } };
    const file = await red.clone().jpeg().withExif(exif).toBuffer();
    expect(await readPictureFacts(file, "photo")).toMatchObject({ located: true });
    expect(await readPictureFacts(await quartersStored(6), "photo")).toMatchObject({ located: false });
    expect(file.includes("Lan")).toBe(true);
    const source = async () => file;
    const print = await createPictureConverter(source, PROFILE, createMemoryPictureCache())(PAGE, ITEM);
    const { screen, png } = await everyWay(file);
    for (const drawn of [print.jpeg, screen, png]) expect(Buffer.from(drawn ?? file).includes("Lan")).toBe(false);
    for (const drawn of [print.jpeg, screen]) expect((await sharp(drawn).metadata()).exif).toBeUndefined();
  });
});

describe("a document that holds a bad picture all the same", () => {
  it.each<[string, () => Promise<Buffer>, string]>([
    ["one that stops in the middle", () => cut(red.clone().jpeg()), "render/picture-damaged"],
    ["one of 16 bits that stops", () => cut(red.clone().toColourspace("rgb16").png()), "render/picture-damaged"],
    ["a drawing", async () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "render/picture-format"],
    ["one of another size", () => red.clone().resize(30, 20).png().toBuffer(), "render/picture-size"],
    ["a bomb", async () => pngBomb(30_000, 30_000), "render/picture-too-large"],
    [
      "CMYK without a profile",
      () => red.clone().withIccProfile(PROFILE.path, { attach: false }).jpeg().toBuffer(),
      "render/picture-cmyk",
    ],
  ])("draws none of it: %s", async (_, make, code) => {
    const file = await make();
    const source = async () => file;
    const ways = [
      () => createPictureConverter(source, PROFILE, createMemoryPictureCache())(PAGE, ITEM),
      () => screenPicture(PAGE, ITEM, source),
      () => renderPng(PAGE, OUTLINES, { pictures: source, ppi: 72 }),
    ];
    for (const way of ways) await expect(way()).rejects.toMatchObject({ code });
  });
});

/** The first two thirds of the file. */
async function cut(picture: Sharp): Promise<Buffer> {
  const whole = await picture.toBuffer();
  return whole.subarray(0, Math.floor((whole.length * 2) / 3));
}

describe("checkPicture", () => {
  const refusal = (bytes: Uint8Array) =>
    checkPicture(bytes, "photo.jpg").then(
      () => "taken",
      (error: { code: string }) => error.code,
    );
  const noise = async () => {
    const pixels = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, at) => (at * 7919) % 251));
    return sharp(pixels, { raw: { width: 200, height: 200, channels: 3 } });
  };

  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ["nothing", () => Buffer.alloc(0), "render/picture-empty"],
    ["text", () => Buffer.from("a photograph"), "render/picture-format"],
    ["GIF", () => flat(RED).gif().toBuffer(), "render/picture-format"],
    ["TIFF", () => flat(RED).tiff().toBuffer(), "render/picture-format"],
    ["AVIF", () => flat(RED).avif({ effort: 0 }).toBuffer(), "render/picture-format"],
    [
      "SVG",
      () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      "render/picture-format",
    ],
    ["PDF", () => Buffer.from("%PDF-1.7 "), "render/picture-format"],
    ["30000 × 30000 pixels of zeros", () => pngBomb(30_000, 30_000), "render/picture-too-large"],
    ["a strip longer than the schema takes", () => pngBomb(40_000, 10), "render/picture-too-large"],
    ["a header alone", () => pngBomb(9000, 9000), "render/picture-damaged"],
    [
      "CMYK without a profile",
      () => flat(RED).withIccProfile(PROFILE.path, { attach: false }).jpeg().toBuffer(),
      "render/picture-cmyk",
    ],
    ["a moving picture", () => moving(), "render/picture-moving"],
  ])("refuses %s", async (_, make, code) => {
    expect(await refusal(await make())).toBe(code);
  });

  it("names the kind it cannot take, and what to do", async () => {
    await expect(checkPicture(await flat(RED).gif().toBuffer(), "photo.jpg")).rejects.toMatchObject({
      kind: "content",
      message: "photo.jpg is a GIF.",
      hint: "Save it as JPEG, PNG or WebP.",
    });
  });

  it("goes by the first bytes, not by the name", async () => {
    expect(await checkPicture(await flat(RED).png().toBuffer(), "photo.jpg")).toMatchObject({ type: "image/png" });
  });

  it("refuses CMYK without Adobe's marker, with a profile or without", async () => {
    for (const attach of [true, false]) {
      const adobe = await flat(RED).withIccProfile(PROFILE.path, { attach }).jpeg().toBuffer();
      const at = adobe.indexOf(Buffer.from([0xff, 0xee]));
      expect(at).toBeGreaterThan(0);
      const bare = Buffer.concat([adobe.subarray(0, at), adobe.subarray(at + 16)]);
      expect((await sharp(bare).metadata()).space).toBe("cmyk");
      expect(await refusal(bare)).toBe("render/picture-cmyk");
      expect(await refusal(adobe)).toBe(attach ? "taken" : "render/picture-cmyk");
    }
  });

  it.each([0.3, 0.7, 0.97])("refuses a file that stops at %f of its length", async (share) => {
    const picture = await noise();
    const files = [
      await picture.clone().jpeg().toBuffer(),
      await picture.clone().jpeg({ progressive: true }).toBuffer(),
      await picture.clone().png().toBuffer(),
      await picture.clone().webp().toBuffer(),
    ];
    for (const file of files) {
      expect(await refusal(file)).toBe("taken");
      expect(await refusal(file.subarray(0, Math.floor(file.length * share)))).toBe("render/picture-damaged");
    }
  });

  it("refuses a colour profile that libvips would leave out silently", async () => {
    const tagged = await flat(RED).withIccProfile("p3").jpeg().toBuffer();
    expect(await refusal(tagged)).toBe("taken");
    const start = tagged.indexOf("ICC_PROFILE") + 14;
    const spoil = (change: (icc: Buffer) => void) => {
      const copy = Buffer.from(tagged);
      change(copy.subarray(start));
      return refusal(copy);
    };
    expect(await spoil((icc) => icc.fill(0, 128, 400))).toBe("render/picture-profile");
    expect(await spoil((icc) => icc.write("CMYK", 16, "latin1"))).toBe("render/picture-profile");
    expect(await spoil((icc) => icc.write("xxxx", 36, "latin1"))).toBe("render/picture-profile");
  });
});

async function moving(): Promise<Buffer> {
  const frames = Buffer.concat([Buffer.alloc(60 * 40 * 3), Buffer.alloc(60 * 40 * 3, 255)]);
  const two = sharp(frames, { raw: { width: 60, height: 80, channels: 3, pageHeight: 40 } });
  return two.webp({ loop: 0 }).toBuffer();
}
