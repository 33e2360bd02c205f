import sharp, { type Sharp } from "sharp";
import { StudioError } from "../../shared/base/errors.ts";
import type { Page } from "../../shared/typeset/page.ts";

/** Digest of a photograph → its pixels, upright, checked against what the page was composed with. */

/** Digest → bytes of the photograph's file. */
export type PictureSource = (digest: string) => Promise<Uint8Array>;

export interface OpenPicture {
  /** Turned upright as its EXIF orientation says. */
  readonly image: Sharp;
  readonly width: number;
  readonly height: number;
}

/** @throws StudioError `render/picture-damaged`, `render/picture-size` */
export async function openPicture(page: Page, digest: string, source: PictureSource): Promise<OpenPicture> {
  const bytes = await source(digest);
  const { autoOrient, depth } = await sharp(bytes)
    .metadata()
    .catch((cause: unknown) => {
      throw new StudioError("render/picture-damaged", "content", `Picture ${digest} cannot be read.`, {
        hint: "Replace it with a JPEG, PNG or WebP file that opens in a picture viewer.",
        cause,
      });
    });
  const { width, height } = autoOrient;
  const expected = page.pictures[digest];
  if (!expected || expected.width !== width || expected.height !== height) {
    const composed = expected ? `${expected.width} × ${expected.height}` : "no";
    throw new StudioError(
      "render/picture-size",
      "failure",
      `Picture ${digest} has ${width} × ${height} pixels, but page ${page.id} was composed with ${composed} pixels.`,
      { hint: "Typeset the page again, then export." },
    );
  }
  const image = sharp(bytes).autoOrient();
  if (depth === "uchar") return { image, width, height };
  // libvips takes 16 bits without a profile for another RGB: a red came out with half its black in CMYK.
  const eight = await image.toColourspace("srgb").png({ compressionLevel: 0 }).toBuffer();
  return { image: sharp(eight), width, height };
}
