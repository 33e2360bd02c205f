import sharp, { type Sharp } from "sharp";
import { assert, StudioError } from "../../shared/base/errors.ts";
import type { Rect } from "../../shared/base/geometry.ts";
import type { Page, PictureItem } from "../../shared/typeset/page/page.ts";
import { readPictureFacts } from "./pictureFile.ts";

/** A placed photograph → the pixels of it that show, upright, on white, checked against what the page was composed with. */

/** Digest → bytes of the photograph's file. */
export type PictureSource = (digest: string) => Promise<Uint8Array>;

/** Whole pixels of the upright picture, from its top-left corner, and where they lie on the page. */
export interface VisiblePart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The item's rectangle and less than a pixel more on each side. */
  readonly covers: Rect;
}

export interface OpenPicture {
  readonly image: Sharp;
  /** SHA-256 of the colour profile of CMYK pixels; null where they are RGB or grey. */
  readonly cmyk: string | null;
}

/** @throws StudioError `render/picture-size` */
export function visiblePart(page: Page, { picture, crop, rect }: PictureItem): VisiblePart {
  const whole = page.pictures[picture];
  assert(whole, `picture ${picture} is placed but not listed on page ${page.id}`);
  const left = Math.max(0, Math.floor(crop.x));
  const top = Math.max(0, Math.floor(crop.y));
  const width = Math.min(whole.width, Math.ceil(crop.x + crop.width)) - left;
  const height = Math.min(whole.height, Math.ceil(crop.y + crop.height)) - top;
  if (width < 1 || height < 1) {
    throw new StudioError("render/picture-size", "content", `Picture ${picture} is cropped to nothing.`, {
      hint: "Choose a visible part of the picture again.",
    });
  }
  const x = rect.width / crop.width;
  const y = rect.height / crop.height;
  const covers = {
    x: rect.x + (left - crop.x) * x,
    y: rect.y + (top - crop.y) * y,
    width: width * x,
    height: height * y,
  };
  return { left, top, width, height, covers };
}

/** @throws StudioError `render/picture-size`, `render/picture-damaged` and the codes of `readPictureFacts` */
export async function openVisiblePart(
  page: Page,
  digest: string,
  { left, top, width, height }: VisiblePart,
  source: PictureSource,
): Promise<OpenPicture> {
  const bytes = await source(digest);
  const facts = await readPictureFacts(bytes, `Picture ${digest}`);
  const expected = page.pictures[digest];
  if (!expected || expected.width !== facts.width || expected.height !== facts.height) {
    const composed = expected ? `${expected.width} × ${expected.height}` : "no";
    throw new StudioError(
      "render/picture-size",
      "failure",
      `Picture ${digest} has ${facts.width} × ${facts.height} pixels, but page ${page.id} was composed with ${composed} pixels.`,
      { hint: "Typeset the page again, then export." },
    );
  }
  const whole = sharp(bytes, { limitInputPixels: facts.width * facts.height });
  const part = whole.autoOrient().extract({ left, top, width, height });
  const image = facts.deep ? await eightBits(digest, part, facts.profile !== null) : part;
  return { image: image.flatten({ background: "#ffffff" }), cmyk: facts.cmyk ? facts.profile : null };
}

/**
 * 16 bits → 8 bits of sRGB. In one go libvips would leave an embedded profile out (a red of Display P3 turned dull),
 * and take numbers without a profile for another RGB (a red came out with half its black in CMYK).
 */
async function eightBits(digest: string, deep: Sharp, hasProfile: boolean): Promise<Sharp> {
  const shallow = hasProfile ? deep.withIccProfile("srgb", { attach: false }) : deep.toColourspace("srgb");
  return sharp(await encodePicture(digest, shallow.png({ compressionLevel: 0 })));
}

/** Pixels turned into a file. @throws StudioError `render/picture-damaged` where the file stops in the middle */
export async function encodePicture(digest: string, image: Sharp): Promise<Buffer> {
  try {
    return await image.toBuffer();
  } catch (cause) {
    throw new StudioError("render/picture-damaged", "content", `Picture ${digest} is damaged.`, {
      hint: "Place it again from an undamaged file.",
      cause,
    });
  }
}
