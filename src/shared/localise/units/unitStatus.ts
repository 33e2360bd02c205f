import type { CampaignDocument, RichText, Unit } from "../../document/documentSchema.ts";
import { lockedSlots } from "../../document/locks.ts";
import { plainFromRich } from "../../document/plainText.ts";
import { familyOf } from "../../pack/lookUp.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { type WordChange, wordDifference } from "../words/wordDifference.ts";
import { contentOf, digestContent, isBlank } from "./units.ts";

/** Document, edition, source edition → how far each of its slots is. */

/**
 * `missing`: the source has words and this edition has none; `stale`: the source changed since; `draft`: nobody
 * reviewed these very words; `locked`: the words come from the pack; `source`: this is the edition others come
 * from; `empty`: neither has words.
 */
export type UnitState = "missing" | "stale" | "draft" | "reviewed" | "locked" | "source" | "empty";

export interface UnitStatus {
  readonly state: UnitState;
  /** Who localised it last; null where that is not known. */
  readonly by: string | null;
  readonly at: string | null;
  /** The review of these very words; null where there is none. A stale source does not undo it, but it is not up to date. */
  readonly reviewed: { readonly by: string; readonly at: string } | null;
  /** Where the source changed: both versions, and their difference word by word. */
  readonly stale: { readonly before: RichText; readonly now: RichText; readonly changes: readonly WordChange[] } | null;
}

/** Every slot of the document's family that holds words, in the family's order. Fails with `pack/unknown-family`. */
export function unitStatuses(
  document: CampaignDocument,
  pack: TemplatePack,
  edition: string,
  source: string,
): Record<string, UnitStatus> {
  const locked = lockedSlots(pack, document.templates);
  const slots = familyOf(pack, document.family).slots.filter(({ kind }) => kind !== "picture");
  return Object.fromEntries(
    slots.map(({ id }) => [id, statusOf(document, pack, { edition, source, slot: id }, locked.has(id))]),
  );
}

function statusOf(
  document: CampaignDocument,
  pack: TemplatePack,
  place: { readonly edition: string; readonly source: string; readonly slot: string },
  locked: boolean,
): UnitStatus {
  const { edition, source, slot } = place;
  const target = contentOf(document, edition, slot);
  const now = contentOf(document, source, slot);
  const unit = document.editions[edition]?.units?.[slot];
  const reviewed = unit === undefined ? null : reviewOf(unit, target);
  const known = { by: unit?.by ?? null, at: unit?.at ?? null, reviewed };
  const plain = (state: UnitState): UnitStatus => ({ state, ...known, stale: null });
  if (locked) return plain("locked");
  if (edition === source) return plain(isBlank(target) ? "empty" : "source");
  if (isBlank(target)) return plain(isBlank(now) ? "empty" : "missing");
  // Words that came from another edition say nothing about this one's source.
  if (
    unit !== undefined &&
    unit.source.edition === source &&
    digestContent(unit.source.content) !== digestContent(now)
  ) {
    const before = unit.source.content;
    return { state: "stale", ...known, stale: { before, now, changes: wordChanges(before, now, pack, source) } };
  }
  return plain(reviewed !== null && unit?.source.edition === source ? "reviewed" : "draft");
}

/** Null where the words were changed after the review. */
export function reviewOf(unit: Unit, target: RichText): { by: string; at: string } | null {
  const { reviewed } = unit;
  return reviewed !== null && reviewed.content === digestContent(target) ? { by: reviewed.by, at: reviewed.at } : null;
}

/** Paragraphs are parted by a line break. Helplines and facts show as they read in the edition. */
export function wordChanges(before: RichText, now: RichText, pack: TemplatePack, edition: string): WordChange[] {
  const words = (content: RichText) => plainFromRich(content, pack, edition).join("\n");
  return wordDifference(words(before), words(now));
}

export interface EditionProgress {
  /** Slots that have to be localised or are. */
  readonly total: number;
  readonly states: Readonly<Record<UnitState, number>>;
}

/** How far an edition is: what is locked, empty or the source itself is no work and not in `total`. */
export function progressOf(statuses: Readonly<Record<string, UnitStatus>>): EditionProgress {
  const states = { missing: 0, stale: 0, draft: 0, reviewed: 0, locked: 0, source: 0, empty: 0 };
  for (const { state } of Object.values(statuses)) states[state] += 1;
  const { missing, stale, draft, reviewed } = states;
  return { total: missing + stale + draft + reviewed, states };
}
