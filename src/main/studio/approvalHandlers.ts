import { ONE_APPROVAL } from "../../shared/approve/decide.ts";
import { StudioError } from "../../shared/base/errors.ts";
import type { approvalCalls, PieceState } from "../../shared/contract/approvalCalls.ts";
import type { Handlers } from "../../shared/contract/contract.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import type { Piece } from "../../shared/piece/composePieces.ts";
import { approvalsOf, decideOnPieces, gateFor } from "../services/approvals.ts";
import type { Machine } from "../services/ports.ts";
import { type Compose, choosePieces, sameContent } from "./composer.ts";
import type { Sessions } from "./sessions.ts";
import type { SigningKeyStore } from "./signingKey.ts";

/** The calls about what people decided on the pages of a document, answered. */

export interface ApprovalContext {
  readonly machine: Machine;
  readonly sessions: Sessions;
  readonly compose: Compose;
  readonly signingKey: SigningKeyStore;
}

type Answered = Exclude<keyof typeof approvalCalls, `exports.${string}`>;

export function approvalHandlers({
  machine,
  sessions,
  compose,
  signingKey,
}: ApprovalContext): Pick<Handlers, Answered> {
  return {
    "approvals.list": async ({ session: id }, { signal }) => {
      const session = sessions.get(id);
      const { pieces } = await compose(session, signal);
      return pieceStates(machine, session.document, pieces);
    },
    "approvals.decide": async ({ session: id, pieces: wanted, decision, note }, { client, signal }) => {
      const session = sessions.get(id);
      const key = await signingKey.need();
      return session.inTurn(async () => {
        const { open, pieces } = await compose(session, signal);
        const chosen = choosePieces(pieces, wanted);
        const looked = (piece: Piece) =>
          wanted.every(
            ({ template, edition, proof }) =>
              template !== piece.template || edition !== piece.edition.tag || proof === piece.proof.digest,
          );
        // Another window may have edited while the pages were set.
        if (!chosen.every(looked) || !sameContent(open.document, session.document)) throw pagesChanged();
        const signed = decideOnPieces(machine, session.open, chosen, decision, key, note);
        session.sign(signed.document, client);
        return pieceStates(machine, session.document, pieces);
      });
    },
    "keys.mine": async () => {
      const mine = await signingKey.read();
      return mine === null ? null : { name: mine.name, key: mine.key };
    },
    "keys.create": async ({ name: wanted }) => {
      const { name, key } = await signingKey.create(wanted);
      return { name, key };
    },
  };
}

function pieceStates(machine: Machine, document: CampaignDocument, pieces: readonly Piece[]): PieceState[] {
  const approvals = approvalsOf(machine, document).filter(
    ({ genuine, statement }) => genuine && statement.document === document.id,
  );
  return pieces.map(({ template, edition, proof, diagnostics }) => {
    const gate = gateFor(machine, document, proof, ONE_APPROVAL);
    const about = approvals.filter(
      ({ statement }) => statement.template === template && statement.edition === edition.tag,
    );
    return {
      template,
      edition: edition.tag,
      proof: proof.digest,
      gate: gate.state,
      reasons: gate.state === "open" ? [] : gate.reasons.map(({ code, message }) => ({ code, message })),
      decisions: about.map(({ statement }) => ({
        decision: statement.decision,
        by: statement.by.name,
        at: statement.at,
        note: statement.note,
        current: statement.proof === proof.digest,
      })),
      diagnostics: [...diagnostics],
    };
  });
}

function pagesChanged(): StudioError {
  return new StudioError("approve/pages-changed", "usage", "The pages changed since you looked at them.", {
    hint: "Look at them again, then decide. Nothing was signed.",
  });
}
