import type { DiagnosticValues } from "../base/diagnostics.ts";
import { counted } from "../base/diagnostics.ts";
import type { FindingReason, ReadApproval } from "./approval.ts";
import type { Proof } from "./proof.ts";
import { type ProofChange, proofChanges, proofChangeWords, samePages } from "./proofChanges.ts";
import type { RecordFault } from "./record.ts";
import { type DecisionRefusal, type ReadTeam, refuseDecision } from "./team.ts";

/**
 * Proof, approvals, policy → the gate: open with the approvals that open it, or closed with every reason.
 *
 * One file because whoever judges the gate has to read every rule that opens or closes it.
 */

export interface Policy {
  /** Public keys that may approve; null trusts every key. */
  readonly trusted: readonly string[] | null;
  /** How many people must have approved. */
  readonly required: number;
  /** People, roles and rules; they hold beside the two above. */
  readonly team?: ReadTeam;
  /** Without a team: people whom somebody here knows. Their decisions alone tell the order of time; absent: everybody's. */
  readonly known?: readonly string[];
  /** Whether these words are the pack's own sample, for which the demo's key counts; absent: for none. */
  readonly isSample?: (document: unknown, edition: string) => boolean;
  /** The pack that the pages were made with, where nobody who is trusted vouches for it: that closes every gate. */
  readonly untrustedPack?: UntrustedPack;
}

export interface UntrustedPack {
  /** Id and release. */
  readonly pack: string;
  /** Who signed it; null where nobody did. */
  readonly by: string | null;
}

export const ONE_APPROVAL: Policy = { trusted: null, required: 1 };

/** What a team asks for. */
export function teamPolicy(team: ReadTeam): Policy {
  return { trusted: null, required: team.team.rules.approvals, team };
}

/** What is known beside the approvals themselves. */
export interface Circumstances {
  /** ISO 8601 in UTC: a decision from later than this moment opens nothing; one that takes back or asks for changes still closes. */
  readonly latest?: string;
  /** Of the document's record: any of them closes every gate. */
  readonly faults?: readonly RecordFault[];
  /** Of these pages: where one needs a reason, an approval without it does not count. */
  readonly warnings?: readonly StandingWarning[];
}

/** A warning that stays as it is. */
export interface StandingWarning {
  readonly code: string;
  /** Null where only the code is known, as in an exported file: then a reason for any place will do. */
  readonly place: string | null;
}

export type Gate =
  | {
      readonly state: "open";
      readonly approvals: readonly ReadApproval[];
      /** Other signatures under these pages: who submitted them, who reviewed the language. */
      readonly support: readonly ReadApproval[];
    }
  | { readonly state: "closed"; readonly reasons: readonly ClosedReason[] };

export interface ClosedReason {
  readonly code:
    | "approve/not-approved"
    | "approve/pages-changed"
    | "approve/changes-requested"
    | "approve/withdrawn"
    | "approve/bad-signature"
    | "approve/too-few"
    | "approve/not-reviewed"
    | "approve/author-alone"
    | "approve/needs-reasons"
    | "approve/pack-not-trusted"
    | "approve/sample-address"
    | "approve/from-the-future"
    | RecordFault["code"]
    | DecisionRefusal["code"];
  readonly message: string;
  /** The names and numbers in the message. */
  readonly values?: DiagnosticValues;
  /** Of `approve/pages-changed`: what is different from the approved pages, where the approval tells. */
  readonly changes?: readonly ProofChange[];
}

/** What one key has decided so far about a piece. */
interface Standing {
  submitted: ReadApproval | null;
  reviewed: ReadApproval | null;
  released: ReadApproval | null;
}

/**
 * Of one key, its last decision about this document, template and edition counts: latest by time, then by
 * place in the list. A genuine request for changes of these pages keeps the gate closed until that key
 * approves them, also where another pack or version of Manara has set the same pages since. Approvals of
 * other pages, packs and versions never count.
 */
