/** An embedded TrueType font → its widths and embedding rights (OpenType 1.9: head, hhea, hmtx, OS/2). */

export interface FontProgram {
  /** By glyph id, 1000 to the em; null beyond the last glyph. */
  width(glyph: number): number | null;
  /** Embedding rights as bits; null where the subset does not say, as most writers leave the table out. */
  readonly fsType: number | null;
}

/** Null for anything that is not a sound TrueType font. */
export function readFontProgram(bytes: Uint8Array): FontProgram | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  try {
    for (let at = 0; at < view.getUint16(4); at++) {
      const record = 12 + at * 16;
      const tag = String.fromCharCode(...bytes.subarray(record, record + 4));
      tables.set(tag, view.getUint32(record + 8));
    }
    const head = tables.get("head");
    const hhea = tables.get("hhea");
    const hmtx = tables.get("hmtx");
    const maxp = tables.get("maxp");
    if (head === undefined || hhea === undefined || hmtx === undefined || maxp === undefined) return null;
    const unitsPerEm = view.getUint16(head + 18);
    const metrics = view.getUint16(hhea + 34);
    const glyphs = view.getUint16(maxp + 4);
    const os2 = tables.get("OS/2");
    if (unitsPerEm === 0 || metrics === 0 || hmtx + metrics * 4 > bytes.length) return null;
    return {
      width: (glyph) =>
        glyph < 0 || glyph >= glyphs
          ? null
          : (view.getUint16(hmtx + Math.min(glyph, metrics - 1) * 4) * 1000) / unitsPerEm,
      fsType: os2 === undefined ? null : view.getUint16(os2 + 8),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
