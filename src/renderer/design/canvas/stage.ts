import type { Point, Rect } from "../../../shared/base/geometry.ts";
import { type Extent, fitViewport, keepInSight, panBy, showRect, type Viewport, zoomAt } from "./viewport.ts";

/** Where the canvas looks, beside React: it moves once for every frame of a gesture. */

export interface CanvasStage {
  readonly view: () => Viewport;
  readonly extent: () => Extent;
  /** What is looked at, in points. */
  readonly sheet: () => Rect;
  /** @returns stops listening. */
  readonly listen: (listener: () => void) => () => void;
  /** The window's size in CSS pixels; a fitted sheet stays fitted. */
  readonly resize: (extent: Extent) => void;
  /** Another one is fitted; the same one stays where it is. */
  readonly setSheet: (sheet: Rect) => void;
  readonly fit: () => void;
  /** @param at in the window; its middle where it is not said. */
  readonly zoomBy: (factor: number, at?: Point) => void;
  readonly zoomTo: (scale: number) => void;
  readonly pan: (by: Point) => void;
  /** Brings a place of the sheet into sight. */
  readonly reveal: (rect: Rect) => void;
}

export function createStage(): CanvasStage {
  const listeners = new Set<() => void>();
  let extent: Extent = { width: 0, height: 0 };
  let sheet: Rect = { x: 0, y: 0, width: 1, height: 1 };
  let view: Viewport = { scale: 1, x: 0, y: 0 };
  let fitted = true;

  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const show = (next: Viewport, stays = false) => {
    const kept = keepInSight(next, sheet, extent);
    if (kept.scale === view.scale && kept.x === view.x && kept.y === view.y) return;
    view = kept;
    fitted = stays;
    tell();
  };
  const fitSheet = () => {
    fitted = true;
    if (extent.width > 0) show(fitViewport(sheet, extent), true);
  };
  const middle = () => ({ x: extent.width / 2, y: extent.height / 2 });

  return {
    view: () => view,
    extent: () => extent,
    sheet: () => sheet,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resize(next) {
      if (next.width === extent.width && next.height === extent.height) return;
      extent = next;
      const before = view;
      if (fitted) fitSheet();
      else show(view);
      // The same place, but more or less of it is seen.
      if (view === before) tell();
    },
    setSheet(next) {
      const { x, y, width, height } = sheet;
      if (next.x === x && next.y === y && next.width === width && next.height === height) return;
      sheet = next;
      fitSheet();
    },
    fit: fitSheet,
    zoomBy: (factor, at = middle()) => show(zoomAt(view, factor, at)),
    zoomTo: (scale) => show(zoomAt(view, scale / view.scale, middle())),
    pan: (by) => show(panBy(view, by)),
    reveal(rect) {
      const next = showRect(view, rect, extent);
      show(next, fitted && next.x === view.x && next.y === view.y);
    },
  };
}
