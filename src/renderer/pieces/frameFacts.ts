import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import type { Edition } from "../../shared/base/locale.ts";
import type { RichText } from "../../shared/document/documentSchema.ts";
import { paragraphsOf, plainFromRich } from "../../shared/document/plainText.ts";
import type { TemplatePack, TextFrame } from "../../shared/pack/templatePack.ts";
import type { Page } from "../../shared/typeset/page/page.ts";
import { leadingFor } from "../../shared/typeset/page/textStack.ts";
import { blocksOf, type ChosenFrame, type PlacedFrame, slotsOf } from "./frames.ts";

/** A typeset page → what somebody at a frame wants to know: sizes, room, how much is written, what is wrong. */

export interface SlotSize {
  /** In the template's own unit: points on paper, pixels on screens. */
  readonly size: number;
  readonly least: number;
  readonly greatest: number;
  readonly unit: "pt" | "px";
}

/** Size that the words of a slot have on the page; null where it prints nothing. */
export function slotSizeOf(page: Page, frame: TextFrame, slot: string): SlotSize | null {
  const block = frame.blocks.find((candidate) => candidate.slot === slot);
  if (block === undefined) return null;
  const sizes = page.items.flatMap((item) => {
    if (item.kind !== "glyphs" || item.block === null) return [];
    const owner = page.blocks[item.block];
    return owner?.frame === frame.id && owner.slot === slot ? [item.size] : [];
  });
  if (sizes.length === 0) return null;
  const unit = page.pixels === null ? "pt" : "px";
  const shown = (points: number) => Math.round((unit === "px" ? (points * 96) / 72 : points) * 10) / 10;
  const helplines = block.helplines !== undefined;
  return {
    // Numbers are larger than their labels, which the range is about.
    size: shown(helplines ? Math.min(...sizes) : Math.max(...sizes)),
    least: shown(block.size[0]),
    greatest: shown(block.size[1]),
    unit,
  };
}

/** What is wrong with a document or an edition as a whole, as a changed pack: no page or slot to show it at. */
export function problemsOfAll(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(
    ({ at, place }) =>
      at?.frame === undefined && at?.slot === undefined && at?.page === undefined && !place.includes(" › "),
  );
}

/** Lines of the last block's size that still fit under what is printed in the frame; 0 where it is full. */
export function roomLeft(page: Page, { frame, rect }: PlacedFrame, pack: TemplatePack, edition: Edition): number {
  if (!("blocks" in frame)) return 0;
  const printed = blocksOf(page, frame.id).filter(({ bounds }) => bounds.height > 0);
  const last = frame.blocks.at(-1);
  const style = last === undefined ? undefined : pack.styles[last.style];
  if (last === undefined || style === undefined) return 0;
  const top = Math.min(...printed.map(({ bounds }) => bounds.y), rect.y + rect.height);
  const bottom = Math.max(...printed.map(({ bounds }) => bounds.y + bounds.height), rect.y);
  const used = printed.length === 0 ? 0 : frame.anchor === "top" ? bottom - rect.y : bottom - top;
  const line = last.size[1] * leadingFor(style, edition);
  return Math.max(0, Math.floor((rect.height - used) / line));
}

export interface Written {
  readonly paragraphs: number;
  /** Characters of the longest paragraph or item. */
  readonly longest: number;
}

export function writtenIn(content: RichText, pack: TemplatePack, edition: Edition): Written {
  const lengths = plainFromRich(content, pack, edition.language).map((line) => [...line].length);
  return { paragraphs: paragraphsOf(content).length, longest: Math.max(0, ...lengths) };
}

/** Problems that are said of the frame, or of one of its slots. */
export function problemsOf(
  diagnostics: readonly Diagnostic[],
  where: { readonly template: string; readonly page: string; readonly frame: ChosenFrame },
): readonly Diagnostic[] {
  const slots = slotsOf(where.frame);
  return diagnostics.filter(({ at, place }) => {
    if (at === undefined) return place.startsWith(`${where.template} › ${where.page} › ${where.frame.id}`);
    if (at.frame !== undefined) {
      return at.frame === where.frame.id && at.page === where.page && at.template === where.template;
    }
    return at.slot !== undefined && slots.includes(at.slot);
  });
}
