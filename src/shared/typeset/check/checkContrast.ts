import { contrast } from "../../base/colour.ts";
import type { Diagnostic } from "../../base/diagnostics.ts";
import type { Point, Rect } from "../../base/geometry.ts";
import { coversPoint, type Outline, outlineOf } from "../../base/outline.ts";
import type { GlyphItem, Page, PageBlock, PathItem } from "../page/page.ts";
import { locate, opening } from "./locate.ts";

/** A finished page → text that is too faint on what lies behind it (WCAG 2.2, 1.4.3). */

/** Large text: at least 18 pt, or 14 pt in bold. */
const LARGE = 18;
const LARGE_BOLD = 14;
const BOLD = 700;
const ENOUGH = 4.5;
const ENOUGH_LARGE = 3;
/** A field behind text changes at most a few times along a line. */
const MOST_SAMPLES = 12;

export function checkContrast(page: Page): Diagnostic[] {
  const runs = new Map<number, { readonly first: number; readonly glyphs: GlyphItem[] }>();
  page.items.forEach((item, at) => {
    if (item.kind !== "glyphs" || item.block === null) return;
    const known = runs.get(item.block);
    if (known) known.glyphs.push(item);
    else runs.set(item.block, { first: at, glyphs: [item] });
  });
  const outlines = page.items.map((item) => (item.kind === "path" && item.fill !== null ? outlineOf(item.d) : null));
  return [...runs].flatMap(([index, { first, glyphs }]) => {
    const block = page.blocks[index];
    if (!block) return [];
    const behind = groundsOf(block.bounds, first, page, outlines);
    const worst = Math.min(...glyphs.map((item) => contrastOf(item, behind, page)));
    const needed = Math.max(...glyphs.map((item) => (isLarge(item, page) ? ENOUGH_LARGE : ENOUGH)));
    return worst < needed ? [tooFaint(page, block, worst, needed)] : [];
  });
}

/** Something painted behind text: a filled path with its outline, or a photograph. */
type Ground = { readonly item: PathItem; readonly outline: Outline } | { readonly photograph: Rect };

/** What is painted before the item `first` and comes near the box of a text; the topmost comes first. */
function groundsOf(bounds: Rect, first: number, page: Page, outlines: readonly (Outline | null)[]): Ground[] {
  const near = (left: number, top: number, right: number, bottom: number) =>
    left <= bounds.x + bounds.width && right >= bounds.x && top <= bounds.y + bounds.height && bottom >= bounds.y;
  const grounds: Ground[] = [];
  for (let at = first - 1; at >= 0; at--) {
    const item = page.items[at];
    const outline = outlines[at];
    if (item?.kind === "path" && outline && near(outline.left, outline.top, outline.right, outline.bottom)) {
      grounds.push({ item, outline });
    } else if (item?.kind === "picture") {
      const { x, y, width, height } = item.rect;
      if (near(x, y, x + width, y + height)) grounds.push({ photograph: item.rect });
    }
  }
  return grounds;
}

function isLarge(item: GlyphItem, page: Page): boolean {
  const bold = (page.fonts[item.font]?.weight ?? 0) >= BOLD;
  return item.size >= (bold ? LARGE_BOLD : LARGE);
}

function tooFaint(page: Page, block: PageBlock, found: number, needed: number): Diagnostic {
  return {
    code: "typeset/low-contrast",
    severity: "error",
    ...locate(page, block),
    message: `“${opening(block.text)}” has a contrast of ${found.toFixed(1)} to 1 with what lies behind it; ${needed} is needed.`,
    hint: "Choose another colour for the text or for the area behind it in the template.",
    values: { text: opening(block.text), found: found.toFixed(1), needed },
  };
}

/** The least contrast along a run, about one sample an em, half-way up the letters, on what lies behind it. */
function contrastOf(item: GlyphItem, behind: readonly Ground[], page: Page): number {
  const ink = page.inks[item.ink];
  const last = item.glyphs.at(-1);
  if (!ink || !last) return Number.POSITIVE_INFINITY;
  const width = last.x + last.advance;
  const count = Math.min(MOST_SAMPLES, Math.max(2, Math.ceil(width / item.size)));
  const colours = new Set<string>();
  for (let at = 0; at <= count; at += 1) {
    const x = item.origin.x + width * (0.02 + (0.96 * at) / count);
    colours.add(colourAt({ x, y: item.origin.y - item.size * 0.35 }, behind, page));
  }
  return Math.min(...[...colours].map((colour) => contrast(ink.rgb, colour)));
}

type Rgb = readonly [number, number, number];

const parse = (rgb: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16)) as unknown as Rgb;
const hex = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

const PAPER: Rgb = [255, 255, 255];
/** Nobody knows what a photograph shows behind a letter. */
const PHOTOGRAPH: Rgb = [128, 128, 128];

/** What shows at a point: looks down until something opaque lies there. */
function colourAt(point: Point, behind: readonly Ground[], page: Page): string {
  const seen: { readonly paint: Rgb; readonly opacity: number }[] = [];
  for (const ground of behind) {
    if ("photograph" in ground) {
      const { x, y, width, height } = ground.photograph;
      const inside = point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
      if (inside) seen.push({ paint: PHOTOGRAPH, opacity: 1 });
    } else if (coversPoint(ground.item, ground.outline, point)) {
      const { fill, opacity } = ground.item;
      // Nearly always text stands on one plain field.
      const plain = seen.length === 0 && opacity === 1 && fill?.kind === "solid" ? page.inks[fill.ink] : undefined;
      if (plain) return plain.rgb;
      seen.push({ paint: paintAt(ground.item, point, page), opacity });
    }
    if (seen.at(-1)?.opacity === 1) break;
  }
  return hex(seen.reduceRight((below, { paint, opacity }) => mix(below, paint, opacity), PAPER));
}

function paintAt({ fill }: PathItem, point: Point, page: Page): Rgb {
  const rgb = (ink: string) => parse(page.inks[ink]?.rgb ?? "#ffffff");
  if (fill === null) return [255, 255, 255];
  if (fill.kind === "solid") return rgb(fill.ink);
  const { from, to, stops } = fill;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const at = Math.min(1, Math.max(0, along));
  const next = stops.findIndex((stop) => stop.offset >= at);
  const after = stops[next];
  const before = stops[Math.max(0, next - 1)];
  if (!after || !before) return [255, 255, 255];
  const span = after.offset - before.offset;
  return mix(rgb(before.ink), rgb(after.ink), span === 0 ? 0 : (at - before.offset) / span);
}
