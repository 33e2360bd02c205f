import type { Point, Rect } from "./geometry.ts";
import { createLruCache } from "./lruCache.ts";

/** Path data → polygons, to see what a path covers and where its edges lie. */

/** Corners of each closed or open line, and the box around all of them; points. */
export interface Outline {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly polygons: readonly (readonly Point[])[];
}

/** Drawings and fields stay while people type, so their outlines are kept by path data. */
const remembered = createLruCache<Outline>(2000);

/** Curves become chords: what is judged here need not be more exact than that. */
const CHORDS = 8;

/** Of absolute M L C Q Z; each is worked out once. Without points the box is the wrong way round, and covers nothing. */
export function outlineOf(d: string): Outline {
  const known = remembered.get(d);
  if (known) return known;
  const polygons: Point[][] = [];
  let current: Point[] = [];
  let pen: Point = { x: 0, y: 0 };
  for (const [, command = "", numbers = ""] of d.matchAll(/([MLCQZ])([^MLCQZ]*)/g)) {
    const values = numbers.match(/-?\d*\.?\d+(?:e-?\d+)?/g)?.map(Number) ?? [];
    const step = command === "C" ? 6 : command === "Q" ? 4 : 2;
    for (let at = 0; at + step <= values.length; at += step) {
      const points: Point[] = [];
      for (let k = at; k < at + step; k += 2) points.push({ x: values[k] ?? 0, y: values[k + 1] ?? 0 });
      if (command === "M" && at === 0) {
        current = [];
        polygons.push(current);
      }
      for (let k = 1; k <= (step > 2 ? CHORDS : 1); k++) {
        current.push(step > 2 ? onCurve([pen, ...points], k / CHORDS) : (points[0] ?? pen));
      }
      pen = points.at(-1) ?? pen;
    }
  }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of polygons.flat()) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const outline: Outline = { left, right, top, bottom, polygons };
  remembered.set(d, outline);
  return outline;
}

/** De Casteljau. */
function onCurve(points: readonly Point[], t: number): Point {
  let level = [...points];
  while (level.length > 1) {
    level = level.slice(1).map((point, at) => {
      const before = level[at] ?? point;
      return { x: before.x + (point.x - before.x) * t, y: before.y + (point.y - before.y) * t };
    });
  }
  return level[0] ?? { x: 0, y: 0 };
}

/** What fills an outline: the rule that tells inside from outside, and what cuts it. */
export interface Filled {
  readonly rule: "nonzero" | "evenodd";
  readonly clip: Rect | null;
}

/** Whether the item's fill paints the point, within its clip. */
export function coversPoint(item: Filled, outline: Outline, { x, y }: Point): boolean {
  const { clip } = item;
  if (clip && (x < clip.x || x > clip.x + clip.width || y < clip.y || y > clip.y + clip.height)) return false;
  if (x < outline.left || x > outline.right || y < outline.top || y > outline.bottom) return false;
  let crossings = 0;
  let winding = 0;
  for (const polygon of outline.polygons) {
    polygon.forEach((to, at) => {
      const from = polygon[at === 0 ? polygon.length - 1 : at - 1] ?? to;
      if (from.y > y === to.y > y) return;
      if (x >= ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x) return;
      crossings++;
      winding += to.y > from.y ? 1 : -1;
    });
  }
  return item.rule === "evenodd" ? crossings % 2 === 1 : winding !== 0;
}