export function decide(
  document: string,
  proof: Proof,
  approvals: readonly ReadApproval[],
  policy: Policy,
  { latest, faults = [], warnings = [] }: Circumstances = {},
): Gate {
  const about = approvals
    .filter(
      ({ statement }) =>
        statement.document === document && statement.template === proof.template && statement.edition === proof.edition,
    )
    .toSorted((one, other) => compare(one.statement.at, other.statement.at));
  const reasons: ClosedReason[] = faults.map(({ code, message, values }) => ({ code, message, values }));
  if (policy.untrustedPack !== undefined) reasons.push(packReason(policy.untrustedPack));
  const isBarred = reasons.length > 0;
  const standings = new Map<string, Standing>();
  for (const approval of about) {
    const refused = refuse(approval, policy, latest);
    if (refused !== null) reasons.push(refused);
    if (refused === null || closesAnyway(approval, policy, latest, refused)) apply(standings, approval);
  }

  const current = (one: ReadApproval | null): one is ReadApproval => one?.statement.proof === proof.digest;
  const all = [...standings.values()];
  const approved = all.flatMap(({ released }) =>
    current(released) && released.statement.decision === "approve" ? [released] : [],
  );
  const unexplained = new Map(approved.map((one) => [one, withoutReason(one, policy, warnings)]));
  const approving = approved.filter((one) => unexplained.get(one) === 0);
  const asked = all.some(({ released }) => released !== null && asksForChanges(released, proof));
  reasons.push(...all.flatMap(({ released }) => (released === null ? [] : reasonOf(released, proof))));
  const hasNumber = warnings.some(({ code }) => code === NUMBER_TO_SETTLE);
  const missing = teamRules(all, approving, current, policy, hasNumber);
  if (!isBarred && !asked && approving.length >= policy.required && missing.length === 0) {
    const support = all.flatMap(({ submitted, reviewed }) => [submitted, reviewed].filter(current));
    return { state: "open", approvals: approving, support };
  }
  for (const [{ statement }, count] of unexplained)
    if (count > 0) reasons.push(reasonsMissing(statement.by.name, count));
  if (approving.length > 0 && approving.length < policy.required) {
    reasons.push({
      code: "approve/too-few",
      message: `Approvals: ${approving.length} of ${policy.required} required.`,
      values: { count: approving.length, needed: policy.required },
    });
  }
  reasons.push(...missing);
  if (reasons.length === 0) reasons.push({ code: "approve/not-approved", message: "Nobody has approved these pages." });
  return { state: "closed", reasons };
}

function packReason({ pack, by }: UntrustedPack): ClosedReason {
  return {
    code: "approve/pack-not-trusted",
    message:
      by === null
        ? `Nobody signed the pack ${pack}, so its pages can only be exported as drafts.`
        : `The pack ${pack} is signed by ${by}, whom nobody here trusts as a publisher: its pages can only be exported as drafts.`,
    values: { case: by === null ? "unsigned" : "signed", pack, by: by ?? "" },
  };
}

/** How many warnings the approval says nothing about that need a reason. */
function withoutReason({ statement }: ReadApproval, { team }: Policy, warnings: readonly StandingWarning[]): number {
  const given = statement.version === 1 ? [] : statement.reasons;
  const asked = warnings.filter(({ code }) => asksReason(code, team?.team.rules.reasons ?? false));
  return asked.filter((warning) => !given.some((reason) => coversWarning(reason, warning))).length;
}

/** A number that somebody could dial: a person says what else it is, and never its author alone. */
const NUMBER_TO_SETTLE = "localise/free-number";

/** Whether a warning may only stay with a reason. @param everyWarning what the team's rules say. */
export function asksReason(code: string, everyWarning: boolean): boolean {
  return everyWarning || code === NUMBER_TO_SETTLE;
}

/** Whether a reason is about this warning; an empty place in it stands for every place of the code. */
export function coversWarning(
  reason: Pick<FindingReason, "code" | "place">,
  { code, place }: StandingWarning,
): boolean {
  return reason.code === code && (reason.place === "" || place === null || reason.place === place);
}

