import { assert } from "../../shared/base/errors.ts";
import type { Rect } from "../../shared/base/geometry.ts";
import { pageBox } from "../../shared/render/renderSvg.ts";
import type { GlyphItem, Page, PageItem, Paint, PathItem, PictureItem } from "../../shared/typeset/page/page.ts";
import { inkBox, meet } from "./inkBox.ts";

/**
 * A typeset page → a canvas: the same outlines, colours and pictures as every export, in sRGB.
 *
 * Paths are built once for each item and kept while the page lives, so that zooming and panning only fill them again.
 */

export interface PaintOptions {
  /** Device pixels for each point. */
  readonly scale: number;
  /** Where the page's origin, the top-left corner of the trim box, lies on the canvas; device pixels. */
  readonly x: number;
  readonly y: number;
  readonly box: "trim" | "bleed";
  /** SVG path data in thousandths of an em, y down. */
  readonly outline: (font: string, glyph: number) => string;
  /** Null while the picture is on its way: its place stays grey. */
  readonly picture: (digest: string) => CanvasImageSource | null;
  /** Only what lies in this rectangle, in points, is painted anew. */
  readonly only?: Rect;
  /** Left out, because something else shows it. */
  readonly skip?: (item: PageItem) => boolean;
}

export type Canvas2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Paints over what is there; the rest of the canvas is left alone. */
export function paintPage(canvas: Canvas2D, page: Page, options: PaintOptions): void {
  const { scale, x, y, box, only, skip } = options;
  canvas.save();
  if (only !== undefined) clipToPixels(canvas, only, options);
  canvas.setTransform(scale, 0, 0, scale, x, y);
  clipTo(canvas, pageBox(page, box));
  const seen = only === undefined ? visiblePart(canvas, options) : grow(only, 1 / scale);
  for (const item of page.items) {
    if (skip?.(item) === true || !meet(inkBox(item), seen)) continue;
    if (item.kind === "glyphs") paintGlyphs(canvas, page, item, options.outline);
    else if (item.kind === "path") paintPath(canvas, page, item);
    else paintPicture(canvas, item, options.picture(item.picture));
  }
  canvas.restore();
}

/** Grown to whole device pixels: at an edge inside a pixel the old paint would shine through. */
function clipToPixels(canvas: Canvas2D, rect: Rect, { scale, x, y }: PaintOptions): void {
  const [left, top] = [Math.floor(rect.x * scale + x), Math.floor(rect.y * scale + y)];
  const right = Math.ceil((rect.x + rect.width) * scale + x);
  const bottom = Math.ceil((rect.y + rect.height) * scale + y);
  canvas.setTransform(1, 0, 0, 1, 0, 0);
  clipTo(canvas, { x: left, y: top, width: right - left, height: bottom - top });
}

function grow({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** What the canvas shows of the page. */
function visiblePart({ canvas }: Canvas2D, { scale, x, y }: PaintOptions): Rect {
  return { x: -x / scale, y: -y / scale, width: canvas.width / scale, height: canvas.height / scale };
}

const runs = new WeakMap<GlyphItem, Path2D>();

/** One path a run: joined Arabic letters fill as one shape, without hairlines where they meet. */
function paintGlyphs(canvas: Canvas2D, page: Page, item: GlyphItem, outline: PaintOptions["outline"]): void {
  let run = runs.get(item);
  if (run === undefined) {
    run = new Path2D();
    const scale = item.size / 1000;
    for (const glyph of item.glyphs) {
      const shape = path(outline(item.font, glyph.id));
      const place = { a: scale, d: scale, e: item.origin.x + glyph.x, f: item.origin.y + glyph.y };
      if (shape !== null) run.addPath(shape, place);
    }
    runs.set(item, run);
  }
  canvas.fillStyle = colour(page, item.ink);
  canvas.fill(run, "nonzero");
}

function paintPath(canvas: Canvas2D, page: Page, item: PathItem): void {
  const shape = path(item.d);
  if (shape === null) return;
  // Opacity is of fill and stroke together: where both are there, the stroke must not show the fill's edge through.
  if (item.opacity !== 1 && item.fill !== null && item.stroke !== null) {
    paintTogether(canvas, page, item, shape);
    return;
  }
  canvas.save();
  canvas.globalAlpha = item.opacity;
  if (item.clip !== null) clipTo(canvas, item.clip);
  fillAndStroke(canvas, page, item, shape);
  canvas.restore();
}

function fillAndStroke(canvas: Canvas2D, page: Page, item: PathItem, shape: Path2D): void {
  if (item.fill !== null) {
    canvas.fillStyle = paintOf(canvas, page, item.fill);
    canvas.fill(shape, item.rule);
  }
  if (item.stroke !== null) {
    const { ink, width, cap, join } = item.stroke;
    canvas.strokeStyle = colour(page, ink);
    canvas.lineWidth = width;
    canvas.lineCap = cap;
    canvas.lineJoin = join;
    // SVG's own limit, which the exports use.
    canvas.miterLimit = 4;
    canvas.stroke(shape);
  }
}

function paintTogether(canvas: Canvas2D, page: Page, item: PathItem, shape: Path2D): void {
  const { width, height } = canvas.canvas;
  const layer = new OffscreenCanvas(width, height).getContext("2d");
  assert(layer !== null, "every browser draws in two dimensions");
  layer.setTransform(canvas.getTransform());
  if (item.clip !== null) clipTo(layer, item.clip);
  fillAndStroke(layer, page, item, shape);
  canvas.save();
  canvas.setTransform(1, 0, 0, 1, 0, 0);
  canvas.globalAlpha = item.opacity;
  canvas.drawImage(layer.canvas, 0, 0);
  canvas.restore();
}

function paintPicture(canvas: Canvas2D, { rect, crop }: PictureItem, picture: CanvasImageSource | null): void {
  if (picture === null) {
    canvas.fillStyle = "#c9d2d8";
    canvas.fillRect(rect.x, rect.y, rect.width, rect.height);
    return;
  }
  canvas.imageSmoothingQuality = "high";
  canvas.drawImage(picture, crop.x, crop.y, crop.width, crop.height, rect.x, rect.y, rect.width, rect.height);
}

function clipTo(canvas: Canvas2D, { x, y, width, height }: Rect): void {
  canvas.beginPath();
  canvas.rect(x, y, width, height);
  canvas.clip();
}

function paintOf(canvas: Canvas2D, page: Page, paint: Paint): string | CanvasGradient {
  if (paint.kind === "solid") return colour(page, paint.ink);
  const gradient = canvas.createLinearGradient(paint.from.x, paint.from.y, paint.to.x, paint.to.y);
  for (const { offset, ink } of paint.stops) gradient.addColorStop(offset, colour(page, ink));
  return gradient;
}

function colour(page: Page, ink: string): string {
  const rgb = page.inks[ink]?.rgb;
  assert(rgb, `ink ${ink} is used but not listed on page ${page.id}`);
  return rgb;
}

/** Glyphs and drawings of a whole campaign; past this the memory starts anew. */
const REMEMBERED = 8000;
const paths = new Map<string, Path2D>();

function path(d: string): Path2D | null {
  if (d === "") return null;
  let known = paths.get(d);
  if (known === undefined) {
    if (paths.size >= REMEMBERED) paths.clear();
    known = new Path2D(d);
    paths.set(d, known);
  }
  return known;
}
