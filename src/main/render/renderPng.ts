import sharp, { type Sharp } from "sharp";
import { renderSvg } from "../../shared/render/renderSvg.ts";
import type { Page, PageItem, PagePicture, PictureItem } from "../../shared/typeset/page/page.ts";
import { type RasterSize, rasterSize } from "../../shared/typeset/page/page.ts";
import type { GlyphOutlines } from "../../shared/typeset/text/ports.ts";
import { encodePicture, openVisiblePart, type PictureSource, visiblePart } from "./pictures.ts";

/**
 * Page → PNG, JPEG or WebP of the trimmed page, at exact pixels, through its SVG and librsvg.
 *
 * sRGB, 8 bit, no alpha (white paper), no metadata but the density; same input, same bytes.
 *
 * Throughput: librsvg and libpng both run on libuv's threads, so two renderings at once use two cores
 * without workers of our own. Measured on 2 cores, 1080 × 1080 posts, 700 glyphs, gradient ground:
 * one at a time 97 ms a post, two at once 52 ms, four at once 53 ms; libvips with 2 threads inside one
 * rendering gains nothing (91 and 55 ms; `pictureFile` sets one). So callers keep two in flight for each two cores.
 */

export interface RasterOptions {
  readonly pictures: PictureSource;
  /** Pixels per inch of print formats; a social format has its own pixels. Default 150. */
  readonly ppi?: number;
  /** Exact size instead, for example of a thumbnail. */
  readonly size?: RasterSize;
}

/**
 * @throws StudioError with the codes of `visiblePart`, `openVisiblePart` and `encodePicture`
 *
 * Flat colour packs best unfiltered, photographs best filtered. 1080 × 1080 post, encoding alone: no
 * filter, level 6: 18 ms, 145 kB; adaptive, level 3: 36 ms, 216 kB; adaptive, level 6: 46 ms, 174 kB;
 * no filter, level 9: 99 ms, 117 kB. With a gradient over the whole ground 14 ms, 201 kB against 37 ms,
 * 408 kB (adaptive, level 3) and 53 ms, 232 kB (adaptive, level 6).
 */
export async function renderPng(page: Page, outlines: GlyphOutlines, options: RasterOptions): Promise<Buffer> {
  const drawn = await rasterise(page, outlines, options);
  const photographs = page.items.some((item) => item.kind === "picture");
  const packing = photographs
    ? { compressionLevel: 3, adaptiveFiltering: true }
    : { compressionLevel: 6, adaptiveFiltering: false };
  return drawn.png({ ...packing, palette: false }).toBuffer();
}

/** Full chroma resolution, so that coloured letters stay sharp. Errors as `renderPng`. */
export async function renderJpeg(page: Page, outlines: GlyphOutlines, options: RasterOptions): Promise<Buffer> {
  const drawn = await rasterise(page, outlines, options);
  return drawn.jpeg({ quality: 90, chromaSubsampling: "4:4:4" }).toBuffer();
}

/** Errors as `renderPng`. */
export async function renderWebp(page: Page, outlines: GlyphOutlines, options: RasterOptions): Promise<Buffer> {
  const drawn = await rasterise(page, outlines, options);
  return drawn.webp({ quality: 90, smartSubsample: true, effort: 3 }).toBuffer();
}

async function rasterise(page: Page, outlines: GlyphOutlines, options: RasterOptions): Promise<Sharp> {
  const size = options.size ?? rasterSize(page, options.ppi);
  const ready = await fitPictures(page, size, options.pictures);
  const svg = renderSvg(ready.page, outlines, {
    box: "trim",
    size,
    pictures: (id) => ready.addresses.get(id) ?? "",
  });
  // `unlimited`: an A2 photograph as data address passes libxml2's 10 MB for one attribute.
  return sharp(Buffer.from(svg), { density: 72, unlimited: true })
    .flatten({ background: "#ffffff" })
    .withDensity(Math.round((size.width / page.width) * 72));
}

/** Every placed picture cropped and reduced to the pixels it will cover, as data addresses: librsvg then has little to decode. */
async function fitPictures(page: Page, size: RasterSize, source: PictureSource) {
  const addresses = new Map<string, string>();
  const pictures: Record<string, PagePicture> = {};
  const items: PageItem[] = [];
  for (const item of page.items) {
    if (item.kind !== "picture") {
      items.push(item);
      continue;
    }
    const id = `${item.picture}/${items.length}`;
    const fitted = await fitPicture(page, item, size, source);
    addresses.set(id, fitted.address);
    pictures[id] = fitted.pixels;
    items.push({ ...item, picture: id, crop: fitted.crop });
  }
  return { page: { ...page, pictures, items }, addresses };
}

async function fitPicture(page: Page, item: PictureItem, size: RasterSize, source: PictureSource) {
  const part = visiblePart(page, item);
  const { image } = await openVisiblePart(page, item.picture, part, source);
  const { crop, rect } = item;
  const { left, top, width, height } = part;
  const shrink = Math.min(1, ((rect.width / page.width) * size.width) / crop.width);
  const pixels = { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
  const drawn = image
    .resize({ ...pixels, fit: "fill" })
    .toColourspace("srgb")
    .png({ compressionLevel: 0 });
  const data = await encodePicture(item.picture, drawn);
  const x = pixels.width / width;
  const y = pixels.height / height;
  return {
    address: `data:image/png;base64,${data.toString("base64")}`,
    pixels,
    crop: { x: (crop.x - left) * x, y: (crop.y - top) * y, width: crop.width * x, height: crop.height * y },
  };
}
