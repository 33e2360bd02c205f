import type { ReadApproval } from "./approval.ts";
import type { Proof } from "./proof.ts";

/** Proof, approvals, policy → the gate: open with the approvals that open it, or closed with every reason. */

export interface Policy {
  /** Public keys that may approve; null trusts every key. */
  readonly trusted: readonly string[] | null;
  /** How many people must have approved. */
  readonly required: number;
}

export const ONE_APPROVAL: Policy = { trusted: null, required: 1 };

export type Gate =
  | { readonly state: "open"; readonly approvals: readonly ReadApproval[] }
  | { readonly state: "closed"; readonly reasons: readonly ClosedReason[] };

export interface ClosedReason {
  readonly code:
    | "approve/not-approved"
    | "approve/pages-changed"
    | "approve/changes-requested"
    | "approve/withdrawn"
    | "approve/bad-signature"
    | "approve/not-trusted"
    | "approve/too-few";
  readonly message: string;
}

/**
 * Of one key, its last decision about this document, template and edition counts: latest by time, then by
 * place in the list. A genuine request for changes of these pages keeps the gate closed until that key
 * approves them. Approvals of other pages never count.
 */
export function decide(document: string, proof: Proof, approvals: readonly ReadApproval[], policy: Policy): Gate {
  const about = approvals.filter(
    ({ statement }) =>
      statement.document === document && statement.template === proof.template && statement.edition === proof.edition,
  );
  const reasons: ClosedReason[] = [];
  const last = new Map<string, ReadApproval>();
  for (const approval of about) {
    const { name, key } = approval.statement.by;
    if (!approval.genuine) {
      reasons.push({ code: "approve/bad-signature", message: `The signature of ${name} does not fit what it signs.` });
      continue;
    }
    if (policy.trusted !== null && !policy.trusted.includes(key)) {
      reasons.push({ code: "approve/not-trusted", message: `The key of ${name} may not approve here.` });
      continue;
    }
    const earlier = last.get(key);
    if (earlier === undefined || earlier.statement.at <= approval.statement.at) last.set(key, approval);
  }

  const approving: ReadApproval[] = [];
  let asked = false;
  for (const approval of last.values()) {
    const { decision, by, note } = approval.statement;
    const samePages = approval.statement.proof === proof.digest;
    if (decision === "withdraw") {
      reasons.push({ code: "approve/withdrawn", message: `${by.name} withdrew the approval.` });
    } else if (decision === "request-changes" && samePages) {
      asked = true;
      reasons.push({
        code: "approve/changes-requested",
        message: `${by.name} asks for changes${note === "" ? "." : `: ${note}`}`,
      });
    } else if (decision === "approve" && samePages) {
      approving.push(approval);
    } else if (decision === "approve") {
      reasons.push({ code: "approve/pages-changed", message: `The pages changed after ${by.name} approved them.` });
    }
  }
  if (!asked && approving.length >= policy.required) return { state: "open", approvals: approving };
  if (approving.length > 0 && approving.length < policy.required) {
    reasons.push({
      code: "approve/too-few",
      message: `${approving.length} of ${policy.required} needed approvals are there.`,
    });
  }
  if (reasons.length === 0) reasons.push({ code: "approve/not-approved", message: "Nobody has approved these pages." });
  return { state: "closed", reasons };
}
