import { mirrorRect, type Rect } from "../../base/geometry.ts";
import type { Direction } from "../../base/locale.ts";
import type { Frame, PictureFrame, Template, TemplatePage } from "../../pack/templatePack.ts";

/**
 * A template, which is drawn once, for left-to-right → where its parts lie in an edition of either direction: frames,
 * folds between panels, drawings, margins. Everything that a right-to-left layout mirrors is decided here; lines of
 * text are placed by their own direction in `placeLines`.
 */

/** Where a frame lies on the pages of an edition: points, from the top-left corner of the trim box. */
export function frameRect(frame: Frame, template: Pick<Template, "width">, direction: Direction): Rect {
  return direction === "rtl" && frame.rtl === "mirror" ? mirrorRect(frame.at, template.width) : frame.at;
}

/** x of each fold in points, from the left edge of the trim box, from left to right. */
export function foldsOf({ panels }: TemplatePage, { width }: Pick<Template, "width">, direction: Direction): number[] {
  return panels
    .slice(1)
    .map(({ x }) => (direction === "rtl" ? width - x : x))
    .sort((one, other) => one - other);
}

/** Whether a drawing is reflected: photographs and logos never are, and a drawing only where its template says so. */
export function isReflected(frame: Frame, direction: Direction): boolean {
  return direction === "rtl" && frame.kind === "picture" && frame.flip;
}

/**
 * Where a drawing sits in its frame when the shapes differ: shares from the left and the top. A template counts from
 * the start of a line, for drawings that are reflected and for logos, which are not.
 */
export function anchorOf({ anchor: [ax, ay] }: Pick<PictureFrame, "anchor">, direction: Direction): [number, number] {
  return [direction === "rtl" ? 1 - ax : ax, ay];
}

export interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What text keeps clear of at each side of the trim box, in points. */
export function safeMargins({ safe }: Pick<Template, "safe">, direction: Direction): Margins {
  const { start, end, top, bottom } = safe;
  return direction === "rtl" ? { left: end, top, right: start, bottom } : { left: start, top, right: end, bottom };
}
