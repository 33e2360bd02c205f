import type { Rect } from "../base/geometry.ts";
import type { Page, PageBlock } from "../typeset/page/page.ts";

/** Approved pages and present pages → every block that is different, with its place on both: what a reviewer has to look at. */

export interface BlockChange {
  /** Index of the page, from 0. */
  readonly page: number;
  readonly frame: string;
  readonly slot: string | null;
  /** `moved`: the same words or picture, set otherwise or at another place. */
  readonly kind: "words" | "moved" | "added" | "removed";
  /** Points; null where it is not there. */
  readonly before: Rect | null;
  readonly after: Rect | null;
  /** Empty where it is not there. */
  readonly wordsBefore: string;
  readonly wordsAfter: string;
}

export interface PageChanges {
  readonly blocks: readonly BlockChange[];
  /** Pages, from 0, whose drawing differs though every block is the same: colours, pictures, ornaments. */
  readonly otherwise: readonly number[];
}

/** @param digest of one page, as in the proof. Blocks are matched within their frame, in their order. */
export function pageChanges(
  before: readonly Page[],
  after: readonly Page[],
  digest: (page: Page) => string,
): PageChanges {
  const blocks: BlockChange[] = [];
  const otherwise: number[] = [];
  for (let at = 0; at < Math.max(before.length, after.length); at += 1) {
    const [one, other] = [before[at], after[at]];
    const found = blockChanges(at, one?.blocks ?? [], other?.blocks ?? []);
    blocks.push(...found);
    if (found.length === 0 && one && other && digest(one) !== digest(other)) otherwise.push(at);
  }
  return { blocks, otherwise };
}

function blockChanges(page: number, before: readonly PageBlock[], after: readonly PageBlock[]): BlockChange[] {
  const frames = [...new Set([...before, ...after].map(({ frame }) => frame))];
  return frames.flatMap((frame) => {
    const old = before.filter((block) => block.frame === frame);
    const now = after.filter((block) => block.frame === frame);
    return Array.from({ length: Math.max(old.length, now.length) }, (_, at) => compare(page, old[at], now[at])).flat();
  });
}

function compare(page: number, one: PageBlock | undefined, other: PageBlock | undefined): BlockChange[] {
  const named = other ?? one;
  if (named === undefined) return [];
  const facts = {
    page,
    frame: named.frame,
    slot: named.slot,
    before: one?.bounds ?? null,
    after: other?.bounds ?? null,
    wordsBefore: one?.text ?? "",
    wordsAfter: other?.text ?? "",
  };
  if (one === undefined) return [{ ...facts, kind: "added" }];
  if (other === undefined) return [{ ...facts, kind: "removed" }];
  if (one.text !== other.text) return [{ ...facts, kind: "words" }];
  return sameRect(one.bounds, other.bounds) ? [] : [{ ...facts, kind: "moved" }];
}

function sameRect(one: Rect, other: Rect): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
