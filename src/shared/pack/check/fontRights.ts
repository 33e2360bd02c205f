/** Bytes of a font file → what its maker allows (OpenType 1.9, OS/2, fsType). */

export interface FontRights {
  /** `print`: a document that carries the font may be read and printed, not edited. */
  readonly embedding: "forbidden" | "print" | "editable" | "installable";
  /** Whether a document may carry only the glyphs it uses, as every PDF of ours does. */
  readonly subset: boolean;
  /** Whether outlines may be carried at all, and not bitmaps alone. */
  readonly outlines: boolean;
}

const RESTRICTED = 0x0002;
const PRINT = 0x0004;
const EDITABLE = 0x0008;
const NO_SUBSETTING = 0x0100;
const BITMAP_ONLY = 0x0200;
/** Place of fsType in the table, bytes. */
const FS_TYPE = 8;

/** Null where the file does not say: it has no OS/2 table, or is cut off before it. */
export function readFontRights(bytes: Uint8Array): FontRights | null {
  const at = findTable(bytes, "OS/2");
  const high = bytes[at + FS_TYPE];
  const low = bytes[at + FS_TYPE + 1];
  if (at < 0 || high === undefined || low === undefined) return null;
  const bits = high * 256 + low;
  return {
    // Old fonts set several bits, of which the most generous counts.
    embedding:
      (bits & EDITABLE) !== 0
        ? "editable"
        : (bits & PRINT) !== 0
          ? "print"
          : (bits & RESTRICTED) !== 0
            ? "forbidden"
            : "installable",
    subset: (bits & NO_SUBSETTING) === 0,
    outlines: (bits & BITMAP_ONLY) === 0,
  };
}

/** Offset of the table in the file, or -1. */
function findTable(bytes: Uint8Array, tag: string): number {
  if (bytes.length < 12) return -1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(4);
  for (let record = 12; record < 12 + 16 * count && record + 16 <= bytes.length; record += 16) {
    if (String.fromCharCode(...bytes.subarray(record, record + 4)) === tag) return view.getUint32(record + 8);
  }
  return -1;
}
