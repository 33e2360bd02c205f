import { digestBytes, digestValue } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { Edition } from "../../../shared/base/locale.ts";
import { momentOf, todayOf } from "../../../shared/base/moment.ts";
import { createDocument } from "../../../shared/document/createDocument.ts";
import { changesOf } from "../../../shared/document/documentChanges.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { applyEdit, type Edit, unknownEdition } from "../../../shared/document/edits.ts";
import { checkEdit } from "../../../shared/document/locks.ts";
import { refuseReview } from "../../../shared/localise/checks/slotErrors.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import type { LoadedPack } from "../pack/packs.ts";
import type { Machine } from "../ports.ts";
import { fillDocument, type PlainContent } from "./content.ts";
import { type DocumentFile, readDocumentFile, writeDocumentFile } from "./documentFile.ts";

/** Documents on disk: made, opened, changed and saved without ever losing somebody else's work. */

export interface OpenDocument extends DocumentFile {
  readonly path: string;
  /** Digest of the file as it was read or saved last; null while it was never saved. */
  readonly revision: string | null;
}

/** In memory only; `saveDocument` writes it. */
export function newDocument(
  machine: Machine,
  loaded: LoadedPack,
  template: string,
  path: string,
  content: PlainContent | null,
  title?: string,
): OpenDocument {
  const at = momentOf(machine.clock.now());
  const seed = digestValue({ pack: loaded.pack.digest, template, content, title: title ?? null });
  const facts = {
    id: machine.newId(seed),
    at,
    engine: machine.engine,
    ...(title === undefined ? {} : { title }),
    ...(content === null ? {} : { editions: Object.keys(content.editions) }),
  };
  const empty = createDocument(loaded.pack, template, facts);
  const document = content === null ? empty : fillDocument(empty, loaded, content, at);
  return { path, revision: null, document, pictures: new Map() };
}

/** Fails with `storage/missing` and the codes of `readDocumentFile`. */
export async function openDocument(machine: Pick<Machine, "archives" | "files">, path: string): Promise<OpenDocument> {
  const bytes = await machine.files.read(path);
  try {
    return { path, revision: digestBytes(bytes), ...(await readDocumentFile(machine.archives, bytes)) };
  } catch (cause) {
    if (!(cause instanceof StudioError)) throw cause;
    const { code, kind, message, hint, diagnostics } = cause;
    throw new StudioError(code, kind, `${path}: ${message}`, { hint, diagnostics, cause });
  }
}

/** The locks of the templates hold. Fails with the codes of `checkEdit`, `refuseReview` and `applyEdit`. */
export function editDocument(
  machine: Pick<Machine, "clock">,
  open: OpenDocument,
  pack: TemplatePack,
  edit: Edit,
): OpenDocument {
  checkEdit(pack, open.document, edit);
  refuseReview(open.document, edit, pack, todayOf(machine.clock));
  const { document } = applyEdit(open.document, edit);
  const event = { at: momentOf(machine.clock.now()), what: "edited" as const, ...changesOf(open.document, document) };
  return { ...open, document: { ...document, history: [...document.history, event] } };
}

/**
 * A new document never replaces a file; an opened one replaces exactly the file that was read.
 * Fails with `storage/exists`, `document/changed-on-disk`, `storage/busy` and the codes of `Files.write`.
 */
export async function saveDocument(
  machine: Pick<Machine, "archives" | "files">,
  open: OpenDocument,
): Promise<OpenDocument> {
  const bytes = await writeDocumentFile(machine.archives, open);
  return machine.files.withLock(open.path, async () => {
    if (open.revision !== null) {
      const current = (await machine.files.exists(open.path)) ? digestBytes(await machine.files.read(open.path)) : null;
      if (current !== open.revision) {
        throw new StudioError(
          "document/changed-on-disk",
          "failure",
          `${open.path} was ${current === null ? "moved or deleted" : "changed by somebody else"} since it was opened.`,
          { hint: "Open it again and repeat the change, or save under another name. Nothing was overwritten." },
        );
      }
    }
    await machine.files.write(open.path, bytes, { fresh: open.revision === null });
    return { ...open, revision: digestBytes(bytes) };
  });
}

/**
 * The editions asked for, or all that the document has, in the pack's order.
 * Fails with `document/unknown-edition` or `document/no-editions`.
 */
export function chooseEditions(
  document: CampaignDocument,
  pack: TemplatePack,
  wanted: readonly string[] | null,
): Edition[] {
  const present = pack.editions.filter((edition) => document.editions[edition.tag] !== undefined);
  const stranger = wanted?.find((tag) => !present.some((edition) => edition.tag === tag));
  if (stranger !== undefined)
    throw unknownEdition(
      stranger,
      present.map((edition) => edition.tag),
    );
  if (present.length === 0) {
    throw new StudioError("document/no-editions", "content", `"${document.title}" has no editions yet.`, {
      hint: "Fill it first, for example with --from content.json.",
    });
  }
  return wanted === null ? present : present.filter((edition) => wanted.includes(edition.tag));
}
