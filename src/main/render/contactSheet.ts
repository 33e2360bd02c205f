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

/** Pages of one row have the same height, and rows fill the width unless they would become much higher than asked for. */
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

interface Row {
  readonly tiles: readonly Tile[];
  readonly height: number;
}

/** A row may be this much higher than asked for to fill the width; a row of less is left short. */
const MOST_GROWTH = 1.2;

/** Breaks where the heights of all rows together come nearest to the one asked for, so that no page is left alone. */
function rowsOf(tiles: readonly Tile[], { width, rowHeight, gap }: ContactSheetOptions): Row[] {
  const filling = (row: readonly Tile[]) => {
    const shapes = row.reduce((sum, tile) => sum + tile.width / tile.height, 0);
    return (width - gap * (row.length + 1)) / shapes;
  };
  /** The best rows for the first pages, by their number. */
  const best: { readonly cost: number; readonly rows: readonly Row[] }[] = [{ cost: 0, rows: [] }];
  for (let end = 1; end <= tiles.length; end++) {
    const choices = best.map(({ cost, rows }, start) => {
      const row = tiles.slice(start, end);
      const height = filling(row);
      const shown = Math.max(1, Math.floor(Math.min(height, rowHeight * MOST_GROWTH)));
      const strain = Math.log(Math.max(height, 1) / rowHeight);
      return { cost: cost + strain * strain, rows: [...rows, { tiles: row, height: shown }] };
    });
    best.push(choices.reduce((one, other) => (other.cost < one.cost ? other : one)));
  }
  return [...(best.at(-1)?.rows ?? [])];
}
