import type { Rect } from "../../base/geometry.ts";
import type { Direction } from "../../base/locale.ts";
import { roundPoints } from "../../base/units.ts";
import type { SetLine } from "../text/paragraph.ts";
import type { GlyphItem } from "./page.ts";

/** Lines in ems → baselines and glyph items in points. */

/** A column of text: `start` is the distance from the frame's start edge (right edge in right-to-left pages). */
export interface Column {
  readonly start: number;
  readonly width: number;
}

export type Align = "start" | "center" | "end";

/** Left edge on the page of something `width` wide at `start` from the start edge of `frame`. */
export function physicalX(frame: Rect, direction: Direction, start: number, width: number): number {
  return direction === "rtl" ? frame.x + frame.width - start - width : frame.x + start;
}

/** Space left over in a column, given to the start side of the line. */
function alignShift(align: Align, free: number): number {
  if (align === "start") return 0;
  return align === "center" ? free / 2 : free;
}

export interface Leading {
  /** Distance between baselines, points. */
  readonly pitch: number;
  /** Top of the paragraph to its first baseline. */
  readonly first: number;
  /** Last baseline to the bottom of the paragraph. */
  readonly last: number;
  readonly height: number;
}

/** The side on which the lines of a column are flush. */
export type FlushSide = "left" | "center" | "right";

export function flushSide(align: Align, direction: Direction): FlushSide {
  if (align === "center") return "center";
  return (align === "start") === (direction === "ltr") ? "left" : "right";
}

/** Where a line of the given width starts, from the edge or axis on which the lines are flush; ems. */
function leftOf(width: number, side: FlushSide): number {
  return side === "center" ? -width / 2 : side === "right" ? -width : 0;
}

/** The least pitch at which no ink of one line comes near ink of the next that stands above or below it. */
function clearPitch(above: SetLine, below: SetLine, pitch: number, side: FlushSide): number {
  // Most lines are clear of each other wherever their letters stand.
  if (above.inkBelow + below.inkAbove + CLEARANCE <= pitch) return pitch;
  const shift = leftOf(below.width, side) - leftOf(above.width, side);
  let least = pitch;
  for (const high of above.ink) {
    for (const low of below.ink) {
      const apart = low.left + shift - CLEARANCE >= high.right || high.left >= low.right + shift + CLEARANCE;
      if (!apart) least = Math.max(least, high.below + low.above + CLEARANCE);
    }
  }
  return least;
}

/** Air between the lowest mark of a line and the highest of the next, ems: a dot and a hook must not read as one. */
const CLEARANCE = 0.05;

/**
 * Where the baselines of a paragraph lie.
 *
 * The leading is shared half above and half below the fonts' own ascent and descent, as in CSS
 * Inline 3; it opens where a letter would touch one of the line above, so that stacked
 * Vietnamese marks and Arabic vowel signs never meet it, and the first and last line
 * keep all their ink inside the paragraph.
 */
export function leadingOf(lines: readonly SetLine[], size: number, leading: number, side: FlushSide): Leading {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return { pitch: leading * size, first: 0, last: 0, height: 0 };
  let pitch = leading;
  for (let at = 1; at < lines.length; at++) {
    const above = lines[at - 1];
    const below = lines[at];
    if (above && below) pitch = Math.max(pitch, clearPitch(above, below, pitch, side));
  }
  const half = (line: SetLine) => (leading - line.ascent - line.descent) / 2;
  const top = Math.max(half(first) + first.ascent, first.inkAbove);
  const bottom = Math.max(half(last) + last.descent, last.inkBelow);
  return {
    pitch: pitch * size,
    first: top * size,
    last: bottom * size,
    height: (top + bottom + pitch * (lines.length - 1)) * size,
  };
}

export interface LinePlacement {
  readonly frame: Rect;
  readonly direction: Direction;
  readonly column: Column;
  readonly align: Align;
  readonly size: number;
  /** Index into the page's blocks, or null for decoration. */
  readonly block: number | null;
}

/** The glyph items of one line whose baseline lies `baseline` below the top of the page. */
export function placeLine(line: SetLine, baseline: number, placement: LinePlacement): GlyphItem[] {
  const { frame, direction, column, size } = placement;
  const width = line.width * size;
  const start = column.start + alignShift(placement.align, column.width - width);
  const left = physicalX(frame, direction, start, width);
  return line.runs
    .filter((run) => run.glyphs.length > 0)
    .map((run): GlyphItem => {
      const originX = run.glyphs[0]?.x ?? 0;
      return {
        kind: "glyphs",
        font: run.font,
        size: roundPoints(size),
        ink: run.ink,
        block: placement.block,
        direction: run.direction,
        language: run.language,
        origin: { x: roundPoints(left + originX * size), y: roundPoints(baseline) },
        glyphs: run.glyphs.map((glyph) => ({
          id: glyph.id,
          x: roundPoints((glyph.x - originX) * size),
          y: roundPoints(glyph.y * size),
          advance: roundPoints(glyph.advance * size),
          text: glyph.text,
        })),
        ...(run.helpline === undefined ? {} : { helpline: run.helpline }),
      };
    });
}

/** The box of the ink of one line, on the page. */
export function inkBounds(line: SetLine, baseline: number, placement: LinePlacement): Rect {
  const { frame, direction, column, size } = placement;
  const width = line.width * size;
  const start = column.start + alignShift(placement.align, column.width - width);
  return {
    x: physicalX(frame, direction, start, width),
    y: baseline - line.inkAbove * size,
    width,
    height: (line.inkAbove + line.inkBelow) * size,
  };
}
