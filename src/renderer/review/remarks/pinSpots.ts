import type { Point, Rect } from "../../../shared/base/geometry.ts";
import type { Direction } from "../../../shared/base/locale.ts";
import { isPinned, type NumberedRemark } from "../../../shared/document/remarks.ts";
import type { Frame, Template } from "../../../shared/pack/templatePack.ts";
import { frameRect } from "../../../shared/typeset/page/mirror.ts";
import type { Page } from "../../../shared/typeset/page/page.ts";
import { slotsOfFrame } from "../../checks/slotFrames.ts";

/** Remarks and pages → where the pins stand. Points of the page, which has its origin at the left in every language. */

export type NamedFrame = Exclude<Frame, { readonly kind: "shape" }>;

export interface FrameArea {
  readonly frame: NamedFrame;
  /** Page id. */
  readonly page: string;
  readonly rect: Rect;
}

/** What a new remark can be about without a pointer: in reading order. */
export function frameAreas(template: Template, direction: Direction): readonly FrameArea[] {
  return template.pages.flatMap(({ id, frames }) =>
    frames
      .filter((frame): frame is NamedFrame => frame.kind !== "shape")
      .map((frame) => ({ frame, page: id, rect: frameRect(frame, template, direction) })),
  );
}

export interface Spot extends Point {
  readonly slot?: string;
}

/** Where somebody pressed, and the slot whose words stand there. Rounded to 1/100 pt. */
export function spotAt(page: Page, template: Template, point: Point): Spot {
  const within = frameAreas(template, page.direction).filter(
    (area) => area.page === page.id && contains(area.rect, point),
  );
  // The smallest is what somebody means: larger frames lie behind it.
  const [smallest] = within.sort((one, other) => areaOf(one.rect) - areaOf(other.rect));
  return withSlot(point, smallest === undefined ? undefined : slotNear(page, smallest.frame, point));
}

/** The corner where reading begins. */
export function cornerOf(page: Pick<Page, "direction">, { frame, rect }: FrameArea): Spot {
  const x = page.direction === "rtl" ? rect.x + rect.width : rect.x;
  return withSlot({ x, y: rect.y }, slotsOfFrame(frame)[0]);
}

export interface Pin extends Point {
  readonly remark: NumberedRemark;
}

/** In the order of their numbers. A remark about words stands where they stand first. */
export function pinsOn(page: Page, template: Template, remarks: readonly NumberedRemark[]): readonly Pin[] {
  return remarks.flatMap((remark): Pin[] => {
    const { about } = remark;
    if (isPinned(about)) return about.page === page.id ? [{ remark, x: about.x, y: about.y }] : [];
    const area = firstAreaOf(template, page.direction, about.slot);
    if (area?.page !== page.id) return [];
    const rect = inkOf(page, area, about.slot);
    return [{ remark, x: page.direction === "rtl" ? rect.x + rect.width : rect.x, y: rect.y }];
  });
}

/** What the remark is about, where it is about words; null on other pages, and where it is about a point alone. */
export function areaAbout(page: Page, template: Template, { about }: NumberedRemark): Rect | null {
  const { slot } = about;
  if (slot === undefined) return null;
  const areas = frameAreas(template, page.direction).filter(({ frame }) => slotsOfFrame(frame).includes(slot));
  const area = isPinned(about) ? areas.find((one) => one.page === about.page) : areas[0];
  return area?.page === page.id ? inkOf(page, area, slot) : null;
}

export interface SpreadPin extends Pin {
  /** CSS pixels from the place on the page: pins that lie upon one another stand side by side. */
  readonly aside: number;
}

/** @param scale CSS pixels for each point. @param size of a pin, CSS pixels. */
export function spreadPins(pins: readonly Pin[], scale: number, size: number): readonly SpreadPin[] {
  const placed: SpreadPin[] = [];
  for (const pin of pins) {
    const covers = (aside: number) =>
      placed.some(
        (other) =>
          Math.abs(other.x * scale + other.aside - (pin.x * scale + aside)) < size / 2 &&
          Math.abs(other.y - pin.y) * scale < size / 2,
      );
    let aside = 0;
    while (covers(aside)) aside += size;
    placed.push({ ...pin, aside });
  }
  return placed;
}

function firstAreaOf(template: Template, direction: Direction, slot: string): FrameArea | undefined {
  return frameAreas(template, direction).find(({ frame }) => slotsOfFrame(frame).includes(slot));
}

/** Where the words of a slot are printed; the whole frame where nothing is. */
function inkOf(page: Page, { frame, rect }: FrameArea, slot: string): Rect {
  const boxes = page.blocks
    .filter((block) => block.frame === frame.id && block.slot === slot && block.bounds.height > 0)
    .map(({ bounds }) => bounds);
  if (boxes.length === 0) return rect;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** Of a frame's slots, the one that is printed nearest above or below the point. */
function slotNear(page: Page, frame: NamedFrame, { y }: Point): string | undefined {
  const slots = slotsOfFrame(frame);
  const gaps = page.blocks.flatMap(({ frame: of, slot, bounds }) =>
    of === frame.id && slot !== null && bounds.height > 0
      ? [{ slot, gap: Math.max(bounds.y - y, y - bounds.y - bounds.height, 0) }]
      : [],
  );
  const [nearest] = gaps.sort((one, other) => one.gap - other.gap);
  return nearest?.slot ?? slots[0];
}

function withSlot({ x, y }: Point, slot: string | undefined): Spot {
  const round = (value: number) => Math.round(value * 100) / 100;
  return { x: round(x), y: round(y), ...(slot === undefined ? {} : { slot }) };
}

function contains({ x, y, width, height }: Rect, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

function areaOf({ width, height }: Rect): number {
  return width * height;
}
