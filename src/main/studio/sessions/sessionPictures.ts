import { StudioError } from "../../../shared/base/errors.ts";
import type { CampaignDocument, Picture } from "../../../shared/document/documentSchema.ts";
import type { Edit } from "../../../shared/document/edits.ts";
import type { OpenDocument } from "../../services/document/documents.ts";

/** The pictures of an open document and what was examined of them → which edits may show one. */

type PictureFacts = Omit<Picture, "consent">;

/** A document with more photographs is two documents. */
const MOST_PICTURES = 200;

export class SessionPictures {
  private readonly files: Map<string, Uint8Array>;
  /** What was examined, by digest: a window cannot record other facts. */
  private readonly facts = new Map<string, PictureFacts>();

  constructor(open: OpenDocument) {
    this.files = new Map();
    this.addAll(open);
  }

  /** Digest → bytes. */
  get all(): ReadonlyMap<string, Uint8Array> {
    return this.files;
  }

  add(digest: string, bytes: Uint8Array, facts: PictureFacts): void {
    this.files.set(digest, bytes);
    this.facts.set(digest, facts);
  }

  addAll({ pictures, document }: OpenDocument): void {
    for (const [digest, bytes] of pictures) this.files.set(digest, bytes);
    for (const [digest, { consent: _, ...facts }] of Object.entries(document.pictures)) this.facts.set(digest, facts);
  }

  /** Newest first until one needs a picture whose file is gone: a photograph stays no longer than it is used. */
  reachable(edits: readonly Edit[]): readonly Edit[] {
    const lost = edits.findLastIndex((edit) =>
      simpleEdits(edit).some((one) => one.kind === "set-picture" && one.picture && !this.files.has(one.digest)),
    );
    return edits.slice(lost + 1);
  }

  /** Fails with `document/unknown-picture` and `document/too-many-pictures`. */
  check(document: CampaignDocument, edit: Edit): void {
    const digests = new Set(Object.keys(document.pictures));
    for (const one of simpleEdits(edit)) {
      if (one.kind !== "set-picture" || one.picture === null) continue;
      const facts = this.facts.get(one.digest);
      const { type, width, height } = one.picture;
      const same = facts !== undefined && facts.type === type && facts.width === width && facts.height === height;
      if (!same || !this.files.has(one.digest)) {
        throw new StudioError(
          "document/unknown-picture",
          "usage",
          `The document has no file for "${one.picture.name}".`,
          { hint: "Add the picture again." },
        );
      }
      digests.add(one.digest);
    }
    if (digests.size <= MOST_PICTURES) return;
    throw new StudioError(
      "document/too-many-pictures",
      "usage",
      `A document can have at most ${MOST_PICTURES} pictures.`,
      { hint: "Take out pictures that no page shows." },
    );
  }
}

function simpleEdits(edit: Edit): readonly Edit[] {
  return edit.kind === "together" ? edit.edits.flatMap(simpleEdits) : [edit];
}
