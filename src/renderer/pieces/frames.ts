import type { Point, Rect } from "../../shared/base/geometry.ts";
import type { Direction } from "../../shared/base/locale.ts";
import type { Frame, PictureFrame, QrFrame, Template, TextFrame } from "../../shared/pack/templatePack.ts";
import { frameRect } from "../../shared/typeset/page/mirror.ts";
import type { Page, PageBlock } from "../../shared/typeset/page/page.ts";

/** The frames of a page that somebody can ask about, where they lie, and which one comes next. */

export type ChosenFrame = TextFrame | PictureFrame | QrFrame;

export interface PlacedFrame {
  readonly frame: ChosenFrame;
  /** Points, mirrored already. */
  readonly rect: Rect;
}

/** In reading order. Plain shapes are left out: nothing can be said or done about them. */
export function placedFrames(template: Template, pageIndex: number, direction: Direction): PlacedFrame[] {
  const frames = template.pages[pageIndex]?.frames ?? [];
  return frames
    .filter((frame): frame is ChosenFrame => frame.kind !== "shape")
    .map((frame) => ({ frame, rect: frameRect(frame, template, direction) }));
}

export function isTextFrame(frame: Frame): frame is TextFrame {
  return frame.kind === "text" || frame.kind === "helpline";
}

/** Slots that the frame shows, in its order. */
export function slotsOf(frame: ChosenFrame): readonly string[] {
  if (isTextFrame(frame)) return frame.blocks.map(({ slot }) => slot);
  return frame.slot === undefined ? [] : [frame.slot];
}

/** Larger frames lie further back, so that every frame can be reached with a pointer. @returns id → layer from 0. */
export function layersOf(frames: readonly PlacedFrame[]): ReadonlyMap<string, number> {
  const area = ({ rect }: PlacedFrame) => rect.width * rect.height;
  const sorted = [...frames].sort((a, b) => area(b) - area(a));
  return new Map(sorted.map(({ frame }, layer) => [frame.id, layer]));
}

export type Way = "up" | "down" | "left" | "right";

/** The nearest frame that way on the page as it is seen; null where there is none. */
export function neighbour(frames: readonly PlacedFrame[], from: string, way: Way): PlacedFrame | null {
  const here = frames.find(({ frame }) => frame.id === from);
  if (here === undefined) return null;
  const start = middle(here.rect);
  let best: { readonly placed: PlacedFrame; readonly distance: number } | null = null;
  for (const placed of frames) {
    const { x, y } = middle(placed.rect);
    const [along, across] =
      way === "left" || way === "right"
        ? [way === "right" ? x - start.x : start.x - x, Math.abs(y - start.y)]
        : [way === "down" ? y - start.y : start.y - y, Math.abs(x - start.x)];
    // Something further aside than ahead is not "that way".
    if (placed === here || along <= 0 || across > 2 * along) continue;
    const distance = along + 2 * across;
    if (best === null || distance < best.distance) best = { placed, distance };
  }
  return best?.placed ?? null;
}

/** The slot of a text frame that is printed at, or nearest to, a point of the page. */
export function slotAt(page: Page, frame: TextFrame, point: Point): string {
  let best: { readonly slot: string; readonly distance: number } | null = null;
  for (const { slot, bounds } of blocksOf(page, frame.id)) {
    if (slot === null || bounds.height === 0) continue;
    const distance = gap(point.y, bounds.y, bounds.height) + 0.01 * gap(point.x, bounds.x, bounds.width);
    if (best === null || distance < best.distance) best = { slot, distance };
  }
  return best?.slot ?? frame.blocks[0]?.slot ?? "";
}

export function blocksOf(page: Page, frame: string): readonly PageBlock[] {
  return page.blocks.filter((block) => block.frame === frame);
}

function gap(value: number, start: number, length: number): number {
  return Math.max(start - value, 0, value - start - length);
}

function middle({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
