import {
  approvalDigest,
  type Decision,
  type FindingReason,
  MOST_REASONS,
  type ReadApproval,
  type RecordedStatement,
  recordedText,
} from "../../../shared/approve/approval.ts";
import { asksReason, coversWarning, ONE_APPROVAL, type Policy } from "../../../shared/approve/decide.ts";
import type { Proof } from "../../../shared/approve/proof.ts";
import { proofChanges } from "../../../shared/approve/proofChanges.ts";
import { nextInRecord, type RecordFault } from "../../../shared/approve/record.ts";
import { refuseDecision, roleFor } from "../../../shared/approve/team.ts";
import { counted, type Diagnostic, hasErrors } from "../../../shared/base/diagnostics.ts";
import { textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import { cutText } from "../../../shared/base/unicode.ts";
import type { CampaignDocument, DocumentEvent, SignedStatement } from "../../../shared/document/documentSchema.ts";
import { diagnosticsOf, type Piece } from "../../../shared/piece/piece.ts";
import type { OpenDocument } from "../document/documents.ts";
import type { Machine, SigningKey } from "../ports.ts";
import { approvalsOf, faultsOf, keepsTime, recordOf } from "./gateFor.ts";

/** Decisions of people about pieces: signed, chained to those before in the document, and asked for by the gate. */

const EVENTS: Readonly<Record<Decision, DocumentEvent["what"]>> = {
  submit: "submitted",
  review: "reviewed",
  approve: "approved",
  "request-changes": "changes-requested",
  withdraw: "withdrawn",
};

/** Two machines that hand a document to each other may differ by so much, in milliseconds. */
export const CLOCK_SLACK = 10 * 60 * 1000;

/** Why a warning can stay. An empty place stands for all places of the code. */
export type GivenReason = FindingReason;

export interface DecisionOptions {
  readonly policy?: Policy;
  readonly reasons?: readonly GivenReason[];
}

/**
 * The document with one signature a piece; `saveDocument` writes it. Fails with `approve/has-errors` (which lists
 * them), `approve/needs-reasons` and `approve/pack-not-trusted` for an approval; with what `refuseDecision` says where a team's list is
 * in force; with `approve/record-broken` and `approve/clock-behind` where the record cannot be continued.
 */
export function decideOnPieces(
  machine: Pick<Machine, "clock" | "keys">,
  open: OpenDocument,
  pieces: readonly Piece[],
  decision: Decision,
  key: SigningKey,
  note: string,
  { policy = ONE_APPROVAL, reasons = [] }: DecisionOptions = {},
): OpenDocument {
  const diagnostics = diagnosticsOf(pieces);
  if (decision === "approve" && hasErrors(diagnostics)) {
    throw new StudioError("approve/has-errors", "content", "The content has errors, so it cannot be approved.", {
      hint: "Correct what is listed, then approve.",
      diagnostics,
    });
  }
  if (decision === "approve") {
    needReasons(diagnostics, reasons, policy);
    needPack(policy);
  }
  const { document } = open;
  const [fault] = faultsOf(machine, document, policy);
  if (fault !== undefined) throw cannotContinue(fault);
  const at = nextMoment(machine, document, keepsTime(policy, [key.key]));
  const earlier = approvalsOf(machine, document);
  const signed: SignedStatement[] = [];
  for (const piece of pieces) {
    const before = signed.at(-1);
    const record =
      before === undefined
        ? nextInRecord(document.approvals, recordOf(machine, document).events)
        : { count: document.approvals.length + signed.length, previous: approvalDigest(before) };
    const facts: StatementFacts = {
      document: document.id,
      edition: piece.edition.tag,
      template: piece.template,
      proof: piece.proof.digest,
      parts: piece.proof.parts,
      decision,
      by: { name: key.name, organisation: key.organisation ?? "", key: key.key },
      role: null,
      team: null,
      changed: changedSince(earlier, document.id, piece.proof),
      reasons: reasonsFor(piece.diagnostics, reasons),
      record,
      at,
      note: cutText(note.normalize("NFC"), 2000),
    };
    const statement = recordedText(asMember(facts, policy));
    signed.push({ statement, key: key.key, signature: machine.keys.sign(key, textBytes(statement)) });
  }
  const tags = [...new Set(pieces.map(({ edition }) => edition.tag))];
  const events = tags.map((edition): DocumentEvent => ({ at, what: EVENTS[decision], by: key.name, edition }));
  return {
    ...open,
    document: {
      ...document,
      approvals: [...document.approvals, ...signed],
      history: [...document.history, ...events],
    },
  };
}

type StatementFacts = Omit<RecordedStatement, "manara" | "version">;

/** With the role and the list in force; what the list does not allow is never signed. */
function asMember(facts: StatementFacts, { team, trusted }: Policy): StatementFacts {
  if (trusted !== null && !trusted.includes(facts.by.key)) {
    throw new StudioError("approve/not-trusted", "usage", `The key of ${facts.by.name} may not decide here.`, {
      hint: "Sign with a key that is trusted, or ask a lead to add yours.",
    });
  }
  if (team === undefined) return facts;
  const refused = refuseDecision(team, facts);
  if (refused !== null) {
    throw new StudioError(refused.code, "usage", `${refused.message} Nothing was signed.`, {
      hint: "Ask a lead of the team: a new list gives people their roles.",
    });
  }
  const { id, number, members } = team.team;
  const roles = members.find((one) => one.key === facts.by.key)?.roles ?? [];
  return { ...facts, role: roleFor(roles, facts.decision), team: { id, number, digest: team.digest } };
}

function needReasons(diagnostics: readonly Diagnostic[], reasons: readonly GivenReason[], { team }: Policy): void {
  const everyWarning = team?.team.rules.reasons ?? false;
  const open = diagnostics.filter(
    (one) =>
      one.severity === "warning" &&
      asksReason(one.code, everyWarning) &&
      !reasons.some((reason) => coversWarning(reason, one)),
  );
  if (open.length === 0) return;
  throw new StudioError(
    "approve/needs-reasons",
    "content",
    `Reasons are missing for ${counted(open.length, "warning")}.`,
    {
      hint: "Give a reason for each, or correct what is listed.",
      diagnostics: open,
    },
  );
}

function needPack({ untrustedPack }: Policy): void {
  if (untrustedPack === undefined) return;
  const { pack, by } = untrustedPack;
  const why = by === null ? "Nobody signed the pack" : `Nobody here trusts ${by}, who signed the pack`;
  throw new StudioError("approve/pack-not-trusted", "usage", `${why} ${pack}. Nothing was signed.`, {
    hint: "Compare its digest with its publisher, then: manara keys trust <pack>. In a team, a lead signs the pack.",
  });
}

/** Those that speak of a warning of this very piece. */
function reasonsFor(diagnostics: readonly Diagnostic[], reasons: readonly GivenReason[]): FindingReason[] {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  return reasons
    .filter((reason) => warnings.some((one) => coversWarning(reason, one)))
    .slice(0, MOST_REASONS)
    .map(({ code, place, reason }) => ({ code, place, reason: cutText(reason.normalize("NFC"), 300) }));
}

function changedSince(earlier: readonly ReadApproval[], document: string, proof: Proof): StatementFacts["changed"] {
  const last = earlier.findLast(
    ({ genuine, statement }) =>
      genuine &&
      statement.decision === "approve" &&
      statement.document === document &&
      statement.template === proof.template &&
      statement.edition === proof.edition,
  );
  if (last === undefined || last.statement.version === 1) return null;
  const what = proofChanges(last.statement.parts, proof.parts).map(({ what: kind, slots }) => ({
    what: kind,
    slots: slots.slice(0, 200),
  }));
  return { since: approvalDigest(last.signed), what };
}

/** Never before the last genuine decision of somebody who is known: with a fixed clock, or a little behind another machine's, the same moment. */
function nextMoment(
  machine: Pick<Machine, "clock" | "keys">,
  document: CampaignDocument,
  keeps: (key: string) => boolean,
): string {
  const now = machine.clock.now();
  const at = momentOf(now);
  const last = approvalsOf(machine, document).reduce(
    (latest, { genuine, statement }) =>
      genuine && keeps(statement.by.key) && statement.version === 2 && statement.at > latest ? statement.at : latest,
    "",
  );
  if (last <= at) return at;
  if (machine.clock.fixed || Date.parse(last) - now.getTime() <= CLOCK_SLACK) return last;
  throw new StudioError(
    "approve/clock-behind",
    "failure",
    `This computer's clock says ${at}, but somebody decided at ${last} already.`,
    {
      hint: "Correct the clock of this computer, then decide again. If that decision's clock was wrong, take it out: manara repair <document>. Nothing was signed.",
    },
  );
}

function cannotContinue({ message }: RecordFault): StudioError {
  return new StudioError("approve/record-broken", "failure", message, {
    hint: "Open a copy of the document whose record is not damaged. Nothing was signed.",
  });
}
