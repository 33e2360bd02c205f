import { mirrorRect, type Rect } from "../../../shared/base/geometry.ts";
import type { Edition } from "../../../shared/base/locale.ts";
import type { TemplatePack, TextBlock, TextFrame } from "../../../shared/pack/templatePack.ts";
import type { Page, PageItem } from "../../../shared/typeset/page/page.ts";
import { leadingFor } from "../../../shared/typeset/page/textStack.ts";
import { blocksOf, type PlacedFrame } from "../../pieces/frames.ts";

/** A typeset slot → where and how an editor shows its words, so that they stay where they are printed. */

export interface InPlace {
  /** Where the words may lie, points; the height is that of what is printed. */
  readonly rect: Rect;
  readonly family: string;
  readonly weight: number;
  readonly emphasis: number;
  /** Points. */
  readonly size: number;
  readonly leading: number;
  readonly align: "start" | "center" | "end";
  /** #rrggbb */
  readonly colour: string;
}

/** Null where words and numbers are laid out in a way that no text field has: they are written in a field of their own. */
export function inPlace(
  page: Page,
  placed: PlacedFrame,
  slot: string,
  pack: TemplatePack,
  edition: Edition,
): InPlace | null {
  const { frame, rect } = placed;
  if (!("blocks" in frame)) return null;
  const block = frame.blocks.find((candidate) => candidate.slot === slot);
  const style = block === undefined ? undefined : pack.styles[block.style];
  if (block === undefined || style === undefined || !isPlain(block)) return null;
  const printed = blocksOf(page, frame.id).filter((one) => one.slot === slot && one.bounds.height > 0);
  const item = page.items.find((one) => isOf(page, one, frame, slot));
  if (printed.length === 0 || item?.kind !== "glyphs") return null;
  const leading = leadingFor(style, edition);
  const colour = pack.inks[block.colour ?? style.colour]?.rgb ?? "#000000";
  const padding = block.field?.padding[0] ?? 0;
  const start = block.indent[0] + padding;
  const column = { ...rect, x: rect.x + start, width: rect.width - start - block.indent[1] - padding };
  const across = edition.direction === "rtl" ? mirrorRect(column, 2 * rect.x + rect.width) : column;
  const bottom = Math.max(...printed.map(({ bounds }) => bounds.y + bounds.height));
  // A line box of CSS has the leading around its letters, half above and half below.
  const top = item.origin.y - baselineIn(leading) * item.size;
  return {
    rect: { x: across.x, y: top, width: across.width, height: Math.max(item.size * leading, bottom - top) },
    family: style.family,
    weight: style.weight,
    emphasis: style.emphasis,
    size: item.size,
    leading,
    align: block.align ?? style.align,
    colour,
  };
}

/** The first baseline of a line box in ems, for letters whose ascent and descent share out as most fonts' do. */
function baselineIn(leading: number): number {
  return leading / 2 + 0.35;
}

/** Lists with markers, columns of items and numbers have a layout of their own. */
function isPlain(block: TextBlock): boolean {
  return block.helplines === undefined && block.list === undefined;
}

/** Glyphs of a slot. */
export function isOf(page: Page, item: PageItem, frame: TextFrame, slot: string): boolean {
  if (item.kind !== "glyphs" || item.block === null) return false;
  const block = page.blocks[item.block];
  return block?.frame === frame.id && block.slot === slot;
}
