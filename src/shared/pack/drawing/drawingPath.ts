import svgpath from "svgpath";
import type { Rect, Transform } from "../../base/geometry.ts";

/** SVG shapes and path data → absolute M, L, C, Q and Z segments that can be moved, measured and written. */

export type PathSegment =
  | readonly ["M" | "L", number, number]
  | readonly ["C", number, number, number, number, number, number]
  | readonly ["Q", number, number, number, number]
  | readonly ["Z"];

/** Path data → segments: relative, short and arc commands resolved. Null where the data has a fault. */
export function readPath(d: string): PathSegment[] | null {
  const path = svgpath(d);
  // svgpath keeps what it understood and reports the rest in `err`, which its types leave out.
  if ((path as unknown as { err?: string }).err) return null;
  const segments: PathSegment[] = [];
  let sound = true;
  path
    .abs()
    .unarc()
    .unshort()
    .iterate((segment, _index, x, y) => {
      if (segment[0] === "H") segments.push(["L", segment[1], y]);
      else if (segment[0] === "V") segments.push(["L", x, segment[1]]);
      else if (segment[0] === "M" || segment[0] === "L") segments.push([segment[0], segment[1], segment[2]]);
      else if (segment[0] === "C" || segment[0] === "Q") segments.push([...segment]);
      else segments.push(["Z"]);
    });
  for (const [, ...numbers] of segments) sound &&= numbers.every(Number.isFinite);
  return sound ? segments : null;
}

/** A transform list as in SVG 1.1, section 7.6. Null where it has a fault. */
export function readTransform(list: string): Transform | null {
  if (!/^(?:\s*(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+.\deE,\s]+\)\s*,?)*\s*$/.test(list)) return null;
  const points: number[] = [];
  // Where the unit points land is the matrix.
  svgpath("M0 0L1 0L0 1")
    .transform(list)
    .iterate((segment) => {
      if (segment[0] === "M" || segment[0] === "L") points.push(segment[1], segment[2]);
    });
  const [e = Number.NaN, f = Number.NaN, ax = Number.NaN, ay = Number.NaN, cx = Number.NaN, cy = Number.NaN] = points;
  const matrix: Transform = [ax - e, ay - f, cx - e, cy - f, e, f];
  return matrix.every(Number.isFinite) ? matrix : null;
}

export function transformPoint([a, b, c, d, e, f]: Transform, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

export function transformPath(segments: readonly PathSegment[], matrix: Transform): PathSegment[] {
  const at = (x: number, y: number) => transformPoint(matrix, x, y);
  return segments.map((segment): PathSegment => {
    switch (segment[0]) {
      case "C":
        return ["C", ...at(segment[1], segment[2]), ...at(segment[3], segment[4]), ...at(segment[5], segment[6])];
      case "Q":
        return ["Q", ...at(segment[1], segment[2]), ...at(segment[3], segment[4])];
      case "Z":
        return segment;
      default:
        return [segment[0], ...at(segment[1], segment[2])];
    }
  });
}

/** Rounded to three decimals, never -0. */
export function writePath(segments: readonly PathSegment[]): string {
  const round = (value: number) => Math.round(value * 1000) / 1000 + 0;
  return segments.map(([command, ...numbers]) => command + numbers.map(round).join(" ")).join("");
}

/** The box that the outline fills, curves included exactly; null for a path without points. */
export function boundsOf(segments: readonly PathSegment[]): Rect | null {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  const include = (x: number, y: number) => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  };
  let pen: readonly [number, number] = [0, 0];
  for (const segment of segments) {
    if (segment[0] === "Z") continue;
    const [x, y] = segment.slice(-2) as [number, number];
    include(x, y);
    if (segment[0] === "C" || segment[0] === "Q") {
      const cubic = segment[0] === "C" ? segment.slice(1) : raise(pen, segment.slice(1) as number[]);
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = cubic as number[];
      for (const t of [...extrema(pen[0], x1, x2, x), ...extrema(pen[1], y1, y2, y)]) {
        include(cubicAt(t, pen[0], x1, x2, x), cubicAt(t, pen[1], y1, y2, y));
      }
    }
    pen = [x, y];
  }
  return left <= right ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

/** A quadratic as a cubic: control points two thirds of the way. */
function raise([x0, y0]: readonly [number, number], [qx = 0, qy = 0, x = 0, y = 0]: readonly number[]): number[] {
  return [x0 + (2 / 3) * (qx - x0), y0 + (2 / 3) * (qy - y0), x + (2 / 3) * (qx - x), y + (2 / 3) * (qy - y), x, y];
}

function cubicAt(t: number, p0: number, p1: number, p2: number, p3: number): number {
  const s = 1 - t;
  return s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3;
}

/** Where, strictly inside 0 to 1, a cubic's coordinate turns. */
function extrema(p0: number, p1: number, p2: number, p3: number): number[] {
  const a = -p0 + 3 * p1 - 3 * p2 + p3;
  const b = 2 * (p0 - 2 * p1 + p2);
  const c = p1 - p0;
  // The second root is written with c on top, so that a quadratic (a = 0) needs no case of its own.
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  const q = -(b + (b < 0 ? -root : root)) / 2;
  return [q / a, c / q].filter((t) => t > 0 && t < 1);
}

/** Cubic control distance that draws a quarter circle within 0.03 %. */
const QUARTER = 0.5522847498;

export function ellipseSegments(cx: number, cy: number, rx: number, ry: number): PathSegment[] {
  const kx = rx * QUARTER;
  const ky = ry * QUARTER;
  return [
    ["M", cx + rx, cy],
    ["C", cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry],
    ["C", cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy],
    ["C", cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry],
    ["C", cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy],
    ["Z"],
  ];
}

/** Corner radii larger than half a side are taken as half of it (SVG 1.1, section 9.2). */
export function rectangleSegments(box: Rect, radiusX: number, radiusY: number): PathSegment[] {
  const { x, y, width, height } = box;
  const rx = Math.min(radiusX, width / 2);
  const ry = Math.min(radiusY, height / 2);
  const right = x + width;
  const bottom = y + height;
  if (rx <= 0 || ry <= 0) return [["M", x, y], ["L", right, y], ["L", right, bottom], ["L", x, bottom], ["Z"]];
  const kx = rx * (1 - QUARTER);
  const ky = ry * (1 - QUARTER);
  return [
    ["M", x + rx, y],
    ["L", right - rx, y],
    ["C", right - kx, y, right, y + ky, right, y + ry],
    ["L", right, bottom - ry],
    ["C", right, bottom - ky, right - kx, bottom, right - rx, bottom],
    ["L", x + rx, bottom],
    ["C", x + kx, bottom, x, bottom - ky, x, bottom - ry],
    ["L", x, y + ry],
    ["C", x, y + ky, x + kx, y, x + rx, y],
    ["Z"],
  ];
}
