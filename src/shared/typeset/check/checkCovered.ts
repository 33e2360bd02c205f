import type { Diagnostic } from "../../base/diagnostics.ts";
import type { Point } from "../../base/geometry.ts";
import { coversPoint, outlineOf } from "../../base/outline.ts";
import type { GlyphItem, Page, PageItem } from "../page/page.ts";
import { locate, opening } from "./locate.ts";

/** A finished page → text that something painted later hides. */

/** One finding for each text, whatever hides it. */
export function checkCovered(page: Page): Diagnostic[] {
  const hidden = new Set<number | null>();
  page.items.forEach((item, at) => {
    if (item.kind !== "glyphs" || hidden.has(item.block)) return;
    const later = page.items.slice(at + 1).filter((other) => mayHide(other, item));
    if (later.length > 0 && letters(item).some((point) => later.some((other) => hides(other, point)))) {
      hidden.add(item.block);
    }
  });
  return [...hidden].map((index) => {
    const block = index === null ? undefined : page.blocks[index];
    const text = opening(block?.text ?? "");
    return {
      code: "typeset/covered",
      severity: "error",
      ...locate(page, block),
      message: `Letters of “${text}” are hidden by what lies above them.`,
      hint: "Move one of the two frames, or list the text after it in the template.",
      values: { text },
    };
  });
}

/** The middle of each letter. */
function letters({ origin, size, glyphs }: GlyphItem): Point[] {
  return glyphs
    .filter((glyph) => glyph.advance > 0 && glyph.text.trim() !== "")
    .map((glyph) => ({ x: origin.x + glyph.x + glyph.advance / 2, y: origin.y + glyph.y - size * 0.35 }));
}

function mayHide(item: PageItem, { origin, size, glyphs }: GlyphItem): boolean {
  const box = boxOf(item);
  const last = glyphs.at(-1);
  if (!box || !last) return false;
  const right = origin.x + last.x + last.advance;
  return box.left < right && box.right > origin.x && box.top < origin.y + size && box.bottom > origin.y - size;
}

function boxOf(item: PageItem): { left: number; top: number; right: number; bottom: number } | null {
  if (item.kind === "picture") {
    const { x, y, width, height } = item.rect;
    return { left: x, top: y, right: x + width, bottom: y + height };
  }
  return item.kind === "path" && item.fill !== null && item.opacity === 1 ? outlineOf(item.d) : null;
}

function hides(item: PageItem, point: Point): boolean {
  if (item.kind === "path") return coversPoint(item, outlineOf(item.d), point);
  const box = boxOf(item);
  return box !== null && point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom;
}