function reasonsMissing(name: string, count: number): ClosedReason {
  const message = `${name} approved without saying why ${counted(count, "warning")} can stay.`;
  return { code: "approve/needs-reasons", message, values: { name, count } };
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Null where the decision counts. */
function refuse({ statement, genuine }: ReadApproval, policy: Policy, latest: string | undefined): ClosedReason | null {
  const { name, key } = statement.by;
  if (!genuine) {
    return {
      code: "approve/bad-signature",
      message: `The signature of ${name} does not match what was signed.`,
      values: { name },
    };
  }
  if (policy.trusted !== null && !policy.trusted.includes(key)) {
    return { code: "approve/not-trusted", message: `The key of ${name} may not approve here.`, values: { name } };
  }
  if (latest !== undefined && statement.at > latest) {
    const message = `${name} decided at ${statement.at}, which is in the future: a clock was wrong.`;
    return { code: "approve/from-the-future", message, values: { name, at: statement.at } };
  }
  return policy.team === undefined ? null : refuseDecision(policy.team, statement);
}

/**
 * Somebody meant "not these pages", whatever the clock said: of two readings of a wrong date the stricter holds.
 * The team is asked as of the latest moment, because the date says nothing about when the key was used.
 */
function closesAnyway(
  { statement }: ReadApproval,
  { team }: Policy,
  latest: string | undefined,
  refused: ClosedReason,
): boolean {
  if (refused.code !== "approve/from-the-future" || latest === undefined) return false;
  if (statement.decision !== "withdraw" && statement.decision !== "request-changes") return false;
  return team === undefined || refuseDecision(team, { ...statement, at: latest }) === null;
}

function apply(standings: Map<string, Standing>, approval: ReadApproval): void {
  const { by, decision } = approval.statement;
  const standing = standings.get(by.key) ?? { submitted: null, reviewed: null, released: null };
  standings.set(by.key, standing);
  if (decision === "submit") standing.submitted = approval;
  else if (decision === "review") {
    standing.reviewed = approval;
    // Whoever asked for changes and then finds the language right has taken the request back.
    if (standing.released?.statement.decision === "request-changes") standing.released = null;
  } else {
    standing.released = approval;
    if (decision !== "approve") standing.reviewed = null;
  }
}

/** Why a decision does not open the gate; none for an approval of these very pages. */
function reasonOf(approval: ReadApproval, proof: Proof): ClosedReason[] {
  const { statement } = approval;
  const { decision, by, note } = statement;
  const { name } = by;
  if (decision === "withdraw") {
    return [{ code: "approve/withdrawn", message: `${name} withdrew the approval.`, values: { name } }];
  }
  if (asksForChanges(approval, proof)) {
    return [
      {
        code: "approve/changes-requested",
        message: `${name} asks for changes${note === "" ? "." : `: ${note}`}`,
        values: { name, case: note === "" ? "plain" : "said", note },
      },
    ];
  }
  if (decision !== "approve" || statement.proof === proof.digest) return [];
  const plain = `The pages changed after ${name} approved them`;
  if (statement.version === 1) return [{ code: "approve/pages-changed", message: `${plain}.`, values: { name } }];
  const changes = proofChanges(statement.parts, proof.parts);
  const words = proofChangeWords(changes);
  if (samePages(statement.parts, proof.parts)) {
    const message = `${name} approved identical pages, but since then this changed: ${words}. They must be approved again.`;
    return [{ code: "approve/pages-changed", message, values: { name, changed: words, case: "identical" }, changes }];
  }
  return [
    {
      code: "approve/pages-changed",
      message: words === "" ? `${plain}.` : `${plain}: ${words}.`,
      values: { name, changed: words },
      changes,
    },
  ];
}

/** Whoever asked for changes wants them as long as the pages look as they did. */
function asksForChanges({ statement }: ReadApproval, proof: Proof): boolean {
  if (statement.decision !== "request-changes") return false;
  return statement.proof === proof.digest || (statement.version !== 1 && samePages(statement.parts, proof.parts));
}

/** What the rules of the team still ask for, beside the number of approvals. @param hasNumber a number waits to be settled. */
function teamRules(
  all: readonly Standing[],
  approving: readonly ReadApproval[],
  current: (one: ReadApproval | null) => one is ReadApproval,
  { team }: Policy,
  hasNumber: boolean,
): ClosedReason[] {
  if (approving.length === 0) return [];
  const rules = team?.team.rules;
  const authorMayRelease = (rules?.authorMayRelease ?? true) && !hasNumber;
  const missing: ClosedReason[] = [];
  if (rules?.stages === "two" && !all.some(({ reviewed }) => current(reviewed))) {
    missing.push({ code: "approve/not-reviewed", message: "No reviewer has signed the language of these pages." });
  }
  const signers = all.filter(
    ({ submitted, reviewed, released }) =>
      current(submitted) || current(reviewed) || (current(released) && released.statement.decision === "approve"),
  );
  const [only] = approving;
  if (!authorMayRelease && signers.length < 2 && only !== undefined) {
    const { name } = only.statement.by;
    missing.push({
      code: "approve/author-alone",
      message: `Only ${name} has signed these pages: somebody else must sign them too.`,
      values: { name },
    });
  }
  return missing;
}
