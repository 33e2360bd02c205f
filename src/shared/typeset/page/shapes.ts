import type { Rect } from "../../base/geometry.ts";
import { roundPoints } from "../../base/units.ts";

/** Rectangles, circles and ticks as path data: absolute M L C Z, points. */

/** Bézier handle length for a quarter circle of radius 1: 4/3·(√2 − 1). */
const QUARTER = (4 / 3) * (Math.SQRT2 - 1);

const n = (value: number) => String(roundPoints(value));

export function rectanglePath({ x, y, width, height }: Rect, radius = 0): string {
  const r = Math.min(radius, width / 2, height / 2);
  const right = x + width;
  const bottom = y + height;
  if (r <= 0) return `M${n(x)} ${n(y)}L${n(right)} ${n(y)}L${n(right)} ${n(bottom)}L${n(x)} ${n(bottom)}Z`;
  const k = r * (1 - QUARTER);
  return [
    `M${n(x + r)} ${n(y)}L${n(right - r)} ${n(y)}`,
    `C${n(right - k)} ${n(y)} ${n(right)} ${n(y + k)} ${n(right)} ${n(y + r)}L${n(right)} ${n(bottom - r)}`,
    `C${n(right)} ${n(bottom - k)} ${n(right - k)} ${n(bottom)} ${n(right - r)} ${n(bottom)}L${n(x + r)} ${n(bottom)}`,
    `C${n(x + k)} ${n(bottom)} ${n(x)} ${n(bottom - k)} ${n(x)} ${n(bottom - r)}L${n(x)} ${n(y + r)}`,
    `C${n(x)} ${n(y + k)} ${n(x + k)} ${n(y)} ${n(x + r)} ${n(y)}Z`,
  ].join("");
}

export function ellipsePath({ x, y, width, height }: Rect): string {
  const rx = width / 2;
  const ry = height / 2;
  const cx = x + rx;
  const cy = y + ry;
  const hx = rx * QUARTER;
  const hy = ry * QUARTER;
  return [
    `M${n(cx + rx)} ${n(cy)}`,
    `C${n(cx + rx)} ${n(cy + hy)} ${n(cx + hx)} ${n(cy + ry)} ${n(cx)} ${n(cy + ry)}`,
    `C${n(cx - hx)} ${n(cy + ry)} ${n(cx - rx)} ${n(cy + hy)} ${n(cx - rx)} ${n(cy)}`,
    `C${n(cx - rx)} ${n(cy - hy)} ${n(cx - hx)} ${n(cy - ry)} ${n(cx)} ${n(cy - ry)}`,
    `C${n(cx + hx)} ${n(cy - ry)} ${n(cx + rx)} ${n(cy - hy)} ${n(cx + rx)} ${n(cy)}Z`,
  ].join("");
}

/** A tick drawn as an open line inside a square box; it is not reflected in right-to-left pages. */
export function tickPath({ x, y, width, height }: Rect): string {
  return `M${n(x + width * 0.26)} ${n(y + height * 0.53)}L${n(x + width * 0.43)} ${n(y + height * 0.7)}L${n(x + width * 0.75)} ${n(y + height * 0.32)}`;
}

/** A rectangle grown by `bleed` on each side that lies on the trim edge, so that colour runs off the sheet. */
export function extendIntoBleed(rect: Rect, page: { width: number; height: number; bleed: number }): Rect {
  const on = (edge: number, trim: number) => Math.abs(edge - trim) < 0.02;
  const left = on(rect.x, 0) ? page.bleed : 0;
  const top = on(rect.y, 0) ? page.bleed : 0;
  const right = on(rect.x + rect.width, page.width) ? page.bleed : 0;
  const bottom = on(rect.y + rect.height, page.height) ? page.bleed : 0;
  return { x: rect.x - left, y: rect.y - top, width: rect.width + left + right, height: rect.height + top + bottom };
}
