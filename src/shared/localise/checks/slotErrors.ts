import type { Diagnostic } from "../../base/diagnostics.ts";
import { StudioError } from "../../base/errors.ts";
import type { CampaignDocument, Unit } from "../../document/documentSchema.ts";
import { applyEdit, type Edit } from "../../document/edits.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { localise } from "../localise.ts";
import { sourceEdition } from "../units/units.ts";
import { checkEdition } from "./checkEdition.ts";

/** Document, edition → what is wrong with each of its slots, so that no text with errors is marked as reviewed. */

/**
 * Slot → errors, never empty. Of the other editions only the source counts: what somebody else still has wrong keeps
 * nobody from being right. @param today ISO date.
 */
export function slotErrors(
  document: CampaignDocument,
  pack: TemplatePack,
  tag: string,
  today: string,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const source = sourceEdition(document);
  const present = pack.editions.filter((edition) => document.editions[edition.tag] !== undefined);
  const wanted = present.filter((edition) => edition.tag === tag || edition.tag === source);
  const all = wanted.map((edition) => localise(document, edition, pack));
  const own = all.find(({ localised }) => localised.edition.tag === tag);
  const errors = new Map<string, Diagnostic[]>();
  if (own === undefined) return errors;
  const siblings = all.filter((other) => other !== own);
  for (const one of checkEdition(document, pack, own, siblings, today)) {
    const slot = one.at?.slot;
    if (one.severity === "error" && slot !== undefined) errors.set(slot, [...(errors.get(slot) ?? []), one]);
  }
  return errors;
}

/**
 * Fails with `localise/has-errors` where the edit calls words reviewed in which something is wrong; a warning may
 * stand. Words that were called so before stay as they are. @param today ISO date.
 */
export function refuseReview(document: CampaignDocument, edit: Edit, pack: TemplatePack, today: string): void {
  const reviews = newReviews(document, edit);
  if (reviews.length === 0) return;
  const after = applyEdit(document, edit).document;
  for (const tag of new Set(reviews.map(({ edition }) => edition))) {
    const errors = slotErrors(after, pack, tag, today);
    for (const { edition, slot } of reviews) {
      const found = edition === tag ? errors.get(slot) : undefined;
      if (found === undefined) continue;
      throw new StudioError(
        "localise/has-errors",
        "content",
        `The text of "${slot}" in ${tag} cannot be marked as reviewed: ${found[0]?.message ?? ""}`,
        {
          hint: "Correct the errors first. Warnings can stay: their reasons are given at approval.",
          diagnostics: found,
        },
      );
    }
  }
}

function newReviews(document: CampaignDocument, edit: Edit): { edition: string; slot: string }[] {
  if (edit.kind === "together") return edit.edits.flatMap((part) => newReviews(document, part));
  const isNew = (edition: string, slot: string, unit: Unit | null) => {
    const before = document.editions[edition]?.units?.[slot]?.reviewed ?? null;
    return unit !== null && unit.reviewed !== null && JSON.stringify(unit.reviewed) !== JSON.stringify(before);
  };
  if (edit.kind === "set-unit") {
    const { edition, slot, unit } = edit;
    return isNew(edition, slot, unit) ? [{ edition, slot }] : [];
  }
  if (edit.kind !== "set-edition") return [];
  const { edition, content } = edit;
  return Object.entries(content?.units ?? {}).flatMap(([slot, unit]) =>
    isNew(edition, slot, unit) ? [{ edition, slot }] : [],
  );
}
