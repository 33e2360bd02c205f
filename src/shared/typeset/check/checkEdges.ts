import type { Diagnostic } from "../../base/diagnostics.ts";
import { outlineOf } from "../../base/outline.ts";
import { POINTS_PER_MM } from "../../base/units.ts";
import type { Template } from "../../pack/templatePack.ts";
import { safeMargins } from "../page/mirror.ts";
import type { Page, PageBlock, PageItem, PathItem, PictureItem } from "../page/page.ts";
import { locate, opening } from "./locate.ts";

/** A finished page of a print format → what cutting the paper would spoil: too little bleed, colour that stops at the edge, text near it. */

/** What offset printers ask for, and what their cutters may miss by. */
const LEAST_BLEED = 3 * POINTS_PER_MM;
const LEAST_MARGIN = 4 * POINTS_PER_MM;
/** Ends this near to the edge of the page are meant to be on it. */
const ON_EDGE = 0.5;
/** A straight side of a shape longer than this can be seen to stop; a circle only touches. */
const STRAIGHT = 3;
const SLACK = 0.05;

const SIDES = ["left", "top", "right", "bottom"] as const;
type Side = (typeof SIDES)[number];
type Box = Readonly<Record<Side, number>>;

/** Nothing for formats in pixels. */
export function checkEdges(page: Page, template: Template): Diagnostic[] {
  if (page.pixels !== null) return [];
  const findings = [
    ...lacksBleed(page),
    ...page.items.flatMap((item) => stopsAtEdge(item, page)),
    ...page.blocks.flatMap((block) => nearEdge(block, page, template)),
    ...isEmpty(page),
  ];
  const seen = new Set<string>();
  return findings.filter(({ code, place }) => {
    const key = `${code} ${place}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function finding(
  page: Page,
  block: PageBlock | undefined,
  told: Pick<Diagnostic, "code" | "severity" | "message" | "hint" | "values">,
): Diagnostic {
  return { ...told, ...locate(page, block) };
}

/** A page may do without bleed where its paper stays white along every edge. */
function lacksBleed(page: Page): Diagnostic[] {
  if (page.bleed >= LEAST_BLEED - SLACK) return [];
  const reaches = page.items.some((item) => {
    const box = isInked(item, page) ? shownBox(item) : null;
    return box !== null && SIDES.some((side) => beyond(box, side, page) > -ON_EDGE);
  });
  if (!reaches) return [];
  const bleed = Math.round((page.bleed / POINTS_PER_MM) * 10) / 10;
  return [
    finding(page, undefined, {
      code: "typeset/bleed",
      severity: "error",
      message: `Colour runs off the page, but the template has a bleed of ${bleed} mm; print needs 3 mm.`,
      hint: "Give the template a bleed of 3 mm, or keep colour away from its edges.",
      values: { bleed },
    }),
  ];
}

function stopsAtEdge(item: PageItem, page: Page): Diagnostic[] {
  if (page.bleed < 1 || !isInked(item, page) || matchesGround(item, page)) return [];
  const box = shownBox(item);
  if (!box || item.kind === "glyphs") return [];
  const side = SIDES.find((one) => endsInBleed(beyond(box, one, page), page) && isStraight(item, box, one));
  if (!side) return [];
  // Behind the edge it may be a part of a drawing that others complete; a person has to look.
  const onEdge = beyond(box, side, page) < ON_EDGE;
  return [
    finding(page, item.block === null ? undefined : page.blocks[item.block], {
      code: "typeset/edge",
      severity: onEdge ? "error" : "warning",
      message: `Colour stops at the ${side} edge of the page or just beyond it; if the cut is slightly off, a white line shows.`,
      hint: "Draw it to the end of the bleed, or keep it clear of the edge.",
      values: { side },
    }),
  ];
}

/** On the edge of the page, or beyond it but short of the end of the bleed. */
function endsInBleed(past: number, { bleed }: Page): boolean {
  return past > -ON_EDGE && past < bleed - ON_EDGE;
}

/** Points by which a box passes the edge of the page; negative inside. */
function beyond(box: Box, side: Side, { width, height }: Page): number {
  return { left: -box.left, top: -box.top, right: box.right - width, bottom: box.bottom - height }[side];
}

function isInked(item: PageItem, page: Page): boolean {
  if (item.kind !== "path") return item.kind === "picture";
  const { fill } = item;
  if (fill === null) return false;
  const ids = fill.kind === "solid" ? [fill.ink] : fill.stops.map((stop) => stop.ink);
  return ids.some((id) => page.inks[id]?.cmyk.some((part) => part > 0));
}

/** The first item is the ground of the page; the same colour upon it cannot be seen to stop. */
function matchesGround(item: PageItem, { items: [ground] }: Page): boolean {
  if (item === ground || item.kind !== "path" || ground?.kind !== "path") return false;
  return item.fill?.kind === "solid" && ground.fill?.kind === "solid" && item.fill.ink === ground.fill.ink;
}

/** What the clip leaves, or null. */
function shownBox(item: PageItem): Box | null {
  if (item.kind === "glyphs") return null;
  const whole = item.kind === "picture" ? boxOf(item.rect) : outlineOf(item.d);
  const clip = item.kind === "path" && item.clip ? boxOf(item.clip) : null;
  if (!clip) return whole;
  const box = {
    left: Math.max(whole.left, clip.left),
    top: Math.max(whole.top, clip.top),
    right: Math.min(whole.right, clip.right),
    bottom: Math.min(whole.bottom, clip.bottom),
  };
  return box.right <= box.left || box.bottom <= box.top ? null : box;
}

function boxOf({ x, y, width, height }: PictureItem["rect"]): Box {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Cut by its clip, or drawn with a straight side there. */
function isStraight(item: PathItem | PictureItem, box: Box, side: Side): boolean {
  if (item.kind === "picture") return true;
  const outline = outlineOf(item.d);
  const edge = box[side];
  if (Math.abs(outline[side] - edge) > 0.1) return true;
  const upright = side === "left" || side === "right";
  return outline.polygons.some((polygon) =>
    polygon.some((to, at) => {
      const from = polygon.at(at - 1) ?? to;
      const [a, b, length] = upright ? [from.x, to.x, to.y - from.y] : [from.y, to.y, to.x - from.x];
      return Math.abs(a - edge) < 0.1 && Math.abs(b - edge) < 0.1 && Math.abs(length) > STRAIGHT;
    }),
  );
}

/** The template's own margin is `checkSafeArea`'s; this finds what that allows and a cutter does not. */
function nearEdge(block: PageBlock, page: Page, template: Template): Diagnostic[] {
  const isText = block.role !== "figure";
  const frame = template.pages.find(({ id }) => id === page.id)?.frames.find(({ id }) => id === block.frame);
  if (!isText && frame?.kind !== "logo" && frame?.kind !== "qr") return [];
  const box = boxOf(block.bounds);
  if (block.bounds.height <= 0) return [];
  const kept = safeMargins(template, page.direction);
  const distance = (side: Side) => -beyond(box, side, page);
  const near = SIDES.filter((side) => distance(side) < LEAST_MARGIN - SLACK && distance(side) >= kept[side] - SLACK);
  const [side] = near.sort((a, b) => distance(a) - distance(b));
  if (!side) return [];
  const mm = (distance(side) / POINTS_PER_MM).toFixed(1);
  return [
    finding(page, block, {
      code: "typeset/near-edge",
      severity: "warning",
      message: `“${opening(block.text)}” is ${mm} mm from the ${side} edge of the page; cutting needs 4 mm.`,
      hint: "Move the frame inwards, or give the template a safe area of 4 mm.",
      values: { text: opening(block.text), distance: mm, side },
    }),
  ];
}

function isEmpty(page: Page): Diagnostic[] {
  if (page.items.length > 1) return [];
  return [
    finding(page, undefined, {
      code: "typeset/empty-page",
      severity: "error",
      message: "The page is empty.",
      hint: "Fill one of its slots, or take the page out of the template.",
    }),
  ];
}
