import type { Point, Rect } from "../../../shared/base/geometry.ts";

/** Which part of a sheet a window shows, and how large: CSS pixels on one side, points on the other. */

export interface Viewport {
  /** CSS pixels for each point. */
  readonly scale: number;
  /** Where the top-left corner of the trim box lies in the window, CSS pixels. */
  readonly x: number;
  readonly y: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A CSS pixel is 1/96 inch: at this scale a page has its printed size, and a post its own pixels. */
export const ACTUAL_SIZE = 96 / 72;
export const LEAST_SCALE = 0.05;
export const GREATEST_SCALE = 16 * ACTUAL_SIZE;

/** Free space around a fitted sheet, CSS pixels. */
const MARGIN = 32;
/** So much of the sheet stays in sight wherever it is moved. */
const KEPT = 80;

/** The whole sheet in the middle of the window. `sheet` is in points; its corner may be left of the trim box. */
export function fitViewport(sheet: Rect, window: Extent): Viewport {
  const wide = Math.max(1, window.width - 2 * MARGIN);
  const high = Math.max(1, window.height - 2 * MARGIN);
  const scale = limitScale(Math.min(wide / sheet.width, high / sheet.height));
  return {
    scale,
    x: (window.width - sheet.width * scale) / 2 - sheet.x * scale,
    y: (window.height - sheet.height * scale) / 2 - sheet.y * scale,
  };
}

/** The point of the sheet that lies under `at` stays there. */
export function zoomAt(view: Viewport, factor: number, at: Point): Viewport {
  const scale = limitScale(view.scale * factor);
  const by = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by };
}

export function panBy(view: Viewport, by: Point): Viewport {
  return { ...view, x: view.x + by.x, y: view.y + by.y };
}

/** Moved no further than needed for some of the sheet to stay in sight. */
export function keepInSight(view: Viewport, sheet: Rect, window: Extent): Viewport {
  const keep = (place: number, start: number, length: number, room: number) => {
    const kept = Math.min(KEPT, length, room);
    return clamp(place, kept - start - length, room - kept - start);
  };
  const { scale } = view;
  return {
    scale,
    x: keep(view.x, sheet.x * scale, sheet.width * scale, window.width),
    y: keep(view.y, sheet.y * scale, sheet.height * scale, window.height),
  };
}

/** Moved no further than needed for the rectangle, in points, to be seen. */
export function showRect(view: Viewport, rect: Rect, window: Extent): Viewport {
  const show = (place: number, start: number, length: number, room: number) => {
    const from = place + start;
    if (length + 2 * MARGIN >= room) return from > MARGIN || from + length < room - MARGIN ? MARGIN - start : place;
    return clamp(from, MARGIN, room - MARGIN - length) - start;
  };
  const { scale } = view;
  return {
    scale,
    x: show(view.x, rect.x * scale, rect.width * scale, window.width),
    y: show(view.y, rect.y * scale, rect.height * scale, window.height),
  };
}

/** Where the window is on everything that can be seen there, as parts of one; null where the whole sheet is in sight. */
export function scrollThumb(
  view: Viewport,
  sheet: Rect,
  window: Extent,
  axis: "x" | "y",
): { readonly start: number; readonly size: number } | null {
  const { from, to, room } = span(view, sheet, window, axis);
  // Less than a pixel is rounding.
  if (to - from - room < 1) return null;
  return { start: -from / (to - from), size: room / (to - from) };
}

/** A way of the thumb, as a part of its track → CSS pixels that the window moves over the sheet, as far as it goes. */
export function scrollBy(part: number, view: Viewport, sheet: Rect, window: Extent, axis: "x" | "y"): number {
  const { from, to, room } = span(view, sheet, window, axis);
  return clamp(part * (to - from), from, to - room);
}

/** The sheet with some free space around it, and the window, wherever it is: CSS pixels from the window's start. */
function span({ scale, x, y }: Viewport, sheet: Rect, window: Extent, axis: "x" | "y") {
  const across = axis === "x";
  const room = across ? window.width : window.height;
  const start = (across ? x : y) + (across ? sheet.x : sheet.y) * scale;
  const end = start + (across ? sheet.width : sheet.height) * scale;
  const isInSight = start >= 0 && end <= room;
  const margin = isInSight ? 0 : MARGIN;
  return { from: Math.min(0, start - margin), to: Math.max(room, end + margin), room };
}

/** Window, CSS pixels → sheet, points. */
export function toSheet({ scale, x, y }: Viewport, point: Point): Point {
  return { x: (point.x - x) / scale, y: (point.y - y) / scale };
}

function limitScale(scale: number): number {
  return clamp(scale, LEAST_SCALE, GREATEST_SCALE);
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.min(Math.max(value, least), Math.max(least, greatest));
}
