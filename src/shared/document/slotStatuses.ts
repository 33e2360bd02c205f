import { familyOf } from "../pack/lookUp.ts";
import type { TemplatePack } from "../pack/templatePack.ts";
import type { CampaignDocument } from "./documentSchema.ts";

/** Document, edition → which of its slots are filled. */

export type SlotStatus = "filled" | "empty" | "missing";

/** Slot by slot: `missing` where it must be filled and is not. */
export function slotStatuses(document: CampaignDocument, pack: TemplatePack, tag: string): Record<string, SlotStatus> {
  const content = document.editions[tag]?.slots ?? {};
  const statuses = familyOf(pack, document.family).slots.map((slot): [string, SlotStatus] => {
    const filled =
      slot.kind === "picture" ? document.placements[slot.id] !== undefined : (content[slot.id] ?? []).length > 0;
    return [slot.id, filled ? "filled" : slot.required ? "missing" : "empty"];
  });
  return Object.fromEntries(statuses);
}
