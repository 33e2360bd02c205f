import { encode } from "uqr";
import { assert } from "../../base/errors.ts";
import type { Rect } from "../../base/geometry.ts";
import { roundPoints } from "../../base/units.ts";

/** Text → QR code as one path, dark modules only; the light ground and quiet zone are the caller's to paint. */

/** ISO/IEC 18004, 9.1: four modules of light on every side. */
const QUIET_ZONE = 4;

export interface QrPath {
  /** Absolute M L Z, page coordinates; runs of dark modules are one rectangle. */
  readonly d: string;
  /** Side of one module in points. Below about 1 pt (0.35 mm) telephones fail to read print. */
  readonly moduleSize: number;
}

/**
 * Error correction is at least M (15 %), and as high as the same size of symbol holds. The symbol and its
 * quiet zone are the largest square in the middle of `rect`.
 * @param quietZone in modules
 */
export function qrPath(text: string, rect: Rect, quietZone = QUIET_ZONE): QrPath {
  assert(text !== "", "a QR code needs a text");
  const { data, size } = encode(text, { ecc: "M", boostEcc: true, border: 0 });
  const moduleSize = Math.min(rect.width, rect.height) / (size + 2 * quietZone);
  const left = rect.x + (rect.width - size * moduleSize) / 2;
  const top = rect.y + (rect.height - size * moduleSize) / 2;
  // Every edge is rounded from its own module, so neighbours share it exactly and no seam shows.
  const x = (column: number) => roundPoints(left + column * moduleSize);
  const y = (row: number) => roundPoints(top + row * moduleSize);
  let d = "";
  for (const { row, column, width, height } of darkRectangles(data)) {
    const [x1, y1, x2, y2] = [x(column), y(row), x(column + width), y(row + height)];
    d += `M${x1} ${y1}L${x2} ${y1}L${x2} ${y2}L${x1} ${y2}Z`;
  }
  return { d, moduleSize };
}

interface Block {
  readonly row: number;
  readonly column: number;
  readonly width: number;
  height: number;
}

/** Runs of dark modules in a row; a run that stands below an equal one makes it taller. */
function darkRectangles(data: readonly (readonly boolean[])[]): Block[] {
  const blocks: Block[] = [];
  let above = new Map<string, Block>();
  data.forEach((modules, row) => {
    const here = new Map<string, Block>();
    let column = 0;
    while (column < modules.length) {
      if (!modules[column]) {
        column++;
        continue;
      }
      let width = 1;
      while (modules[column + width]) width++;
      const key = `${column}/${width}`;
      const taller = above.get(key);
      if (taller) taller.height++;
      const block = taller ?? { row, column, width, height: 1 };
      if (!taller) blocks.push(block);
      here.set(key, block);
      column += width;
    }
    above = here;
  });
  return blocks;
}
