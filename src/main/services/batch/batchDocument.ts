import { join } from "node:path";
import { derivedUuid, digestValue } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import { cutText } from "../../../shared/base/unicode.ts";
import { changesOf } from "../../../shared/document/documentChanges.ts";
import type { CampaignDocument, DocumentEvent } from "../../../shared/document/documentSchema.ts";
import { fillDocument } from "../document/content.ts";
import { type OpenDocument, openDocument, saveDocument } from "../document/documents.ts";
import type { LoadedPack } from "../pack/packs.ts";
import type { Machine } from "../ports.ts";
import type { Variant } from "./batchRows.ts";

/** Document, variant → the variant's own document in its folder, which people open, check and approve like any other. */

/** Units of the history that are the variant's words and pictures; remarks and reviews are people's own. */
const CONTENT = /^(?:template|edition|slot|placed|focus|alt|picture):/;
const LONGEST_TITLE = 300;

/** Path of the document in the folder of its variant. */
export function variantPath(folder: string, name: string): string {
  return join(folder, name, `${name}.manara`);
}

/**
 * A variant that was made before is used as it is, with its approvals, where it says what its row says. Where the row
 * or the document it came from has changed since, it is filled again; its record of decisions stays, and its gate
 * closes by itself, for its pages are others. What people changed in it by hand is never lost.
 *
 * Fails with `batch/other-document`, `batch/edited`, and the codes of `fillDocument`, `openDocument` and `saveDocument`.
 */
export async function variantDocument(
  machine: Machine,
  base: OpenDocument,
  loaded: LoadedPack,
  variant: Variant,
  folder: string,
): Promise<OpenDocument> {
  const path = variantPath(folder, variant.name);
  const at = momentOf(machine.clock.now());
  const wanted = variantOf(machine, base.document, loaded, variant, at);
  if (!(await machine.files.exists(path))) {
    return saveDocument(machine, { path, revision: null, document: wanted, pictures: base.pictures });
  }
  const there = await openDocument(machine, path);
  const before = there.document;
  if (before.id !== wanted.id) throw otherDocument(path);
  if (digestOfShown(before) === digestOfShown(wanted)) return there;
  if (editedSinceFilled(before.history)) throw edited(path);
  const { approvals, created, comments: remarks } = before;
  const kept: CampaignDocument = {
    ...wanted,
    approvals,
    created,
    ...(remarks === undefined ? {} : { comments: remarks }),
  };
  const event: DocumentEvent = { at, what: "filled", ...changesOf(before, kept) };
  const document = { ...kept, history: [...before.history, event] };
  return saveDocument(machine, { ...there, document, pictures: base.pictures });
}

/** The same document and name give the same id, so that a variant is known again wherever it is made. */
function variantOf(
  machine: Pick<Machine, "engine">,
  base: CampaignDocument,
  loaded: LoadedPack,
  { name, content }: Variant,
  at: string,
): CampaignDocument {
  const { comments: _, ...rest } = base;
  return fillDocument(
    {
      ...rest,
      id: derivedUuid(`variant ${name} of ${base.id}`),
      title: cutText(`${base.title} – ${name}`, LONGEST_TITLE),
      created: { at, engine: machine.engine },
      // Signed were other pages than these.
      approvals: [],
      history: [{ at, what: "created" }],
    },
    loaded,
    content,
    at,
  );
}

/** Of all that can show on a page, and of nothing else. */
function digestOfShown({ pack, family, templates, editions, pictures, placements }: CampaignDocument): string {
  const words = Object.entries(editions).map(([tag, { slots }]) => [tag, slots]);
  return digestValue({ pack, family, templates, pictures, placements, words: Object.fromEntries(words) });
}

function editedSinceFilled(history: CampaignDocument["history"]): boolean {
  const since = history.slice(history.findLastIndex(({ what }) => what === "filled") + 1);
  return since.some(
    ({ what, changed }) =>
      (what === "edited" || what === "merged") &&
      (changed === undefined || changed.some(({ unit }) => CONTENT.test(unit))),
  );
}

function otherDocument(path: string): StudioError {
  return new StudioError("batch/other-document", "usage", `${path} is not a variant of this document.`, {
    hint: "Choose another folder, or move that file away. Nothing was overwritten.",
  });
}

function edited(path: string): StudioError {
  return new StudioError("batch/edited", "content", `${path} was changed by hand and differs from its row.`, {
    hint: "Put those words into the table, or move the document away. Nothing was overwritten.",
  });
}
