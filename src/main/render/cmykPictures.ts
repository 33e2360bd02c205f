import sharp from "sharp";
import { digestValue } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import type { Rect } from "../../shared/base/geometry.ts";
import type { Page, PictureItem } from "../../shared/typeset/page/page.ts";
import { hasAdobeMarker } from "./pictureFile.ts";
import { encodePicture, openVisiblePart, type PictureSource, visiblePart } from "./pictures.ts";
import type { OutputProfile } from "./profile/outputProfile.ts";

/** A placed photograph → CMYK JPEG of its visible part, converted once and kept. */

/** Where converted pictures are kept; losing one costs time only. */
export interface PictureCache {
  get(key: string): Promise<Uint8Array | null>;
  put(key: string, bytes: Uint8Array): Promise<void>;
}

export interface CmykPicture {
  /** Same key, same picture. */
  readonly key: string;
  /** Adobe CMYK JPEG: 255 is no ink. */
  readonly jpeg: Uint8Array;
  /** Pixels of `jpeg`. */
  readonly width: number;
  readonly height: number;
  /** The part of the page that the whole of `jpeg` covers: the item's rectangle and less than a pixel more on each side. */
  readonly covers: Rect;
}

export type PictureConverter = (page: Page, item: PictureItem) => Promise<CmykPicture>;

/** At 92 without chroma subsampling, differences stay below what an offset screen shows. */
const QUALITY = 92;

/**
 * Pictures keep their own pixels: they are cropped, never scaled.
 * The converter throws StudioError `render/profile-not-applied` and the codes of `visiblePart`,
 * `openVisiblePart` and `encodePicture`.
 */
export function createPictureConverter(
  source: PictureSource,
  profile: OutputProfile,
  cache: PictureCache,
): PictureConverter {
  return async (page, item) => {
    const part = visiblePart(page, item);
    const { left, top, width, height, covers } = part;
    const key = digestValue({ picture: item.picture, left, top, width, height, profile: profile.digest, QUALITY });
    let jpeg = await cache.get(key);
    if (!jpeg) {
      const { image, cmyk } = await openVisiblePart(page, item.picture, part, source);
      // What was separated for this very press keeps its numbers: black stays black ink alone.
      const separated =
        cmyk === profile.digest
          ? image.pipelineColourspace("cmyk").toColourspace("cmyk")
          : // Alone: with toColourspace("cmyk") libvips converts twice, through a built-in CMYK.
            image.withIccProfile(profile.path, { attach: false });
      jpeg = await encodePicture(
        item.picture,
        // Codes made to measure save 7 % of the file, but keep every coefficient in memory: 640 instead of 115 MB for
        // 4961 × 7016 pixels, and 2.1 instead of 1.4 s.
        separated.jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4", optimiseCoding: false }),
      );
      if (!(await isAdobeCmyk(jpeg, width, height))) {
        // libvips only warns about a profile it cannot use, and returns RGB.
        throw new StudioError("render/profile-not-applied", "failure", `Picture ${item.picture} did not become CMYK.`, {
          hint: `Check that ${profile.path} can be read.`,
        });
      }
      await cache.put(key, jpeg);
    }
    return { key, jpeg, width, height, covers };
  };
}

/** Four channels with an Adobe marker, which says that the channels are inverted. */
async function isAdobeCmyk(jpeg: Uint8Array, width: number, height: number): Promise<boolean> {
  const found = await sharp(jpeg)
    .metadata()
    .catch(() => null);
  return hasAdobeMarker(jpeg) && found?.channels === 4 && found.width === width && found.height === height;
}

/** Keeps the pictures of this run, the newest up to `limit` bytes. */
export function createMemoryPictureCache(limit = 256 * 1024 * 1024): PictureCache {
  const kept = new Map<string, Uint8Array>();
  let size = 0;
  return {
    async get(key) {
      return kept.get(key) ?? null;
    },
    async put(key, bytes) {
      size += bytes.length - (kept.get(key)?.length ?? 0);
      kept.delete(key);
      kept.set(key, bytes);
      for (const [oldest, old] of kept) {
        if (size <= limit || oldest === key) break;
        kept.delete(oldest);
        size -= old.length;
      }
    },
  };
}
