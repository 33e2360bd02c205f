import { DECISIONS, type Decision } from "../../../shared/approve/approval.ts";
import type { Policy } from "../../../shared/approve/decide.ts";
import { refuseDecision } from "../../../shared/approve/team.ts";
import { stageOf } from "../../../shared/approve/workflow.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import type { approvalCalls, PieceState } from "../../../shared/contract/approvalCalls.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import { decideOnPieces } from "../../services/approve/approvals.ts";
import { approvalsOf, gateFor } from "../../services/approve/gateFor.ts";
import { changesSinceApproval, keepPages } from "../../services/approve/proofPages.ts";
import { refuseClockAhead } from "../../services/approve/refuseClock.ts";
import type { Machine, SigningKey } from "../../services/ports.ts";
import { gatePolicy } from "../../services/trust/packTrust.ts";
import type { SigningKeyStore } from "../base/signingKey.ts";
import { type ComposeSession, choosePieces, isComposedAlike } from "../sessions/compositions.ts";
import type { Saving } from "../sessions/saving.ts";
import type { Sessions } from "../sessions/sessions.ts";

/** The calls about what people decided on the pages of a document, answered. */

export interface ApprovalContext {
  readonly machine: Machine;
  readonly sessions: Sessions;
  readonly compose: ComposeSession;
  readonly signingKey: SigningKeyStore;
  readonly saving: Pick<Saving, "saveSigned">;
}

type Answered = Exclude<keyof typeof approvalCalls, `exports.${string}`>;

export function approvalHandlers({
  machine,
  sessions,
  compose,
  signingKey,
  saving,
}: ApprovalContext): Pick<Handlers, Answered> {
  return {
    "approvals.list": async ({ session: id }, { signal }) => {
      const session = sessions.get(id);
      const { pieces } = await compose(session, signal);
      const mine = await signingKey.read();
      return pieceStates(machine, session.document, pieces, await gatePolicy(machine, session.loaded), mine);
    },
    "approvals.changes": async ({ session: id, template, edition }, { signal }) => {
      const { open, pieces } = await compose(sessions.get(id), signal);
      const [piece] = choosePieces(pieces, [{ template, edition }]);
      const changes = piece === undefined ? null : changesSinceApproval(machine, open, piece);
      if (changes === null) return null;
      const blocks = changes.blocks.map(({ before: _, after, ...block }) => ({
        ...block,
        after: after === null ? null : { ...after },
      }));
      return { blocks, otherwise: [...changes.otherwise] };
    },
    "approvals.decide": async ({ session: id, pieces: wanted, decision, note, reasons = [] }, { client, signal }) => {
      const session = sessions.get(id);
      const key = await signingKey.need();
      return session.inTurn(async () => {
        const { open, pieces } = await compose(session, signal);
        // As it is at this moment: setting the pages may have taken a while.
        const policy = await gatePolicy(machine, session.loaded);
        const chosen = choosePieces(pieces, wanted);
        const looked = (piece: Piece) =>
          wanted.every(
            ({ template, edition, proof }) =>
              template !== piece.template || edition !== piece.edition.tag || proof === piece.proof.digest,
          );
        // Another window may have edited while the pages were set.
        if (!chosen.every(looked) || !isComposedAlike(open.document, session.document)) throw pagesChanged();
        await refuseClockAhead(machine, session.open, policy);
        const before = session.open;
        const signed = decideOnPieces(machine, before, chosen, decision, key, note, { policy, reasons });
        session.sign(keepPages(machine, signed, chosen), client);
        try {
          await saving.saveSigned(session);
        } catch (cause) {
          session.unsign(before);
          throw notSaved(cause);
        }
        return pieceStates(machine, session.document, pieces, policy, key);
      });
    },
    "keys.mine": async () => {
      const mine = await signingKey.read();
      return mine === null ? null : publicPart(mine);
    },
    "keys.create": async ({ name, organisation }) => publicPart(await signingKey.create(name, organisation)),
  };
}

function publicPart({ name, key, organisation }: SigningKey) {
  return { name, key, ...(organisation === undefined ? {} : { organisation }) };
}

function pieceStates(
  machine: Machine,
  document: CampaignDocument,
  pieces: readonly Piece[],
  policy: Policy,
  mine: SigningKey | null,
): PieceState[] {
  const now = momentOf(machine.clock.now());
  const approvals = approvalsOf(machine, document).filter(
    ({ genuine, statement }) => genuine && statement.document === document.id,
  );
  return pieces.map((piece) => {
    const { template, edition, proof, diagnostics } = piece;
    const gate = gateFor(machine, document, piece, policy);
    const about = approvals.filter(
      ({ statement }) => statement.template === template && statement.edition === edition.tag,
    );
    return {
      template,
      edition: edition.tag,
      proof: proof.digest,
      gate: gate.state,
      reasons:
        gate.state === "open"
          ? []
          : gate.reasons.map(({ code, message, values, changes }) => ({
              code,
              message,
              ...(values === undefined ? {} : { values: { ...values } }),
              ...(changes === undefined
                ? {}
                : { changes: changes.map(({ what, slots }) => ({ what, slots: [...slots] })) }),
            })),
      stage: stageOf(proof, approvals, gate),
      decisions: about.flatMap(({ statement }) => {
        const { decision, by, at, note } = statement;
        return isVerdict(decision)
          ? [{ decision, by: by.name, at, note, current: statement.proof === proof.digest }]
          : [];
      }),
      record: about.map(({ statement }) => ({
        decision: statement.decision,
        by: statement.by.name,
        organisation: statement.version === 1 ? "" : statement.by.organisation,
        role: statement.version === 1 ? null : statement.role,
        at: statement.at,
        note: statement.note,
        reasons: statement.version === 1 ? [] : [...statement.reasons],
        current: statement.proof === proof.digest,
        own: statement.by.key === mine?.key,
      })),
      refused: refusedDecisions(policy, mine, edition.tag, now),
      diagnostics: [...diagnostics],
    };
  });
}

/** Asked beforehand, so that nobody writes a note that is refused afterwards. */
function refusedDecisions(
  { team }: Policy,
  mine: SigningKey | null,
  edition: string,
  at: string,
): NonNullable<PieceState["refused"]> {
  if (team === undefined) return [];
  return DECISIONS.flatMap((decision) => {
    if (mine === null) return [{ decision, code: "keys/none", values: {} }];
    const no = refuseDecision(team, { by: mine, decision, edition, at });
    return no === null ? [] : [{ decision, code: no.code, values: { ...no.values } }];
  });
}

/** What the window has always shown; submissions and reviews are in `record`. */
function isVerdict(decision: Decision): decision is PieceState["decisions"][number]["decision"] {
  return decision !== "submit" && decision !== "review";
}

/** A signature that nobody else ever sees is none: either it is in the file, or nothing was signed. */
function notSaved(cause: unknown): StudioError {
  const why = cause instanceof StudioError ? cause.message : "The document could not be written.";
  return new StudioError("approve/not-saved", "failure", `${why} Nothing was signed.`, {
    hint: "Save the document first, under another name where that is needed, then decide again.",
    cause,
  });
}

function pagesChanged(): StudioError {
  return new StudioError("approve/pages-changed", "usage", "The pages changed since you looked at them.", {
    hint: "Look at them again, then decide. Nothing was signed.",
  });
}
