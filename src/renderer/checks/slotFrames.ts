import { lockedSlots } from "../../shared/document/locks.ts";
import { familyOf } from "../../shared/pack/lookUp.ts";
import type { Frame, Slot, TemplatePack } from "../../shared/pack/templatePack.ts";

/** Templates → where each slot stands on their pages, in reading order. */

export interface SlotFrame {
  readonly template: string;
  /** Index of the page. */
  readonly page: number;
  readonly frame: string;
}

export interface ShownSlot {
  readonly slot: Slot;
  /** Null where none of these templates shows the slot. */
  readonly shownIn: SlotFrame | null;
  readonly locked: boolean;
}

export function slotsOfFrame(frame: Frame): readonly string[] {
  if (frame.kind === "shape") return [];
  if ("blocks" in frame) return frame.blocks.map((block) => block.slot);
  return frame.slot === undefined ? [] : [frame.slot];
}

/** The first frame that shows the slot, in the first of the templates that has one. */
export function frameOfSlot(pack: TemplatePack, templates: readonly string[], slot: string): SlotFrame | null {
  for (const id of templates) {
    const template = pack.templates.find((one) => one.id === id);
    for (const [page, { frames }] of template?.pages.entries() ?? []) {
      const frame = frames.find((one) => slotsOfFrame(one).includes(slot));
      if (frame !== undefined) return { template: id, page, frame: frame.id };
    }
  }
  return null;
}

/**
 * Slots that hold words, as somebody reads the first template; then those that only other formats show; then the rest
 * of the family in the pack's order. Pictures are left out.
 */
export function readingOrder(pack: TemplatePack, family: string, templates: readonly string[]): readonly ShownSlot[] {
  const locked = lockedSlots(pack, templates);
  const slots = new Map(familyOf(pack, family).slots.map((slot) => [slot.id, slot]));
  const order = templates.flatMap((id) => {
    const pages = pack.templates.find((one) => one.id === id)?.pages ?? [];
    return pages.flatMap(({ frames }) => frames.flatMap(slotsOfFrame));
  });
  return [...new Set([...order, ...slots.keys()])].flatMap((id) => {
    const slot = slots.get(id);
    if (slot === undefined || slot.kind === "picture") return [];
    return [{ slot, shownIn: frameOfSlot(pack, templates, id), locked: locked.has(id) }];
  });
}
