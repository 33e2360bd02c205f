import { StudioError } from "../base/errors.ts";
import { familyOf } from "../pack/lookUp.ts";
import type { TemplatePack } from "../pack/templatePack.ts";
import type { CampaignDocument } from "./documentSchema.ts";
import type { Edit } from "./edits.ts";

/** What a template allows: the services ask here before every edit, so that no host can go around the locks. */

/** Slots whose content the templates lock, in any of their frames. */
export function lockedSlots(pack: TemplatePack, templates: readonly string[]): ReadonlySet<string> {
  const frames = pack.templates
    .filter((template) => templates.includes(template.id))
    .flatMap((template) => template.pages.flatMap((page) => page.frames));
  const slots = frames.flatMap((frame) => {
    // A QR frame locks how the code is drawn; where it leads is the slot's content, checked against the pack's hosts.
    if (frame.kind === "shape" || frame.kind === "qr" || !frame.locks.content) return [];
    if ("blocks" in frame) return frame.blocks.map((block) => block.slot);
    return frame.slot === undefined ? [] : [frame.slot];
  });
  return new Set(slots);
}

/** Fails with `document/locked`, `document/unknown-slot`, `document/unknown-edition` or `pack/unknown-template`. */
export function checkEdit(pack: TemplatePack, document: CampaignDocument, edit: Edit): void {
  switch (edit.kind) {
    case "set-source":
      if (edit.source !== null) checkEdition(pack, edit.source);
      return;
    case "set-digits":
      checkEdition(pack, edit.edition);
      return;
    case "set-slot":
    case "set-unit":
      checkEdition(pack, edit.edition);
      checkSlot(pack, document, edit.slot);
      return;
    case "place-picture":
      checkSlot(pack, document, edit.slot);
      return;
    case "set-edition": {
      checkEdition(pack, edit.edition);
      const before = document.editions[edit.edition]?.slots ?? {};
      for (const [slot, content] of Object.entries(edit.content?.slots ?? {})) {
        if (JSON.stringify(before[slot]) !== JSON.stringify(content)) checkSlot(pack, document, slot);
      }
      const units = document.editions[edit.edition]?.units ?? {};
      for (const [slot, unit] of Object.entries(edit.content?.units ?? {})) {
        if (JSON.stringify(units[slot]) !== JSON.stringify(unit)) checkSlot(pack, document, slot);
      }
      return;
    }
    case "set-templates": {
      const known = familyOf(pack, document.family).templates;
      const stranger = edit.templates.find((template) => !known.includes(template));
      if (stranger === undefined) return;
      throw new StudioError("pack/unknown-template", "usage", `"${stranger}" does not share this document's slots.`, {
        hint: `Choose among: ${known.join(", ")}.`,
      });
    }
    case "together":
      for (const part of edit.edits) checkEdit(pack, document, part);
      return;
    case "set-remark":
    case "set-title":
    case "set-picture":
      return;
  }
}

function checkSlot(pack: TemplatePack, document: CampaignDocument, slot: string): void {
  const { slots } = familyOf(pack, document.family);
  if (!slots.some((candidate) => candidate.id === slot)) {
    throw new StudioError("document/unknown-slot", "usage", `There is no slot "${slot}".`, {
      hint: `Choose one of: ${slots.map((candidate) => candidate.id).join(", ")}.`,
    });
  }
  if (!lockedSlots(pack, document.templates).has(slot)) return;
  throw new StudioError("document/locked", "usage", `The slot "${slot}" is locked by the template.`, {
    hint: "Its content comes from the pack; ask the pack's publisher to change it.",
  });
}

function checkEdition(pack: TemplatePack, tag: string): void {
  if (pack.editions.some((edition) => edition.tag === tag)) return;
  throw new StudioError("document/unknown-edition", "usage", `The pack has no edition "${tag}".`, {
    hint: `Choose one of: ${pack.editions.map((edition) => edition.tag).join(", ")}.`,
  });
}
