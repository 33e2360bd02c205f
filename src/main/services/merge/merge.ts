import { ONE_APPROVAL, type Policy } from "../../../shared/approve/decide.ts";
import { mergeRecords } from "../../../shared/approve/record.ts";
import { canonicalText } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import type { Change } from "../../../shared/document/change.ts";
import { type CampaignDocument, campaignDocument, richText } from "../../../shared/document/documentSchema.ts";
import type { Edit } from "../../../shared/document/edits.ts";
import { checkEdit } from "../../../shared/document/locks.ts";
import { mergeDocuments } from "../../../shared/document/mergeDocuments.ts";
import { plainFromRich } from "../../../shared/document/plainText.ts";
import type { Addition, Choices, Conflict, CopySide } from "../../../shared/document/versionChooser.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import { faultsOf } from "../approve/gateFor.ts";
import { keepPages } from "../approve/proofPages.ts";
import type { OpenDocument } from "../document/documents.ts";
import type { Machine } from "../ports.ts";

/** Two copies of one document, each worked on apart → one document with the words, pictures and decisions of both. */

export interface Copies {
  readonly ours: OpenDocument;
  readonly theirs: OpenDocument;
  /** The copy that both started from; null where nobody kept it. */
  readonly base: OpenDocument | null;
}

/** What people decided where both changed the same. */
export interface Decided {
  readonly choices?: Choices;
  /** For everything that `choices` does not name; null leaves it to a person. */
  readonly take: CopySide | null;
  /** See `MergeFacts`. */
  readonly earlier?: readonly CampaignDocument[];
}

export type MergedCopies =
  | {
      readonly state: "merged";
      /** Nothing on disk yet, and without a path: `saveDocument` writes it. */
      readonly open: OpenDocument;
      readonly settled: readonly Conflict[];
      readonly additions: readonly Addition[];
    }
  | { readonly state: "conflicts"; readonly conflicts: readonly Conflict[] };

/**
 * Approvals hold where their pages are still the same: the gate tells. Fails with `document/merge-other-document`,
 * `document/merge-other-pack`, `document/merge-record`, `document/merge-too-large`, `approve/record-broken` and the
 * codes of `checkEdit` for what the other copy holds against the locks.
 */
export function mergeCopies(
  machine: Pick<Machine, "clock" | "keys">,
  { ours, theirs, base }: Copies,
  pack: TemplatePack,
  decided: Decided,
): MergedCopies {
  for (const other of base === null ? [theirs] : [theirs, base]) sameDocument(ours, other);
  for (const copy of [ours, theirs]) wholeRecord(machine, copy);
  const merge = mergeDocuments(ours.document, theirs.document, {
    base: base?.document ?? null,
    ...decided,
    approvals: mergeRecords(ours.document.approvals, theirs.document.approvals),
    at: momentOf(machine.clock.now()),
  });
  if (merge.state === "conflicts") return merge;
  const { document, settled, additions } = merge;
  withinLimits(document);
  withinLocks(pack, ours.document, document);
  if (faultsOf(machine, document, ANY_ORDER).length > 0) {
    throw new StudioError("document/merge-record", "failure", "The decisions of the two copies cannot be merged.", {
      hint: "They were signed by an older or a newer Manara. Ask for them again in one of the copies.",
    });
  }
  const bytes = [...ours.pictures, ...theirs.pictures].filter(([digest]) => document.pictures[digest] !== undefined);
  const proofPages = new Map([...(ours.proofPages ?? []), ...(theirs.proofPages ?? [])]);
  const open = keepPages(machine, { path: "", revision: null, document, pictures: new Map(bytes), proofPages }, []);
  return { state: "merged", open, settled, additions };
}

/** For people: `vi-VN › headline`. */
export function changeWords(change: Change): string {
  switch (change.kind) {
    case "slot":
      return `${change.edition} › ${change.slot}`;
    case "alt":
      return `${change.edition} › ${change.slot} › description of the picture`;
    case "edition":
      return `${change.edition} as a whole`;
    case "placement":
      return `${change.slot} › picture`;
    case "focus":
      return `${change.slot} › crop of the picture`;
    case "picture":
      return `picture ${change.digest.slice(0, 16)} › name and consent`;
    case "remark":
      return `remark ${change.id}`;
    default:
      return change.kind;
  }
}

/** A version as people read it, a line for each paragraph or item; nothing where there is none. */
export function versionWords(value: unknown, change: Change, pack: TemplatePack): string[] {
  if (value === null || value === false) return [];
  if (typeof value === "string") return [value];
  const rich = richText.safeParse(value);
  return change.kind === "slot" && rich.success
    ? plainFromRich(rich.data, pack, change.edition)
    : [canonicalText(value)];
}

function sameDocument({ path: ourPath, document: ours }: OpenDocument, { path, document: other }: OpenDocument): void {
  if (ours.id !== other.id || canonicalText(ours.created) !== canonicalText(other.created)) {
    throw new StudioError(
      "document/merge-other-document",
      "usage",
      `${ourPath} ("${ours.title}") and ${path} ("${other.title}") are not copies of one document.`,
      { hint: "Choose two copies of the same document. Nothing was written." },
    );
  }
  if (canonicalText(ours.pack) !== canonicalText(other.pack) || ours.family !== other.family) {
    throw new StudioError(
      "document/merge-other-pack",
      "usage",
      `${ourPath} is made with ${ours.pack.id} ${ours.pack.release}, ${path} with ${other.pack.id} ${other.pack.release} or other files of it.`,
      { hint: "Only copies made with the very same pack can be merged. Nothing was written." },
    );
  }
}

/** A wrong clock is for the gate to judge: it puts no decision out of its place. */
const ANY_ORDER: Policy = { ...ONE_APPROVAL, known: [] };

/** Two broken records would make one in which nobody sees who broke what. */
function wholeRecord(machine: Pick<Machine, "keys">, { path, document }: OpenDocument): void {
  const [fault] = faultsOf(machine, document, ANY_ORDER);
  if (fault === undefined) return;
  throw new StudioError("approve/record-broken", "failure", `${path}: ${fault.message}`, {
    hint: "Merge a copy of the document whose record is not damaged. Nothing was written.",
  });
}

function withinLimits(document: CampaignDocument): void {
  const { history, ...limited } = document;
  const result = campaignDocument.omit({ history: true }).safeParse(limited);
  if (result.success) return;
  const [issue] = result.error.issues;
  const where = issue?.path.join(" › ") ?? "document";
  throw new StudioError("document/merge-too-large", "content", `Together the copies are too large in ${where}.`, {
    hint: "Remove what is no longer needed from one of them. Nothing was written.",
  });
}

/** A copy from elsewhere may have been written by another program: what it brings is an edit like any other. */
function withinLocks(pack: TemplatePack, ours: CampaignDocument, merged: CampaignDocument): void {
  checkEdit(pack, ours, { kind: "set-templates", templates: merged.templates });
  checkEdit(pack, ours, { kind: "set-source", source: merged.source ?? null });
  for (const [edition, content] of Object.entries(merged.editions)) {
    checkEdit(pack, ours, { kind: "set-edition", edition, content });
  }
  for (const [slot, placement] of Object.entries(merged.placements)) {
    const edit: Edit = { kind: "place-picture", slot, placement };
    if (canonicalText(ours.placements[slot] ?? null) !== canonicalText(placement)) checkEdit(pack, ours, edit);
  }
}
