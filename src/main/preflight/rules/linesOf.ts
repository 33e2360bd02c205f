import type { Glyph } from "../page/marks.ts";
import type { ExaminedPage } from "./rule.ts";

/**
 * Pages of a PDF → their lines of text in visual order, as the eye meets them: Arabic letters stand in reverse.
 * Slug lines, outside the bleed, are not the reader's: a digest in one may hold the digits of a helpline.
 */

export interface ReadLine {
  /** From 1. */
  readonly page: number;
  /** Baseline and left end, points from the top-left corner of the trim box. */
  readonly y: number;
  readonly x: number;
  /** From left to right, with one space where there is a gap. */
  readonly text: string;
}

/** Glyphs this near to one another in height, in ems, share a baseline. */
const SAME_LINE = 0.1;
/** Gap that is read as a space, in ems: fonts' spaces are 0.2 and more. */
const SPACE = 0.14;
/** Gap that starts another line: the next column. */
const COLUMN = 1.5;

/** Top to bottom, then left to right. */
export function linesOf(pages: readonly ExaminedPage[]): ReadLine[] {
  return pages.flatMap((page) => {
    const lines: ReadLine[] = [];
    const [left, bottom, right, top] = page.bleed;
    const onPage = page.content.glyphs.filter(({ x, y }) => x >= left && x <= right && y >= bottom && y <= top);
    for (const baseline of baselines(onPage)) {
      for (const glyphs of columns(baseline)) {
        const [first] = glyphs;
        const text = textOf(glyphs);
        if (!first || text === "") continue;
        lines.push({ page: page.number, y: page.trim[3] - first.y, x: first.x - page.trim[0], text });
      }
    }
    return lines;
  });
}

/** Spaces of any kind and width are equal; the number may not be a part of a longer one. */
export function findHelpline(lines: readonly ReadLine[], page: number, display: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/[\p{Cf}\p{M}]/gu, "")
      .replace(/\s+/gu, " ")
      .trim();
  const wanted = plain(display);
  const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`(?<![\\p{Nd}+])${escaped}(?!\\p{Nd})`, "u");
  return lines.some((line) => line.page === page && pattern.test(plain(line.text)));
}

function baselines(glyphs: readonly Glyph[]): Glyph[][] {
  const shown = glyphs.filter(({ text }) => text !== "" && !/^[\u200b-\u200f]+$/u.test(text));
  const sorted = [...shown].sort((a, b) => b.y - a.y);
  const groups: Glyph[][] = [];
  let last: Glyph | undefined;
  for (const glyph of sorted) {
    const same = last && Math.abs(last.y - glyph.y) <= SAME_LINE * Math.min(last.size, glyph.size);
    if (same) groups.at(-1)?.push(glyph);
    else groups.push([glyph]);
    last = glyph;
  }
  return groups;
}

function columns(baseline: readonly Glyph[]): Glyph[][] {
  const groups: Glyph[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  // A stable sort keeps carriers before their letter.
  for (const glyph of [...baseline].sort((a, b) => a.x - b.x)) {
    if (glyph.x - end > COLUMN * glyph.size) groups.push([]);
    groups.at(-1)?.push(glyph);
    end = Math.max(end, glyph.x + glyph.advance);
  }
  return groups;
}

function textOf(glyphs: readonly Glyph[]): string {
  let text = "";
  let end = Number.NaN;
  for (const glyph of glyphs) {
    if (glyph.x - end > SPACE * glyph.size && !/\s$/u.test(text) && !/^\s/u.test(glyph.text)) text += " ";
    text += glyph.text;
    end = Number.isNaN(end) ? glyph.x + glyph.advance : Math.max(end, glyph.x + glyph.advance);
  }
  return text.replace(/\s+/gu, " ").trim();
}
