import { assert } from "../../shared/base/errors.ts";
import type { Page, PageItem } from "../../shared/typeset/page/page.ts";

/**
 * Pages → what changed since the pages before, and back.
 *
 * A key changes one frame of a page. Copying the rest from the worker to the window took longer than setting it, and
 * an item that stays the same object keeps what was prepared for painting it.
 */

/** A page whose items are new ones, or indices of items of the same page as it was before. */
export interface SentPage extends Omit<Page, "items"> {
  readonly items: readonly (PageItem | number)[];
}

export function sendPages(before: readonly Page[], after: readonly Page[]): SentPage[] {
  return after.map((page, index) => {
    const old = before[index];
    return old === undefined ? page : { ...page, items: sendItems(old.items, page.items) };
  });
}

/** @param before exactly the pages that were given to `sendPages`. */
export function receivePages(before: readonly Page[], sent: readonly SentPage[]): Page[] {
  return sent.map((page, index) => ({
    ...page,
    items: page.items.map((item) => {
      if (typeof item !== "number") return item;
      const known = before[index]?.items[item];
      assert(known !== undefined, "the worker and its window remember the same pages");
      return known;
    }),
  }));
}

function sendItems(before: readonly PageItem[], after: readonly PageItem[]): (PageItem | number)[] {
  // A frame that did not change comes back with the same items.
  const places = new Map(before.map((item, index) => [item, index]));
  let alike: Map<string, number[]> | null = null;
  return after.map((item) => {
    const place = places.get(item);
    if (place !== undefined) return place;
    alike ??= byKey(before);
    return alike.get(keyOf(item))?.find((index) => isSame(before[index], item)) ?? item;
  });
}

function byKey(items: readonly PageItem[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  items.forEach((item, index) => {
    const key = keyOf(item);
    const same = found.get(key);
    if (same === undefined) found.set(key, [index]);
    else same.push(index);
  });
  return found;
}

/** Cheap, and nearly unique. */
function keyOf(item: PageItem): string {
  if (item.kind === "glyphs") return `${item.origin.x} ${item.origin.y} ${item.glyphs.length}`;
  return item.kind === "path" ? item.d : item.picture;
}

/** Plain JSON on both sides. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  return names.every((name) => isSame(left[name], right[name]));
}
