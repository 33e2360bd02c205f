/**
 * Bytes of a font file → the table in which it does not hold together, before anything is set in it (OpenType 1.9:
 * "Table Directory", `head`, `maxp`, `hhea`, `hmtx`, `loca`, `glyf`).
 *
 * Outlines of `CFF` fonts are looked at by their sums alone.
 */

/** Tables without which no text can be set. */
const NEEDED = ["cmap", "head", "hhea", "hmtx", "maxp"] as const;
const HEAD_MAGIC = 0x5f0f3cf5;
/** Glyphs that are made of glyphs that are made of glyphs: OpenType's own profiles have fewer levels. */
const DEEPEST = 10;

type Tables = ReadonlyMap<string, DataView>;

/** Name of the first damaged table, `directory` for their list; null where everything holds. */
export function findFontDamage(bytes: Uint8Array): string | null {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, DataView>();
  if (bytes.length < 12) return "directory";
  const count = file.getUint16(4);
  if (12 + 16 * count > bytes.length) return "directory";
  for (let record = 12; record < 12 + 16 * count; record += 16) {
    const tag = String.fromCharCode(...bytes.subarray(record, record + 4)).trim();
    const [offset, length] = [file.getUint32(record + 8), file.getUint32(record + 12)];
    if (offset + length > bytes.length) return tag;
    const table = new DataView(bytes.buffer, bytes.byteOffset + offset, length);
    if (sumOf(table, tag === "head") !== file.getUint32(record + 4)) return tag;
    tables.set(tag, table);
  }
  const missing = NEEDED.find((tag) => !tables.has(tag));
  return missing ?? damagedTable(tables);
}

/** Sum of 32-bit words, the last one filled up with zeros; of `head` without the sum of the whole file, which lies in it. */
function sumOf(table: DataView, isHead: boolean): number {
  let sum = 0;
  for (let at = 0; at < table.byteLength; at += 4) {
    if (isHead && at === 8) continue;
    let word = 0;
    for (let byte = at; byte < at + 4; byte++) word = word * 256 + (byte < table.byteLength ? table.getUint8(byte) : 0);
    sum = (sum + word) >>> 0;
  }
  return sum;
}

function damagedTable(tables: Tables): string | null {
  const head = tables.get("head");
  const maxp = tables.get("maxp");
  const hhea = tables.get("hhea");
  if (head === undefined || head.byteLength < 54 || head.getUint32(12) !== HEAD_MAGIC) return "head";
  const unitsPerEm = head.getUint16(18);
  if (unitsPerEm < 16 || unitsPerEm > 16_384) return "head";
  if (maxp === undefined || maxp.byteLength < 6) return "maxp";
  const glyphs = maxp.getUint16(4);
  if (glyphs === 0) return "maxp";
  if (hhea === undefined || hhea.byteLength < 36) return "hhea";
  const widths = hhea.getUint16(34);
  if (widths === 0 || widths > glyphs) return "hhea";
  if ((tables.get("hmtx")?.byteLength ?? 0) < 4 * widths + 2 * (glyphs - widths)) return "hmtx";
  if (tables.has("CFF") || tables.has("CFF2")) return null;
  const glyf = tables.get("glyf");
  const starts = glyphStarts(tables.get("loca"), head.getInt16(50), glyphs);
  if (glyf === undefined) return "glyf";
  if (starts === null || (starts[glyphs] ?? 0) > glyf.byteLength || starts[glyphs] === 0) return "loca";
  for (let glyph = 0; glyph < glyphs; glyph++) if (!isWhole(glyph, starts, glyf, 0)) return "glyf";
  return null;
}

/** Where each glyph begins and the last one ends; null where they do not follow one another. */
function glyphStarts(loca: DataView | undefined, format: number, glyphs: number): readonly number[] | null {
  const size = format === 0 ? 2 : 4;
  if (loca === undefined || (format !== 0 && format !== 1) || loca.byteLength < size * (glyphs + 1)) return null;
  const starts: number[] = [];
  for (let index = 0; index <= glyphs; index++) {
    const start = format === 0 ? 2 * loca.getUint16(2 * index) : loca.getUint32(4 * index);
    if (start < (starts[index - 1] ?? 0)) return null;
    starts.push(start);
  }
  return starts;
}

function isWhole(glyph: number, starts: readonly number[], glyf: DataView, depth: number): boolean {
  const [start, end] = [starts[glyph], starts[glyph + 1]];
  if (start === undefined || end === undefined || depth > DEEPEST) return false;
  if (start === end) return true;
  try {
    const outline = new DataView(glyf.buffer, glyf.byteOffset + start, end - start);
    const contours = outline.getInt16(0);
    if (contours >= 0) return hasPoints(outline, contours);
    return partsOf(outline).every((part) => isWhole(part, starts, glyf, depth + 1));
  } catch (error) {
    // A number was to be read beyond the end.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const ON_SHORT_X = 0x02;
const ON_SHORT_Y = 0x04;
const REPEAT = 0x08;
const SAME_X = 0x10;
const SAME_Y = 0x20;

/** Every point that the contours name has its flags and coordinates inside the glyph. */
function hasPoints(outline: DataView, contours: number): boolean {
  let last = -1;
  for (let contour = 0; contour < contours; contour++) {
    const end = outline.getUint16(10 + 2 * contour);
    if (end < last) return false;
    last = end;
  }
  if (contours === 0) return true;
  const instructions = 10 + 2 * contours;
  let at = instructions + 2 + outline.getUint16(instructions);
  let coordinates = 0;
  for (let point = 0; point <= last; ) {
    const flags = outline.getUint8(at++);
    const times = 1 + ((flags & REPEAT) === 0 ? 0 : outline.getUint8(at++));
    coordinates += times * (sizeOf(flags, ON_SHORT_X, SAME_X) + sizeOf(flags, ON_SHORT_Y, SAME_Y));
    point += times;
    if (point > last + 1) return false;
  }
  return at + coordinates <= outline.byteLength;
}

function sizeOf(flags: number, short: number, same: number): number {
  if ((flags & short) !== 0) return 1;
  return (flags & same) === 0 ? 2 : 0;
}

const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;

/** Numbers of the glyphs that this one is made of. */
function partsOf(outline: DataView): readonly number[] {
  const parts: number[] = [];
  let at = 10;
  for (let flags = MORE; (flags & MORE) !== 0; ) {
    flags = outline.getUint16(at);
    parts.push(outline.getUint16(at + 2));
    at += 4 + ((flags & WORDS) === 0 ? 2 : 4);
    if ((flags & SCALE) !== 0) at += 2;
    else if ((flags & TWO_SCALES) !== 0) at += 4;
    else if ((flags & MATRIX) !== 0) at += 8;
    if (at > outline.byteLength) throw new RangeError("a part lies beyond the end");
  }
  return parts;
}
