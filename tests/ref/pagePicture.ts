import sharp from "sharp";
import { renderPng } from "../../src/main/render/renderPng.ts";
import type { Page } from "../../src/shared/typeset/page/page.ts";
import type { GlyphOutlines } from "../../src/shared/typeset/text/ports.ts";
import { PHOTOGRAPH } from "../fixtures/photograph.ts";

/** A page → the small picture that is kept of it; two of them → a third that shows where they differ. */

/** Pixels of the longer side: headlines can be read, and all pages together take less than 2 MB. */
const LONG_SIDE = 600;

export async function pagePicture(page: Page, outlines: GlyphOutlines): Promise<Buffer> {
  const scale = LONG_SIDE / Math.max(page.width, page.height);
  const size = { width: Math.round(page.width * scale), height: Math.round(page.height * scale) };
  const pictures = async (digest: string) => {
    if (digest === PHOTOGRAPH.digest) return PHOTOGRAPH.bytes;
    throw new Error(`the photograph ${digest} is not the one that is placed here`);
  };
  return sharp(await renderPng(page, outlines, { pictures, size }))
    .webp({ quality: 70, effort: 6 })
    .toBuffer();
}

/** Of 255: below it lies what the compression of one picture does differently from the other's. */
const VISIBLE = 48;

/** The later picture, faded, and in red what is not as it was. Pictures of two sizes are compared at the later one's. */
export async function differencePicture(before: Buffer, after: Buffer): Promise<Buffer> {
  const { data: now, info } = await sharp(after).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const was = await sharp(before).resize(width, height, { fit: "fill" }).removeAlpha().raw().toBuffer();
  const shown = Buffer.alloc(now.length);
  for (let at = 0; at < now.length; at += channels) {
    const pixel = [0, 1, 2].map((channel) => now[at + channel] ?? 0);
    const differs = pixel.some((value, channel) => Math.abs(value - (was[at + channel] ?? 0)) > VISIBLE);
    const colour = differs ? [214, 0, 0] : pixel.map((value) => 190 + value / 4);
    colour.forEach((value, channel) => {
      shown[at + channel] = value;
    });
  }
  return sharp(shown, { raw: { width, height, channels } }).png({ palette: true }).toBuffer();
}
