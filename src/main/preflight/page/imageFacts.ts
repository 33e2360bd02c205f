import sharp from "sharp";
import { StudioError } from "../../../shared/base/errors.ts";
import { decodeStream, filtersOf } from "../pdf/decodeStream.ts";
import { get, numbers } from "../pdf/pdfFile.ts";
import { COST, spend } from "../pdf/work.ts";
import type { ImageUse } from "./marks.ts";

/** The pixels of a placed picture → how much ink they lay down, and how far JPEG has spoiled them. */

export interface ImageFacts {
  /** Per cent that 99.9 of 100 pixels stay below; null for pictures that are not CMYK. */
  readonly ink: number | null;
  /** Quality on the scale of the IJG's software, or null where there is no JPEG. */
  readonly quality: number | null;
}

/** A0 at 300 ppi. */
const MOST_PIXELS = 140_000_000;
/** Sum of the 64 numbers of the luminance table in ITU-T T.81, annex K.1: quality 50. */
const SUM_AT_50 = 3686;

export async function examineImage({ stream, space, width, height, bits }: ImageUse): Promise<ImageFacts> {
  const { bytes, picture } = decodeStream(stream);
  const { context } = stream.dict;
  const quality = picture === "DCTDecode" ? jpegQuality(bytes) : null;
  const family = space?.family === "ICCBased" && space.components === 4 ? "DeviceCMYK" : space?.family;
  if (family !== "DeviceCMYK" || bits !== 8) return { ink: null, quality };
  const inverted = numbers(get(stream.dict, "Decode"))[0] === 1;
  if (picture === null) spend(context, (bytes.length / 4) * COST.pixel);
  if (picture === null) return { ink: heaviest(bytes.subarray(0, width * height * 4), inverted), quality };
  if (picture !== "DCTDecode" || filtersOf(stream.dict).length > 3) return { ink: null, quality };
  try {
    const { width: wide = 0, height: high = 0 } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
    spend(context, wide * high * COST.pixel);
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .pipelineColourspace("cmyk")
      .toColourspace("cmyk")
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 4) return { ink: null, quality };
    // libvips turns the numbers of Adobe's files round; PDF leaves that to Decode.
    return { ink: heaviest(data, inverted !== hasAdobeMarker(bytes)), quality };
  } catch (error) {
    if (error instanceof StudioError) throw error;
    return { ink: null, quality };
  }
}

/** @param inverted 255 is no ink. */
function heaviest(samples: Uint8Array, inverted: boolean): number {
  const counts = new Uint32Array(4 * 255 + 1);
  for (let at = 0; at + 3 < samples.length; at += 4) {
    const sum = (samples[at] ?? 0) + (samples[at + 1] ?? 0) + (samples[at + 2] ?? 0) + (samples[at + 3] ?? 0);
    const ink = inverted ? 1020 - sum : sum;
    counts[ink] = (counts[ink] ?? 0) + 1;
  }
  let above = samples.length / 4 / 1000;
  let ink = 1020;
  while (ink > 0 && above >= (counts[ink] ?? 0)) {
    above -= counts[ink] ?? 0;
    ink -= 1;
  }
  return (ink / 255) * 100;
}

function hasAdobeMarker(bytes: Uint8Array): boolean {
  return segments(bytes).some(
    ({ marker, data }) => marker === 0xee && String.fromCharCode(...data.subarray(0, 5)) === "Adobe",
  );
}

function jpegQuality(bytes: Uint8Array): number | null {
  const table = segments(bytes).find(({ marker }) => marker === 0xdb)?.data;
  if (!table) return null;
  const wide = ((table[0] ?? 0) >> 4) & 1;
  let sum = 0;
  for (let at = 0; at < 64; at++) {
    sum += wide ? ((table[1 + 2 * at] ?? 0) << 8) + (table[2 + 2 * at] ?? 0) : (table[1 + at] ?? 0);
  }
  const scale = (sum / SUM_AT_50) * 100;
  return Math.round(scale > 100 ? 5000 / scale : (200 - scale) / 2);
}

function segments(bytes: Uint8Array): { marker: number; data: Uint8Array }[] {
  const found: { marker: number; data: Uint8Array }[] = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && found.length < 256; ) {
    const marker = bytes[at + 1] ?? 0;
    const length = ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    if (marker === 0xda || length < 2) break;
    found.push({ marker, data: bytes.subarray(at + 4, at + 2 + length) });
    at += 2 + length;
  }
  return found;
}
