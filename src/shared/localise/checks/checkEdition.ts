import type { Diagnostic } from "../../base/diagnostics.ts";
import type { CampaignDocument } from "../../document/documentSchema.ts";
import { familyOf, templateOf } from "../../pack/lookUp.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import type { Localised } from "../localise.ts";
import { checkContent } from "./checkContent.ts";

/** A document, one edition and others beside it → everything wrong with its content, whichever template shows it. */

/** @param siblings what it is compared with; @param today ISO date. Fails with the codes of `familyOf` and `templateOf`. */
export function checkEdition(
  document: CampaignDocument,
  pack: TemplatePack,
  { localised, diagnostics }: Localised,
  siblings: readonly Localised[],
  today: string,
): Diagnostic[] {
  const content = checkContent(localised, {
    pack,
    family: familyOf(pack, document.family),
    templates: document.templates.map((id) => templateOf(pack, id)),
    today,
    siblings: siblings.map((one) => one.localised),
    source: document.source,
  });
  return [...diagnostics, ...content];
}
