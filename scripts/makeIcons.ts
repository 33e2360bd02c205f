import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

/** `resources/icons/icon.svg` → the same icon as each system wants it: `icon.png`, `icon.ico` (Windows), `icon.icns` (macOS). */

const folder = join(import.meta.dirname, "..", "resources", "icons");
const drawing = readFileSync(join(folder, "icon.svg"));
const png = (size: number) =>
  sharp(drawing, { density: 144 }).resize(size, size).png({ compressionLevel: 9 }).toBuffer();

/** Sizes that Windows shows; since Vista an entry may be a PNG. A size of 256 is written as 0. */
async function ico(): Promise<Buffer> {
  const sizes = [16, 24, 32, 48, 64, 128, 256];
  const pictures = await Promise.all(sizes.map(png));
  const header = Buffer.alloc(6 + 16 * sizes.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sizes.length, 4);
  let offset = header.length;
  pictures.forEach((picture, index) => {
    const entry = 6 + 16 * index;
    header.writeUInt8((sizes[index] ?? 0) % 256, entry);
    header.writeUInt8((sizes[index] ?? 0) % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(picture.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += picture.length;
  });
  return Buffer.concat([header, ...pictures]);
}

/** Types of PNG entries, from Apple's icon container: each with its size in pixels. */
async function icns(): Promise<Buffer> {
  const types: readonly (readonly [string, number])[] = [
    ["ic11", 32],
    ["ic12", 64],
    ["ic07", 128],
    ["ic13", 256],
    ["ic08", 256],
    ["ic14", 512],
    ["ic09", 512],
    ["ic10", 1024],
  ];
  const entries = await Promise.all(types.map(async ([type, size]) => chunk(type, await png(size))));
  return chunk("icns", Buffer.concat(entries));
}

function chunk(type: string, bytes: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, "latin1");
  header.writeUInt32BE(8 + bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

writeFileSync(join(folder, "icon.png"), await png(1024));
writeFileSync(join(folder, "icon.ico"), await ico());
writeFileSync(join(folder, "icon.icns"), await icns());
