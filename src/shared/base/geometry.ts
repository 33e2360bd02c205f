/** Rectangles and affine transforms in points, origin top-left, y down. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** [a, b, c, d, e, f] as in SVG and PDF: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Transform = readonly [number, number, number, number, number, number];

/** The rectangle reflected in the vertical axis of a page of the given width. */
export function mirrorRect(rect: Rect, pageWidth: number): Rect {
  return { ...rect, x: pageWidth - rect.x - rect.width };
}

/** The transform that applies `inner` first and `outer` second. */
export function compose(outer: Transform, inner: Transform): Transform {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** The smallest rectangle that holds both; null is none yet. */
export function unite(one: Rect | null, other: Rect): Rect {
  if (one === null) return other;
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}
