import sharp from "sharp";
import type { Direction } from "../../shared/base/locale.ts";

/** Pictures of pages → one PNG with all of them in even rows, in the order given. */

export interface ContactSheetOptions {
  /** Width of the sheet in pixels. */
  readonly width: number;
  /** Height of one row before its pages are scaled to fill the width. */
  readonly rowHeight: number;
  /** Between pages, and around all of them. */
  readonly gap: number;
  /** `#rrggbb`. */
  readonly ground: string;
  /** Where a row starts: pages of a right-to-left edition follow one another to the left. */
  readonly direction: Direction;
}

interface Tile {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Pages of one row have the same height; the last row is not stretched. */
export async function drawContactSheet(
  pages: readonly Uint8Array[],
  options: ContactSheetOptions,
): Promise<Uint8Array> {
  const { width, gap, ground, direction } = options;
  const tiles = await Promise.all(
    pages.map(async (bytes): Promise<Tile> => {
      const { width: wide, height: high } = await sharp(bytes).metadata();
      return { bytes, width: wide, height: high };
    }),
  );
  const layers: { input: Buffer; left: number; top: number }[] = [];
  let top = gap;
  for (const row of rowsOf(tiles, options)) {
    let start = gap;
    for (const { bytes, width: wide, height: high } of row.tiles) {
      const shown = Math.round((wide / high) * row.height);
      const input = await sharp(bytes).resize({ width: shown, height: row.height, fit: "fill" }).png().toBuffer();
      layers.push({ input, left: direction === "rtl" ? width - start - shown : start, top });
      start += shown + gap;
    }
    top += row.height + gap;
  }
  const sheet = sharp({ create: { width, height: top, channels: 3, background: ground } });
  return sheet.composite(layers).png({ compressionLevel: 6 }).toBuffer();
}

function rowsOf(tiles: readonly Tile[], { width, rowHeight, gap }: ContactSheetOptions) {
  const rows: { tiles: Tile[]; height: number }[] = [];
  let row: Tile[] = [];
  const heightOf = (candidates: readonly Tile[]) => {
    const shapes = candidates.reduce((sum, tile) => sum + tile.width / tile.height, 0);
    return (width - gap * (candidates.length + 1)) / shapes;
  };
  for (const tile of tiles) {
    row.push(tile);
    if (heightOf(row) > rowHeight) continue;
    rows.push({ tiles: row, height: Math.floor(heightOf(row)) });
    row = [];
  }
  if (row.length > 0) rows.push({ tiles: row, height: Math.floor(Math.min(rowHeight, heightOf(row))) });
  return rows;
}
