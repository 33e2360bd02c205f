import { encode } from "uqr";
import type { Rect } from "../base/geometry.ts";
import { roundPoints } from "../base/units.ts";

/** A link → the dark modules of its QR code as path data: one rectangle for each run of modules in a row. */

export interface QrPath {
  /** Absolute M L Z, page coordinates, fill only. */
  readonly d: string;
  /** Edge of one module, points. */
  readonly moduleSize: number;
}

/** @param quietZone modules kept light on each side; ISO/IEC 18004 asks for 4. */
export function qrPath(text: string, rect: Rect, quietZone = 4): QrPath {
  const { data, size } = encode(text, { ecc: "M", boostEcc: true, border: 0 });
  const moduleSize = Math.min(rect.width, rect.height) / (size + 2 * quietZone);
  const left = rect.x + (rect.width - size * moduleSize) / 2;
  const top = rect.y + (rect.height - size * moduleSize) / 2;
  const at = (origin: number, modules: number) => roundPoints(origin + modules * moduleSize);
  const parts: string[] = [];
  data.forEach((row, y) => {
    let x = 0;
    while (x < size) {
      if (!row[x]) {
        x++;
        continue;
      }
      const start = x;
      while (x < size && row[x]) x++;
      const [x0, x1, y0, y1] = [at(left, start), at(left, x), at(top, y), at(top, y + 1)];
      parts.push(`M${x0} ${y0}L${x1} ${y0}L${x1} ${y1}L${x0} ${y1}Z`);
    }
  });
  return { d: parts.join(""), moduleSize };
}
