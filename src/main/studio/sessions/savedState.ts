import { digestValue } from "../../../shared/base/digest.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import { changesOf } from "../../../shared/document/documentChanges.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import type { OpenDocument } from "../../services/document/documents.ts";

/** Edits and saves of an open document, in their order → what of it is in its file, and what its history has yet to tell. */

/** The file as it was read or written last. */
export interface FileState {
  /** Digest of its bytes; null where there is none. */
  readonly revision: string | null;
  /** `contentDigest` of the content that it has; null where that is unknown. */
  readonly content: string | null;
  /** As the file has it, or a merge left it; null where that is unknown, or there is no file yet. */
  readonly document: CampaignDocument | null;
}

/** Events that a document keeps. */
export const HISTORY = 10_000;

export class SavedState {
  file: FileState;
  /** Count of the last edit, of the last one that the history tells, and of the last one on its way to the disk. */
  private lastEdit: number;
  private toldEdit = 0;
  private writtenEdit = 0;
  private digested: { readonly document: CampaignDocument; readonly digest: string } | null = null;

  /** @param recovered what the file has where the document came from the journal; null where nobody knows. */
  constructor({ document, revision }: OpenDocument, recovered: { readonly onDisk: CampaignDocument | null } | null) {
    const own = revision === null ? null : document;
    this.file = {
      revision,
      content: recovered === null ? contentDigest(document) : null,
      document: recovered === null ? own : recovered.onDisk,
    };
    // Signatures alone are no edit.
    const isEdited = recovered !== null && (recovered.onDisk === null || isChanged(recovered.onDisk, document));
    this.lastEdit = isEdited ? 1 : 0;
  }

  has(document: CampaignDocument): boolean {
    return this.file.content === this.digestOf(document);
  }

  /** Fails where the document has no digest: then it could neither be saved nor recovered nor signed. */
  digestOf(document: CampaignDocument): string {
    if (this.digested?.document !== document) this.digested = { document, digest: contentDigest(document) };
    return this.digested.digest;
  }

  edited(): void {
    this.lastEdit += 1;
  }

  /** The history tells everything up to here. */
  toldAll(): void {
    this.toldEdit = this.lastEdit;
  }

  /** The document, with one event for all that was edited since its history told it last. */
  tell(document: CampaignDocument, now: Date): CampaignDocument {
    if (this.lastEdit === this.toldEdit) return document;
    const changes = this.file.document === null ? {} : changesOf(this.file.document, document);
    const event = { at: momentOf(now), what: "edited" as const, ...changes };
    return { ...document, history: [...document.history, event].slice(-HISTORY) };
  }

  /** What is edited while it is being written counts for the next time. */
  beginWrite(): void {
    this.writtenEdit = this.lastEdit;
  }

  endWrite({ revision, document }: OpenDocument): void {
    this.toldEdit = this.writtenEdit;
    this.file = { revision, content: contentDigest(document), document };
  }
}

/** Without the history, which changes with every save. */
export function contentDigest(document: CampaignDocument): string {
  return digestValue({ ...document, history: [] });
}

function isChanged(before: CampaignDocument, after: CampaignDocument): boolean {
  return contentDigest({ ...before, approvals: [] }) !== contentDigest({ ...after, approvals: [] });
}
