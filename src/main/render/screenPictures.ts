import { StudioError } from "../../shared/base/errors.ts";
import type { Rect } from "../../shared/base/geometry.ts";
import type { Page, PictureItem } from "../../shared/typeset/page.ts";
import { openPicture, type PictureSource } from "./pictures.ts";

/** A placed photograph → sRGB JPEG of its visible part, no finer than a screen shows when zoomed in. */

export interface ScreenPicture {
  readonly jpeg: Uint8Array;
  /** Pixels of `jpeg`. */
  readonly width: number;
  readonly height: number;
  /** The part of the page that the whole of `jpeg` covers: the item's rectangle and less than a pixel more on each side. */
  readonly covers: Rect;
}

/** Sharp at twice the size on an office screen, and small enough to send by telephone. */
const MOST_PPI = 220;
const QUALITY = 85;

/** @throws StudioError `render/picture-damaged`, `render/picture-size` */
export async function screenPicture(page: Page, item: PictureItem, source: PictureSource): Promise<ScreenPicture> {
  const open = await openPicture(page, item.picture, source);
  const { crop, rect } = item;
  const left = Math.max(0, Math.floor(crop.x));
  const top = Math.max(0, Math.floor(crop.y));
  const wide = Math.min(open.width, Math.ceil(crop.x + crop.width)) - left;
  const high = Math.min(open.height, Math.ceil(crop.y + crop.height)) - top;
  if (wide < 1 || high < 1) {
    throw new StudioError("render/picture-size", "content", `Picture ${item.picture} is cropped to nothing.`, {
      hint: "Choose a visible part of the picture again.",
    });
  }
  const x = rect.width / crop.width;
  const y = rect.height / crop.height;
  const covers = {
    x: rect.x + (left - crop.x) * x,
    y: rect.y + (top - crop.y) * y,
    width: wide * x,
    height: high * y,
  };
  const shrink = Math.min(1, MOST_PPI / (72 / Math.max(x, y)));
  const width = Math.max(1, Math.round(wide * shrink));
  const height = Math.max(1, Math.round(high * shrink));
  const jpeg = await open.image
    .extract({ left, top, width: wide, height: high })
    .resize({ width, height, fit: "fill" })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
    .toBuffer();
  return { jpeg, width, height, covers };
}
