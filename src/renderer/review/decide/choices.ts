import type { Decision, Role } from "../../../shared/approve/approval.ts";
import { hasErrors } from "../../../shared/base/diagnostics.ts";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import type { TeamState } from "../../../shared/contract/teamCalls.ts";

/** A piece and the team → what this person can decide about it now, and why not the rest. */

/** `errors` and `look` pass when something is done; everything else is what the team's list says. */
export interface WhyNot {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface DecisionChoice {
  readonly decision: Decision;
  /** Null where it can be taken. */
  readonly why: WhyNot | null;
}

type Piece = Pick<PieceState, "gate" | "stage" | "record" | "refused" | "diagnostics">;
type Rules = Pick<TeamState, "rules" | "mine">;

/**
 * The decisions that make sense for the state of the piece, the most important first.
 *
 * @param team null without one: then every decision is everybody's. @param isSeen whether the person has had every
 * page on the screen.
 */
export function choicesFor(piece: Piece, team: Rules | null, isSeen: boolean): DecisionChoice[] {
  const own = (piece.record ?? []).filter((one) => one.own === true && one.current);
  const last = (...of: Decision[]) => own.findLast(({ decision }) => of.includes(decision))?.decision ?? null;
  const verdict = last("approve", "request-changes", "withdraw");
  const closed = piece.gate === "closed";
  const stage = piece.stage ?? "draft";
  const offered: readonly (Decision | false)[] = [
    closed && verdict !== "approve" && "approve",
    closed && reviewsLanguage(team) && last("review", "request-changes", "withdraw") !== "review" && "review",
    closed && (stage === "draft" || stage === "withdrawn") && "submit",
    verdict !== "request-changes" && "request-changes",
    verdict === "approve" && "withdraw",
  ];
  return offered
    .filter((decision) => decision !== false)
    .map((decision) => ({ decision, why: refusal(piece, decision, isSeen) }));
}

/** Where neither the rules nor the person's role have it, signing the language would only be one more button. */
function reviewsLanguage(team: Rules | null): boolean {
  return team !== null && (team.rules.stages === "two" || (team.mine?.roles.includes("reviewer") ?? false));
}

function refusal({ refused = [], diagnostics }: Piece, decision: Decision, isSeen: boolean): WhyNot | null {
  const no = refused.find((one) => one.decision === decision);
  if (no !== undefined) return { code: no.code, values: no.values };
  if (decision === "approve" && hasErrors(diagnostics)) return { code: "errors", values: {} };
  if ((decision === "approve" || decision === "review") && !isSeen) return { code: "look", values: {} };
  return null;
}

/** Whether the next step is this person's: the piece would stand still without them. */
export function waitsForMe(piece: Piece, team: Rules | null): boolean {
  const open = choicesFor(piece, team, true)
    .filter(({ why }) => why === null)
    .map(({ decision }) => decision);
  if (open.includes("approve")) return true;
  if (open.includes("review") && piece.stage === "in-review") return true;
  if (team === null || isRole(team, "lead")) return false;
  return open.includes("submit") && !hasErrors(piece.diagnostics);
}

function isRole({ mine }: Rules, role: Role): boolean {
  return mine?.roles.includes(role) ?? false;
}

export interface Missing {
  /** Approvals of other leads. */
  readonly approvals: number;
  readonly review: boolean;
  /** Anybody else who has signed these pages. */
  readonly second: boolean;
}

/** What the team's rules still ask for once this person has approved. */
export function missingAfterMine({ record = [] }: Pick<PieceState, "record">, { rules }: Rules): Missing {
  const current = record.filter((one) => one.current);
  const others = current.filter((one) => one.own !== true);
  const names = [...new Set(others.map(({ by, organisation }) => `${by}\n${organisation}`))];
  const approving = names.filter((name) => {
    const verdicts = others.filter(
      (one) => `${one.by}\n${one.organisation}` === name && one.decision !== "submit" && one.decision !== "review",
    );
    return verdicts.at(-1)?.decision === "approve";
  });
  const signs = ({ decision }: { readonly decision: Decision }) =>
    decision === "submit" || decision === "review" || decision === "approve";
  return {
    approvals: Math.max(0, rules.approvals - approving.length - 1),
    review: rules.stages === "two" && !current.some(({ decision }) => decision === "review"),
    second: !rules.authorMayRelease && !others.some(signs),
  };
}
