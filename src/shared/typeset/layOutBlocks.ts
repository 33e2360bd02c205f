import { assert } from "../base/errors.ts";
import type { Edition } from "../base/locale.ts";
import { localiseDigits } from "../base/locale.ts";
import type { LocalisedDocument, LocalisedParagraph, LocalisedRun } from "../localise/localisedDocument.ts";
import type { Template, TemplatePack, TextBlock, TextStyle } from "../pack/templatePack.ts";
import { sizeAt } from "./fitText.ts";
import type { BlockRole } from "./page.ts";
import { type Align, type Column, type FlushSide, flushSide, leadingOf } from "./placeLines.ts";
import type { SetLine, ShapedParagraph, Typesetter } from "./setParagraph.ts";
import { splitHelpline } from "./splitHelpline.ts";

/** The blocks of a text frame at one factor → lines and shapes under one another, measured from the top of the stack. */

export interface LaidLine {
  readonly kind: "line";
  readonly line: SetLine;
  readonly text: string;
  readonly size: number;
  /** From the top of the stack. */
  readonly baseline: number;
  readonly column: Column;
  readonly align: Align;
  /** Index into `LaidText.blocks`; null for decoration such as list numerals. */
  readonly block: number | null;
}

export interface LaidShape {
  readonly kind: "shape";
  readonly shape: "rectangle" | "ellipse" | "tick";
  readonly ink: string;
  /** From the start edge of the frame and the top of the stack. */
  readonly start: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

export interface LaidBlock {
  readonly role: BlockRole;
  readonly slot: string;
  readonly list: number | null;
  readonly text: string;
}

export interface LaidText {
  readonly parts: readonly (LaidLine | LaidShape)[];
  readonly blocks: readonly LaidBlock[];
  readonly height: number;
  /** The first word, number or helpline that is wider than its column, at this size. */
  readonly tooWide: string | null;
  /** Letters that the style's family lacks, with the family that stands in. */
  readonly substituted: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface TextContext {
  readonly template: Template;
  readonly pack: TemplatePack;
  readonly localised: LocalisedDocument;
  readonly typesetter: Typesetter;
}

/** Collects parts while a pen moves down the frame. */
interface Stack {
  readonly parts: (LaidLine | LaidShape)[];
  readonly blocks: LaidBlock[];
  y: number;
  lists: number;
  tooWide: string | null;
  readonly substituted: Map<string, Set<string>>;
}

interface Setting {
  readonly style: TextStyle;
  readonly ink: string;
  readonly size: number;
  readonly align: Align;
  readonly leading: number;
  readonly edition: Edition;
  readonly typesetter: Typesetter;
}

const sideOf = ({ align, edition }: Setting): FlushSide => flushSide(align, edition.direction);

function leadingFor(style: TextStyle, edition: Edition): number {
  const { ar, vi, en } = style.leading;
  return edition.language === "ar" ? ar : edition.language === "vi" ? vi : en;
}

function shape(runs: readonly LocalisedRun[], setting: Setting): ShapedParagraph {
  const { style, ink, edition } = setting;
  return setting.typesetter.shape({
    direction: edition.direction,
    language: edition.tag,
    runs: runs.map((run) => ({
      text: run.text,
      family: style.family,
      weight: run.emphasis || run.atom?.kind === "helpline" ? style.emphasis : style.weight,
      ink,
      language: run.language ?? edition.tag,
      ...(run.atom ? { atom: run.atom } : {}),
    })),
  });
}

/** Sets one paragraph at the pen; returns the first baseline and the width of the longest line, points. */
function setParagraph(
  stack: Stack,
  runs: readonly LocalisedRun[],
  setting: Setting,
  column: Column,
  block: number | null,
  y = stack.y,
): { readonly height: number; readonly baseline: number; readonly width: number } {
  const shaped = shape(runs, setting);
  const broken = shaped.breakLines({ measure: column.width / setting.size, balance: setting.style.balance });
  if (broken.tooWide) stack.tooWide ??= broken.tooWide.text;
  for (const { text, family } of shaped.substituted) {
    stack.substituted.set(family, (stack.substituted.get(family) ?? new Set()).add(text));
  }
  const leading = leadingOf(broken.lines, setting.size, setting.leading, sideOf(setting));
  let width = 0;
  broken.lines.forEach((line, at) => {
    width = Math.max(width, line.width * setting.size);
    stack.parts.push({
      kind: "line",
      line,
      text: shaped.text.slice(line.start, line.end),
      size: setting.size,
      baseline: y + leading.first + at * leading.pitch,
      column,
      align: setting.align,
      block,
    });
  });
  return { height: leading.height, baseline: y + leading.first, width };
}

const textOf = (runs: readonly LocalisedRun[]) => runs.map((run) => run.text).join("");

function addBlock(stack: Stack, block: LaidBlock): number {
  return stack.blocks.push(block) - 1;
}

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

/** Half the height of capitals and figures, in ems: the middle of a line, where markers sit. */
const MIDDLE = 0.35;

function layOutList(
  stack: Stack,
  items: readonly LocalisedParagraph[],
  block: TextBlock,
  setting: Setting,
  column: Column,
  pack: TemplatePack,
): void {
  const list = block.list;
  assert(list, "a list block has a list style");
  const scale = setting.size / block.size[1];
  const number = stack.lists++;
  const gap = list.columnGap;
  const width = (column.width - gap * (list.columns - 1)) / list.columns;
  const marker = list.marker === "none" ? 0 : list.markerScale * setting.size;
  const indent = list.marker === "none" ? 0 : marker + list.markerGap * scale;
  for (let row = 0; row * list.columns < items.length; row++) {
    if (row > 0) {
      stack.y += (list.rowGap * scale) / 2;
      if (list.rule) {
        stack.parts.push({
          kind: "shape",
          shape: "rectangle",
          ink: list.rule,
          start: column.start,
          y: stack.y - 0.25,
          width: column.width,
          height: 0.5,
          radius: 0,
        });
      }
      stack.y += (list.rowGap * scale) / 2;
    }
    const top = stack.y;
    const inRow = items.slice(row * list.columns, (row + 1) * list.columns);
    // Every item of a row shares one first baseline, so the row is set twice: once to measure, once to place.
    const measured = inRow.map((item) => {
      const shaped = shape(item.runs, setting);
      const lines = shaped.breakLines({
        measure: (width - indent) / setting.size,
        balance: setting.style.balance,
      }).lines;
      return leadingOf(lines, setting.size, setting.leading, sideOf(setting));
    });
    const first = Math.max(
      list.marker === "none" || list.marker === "bullet" ? 0 : marker / 2 + MIDDLE * setting.size,
      ...measured.map((leading) => leading.first),
    );
    let height = 0;
    inRow.forEach((item, at) => {
      const start = column.start + at * (width + gap);
      const index = addBlock(stack, { role: "item", slot: block.slot, list: number, text: textOf(item.runs) });
      const down = first - (measured[at]?.first ?? 0);
      const set = setParagraph(
        stack,
        item.runs,
        setting,
        { start: start + indent, width: width - indent },
        index,
        top + down,
      );
      const markerBottom = list.marker === "none" ? 0 : first - MIDDLE * setting.size + marker / 2;
      height = Math.max(height, down + set.height, markerBottom);
      placeMarker(stack, {
        start,
        baseline: set.baseline,
        size: marker,
        index: row * list.columns + at,
        setting,
        list,
        pack,
      });
    });
    stack.y = top + height;
  }
}

interface Marker {
  readonly start: number;
  readonly baseline: number;
  readonly size: number;
  readonly index: number;
  readonly setting: Setting;
  readonly list: NonNullable<TextBlock["list"]>;
  readonly pack: TemplatePack;
}

function placeMarker(stack: Stack, { start, baseline, size, index, setting, list }: Marker): void {
  if (list.marker === "none") return;
  const middle = baseline - MIDDLE * setting.size;
  const square = (inset: number) => ({
    start: start + inset,
    y: middle - size / 2 + inset,
    width: size - 2 * inset,
    height: size - 2 * inset,
  });
  const add = (shapeOf: LaidShape["shape"], ink: string, radius = 0, inset = 0) =>
    stack.parts.push({ kind: "shape", shape: shapeOf, ink, radius, ...square(inset) });
  if (list.marker === "bullet") {
    add("ellipse", list.markerColour);
    return;
  }
  if (list.marker === "box" || list.marker === "check") {
    add("rectangle", list.markerColour, size * 0.24);
    if (list.marker === "check") add("tick", list.markerInk);
    else add("rectangle", list.markerInk, size * 0.14, size * 0.13);
    return;
  }
  add("ellipse", list.markerColour);
  const numeral = localiseDigits(String(index + 1), setting.edition.digits);
  const inside: Setting = {
    ...setting,
    size: size * (numeral.length > 1 ? 0.46 : 0.54),
    ink: list.markerInk,
    align: "center",
    style: { ...setting.style, weight: setting.style.emphasis },
  };
  const shaped = shape([{ text: numeral, emphasis: true }], inside);
  const line = shaped.breakLines({ measure: 1000, balance: false }).lines[0];
  if (!line) return;
  stack.parts.push({
    kind: "line",
    line,
    text: numeral,
    size: inside.size,
    baseline: middle + ((line.inkAbove - line.inkBelow) / 2) * inside.size,
    column: { start, width: size },
    align: "center",
    block: null,
  });
}

function layOutHelplines(
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
    if (block.list) layOutList(stack, paragraphs, block, setting, column, pack);
    else if (block.helplines && block.helplines.layout !== "inline") {
      layOutHelplines(stack, paragraphs, block, setting, column, context);
    } else layOutParagraphs(stack, paragraphs, block, setting, column);
  }
  const { parts, y: height, tooWide, substituted } = stack;
  return { parts, blocks: stack.blocks, height, tooWide, substituted };
}
