import { hasErrors } from "../../shared/base/diagnostics.ts";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";

/** What the host says about a piece → the one state that a person needs to know. */

export type PieceStatus =
  | "errors"
  | "approved"
  | "changes"
  | "withdrawn"
  | "changed"
  | "lapsed"
  | "inReview"
  | "waiting";

type Facts = Pick<PieceState, "gate" | "reasons" | "diagnostics" | "stage">;

/** The most pressing reason first: errors stop everything, a request for changes comes before an old approval. */
export function pieceStatus({ gate, reasons, diagnostics, stage }: Facts): PieceStatus {
  if (hasErrors(diagnostics)) return "errors";
  if (gate === "open") return "approved";
  const has = (code: string) => reasons.some((reason) => reason.code === code);
  if (has("approve/changes-requested")) return "changes";
  if (stage === "in-review") return "inReview";
  const old = reasons.filter(({ code }) => code === "approve/pages-changed");
  if (old.length > 0) return old.some(isIdentical) ? "lapsed" : "changed";
  if (has("approve/withdrawn")) return "withdrawn";
  return "waiting";
}

/** Whether the approved pages are exactly these, and only the pack or the version of Manara is another. */
function isIdentical({ values }: PieceState["reasons"][number]): boolean {
  return values?.case === "identical";
}
