import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

/** Photographs as people bring them: one colour or four quarters, in every disguise. */

export type Rgb = readonly [number, number, number];

/** Pixels, upright. */
export const SIZE = { width: 60, height: 40 } as const;

export function flat([r, g, b]: Rgb): Sharp {
  return sharp({ create: { ...SIZE, channels: 3, background: { r, g, b } } });
}

/** Red, green, blue and yellow: top left, top right, bottom left, bottom right, once it is turned upright. */
export const QUARTERS: readonly Rgb[] = [
  [200, 30, 40],
  [40, 140, 60],
  [30, 60, 160],
  [220, 200, 60],
];

/** JPEG stored another way up, with the EXIF orientation that says how to turn it back. */
export async function quartersStored(orientation: number): Promise<Buffer> {
  const from = STORED[orientation - 1];
  if (!from) throw new Error(`EXIF knows no orientation ${orientation}`);
  const turned = orientation > 4;
  const [width, height] = turned ? [SIZE.height, SIZE.width] : [SIZE.width, SIZE.height];
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    const [x, y] = from(at % width, Math.floor(at / width));
    const quarter = (x >= SIZE.width / 2 ? 1 : 0) + (y >= SIZE.height / 2 ? 2 : 0);
    pixels.set(QUARTERS[quarter] ?? [], at * 3);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withMetadata({ orientation })
    .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

const RIGHT = SIZE.width - 1;
const BOTTOM = SIZE.height - 1;
/** CIPA DC-008, 4.6.4 A: where the first row and column of what is stored lie on the upright picture. */
const STORED: readonly ((x: number, y: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y) => [RIGHT - x, y],
  (x, y) => [RIGHT - x, BOTTOM - y],
  (x, y) => [x, BOTTOM - y],
  (x, y) => [y, x],
  (x, y) => [RIGHT - y, x],
  (x, y) => [RIGHT - y, BOTTOM - x],
  (x, y) => [y, BOTTOM - x],
];

/** A whole PNG whose header promises more pixels than it holds: deflated zeros. */
export function pngBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const data = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}
