import { assert } from "../../base/errors.ts";
import type { Edition } from "../../base/locale.ts";
import type { LocalisedDocument, LocalisedRun } from "../../localise/localisedDocument.ts";
import type { Template, TemplatePack, TextStyle } from "../../pack/templatePack.ts";
import type { BrokenParagraph, SetLine, ShapedParagraph, Typesetter } from "../text/paragraph.ts";
import { scriptOf } from "../text/scripts.ts";
import type { BlockRole } from "./page.ts";
import { type Align, type Column, type FlushSide, flushSide, leadingOf } from "./placeLines.ts";

/** Paragraphs → lines under one another on a stack, measured from its top: what paragraphs, lists and helplines share. */

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
export interface Stack {
  readonly parts: (LaidLine | LaidShape)[];
  readonly blocks: LaidBlock[];
  y: number;
  lists: number;
  tooWide: string | null;
  readonly substituted: Map<string, Set<string>>;
}

export interface Setting {
  readonly style: TextStyle;
  readonly ink: string;
  readonly size: number;
  readonly align: Align;
  readonly leading: number;
  readonly edition: Edition;
  readonly typesetter: Typesetter;
}

export const sideOf = ({ align, edition }: Setting): FlushSide => flushSide(align, edition.direction);

export function leadingFor({ leading }: TextStyle, { language }: Edition): number {
  const found = leading[language];
  assert(found !== undefined, `the pack's styles have a line height for ${language}`);
  return found;
}

interface ShapedBefore {
  readonly setting: Pick<Setting, "style" | "ink" | "edition" | "typesetter">;
  readonly shaped: ShapedParagraph;
}

/** Fitting asks for the same runs at every size it tries: by identity they are found without reading them again. */
const shapedBefore = new WeakMap<readonly LocalisedRun[], ShapedBefore>();

export function shape(runs: readonly LocalisedRun[], setting: Setting): ShapedParagraph {
  const { style, ink, edition, typesetter } = setting;
  const before = shapedBefore.get(runs);
  const same =
    before?.setting.typesetter === typesetter &&
    before.setting.style.family === style.family &&
    before.setting.style.weight === style.weight &&
    before.setting.style.emphasis === style.emphasis &&
    before.setting.ink === ink &&
    before.setting.edition === edition;
  if (before && same) return before.shaped;
  const shaped = shapeRuns(runs, setting);
  shapedBefore.set(runs, { setting: { style, ink, edition, typesetter }, shaped });
  return shaped;
}

function shapeRuns(runs: readonly LocalisedRun[], { style, ink, edition, typesetter }: Setting): ShapedParagraph {
  return typesetter.shape({
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

/** The lines of a paragraph in a column `width` points wide. */
export function breakInto(width: number, shaped: ShapedParagraph, { style, size, edition }: Setting): BrokenParagraph {
  const justify = style.justify === "kashida" && scriptOf(edition.language) === "Arab";
  return shaped.breakLines({ measure: width / size, balance: style.balance, ...(justify ? { justify } : {}) });
}

/** Sets one paragraph at the pen; returns the first baseline and the width of the longest line, points. */
export function setParagraph(
  stack: Stack,
  runs: readonly LocalisedRun[],
  setting: Setting,
  column: Column,
  block: number | null,
  y = stack.y,
): { readonly height: number; readonly baseline: number; readonly width: number } {
  const shaped = shape(runs, setting);
  const broken = breakInto(column.width, shaped, setting);
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

export const textOf = (runs: readonly LocalisedRun[]) => runs.map((run) => run.text).join("");

export function addBlock(stack: Stack, block: LaidBlock): number {
  return stack.blocks.push(block) - 1;
}
