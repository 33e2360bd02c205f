import sharp from "sharp";
import { digestBytes } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import { readIccProfile } from "./profile/iccProfile.ts";

/**
 * Bytes that somebody took for a photograph → what they are, or why they cannot be printed faithfully.
 *
 * Taken: JPEG, PNG and WebP; RGB, grey or CMYK; 8 or 16 bits; with or without transparency (white paper shows
 * through). The file is kept as it is: its EXIF orientation is honoured wherever it is drawn, never baked in.
 * Colours go through the embedded profile; RGB and grey without one are sRGB, as everywhere. What libvips would turn
 * into other colours without a word is refused: CMYK without a profile, CMYK without Adobe's marker, and a profile
 * that cannot be read.
 */

// Renderings run beside each other already, and every picture is different: threads and caches would only hold memory.
sharp.concurrency(1);
sharp.cache(false);

export type PictureType = "image/jpeg" | "image/png" | "image/webp";

export interface PictureFacts {
  readonly type: PictureType;
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** More than 8 bits a channel. */
  readonly deep: boolean;
  readonly cmyk: boolean;
  /** SHA-256 of the embedded colour profile. */
  readonly profile: string | null;
  /** The file says where the photograph was taken. */
  readonly located: boolean;
}

/** Half of what a `.manara` file may hold in one entry. */
const MOST_BYTES = 100 * 1024 * 1024;
/** Of the document's schema. */
const MOST_SIDE = 30_000;
/** 108 megapixels are the most that a usual telephone takes; decoding more could need over 1 GiB. */
const MOST_PIXELS = 120_000_000;

/** What a file begins with, and at which byte. */
type Signature = readonly [at: number, text: string];
const TYPES: readonly (readonly [PictureType, ...Signature[]])[] = [
  ["image/jpeg", [0, "\xff\xd8\xff"]],
  ["image/png", [0, "\x89PNG\r\n\x1a\n"]],
  ["image/webp", [0, "RIFF"], [8, "WEBP"]],
];
/** Named in messages; decoding them is not attempted. */
const REFUSED: readonly (readonly [string, ...Signature[]])[] = [
  ["a GIF", [0, "GIF8"]],
  ["a TIFF", [0, "II*\0"]],
  ["a TIFF", [0, "MM\0*"]],
  ["a HEIC or AVIF picture", [4, "ftyp"]],
  ["a BMP", [0, "BM"], [6, "\0\0\0\0"]],
  ["a Photoshop file", [0, "8BPS"]],
  ["a PDF", [0, "%PDF"]],
];
/** Where a drawing's first element may begin, after its prologue. */
const SVG_WITHIN = 1024;

/**
 * Reads the header only. @param name of the picture in messages.
 * @throws StudioError `render/picture-empty`, `-format`, `-damaged`, `-too-large`, `-moving`, `-profile` or `-cmyk`
 */
export async function readPictureFacts(bytes: Uint8Array, name: string): Promise<PictureFacts> {
  const type = typeOf(bytes, name);
  if (bytes.length > MOST_BYTES) {
    throw refusal("too-large", `${name} has ${bytes.length} bytes; ${MOST_BYTES} are the most.`, SMALLER);
  }
  const { autoOrient, pages, depth, space, icc, exif } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw damaged(name, cause);
    });
  const { width, height } = autoOrient;
  if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS) {
    const most = `${MOST_SIDE} on a side and ${MOST_PIXELS} in all are the most`;
    throw refusal("too-large", `${name} has ${width} × ${height} pixels; ${most}.`, SMALLER);
  }
  if ((pages ?? 1) > 1) {
    throw refusal("moving", `${name} is a moving picture of ${pages} frames.`, "Save one frame as JPEG or PNG.");
  }
  const cmyk = space === "cmyk";
  if (icc !== undefined && !isSound(icc, space ?? "")) {
    throw refusal(
      "profile",
      `${name} has a colour profile that is damaged or for other colours.`,
      "Open it in a picture program and save it with the profile sRGB.",
    );
  }
  if (cmyk && icc === undefined) {
    throw refusal(
      "cmyk",
      `${name} is in CMYK without a colour profile: nobody can tell which colours are meant.`,
      "Use the photographer's RGB file, or save it again with its CMYK profile embedded.",
    );
  }
  if (cmyk && !hasAdobeMarker(bytes)) {
    throw refusal(
      "cmyk",
      `${name} is a CMYK file without Adobe's mark: nobody can tell whether its numbers are ink or paper.`,
      "Open it in a picture program and save it as RGB.",
    );
  }
  return {
    type,
    width,
    height,
    deep: depth !== "uchar",
    cmyk,
    profile: icc === undefined ? null : digestBytes(icc),
    located: exif !== undefined && hasPosition(exif),
  };
}

