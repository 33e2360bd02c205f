import type { CampaignDocument, Inline, RichText, Unit } from "../../document/documentSchema.ts";
import type { Edit } from "../../document/edits.ts";
import {
  contentOf,
  localiseSlot,
  reviewSlot,
  richFromSegments,
  segmentsOf,
  sourceEdition,
  type WhoAndWhen,
} from "./units.ts";

/** What somebody does with one slot of an edition, wherever they do it → the edit that does it, in one step of undo. */

export interface UnitKey {
  readonly edition: string;
  readonly slot: string;
}

/** Stands where nobody said a name: not a word of any language. */
export const NO_NAME = "—";

/**
 * The one way to write words: with the source that they were written from, where the edition is not itself the source.
 * Null empties the slot.
 */
export function writeWords(
  document: CampaignDocument,
  { edition, slot }: UnitKey,
  content: RichText | null,
  who: WhoAndWhen,
): Edit {
  const source = sourceOf(document, edition);
  if (source === null) return { kind: "set-slot", edition, slot, content };
  if (content === null) {
    return {
      kind: "together",
      edits: [
        { kind: "set-slot", edition, slot, content: null },
        { kind: "set-unit", edition, slot, unit: null },
      ],
    };
  }
  return withSource(document, source, localiseSlot(document, { edition, source, slot }, content, who));
}

/** Null where there is nothing to review. */
export function markReviewed(document: CampaignDocument, { edition, slot }: UnitKey, who: WhoAndWhen): Edit | null {
  const source = sourceOf(document, edition);
  if (source === null || contentOf(document, edition, slot).length === 0) return null;
  return withSource(document, source, reviewSlot(document, { edition, source, slot }, who));
}

/** The words stay; nobody has reviewed them. */
export function takeReviewBack(document: CampaignDocument, { edition, slot }: UnitKey): Edit | null {
  const unit = document.editions[edition]?.units?.[slot];
  return unit === undefined || unit.reviewed === null
    ? null
    : { kind: "set-unit", edition, slot, unit: { ...unit, reviewed: null } };
}

/** The source changed and the words are right all the same: whoever wrote and reviewed them stays. */
export function keepForNewSource(document: CampaignDocument, { edition, slot }: UnitKey): Edit | null {
  const source = sourceOf(document, edition);
  const unit = document.editions[edition]?.units?.[slot];
  if (unit === undefined || source === null) return null;
  const kept: Unit = { ...unit, source: { edition: source, content: contentOf(document, source, slot) } };
  return { kind: "set-unit", edition, slot, unit: kept };
}

/**
 * Words with one paragraph in the place of its counterpart.
 * @param index of the source's paragraph; where the words have fewer, it is added at their end.
 */
export function withParagraph(words: RichText, source: RichText, index: number, content: readonly Inline[]): RichText {
  const segments = segmentsOf(words);
  const kind = segmentsOf(source)[index]?.kind ?? "paragraph";
  const before = segments[index];
  if (before === undefined) segments.push({ kind, content });
  else segments[index] = { ...before, content };
  return richFromSegments(segments);
}

/** Null where the edition is the source itself, or where there is no other. */
function sourceOf(document: CampaignDocument, edition: string): string | null {
  const source = sourceEdition(document);
  return source === edition ? null : source;
}

/** Whoever localises from an edition says that it is the source, where nobody said so before. */
function withSource(document: CampaignDocument, source: string, edit: Edit): Edit {
  if (document.source !== undefined) return edit;
  return {
    kind: "together",
    edits: [{ kind: "set-source", source }, ...(edit.kind === "together" ? edit.edits : [edit])],
  };
}
