import { assert } from "../../base/errors.ts";
import type { LocalisedParagraph } from "../../localise/localisedDocument.ts";
import type { TextBlock } from "../../pack/templatePack.ts";
import type { Column } from "./placeLines.ts";
import { splitHelpline } from "./splitHelpline.ts";
import {
  addBlock,
  leadingFor,
  type Setting,
  type Stack,
  setParagraph,
  shape,
  type TextContext,
  textOf,
} from "./textStack.ts";

/** Helplines → large numbers with their labels under them, side by side or one under another. */

export function layOutHelplines(
  stack: Stack,
  items: readonly LocalisedParagraph[],
  block: TextBlock,
  setting: Setting,
  column: Column,
  context: TextContext,
): void {
  const look = block.helplines;
  assert(look, "a helplines block has a helplines style");
  const style = context.pack.styles[look.numberStyle];
  assert(style, `parsePack has checked that the style ${look.numberStyle} exists`);
  const scale = setting.size / block.size[1];
  const number: Setting = {
    ...setting,
    style,
    ink: block.colour ?? style.colour,
    size: setting.size * look.numberScale,
    leading: leadingFor(style, setting.edition),
  };
  const list = stack.lists++;
  const split = items.map((item) => ({ ...splitHelpline(item.runs), text: textOf(item.runs) }));
  const numbered = split.filter((item) => item.number.length > 0);
  const rest = split.filter((item) => item.number.length === 0);
  const cell = (item: (typeof split)[number], at: Column, top: number): number => {
    const index = addBlock(stack, { role: "item", slot: block.slot, list, text: item.text });
    let height = 0;
    if (item.number.length > 0) height += setParagraph(stack, item.number, number, at, index, top).height;
    if (item.label.length > 0) {
      if (height > 0) height += look.labelGap * scale;
      height += setParagraph(stack, item.label, setting, at, index, top + height).height;
    }
    return height;
  };
  const rows = (list: typeof split) => {
    for (const item of list) {
      if (item !== split[0]) stack.y += look.gap * scale;
      stack.y += cell(item, column, stack.y);
    }
  };
  if (look.layout === "rows") {
    rows(split);
    return;
  }
  if (numbered.length > 0) {
    const top = stack.y;
    const free = column.width - look.gap * (numbered.length - 1);
    const natural = numbered.map((item) => shape(item.number, number).leastWidth * number.size);
    const widths = shareWidth(free, natural);
    if (natural.reduce((sum, width) => sum + width, 0) > free) {
      stack.tooWide ??= numbered.map((item) => textOf(item.number)).join(" ");
    }
    let start = column.start;
    let height = 0;
    numbered.forEach((item, at) => {
      const width = widths[at] ?? free;
      height = Math.max(height, cell(item, { start, width }, top));
      start += width + look.gap;
    });
    stack.y = top + height;
  }
  rows(rest);
}

/** Equal columns where every number fits into one; otherwise each as wide as its number, with even gaps between them. */
function shareWidth(free: number, natural: readonly number[]): number[] {
  const equal = free / natural.length;
  if (natural.every((width) => width <= equal)) return natural.map(() => equal);
  const rest = Math.max(0, free - natural.reduce((sum, width) => sum + width, 0)) / natural.length;
  return natural.map((width) => width + rest);
}
