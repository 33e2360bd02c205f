import type { Policy } from "../../../shared/approve/decide.ts";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import type { Machine } from "../ports.ts";
import { gateFor } from "./gateFor.ts";

/**
 * Rule C32 of the pack: nothing is published without the record of who wrote, reviewed and approved it. The gate
 * enforces it at every export; here it is said beforehand, as a notice, for nobody approves before the content is right.
 */

const RULE = "C32";

/** One for each edition with pages that may not leave yet; none where the pack has no such rule. */
export function signOffNotices(
  machine: Pick<Machine, "clock" | "keys">,
  document: CampaignDocument,
  pack: TemplatePack,
  pieces: readonly Piece[],
  policy: Policy,
): Diagnostic[] {
  if (!pack.contentRules.some(({ id }) => id === RULE)) return [];
  const closed = new Map<string, { readonly templates: string[]; readonly reasons: Set<string> }>();
  for (const piece of pieces) {
    const gate = gateFor(machine, document, piece, policy);
    if (gate.state === "open") continue;
    const { tag } = piece.edition;
    const found = closed.get(tag) ?? { templates: [], reasons: new Set() };
    closed.set(tag, found);
    found.templates.push(piece.template);
    for (const { message } of gate.reasons) found.reasons.add(message);
  }
  return [...closed].map(([edition, { templates, reasons }]) => ({
    code: `approve/${RULE}`,
    severity: "notice",
    edition,
    place: templates.join(", "),
    message: `Not approved yet, so no final file can be exported: ${[...reasons].join(" ")}`,
    hint: "When the content is right, have the pages reviewed and approved.",
  }));
}
