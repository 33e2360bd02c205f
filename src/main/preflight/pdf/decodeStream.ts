import { inflateSync } from "node:zlib";
import { decodePDFRawStream, type PDFDict, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { digestBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { asArray, asDict, asName, asNumber, damaged, get, items } from "./pdfFile.ts";
import { COST, spend } from "./work.ts";

/** Stream → its data, within limits. */

/** An A2 photograph at 300 ppi in raw CMYK is 140 MB. */
const LARGEST_STREAM = 256 * 1024 * 1024;
/** Filters whose output cannot grow much; everything else goes through zlib, which takes a limit. */
const SMALL = new Set(["ASCIIHexDecode", "ASCII85Decode"]);
const PICTURES = new Set(["DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"]);

export interface Decoded {
  readonly bytes: Uint8Array;
  /** The filter of a picture that is still on the data, or null. */
  readonly picture: string | null;
}

export function filtersOf(dict: PDFDict): string[] {
  const filter = get(dict, "Filter");
  const array = asArray(filter);
  return (array ? items(array) : [filter]).map(asName).filter((name) => name !== undefined);
}

/** Fails with `preflight/damaged`, `preflight/too-large` or, when the file has unpacked too much, `preflight/too-complex`. */
export function decodeStream(stream: PDFRawStream): Decoded {
  const { dict } = stream;
  const parameters = get(dict, "DecodeParms");
  const list = asArray(parameters) ? items(asArray(parameters)) : [parameters];
  let bytes = stream.contents;
  for (const [at, filter] of filtersOf(dict).entries()) {
    if (PICTURES.has(filter)) return { bytes, picture: filter };
    bytes = unpack(bytes, filter, dict);
    spend(dict.context, bytes.length * COST.unpackedByte);
    const parms = asDict(list[at]);
    if (parms && (asNumber(get(parms, "Predictor")) ?? 1) > 1) {
      spend(dict.context, bytes.length * COST.predictedByte);
      bytes = undoPrediction(bytes, parms);
    }
    if (bytes.length > LARGEST_STREAM) throw tooLarge();
  }
  return { bytes, picture: null };
}

const digests = new WeakMap<PDFRawStream, string>();

/** SHA-256 of what the stream unpacks to, worked out once. Fails as `decodeStream` does. */
export function digestStream(stream: PDFRawStream): string {
  const known = digests.get(stream);
  if (known !== undefined) return known;
  const { bytes } = decodeStream(stream);
  spend(stream.dict.context, bytes.length * COST.digestedByte);
  const digest = digestBytes(bytes);
  digests.set(stream, digest);
  return digest;
}

function tooLarge(): StudioError {
  return new StudioError("preflight/too-large", "failure", "A stream of the PDF unpacks to more than 256 MB.", {
    hint: "Export it again with smaller pictures.",
  });
}

function unpack(bytes: Uint8Array, filter: string, dict: PDFDict): Uint8Array {
  try {
    if (filter === "FlateDecode") return inflateSync(bytes, { maxOutputLength: LARGEST_STREAM });
    // LZW and run lengths grow at most 1:1400 and 1:64.
    const limit = filter === "LZWDecode" ? LARGEST_STREAM / 1400 : LARGEST_STREAM / 64;
    if (!SMALL.has(filter) && bytes.length > limit) throw tooLarge();
    const single = dict.context.obj({ Filter: PDFName.of(filter) });
    return decodePDFRawStream(PDFRawStream.of(single, bytes)).decode();
  } catch (cause) {
    if (cause instanceof StudioError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw damaged(`a stream does not unpack as ${filter}`, cause);
  }
}

/** PNG's five filters (ISO/IEC 15948, 9.2); TIFF's for 8 bits. */
function undoPrediction(bytes: Uint8Array, parameters: PDFDict): Uint8Array {
  const value = (key: string, otherwise: number) => asNumber(get(parameters, key)) ?? otherwise;
  const predictor = value("Predictor", 1);
  const bits = value("Colors", 1) * value("BitsPerComponent", 8);
  const unit = Math.max(1, Math.ceil(bits / 8));
  const row = Math.ceil((bits * value("Columns", 1)) / 8);
  if (!(row > 0 && row < 1 << 26)) throw damaged("a stream has an impossible row length");
  if (predictor === 2) {
    const out = Uint8Array.from(bytes);
    for (let at = 0; at < out.length; at++) if (at % row >= unit) out[at] = (out[at] ?? 0) + (out[at - unit] ?? 0);
    return out;
  }
  const rows = Math.floor(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  for (let line = 0; line < rows; line++) {
    const from = line * (row + 1);
    undoRow(bytes.subarray(from + 1, from + 1 + row), out, line * row, row, unit, bytes[from] ?? 0);
  }
  return out;
}

/** One line of a picture, from `start` in `out`; the line above lies there already. @param kind of PNG's filters. */
function undoRow(line: Uint8Array, out: Uint8Array, start: number, row: number, unit: number, kind: number): void {
  const above = start >= row;
  for (let x = 0; x < row; x++) {
    const at = start + x;
    const left = kind !== 2 && x >= unit ? (out[at - unit] ?? 0) : 0;
    const up = kind !== 1 && above ? (out[at - row] ?? 0) : 0;
    let guess = 0;
    if (kind === 1) guess = left;
    else if (kind === 2) guess = up;
    else if (kind === 3) guess = (left + up) >> 1;
    else if (kind === 4) guess = paeth(left, up, above && x >= unit ? (out[at - row - unit] ?? 0) : 0);
    out[at] = (line[x] ?? 0) + guess;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const a = Math.abs(guess - left);
  const b = Math.abs(guess - up);
  const c = Math.abs(guess - corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
