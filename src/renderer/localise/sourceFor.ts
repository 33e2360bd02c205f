import type { Edition } from "../../shared/base/locale.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { sourceEdition } from "../../shared/localise/units/units.ts";

/** The edition that the others come from. @param present editions of the document; null where it has none. */
export function sourceFor(document: CampaignDocument, present: readonly Edition[]): Edition | null {
  const source = sourceEdition(document);
  return present.find(({ tag }) => tag === source) ?? null;
}
