import { type Decision, type ReadApproval, readApproval, statementText } from "../../shared/approve/approval.ts";
import { decide, type Gate, type Policy } from "../../shared/approve/decide.ts";
import type { Proof } from "../../shared/approve/proof.ts";
import { hasErrors } from "../../shared/base/diagnostics.ts";
import { textBytes } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import type { CampaignDocument, DocumentEvent, SignedStatement } from "../../shared/document/documentSchema.ts";
import { diagnosticsOf, type Piece } from "../../shared/piece/composePieces.ts";
import { momentOf, type OpenDocument } from "./documents.ts";
import type { Machine, SigningKey } from "./ports.ts";

/** Decisions of people about pieces: signed, kept in the document, and asked for by the gate. */

const EVENTS: Readonly<Record<Decision, DocumentEvent["what"]>> = {
  approve: "approved",
  "request-changes": "changes-requested",
  withdraw: "withdrawn",
};

/**
 * The document with one signature a piece; `saveDocument` writes it. Content with errors cannot be approved:
 * fails with `approve/has-errors`, which lists them.
 */
export function decideOnPieces(
  machine: Machine,
  open: OpenDocument,
  pieces: readonly Piece[],
  decision: Decision,
  key: SigningKey,
  note: string,
): OpenDocument {
  const diagnostics = diagnosticsOf(pieces);
  if (decision === "approve" && hasErrors(diagnostics)) {
    throw new StudioError("approve/has-errors", "content", "The content has errors, so it cannot be approved.", {
      hint: "Correct what is listed, then approve.",
      diagnostics,
    });
  }
  const at = momentOf(machine.clock.now());
  const signed = pieces.map(({ template, edition, proof }): SignedStatement => {
    const statement = statementText({
      document: open.document.id,
      edition: edition.tag,
      template,
      proof: proof.digest,
      decision,
      by: { name: key.name, key: key.key },
      at,
      note: note.normalize("NFC").slice(0, 2000),
    });
    return { statement, key: key.key, signature: machine.keys.sign(key, textBytes(statement)) };
  });
  const tags = [...new Set(pieces.map(({ edition }) => edition.tag))];
  const events = tags.map((edition): DocumentEvent => ({ at, what: EVENTS[decision], by: key.name, edition }));
  return {
    ...open,
    document: {
      ...open.document,
      approvals: [...open.document.approvals, ...signed],
      history: [...open.document.history, ...events],
    },
  };
}

/** Every approval in the document that this Manara can read, in the order in which they were added. */
export function approvalsOf(machine: Machine, document: CampaignDocument): ReadApproval[] {
  return document.approvals.flatMap((signed) => readApproval(signed, machine.keys.verify) ?? []);
}

export function gateFor(machine: Machine, document: CampaignDocument, proof: Proof, policy: Policy): Gate {
  return decide(document.id, proof, approvalsOf(machine, document), policy);
}
