import type { Rect } from "../../shared/base/geometry.ts";
import type { Page, PictureItem } from "../../shared/typeset/page/page.ts";
import { encodePicture, openVisiblePart, type PictureSource, visiblePart } from "./pictures.ts";

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

/** @throws StudioError with the codes of `visiblePart`, `openVisiblePart` and `encodePicture` */
export async function screenPicture(page: Page, item: PictureItem, source: PictureSource): Promise<ScreenPicture> {
  const part = visiblePart(page, item);
  const { image } = await openVisiblePart(page, item.picture, part, source);
  const pointsPerPixel = Math.max(part.covers.width / part.width, part.covers.height / part.height);
  const shrink = Math.min(1, (MOST_PPI * pointsPerPixel) / 72);
  const width = Math.max(1, Math.round(part.width * shrink));
  const height = Math.max(1, Math.round(part.height * shrink));
  const drawn = image
    .resize({ width, height, fit: "fill" })
    .toColourspace("srgb")
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" });
  return { jpeg: await encodePicture(item.picture, drawn), width, height, covers: part.covers };
}
