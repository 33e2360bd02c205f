import type { Diagnostic } from "../base/diagnostics.ts";
import type { TemplatePack } from "../pack/templatePack.ts";
import type { CampaignDocument } from "./documentSchema.ts";

/** A document, a pack → whether the document was made with other files of it. */

/** It is shown and checked with the files that are here; its approvals do not hold. */
export function packChanges(document: CampaignDocument, pack: TemplatePack): Diagnostic[] {
  if (document.pack.digest === pack.digest) return [];
  return [
    {
      code: "document/pack-changed",
      severity: "warning",
      place: document.title,
      message: `The document was made with release ${document.pack.release} of pack ${document.pack.id}; the files here are different.`,
      values: { release: document.pack.release, pack: document.pack.id },
      hint: "Look at every page again and approve it again.",
    },
  ];
}
