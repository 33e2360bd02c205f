import sharp from "sharp";
import { digestValue } from "../../shared/base/digest.ts";
import { assert, StudioError } from "../../shared/base/errors.ts";
import type { Rect } from "../../shared/base/geometry.ts";
import type { Page, PictureItem } from "../../shared/typeset/page.ts";
import type { OutputProfile } from "./outputProfile.ts";
import { openPicture, type PictureSource } from "./pictures.ts";

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
 * The converter throws StudioError `render/picture-damaged`, `render/picture-size`, `render/profile-not-applied`.
 */
export function createPictureConverter(
  source: PictureSource,
  profile: OutputProfile,
  cache: PictureCache,
): PictureConverter {
  return async (page, item) => {
    const pixels = page.pictures[item.picture];
    assert(pixels, `picture ${item.picture} is placed but not listed on page ${page.id}`);
    const { crop, rect } = item;
    const left = Math.max(0, Math.floor(crop.x));
    const top = Math.max(0, Math.floor(crop.y));
    const width = Math.min(pixels.width, Math.ceil(crop.x + crop.width)) - left;
    const height = Math.min(pixels.height, Math.ceil(crop.y + crop.height)) - top;
    if (width < 1 || height < 1) {
      throw new StudioError("render/picture-size", "content", `Picture ${item.picture} is cropped to nothing.`, {
        hint: "Choose a visible part of the picture again.",
      });
    }
    const key = digestValue({ picture: item.picture, left, top, width, height, profile: profile.digest, QUALITY });
    let jpeg = await cache.get(key);
    if (!jpeg || !(await isAdobeCmyk(jpeg, width, height))) {
      const { image } = await openPicture(page, item.picture, source);
      jpeg = await image
        .extract({ left, top, width, height })
        .flatten({ background: "#ffffff" })
        // Alone: with toColourspace("cmyk") libvips converts twice, through a built-in CMYK.
        .withIccProfile(profile.path, { attach: false })
        .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
        .toBuffer();
      if (!(await isAdobeCmyk(jpeg, width, height))) {
        // libvips only warns about a profile it cannot use, and returns RGB.
        throw new StudioError("render/profile-not-applied", "failure", `Picture ${item.picture} did not become CMYK.`, {
          hint: `Check that ${profile.path} can be read.`,
        });
      }
      await cache.put(key, jpeg);
    }
    const x = rect.width / crop.width;
    const y = rect.height / crop.height;
    const covers = {
      x: rect.x + (left - crop.x) * x,
      y: rect.y + (top - crop.y) * y,
      width: width * x,
      height: height * y,
    };
    return { key, jpeg, width, height, covers };
  };
}

/** Four channels with an Adobe marker, which says that the channels are inverted. */
async function isAdobeCmyk(jpeg: Uint8Array, width: number, height: number): Promise<boolean> {
  const found = await sharp(jpeg)
    .metadata()
    .catch(() => null);
  const marker = [0xff, 0xee, 0x00, 0x0e, ...[..."Adobe"].map((letter) => letter.charCodeAt(0))];
  const head = jpeg.subarray(0, 2048);
  const adobe = head.some((_, at) => marker.every((byte, offset) => head[at + offset] === byte));
  return adobe && found?.channels === 4 && found.width === width && found.height === height;
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
