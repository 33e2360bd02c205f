import { DECISIONS, type Decision, type ReadApproval } from "../../../shared/approve/approval.ts";
import type { Policy } from "../../../shared/approve/decide.ts";
import type { Proof } from "../../../shared/approve/proof.ts";
import { refuseDecision } from "../../../shared/approve/team.ts";
import { type Stage, stageOf } from "../../../shared/approve/workflow.ts";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { QueuePiece, QueueStage, Turn } from "../../../shared/contract/queueCalls.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { gateFor } from "../approve/gateFor.ts";
import type { Machine } from "../ports.ts";

/** A piece, its signatures and a person → its stage, since when, and whether the next step is this person's. */

/** Who asks, and by which rules. */
export interface Asking {
  /** Of the gate for the pack of the document. */
  readonly policy: Policy;
  /** Public key of the person; null where there is none yet. */
  readonly key: string | null;
  readonly name: string;
  /** ISO 8601 in UTC. */
  readonly now: string;
}

export interface QueuedPages {
  readonly proof: Proof;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param about genuine decisions about this piece of this document, oldest first; at least one. */
export function queuePiece(
  machine: Pick<Machine, "clock" | "keys">,
  document: CampaignDocument,
  { proof, diagnostics }: QueuedPages,
  about: readonly ReadApproval[],
  asking: Asking,
  remarks: number,
): QueuePiece {
  const gate = gateFor(machine, document, { proof, diagnostics }, asking.policy);
  const current = about.filter(({ statement }) => statement.proof === proof.digest);
  const stage = reviewedToo(stageOf(proof, about, gate), current, asking.policy);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const own = current.filter(({ statement }) => statement.by.key === asking.key).map(({ statement }) => statement);
  const last = about.at(-1)?.statement;
  const can = DECISIONS.filter((decision) => mayDecide(decision, { proof, stage, errors, own, asking }));
  return {
    template: proof.template,
    edition: proof.edition,
    stage,
    last:
      last === undefined
        ? null
        : {
            decision: last.decision,
            by: last.by.name,
            at: last.at,
            note: last.note,
            current: last.proof === proof.digest,
          },
    since: sinceOf(stage, current),
    remarks,
    errors,
    can,
    turn: turnOf({ stage, errors, own, can, asking, edition: proof.edition }),
  };
}

/** A piece that nobody has signed anything about: a draft, whatever its pages are. */
export function unsignedPiece(template: string, edition: string, remarks: number): QueuePiece {
  return { template, edition, stage: "draft", last: null, since: null, remarks, errors: 0, can: [], turn: null };
}

type Own = readonly Pick<ReadApproval["statement"], "decision">[];

function lastOf(own: Own, ...decisions: Decision[]): Decision | null {
  return own.findLast(({ decision }) => decisions.includes(decision))?.decision ?? null;
}

/** A reviewer's later request for changes takes the signature under the language back. */
function reviewedToo(stage: Stage, current: readonly ReadApproval[], { team }: Policy): QueueStage {
  if (stage !== "in-review") return stage;
  const last = new Map<string, Decision>();
  for (const { statement } of current) {
    if (statement.decision === "submit" || statement.decision === "approve") continue;
    if (team === undefined || refuseDecision(team, statement) === null) last.set(statement.by.key, statement.decision);
  }
  return [...last.values()].includes("review") ? "reviewed" : stage;
}

interface Standing {
  readonly stage: QueueStage;
  readonly errors: number;
  readonly own: Own;
  readonly asking: Asking;
}

/** The decisions that would change something, as far as the team's list lets the person take them. */
function mayDecide(
  decision: Decision,
  { proof, stage, errors, own, asking }: Standing & { readonly proof: Proof },
): boolean {
  const { policy } = asking;
  const verdict = lastOf(own, "approve", "request-changes", "withdraw");
  const isApproved = stage === "approved";
  const makesSense: Readonly<Record<Decision, boolean>> = {
    submit: stage === "draft" || stage === "withdrawn",
    review: !isApproved && lastOf(own, "review", "request-changes", "withdraw") !== "review",
    approve: !isApproved && verdict !== "approve" && errors === 0 && policy.untrustedPack === undefined,
    "request-changes": verdict !== "request-changes",
    withdraw: verdict === "approve",
  };
  return makesSense[decision] && isAllowed(decision, proof.edition, asking);
}

/** Without a team everybody may, also who has no key yet: the first signature makes one. */
function isAllowed(decision: Decision, edition: string, { policy, key, name, now }: Asking): boolean {
  if (policy.team === undefined) return true;
  return key !== null && refuseDecision(policy.team, { by: { name, key }, decision, edition, at: now }) === null;
}

/**
 * With a team, the step of whose role it is. Without one nobody knows who does what: then everything that was handed in
 * waits for everybody, except for those who have signed it already; also where its pages changed since.
 */
function turnOf(standing: Standing & { readonly can: readonly Decision[]; readonly edition: string }): Turn | null {
  const { stage, errors, own, can, asking } = standing;
  const { team } = asking.policy;
  if (stage === "approved" || stage === "withdrawn") return null;
  const mends = canMend(standing);
  if (stage === "changes-requested") return mends && lastOf(own, "request-changes") === null ? "mend" : null;
  if (stage === "draft") {
    if (!mends) return null;
    return errors > 0 ? "mend" : "submit";
  }
  if (errors > 0) return mends ? "mend" : null;
  const needsReview = team?.team.rules.stages === "two" && stage === "in-review";
  if (!needsReview && can.includes("approve")) return "approve";
  return team !== undefined && stage === "in-review" && can.includes("review") ? "review" : null;
}

/** Officers and localisers change words; leads and reviewers say what has to change. */
function canMend({ asking, edition }: { readonly asking: Asking; readonly edition: string }): boolean {
  const { team } = asking.policy;
  if (team === undefined) return true;
  const roles = team.team.members.find(({ key }) => key === asking.key)?.roles ?? [];
  return (roles.includes("officer") || roles.includes("localiser")) && isAllowed("submit", edition, asking);
}

function sinceOf(stage: QueueStage, current: readonly ReadApproval[]): string | null {
  const last = (...decisions: Decision[]) =>
    current.findLast(({ statement }) => decisions.includes(statement.decision))?.statement.at ?? null;
  switch (stage) {
    case "draft":
      return null;
    case "in-review":
      return last("submit") ?? current[0]?.statement.at ?? null;
    case "reviewed":
      return last("review");
    case "changes-requested":
      return last("request-changes");
    case "approved":
      return last("approve");
    case "withdrawn":
      return last("withdraw");
  }
}
