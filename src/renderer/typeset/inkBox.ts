import { type Rect, unite } from "../../shared/base/geometry.ts";
import type { GlyphItem, Page, PageItem, PathItem } from "../../shared/typeset/page/page.ts";

/** Page items → boxes that hold all their ink, and what has to be painted anew when a page changes. */

const boxes = new WeakMap<PageItem, Rect>();

/** Never smaller than the ink; computed once for each item. */
export function inkBox(item: PageItem): Rect {
  let box = boxes.get(item);
  if (box === undefined) {
    box = item.kind === "glyphs" ? glyphBox(item) : item.kind === "path" ? pathBox(item) : item.rect;
    boxes.set(item, box);
  }
  return box;
}

/** Ems around the pen: stacked Vietnamese marks and Arabic letters reach further than any line height. */
const REACH = 2;

function glyphBox({ origin, size, glyphs }: GlyphItem): Rect {
  let start = 0;
  let end = 0;
  let top = 0;
  let bottom = 0;
  for (const { x, y, advance } of glyphs) {
    start = Math.min(start, x);
    end = Math.max(end, x + advance);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const reach = REACH * size;
  return {
    x: origin.x + start - reach,
    y: origin.y + top - reach,
    width: end - start + 2 * reach,
    height: bottom - top + 2 * reach,
  };
}

/** Control points hold a curve between them. */
function pathBox({ d, stroke, clip }: PathItem): Rect {
  const values = (d.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < values.length; at += 2) {
    const x = values[at] ?? 0;
    const y = values[at + 1] ?? 0;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return { x: 0, y: 0, width: 0, height: 0 };
  // A mitre reaches four half widths far, no further.
  const reach = stroke === null ? 0 : 2 * stroke.width;
  const box = { x: left - reach, y: top - reach, width: right - left + 2 * reach, height: bottom - top + 2 * reach };
  return clip === null ? box : overlap(box, clip);
}

export function meet(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

function overlap(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}

/** What has to be painted again to get from one page to the other; null where nothing has. */
export function damage(before: Page, after: Page): Rect | null {
  const kept = new Set(after.items);
  const old = new Set(before.items);
  const changed = [
    ...before.items.filter((item) => !kept.has(item)),
    ...after.items.filter((item) => !old.has(item)),
  ].map(inkBox);
  return changed.length === 0 ? null : changed.reduce(unite);
}
