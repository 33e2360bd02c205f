import { assert } from "../../base/errors.ts";
import type { LocalisedParagraph } from "../../localise/localisedDocument.ts";
import type { TextBlock } from "../../pack/templatePack.ts";
import { sizeAt } from "./fitText.ts";
import { layOutHelplines } from "./layOutHelplines.ts";
import { layOutList } from "./layOutList.ts";
import type { Column } from "./placeLines.ts";
import {
  addBlock,
  type LaidText,
  leadingFor,
  type Setting,
  type Stack,
  setParagraph,
  type TextContext,
  textOf,
} from "./textStack.ts";

/** The blocks of a text frame at one factor → lines and shapes under one another, measured from the top of the stack. */

function layOutParagraphs(
  stack: Stack,
  paragraphs: readonly LocalisedParagraph[],
  block: TextBlock,
  setting: Setting,
  column: Column,
): void {
  const top = stack.y;
  const firstPart = stack.parts.length;
  const padding = block.field?.padding ?? [0, 0];
  const inner = { start: column.start + padding[0], width: column.width - 2 * padding[0] };
  stack.y += padding[1];
  let widest = 0;
  paragraphs.forEach((paragraph, at) => {
    const index = addBlock(stack, {
      role: setting.style.role,
      slot: block.slot,
      list: null,
      text: textOf(paragraph.runs),
    });
    if (at > 0) stack.y += setting.size * 0.5;
    const set = setParagraph(stack, paragraph.runs, setting, inner, index);
    widest = Math.max(widest, set.width);
    stack.y += set.height;
  });
  stack.y += padding[1];
  if (!block.field) return;
  const hugged = Math.min(column.width, widest + 2 * padding[0]);
  const width = block.field.hug ? hugged : column.width;
  const free = column.width - width;
  const shift = setting.align === "start" ? 0 : setting.align === "center" ? free / 2 : free;
  stack.parts.splice(firstPart, 0, {
    kind: "shape",
    shape: "rectangle",
    ink: block.field.colour,
    start: column.start + shift,
    y: top,
    width,
    height: stack.y - top,
    radius: block.field.radius,
  });
}

/** An address as people type it: the code beside it carries the scheme. */
function shortAddress(paragraph: LocalisedParagraph): LocalisedParagraph {
  return {
    ...paragraph,
    runs: paragraph.runs.map((run) => ({ ...run, text: run.text.replace(/^https:\/\//, "").replace(/\/$/, "") })),
  };
}

/** @param width of the frame, points. */
export function layOutBlocks(
  blocks: readonly TextBlock[],
  width: number,
  factor: number,
  context: TextContext,
): LaidText {
  const { localised, pack, typesetter } = context;
  const stack: Stack = { parts: [], blocks: [], y: 0, lists: 0, tooWide: null, substituted: new Map() };
  const slots = pack.content.find((family) => family.id === context.template.family)?.slots ?? [];
  for (const block of blocks) {
    const isLink = slots.some((slot) => slot.id === block.slot && slot.kind === "link");
    const content = localised.slots[block.slot] ?? [];
    const paragraphs = isLink ? content.map(shortAddress) : content;
    if (paragraphs.length === 0) continue;
    const style = pack.styles[block.style];
    assert(style, `parsePack has checked that the style ${block.style} exists`);
    const size = sizeAt(block.size, factor);
    if (stack.parts.length > 0) stack.y += block.before * (size / block.size[1]);
    const setting: Setting = {
      style,
      ink: block.colour ?? style.colour,
      size,
      align: block.align ?? style.align,
      leading: leadingFor(style, localised.edition),
      edition: localised.edition,
      typesetter,
    };
    const column = { start: block.indent[0], width: width - block.indent[0] - block.indent[1] };
    if (block.list) layOutList(stack, paragraphs, block, setting, column);
    else if (block.helplines && block.helplines.layout !== "inline") {
      layOutHelplines(stack, paragraphs, block, setting, column, context);
    } else layOutParagraphs(stack, paragraphs, block, setting, column);
  }
  const { parts, y: height, tooWide, substituted } = stack;
  return { parts, blocks: stack.blocks, height, tooWide, substituted };
}
