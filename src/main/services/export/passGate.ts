import { join } from "node:path";
import type { ReadApproval } from "../../../shared/approve/approval.ts";
import type { ClosedReason, Policy } from "../../../shared/approve/decide.ts";
import { type Diagnostic, hasErrors } from "../../../shared/base/diagnostics.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { ExportFormat, Manifest } from "../../../shared/export/manifest.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import { gateFor } from "../approve/gateFor.ts";
import type { OpenDocument } from "../document/documents.ts";
import type { Machine } from "../ports.ts";

/** Pieces that somebody wants as files → those that may become final files, or why they may not. */

export interface ExportJob {
  readonly open: OpenDocument;
  readonly pieces: readonly Piece[];
}

interface GateRequest {
  readonly jobs: readonly ExportJob[];
  readonly draft: boolean;
  readonly policy: Policy;
}

export interface Passed {
  readonly open: OpenDocument;
  readonly piece: Piece;
  readonly approvals: readonly ReadApproval[];
  /** Other signatures under these pages. */
  readonly support: readonly ReadApproval[];
}

/**
 * Errors in the content stop a final file, and so does a closed gate; a draft passes as it is.
 * Fails with `export/has-errors` and `export/not-approved`.
 */
export function passGate(machine: Pick<Machine, "clock" | "keys">, { jobs, draft, policy }: GateRequest): Passed[] {
  const closed: Diagnostic[] = [];
  const passed: Passed[] = [];
  for (const { open, pieces } of jobs) {
    if (draft) {
      passed.push(...pieces.map((piece) => ({ open, piece, approvals: [], support: [] })));
      continue;
    }
    for (const piece of pieces) {
      if (hasErrors(piece.diagnostics)) {
        throw new StudioError(
          "export/has-errors",
          "content",
          `${open.document.title} has errors, so it cannot be exported.`,
          {
            hint: "Correct what is listed, or add --draft for a watermarked draft.",
            diagnostics: piece.diagnostics,
          },
        );
      }
      const gate = gateFor(machine, open.document, piece, policy);
      if (gate.state === "open") passed.push({ open, piece, approvals: gate.approvals, support: gate.support });
      else closed.push(...gate.reasons.map((reason) => closedDiagnostic(piece, reason)));
    }
  }
  if (closed.length === 0) return passed;
  throw new StudioError(
    "export/not-approved",
    "content",
    "These pages are not approved, so they cannot be exported as final files.",
    {
      hint: "Ask for an approval, or add --draft for a watermarked draft.",
      diagnostics: closed,
    },
  );
}

function closedDiagnostic(piece: Piece, reason: ClosedReason): Diagnostic {
  return {
    code: reason.code,
    severity: "error",
    edition: piece.edition.tag,
    place: piece.template,
    message: reason.message,
    ...(reason.values === undefined ? {} : { values: reason.values }),
    at: { template: piece.template },
    hint: "Approve these pages, or add --draft for a watermarked draft.",
  };
}

/** A watermarked page never takes the place of a final file of the same name. Fails with `export/would-replace-final`. */
export function keepFinals(
  earlier: Manifest | null,
  passed: readonly Passed[],
  folder: string,
  formats: readonly ExportFormat[],
): void {
  const final = earlier?.files.find(
    (file) =>
      !file.draft &&
      formats.includes(file.format) &&
      passed.some(({ piece }) => piece.template === file.template && piece.edition.tag === file.edition),
  );
  if (final === undefined) return;
  throw new StudioError("export/would-replace-final", "usage", `${join(folder, final.path)} is a final file.`, {
    hint: "Choose another folder for drafts.",
  });
}
