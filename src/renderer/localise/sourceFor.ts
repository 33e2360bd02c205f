import type { Edition } from "../../shared/base/locale.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";

/**
 * The edition that the others come from: the one that somebody chose, or else the English one, which most people of
 * a campaign read, or the first. Null where the document has none.
 * @param present editions of the document in the pack's order.
 */
export function sourceFor({ source }: CampaignDocument, present: readonly Edition[]): Edition | null {
  return (
    present.find(({ tag }) => tag === source) ?? present.find((one) => one.language === "en") ?? present[0] ?? null
  );
}