/**
 * Decodes the whole file once, at low memory, so that a file which stops in the middle is noticed now and not on paper.
 * @throws StudioError with the codes of `readPictureFacts`
 */
export async function checkPicture(bytes: Uint8Array, name: string): Promise<PictureFacts> {
  const facts = await readPictureFacts(bytes, name);
  await sharp(bytes, { limitInputPixels: MOST_PIXELS, sequentialRead: true, failOn: "warning" })
    .resize({ width: 16, height: 16, fit: "fill" })
    .raw()
    .toBuffer()
    .catch((cause: unknown) => {
      throw damaged(name, cause);
    });
  return facts;
}

const SMALLER = "Save it smaller: 300 pixels for each inch of paper are enough.";

/** The extension of a file's name proves nothing: its first bytes do. */
function typeOf(bytes: Uint8Array, name: string): PictureType {
  if (bytes.length === 0) throw refusal("empty", `${name} is empty.`, "Copy or load it again.");
  const start = Buffer.from(bytes.subarray(0, SVG_WITHIN)).toString("latin1");
  const fits = ([, ...signature]: readonly [string, ...Signature[]]) =>
    signature.every(([at, text]) => start.startsWith(text, at));
  const known = TYPES.find(fits);
  if (known) return known[0];
  const other = REFUSED.find(fits)?.[0] ?? (start.includes("<svg") ? "a drawing (SVG)" : "no photograph");
  throw refusal("format", `${name} is ${other}.`, "Save it as JPEG, PNG or WebP.");
}

/** A profile of a screen may lie in a grey file: libvips then takes the grey for sRGB's, which is what it means. */
function isSound(icc: Uint8Array, space: string): boolean {
  const profile = readIccProfile(icc);
  if (profile === null || profile.size > icc.length) return false;
  const has = (...tags: readonly string[]) => tags.every((tag) => profile.tags.has(tag));
  const table = has("A2B0");
  if (profile.space === "CMYK") return space === "cmyk" && table;
  if (space === "cmyk") return false;
  if (profile.space === "GRAY") return /grey|b-w/.test(space) && (table || has("kTRC"));
  return profile.space === "RGB" && (table || has("rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"));
}

/** Adobe's programs and those after them store 255 for no ink, and say so in APP14; libvips takes every file for such. */
export function hasAdobeMarker(jpeg: Uint8Array): boolean {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = 2; at + 9 <= jpeg.length && jpeg[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = jpeg[at + 1];
    if (marker === START_OF_SCAN) return false;
    if (marker === APP14 && ADOBE.every((byte, offset) => jpeg[at + 4 + offset] === byte)) return true;
  }
  return false;
}

const APP14 = 0xee;
const START_OF_SCAN = 0xda;
const ADOBE = Array.from("Adobe", (letter) => letter.charCodeAt(0));

/** Whether the first directory of EXIF (CIPA DC-008, 4.6.2) leads to one of positions. */
function hasPosition(exif: Uint8Array): boolean {
  const start = exif[0] === 0x45 ? 6 : 0;
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  if (exif.length < start + 8) return false;
  const little = exif[start] === 0x49;
  const directory = start + view.getUint32(start + 4, little);
  if (directory + 2 > exif.length) return false;
  const entries = view.getUint16(directory, little);
  for (let at = directory + 2, left = entries; left > 0 && at + 12 <= exif.length; at += 12, left--) {
    if (view.getUint16(at, little) === GPS) return true;
  }
  return false;
}

const GPS = 0x8825;

function damaged(name: string, cause: unknown): StudioError {
  const hint = "Copy it again from the camera or the sender, and look at it in a picture viewer.";
  return refusal("damaged", `${name} is damaged, or it stops before its end.`, hint, cause);
}

function refusal(code: string, message: string, hint: string, cause?: unknown): StudioError {
  return new StudioError(`render/picture-${code}`, "content", message, { hint, cause });
}
