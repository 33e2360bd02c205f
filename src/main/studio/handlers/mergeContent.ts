import { localiseDigits } from "../../../shared/base/locale.ts";
import type { MergeContent } from "../../../shared/contract/mergeCalls.ts";
import {
  type CampaignDocument,
  campaignDocument,
  editionContent,
  picture,
  placement,
  remark,
  richText,
  tag,
  unit,
} from "../../../shared/document/documentSchema.ts";
import type { ReportedChange } from "../../../shared/document/mergeReport.ts";

/** What a document has where something changed, as JSON → what a window can show of it. */

/** @param copies whose pictures it may name. */
export function mergeContent(
  value: unknown,
  change: ReportedChange,
  copies: readonly Pick<CampaignDocument, "pictures">[],
): MergeContent {
  if (value === null || value === undefined || value === false) return { kind: "nothing" };
  switch (change.kind) {
    case "title":
    case "alt":
      return { kind: "text", text: String(value) };
    case "source":
      return { kind: "edition", edition: tag.parse(value) };
    case "templates":
      return { kind: "templates", templates: campaignDocument.shape.templates.parse(value) };
    case "edition":
      return { kind: "present" };
    case "digits":
      return { kind: "text", text: localiseDigits("1 2 3", editionContent.shape.digits.unwrap().parse(value)) };
    case "slot":
      return { kind: "words", words: richText.parse(value) };
    case "placement": {
      const { digest } = placement.parse(value);
      const known = copies.find(({ pictures }) => pictures[digest] !== undefined);
      return { kind: "placement", digest, name: known?.pictures[digest]?.name ?? "" };
    }
    case "focus":
      return { kind: "focus", focus: placement.shape.focus.parse(value) };
    case "picture":
      return { kind: "picture", digest: change.digest, picture: picture.parse(value) };
    case "remark": {
      const { thread, resolved } = remark.parse(value);
      return { kind: "remarks", thread, resolved: resolved !== null };
    }
    case "unit": {
      const { by, reviewed } = unit.parse(value);
      return { kind: "unit", by, reviewedBy: reviewed?.by ?? null };
    }
  }
}
