import type { ReadApproval } from "./approval.ts";
import type { Gate } from "./decide.ts";
import type { Proof } from "./proof.ts";

/** Gate and decisions of a piece → the stage that it has reached, from draft to approved. */

export const STAGES = ["draft", "in-review", "changes-requested", "approved", "withdrawn"] as const;
export type Stage = (typeof STAGES)[number];

/** `approved` is what the gate says; pages that changed after a decision are a draft again until somebody submits them. */
export function stageOf(proof: Proof, approvals: readonly ReadApproval[], gate: Gate): Stage {
  if (gate.state === "open") return "approved";
  const has = (code: string) => gate.reasons.some((reason) => reason.code === code);
  if (has("approve/changes-requested")) return "changes-requested";
  const about = approvals.filter(
    ({ genuine, statement }) =>
      genuine &&
      statement.template === proof.template &&
      statement.edition === proof.edition &&
      statement.proof === proof.digest,
  );
  const last = about.at(-1)?.statement.decision;
  if (last === "withdraw") return "withdrawn";
  return last === undefined ? "draft" : "in-review";
}
