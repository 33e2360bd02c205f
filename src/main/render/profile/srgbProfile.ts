import { deflateSync } from "node:zlib";

/**
 * The ICC profile of sRGB, made from the numbers of IEC 61966-2-1, so that every device shows the colours
 * that were approved. ICC.1:2004-10 (profile version 4.2), which PDF 1.7 allows.
 */

/** Columns of the matrix from linear sRGB to XYZ, adapted from D65 to D50 by Bradford's method, as ICC profiles want. */
const PRIMARIES = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;
const D50 = [0.9642, 1, 0.8249] as const;
/** Bradford's matrix from D65 to D50, row by row. */
const ADAPTATION = [1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168] as const;
/** Y = (aX + b)^g above d, cX below: IEC 61966-2-1, 5.2. */
const CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045] as const;

const HEADER = 128;
const ENTRY = 12;

/** Always the same bytes. */
export function srgbProfile(): Uint8Array {
  const curve = element("para", uint16(3), uint16(0), fixed(CURVE));
  const tags: readonly (readonly [string, Buffer])[] = [
    ["desc", text("sRGB IEC61966-2.1")],
    ["cprt", text("No rights reserved")],
    ["wtpt", element("XYZ ", fixed(D50))],
    ["chad", element("sf32", fixed(ADAPTATION))],
    ...Object.entries(PRIMARIES).map(([name, column]) => [name, element("XYZ ", fixed(column))] as const),
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const table: Buffer[] = [uint32(tags.length)];
  const data: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let end = HEADER + 4 + tags.length * ENTRY;
  for (const [name, bytes] of tags) {
    const known = places.get(bytes);
    const at = known ?? end;
    table.push(Buffer.from(name, "latin1"), uint32(at), uint32(bytes.length));
    if (known !== undefined) continue;
    places.set(bytes, at);
    data.push(bytes);
    end += bytes.length;
  }
  return Buffer.concat([header(end), ...table, ...data]);
}

/** The profile as a Flate stream. */
export function deflatedSrgbProfile(): Uint8Array {
  return deflateSync(srgbProfile());
}

/** ICC.1:2004-10, 7.2. The date is that of the standard: a profile carries no clock. */
function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x04200000, 8);
  bytes.write("mntrRGB XYZ ", 12, "latin1");
  bytes.writeUInt16BE(1999, 24);
  bytes.writeUInt16BE(10, 26);
  bytes.writeUInt16BE(18, 28);
  bytes.write("acsp", 36, "latin1");
  fixed(D50).copy(bytes, 68);
  return bytes;
}

/** A tag's data, as long as a multiple of four. */
function element(type: string, ...parts: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.from(type, "latin1"), uint32(0), ...parts]);
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}

/** multiLocalizedUnicodeType with one record, American English. */
function text(value: string): Buffer {
  const letters = Buffer.from(value, "utf16le").swap16();
  const record = [uint32(1), uint32(ENTRY), Buffer.from("enUS", "latin1"), uint32(letters.length), uint32(28)];
  return element("mluc", ...record, letters);
}

/** s15Fixed16Number. */
function fixed(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65_536), at * 4);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
