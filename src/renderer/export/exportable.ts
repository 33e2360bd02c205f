import { hasErrors } from "../../shared/base/diagnostics.ts";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../../shared/export/manifest.ts";
import type { Template } from "../../shared/pack/templatePack.ts";
import { pieceKey } from "../../shared/piece/piece.ts";

/** Pieces and what somebody left out → what an export would take. */

/** Final files need an approval and no errors; drafts need neither. */
export function isExportable(piece: Pick<PieceState, "gate" | "diagnostics">, draft: boolean): boolean {
  return draft || (piece.gate === "open" && !hasErrors(piece.diagnostics));
}

/** In the host's order. `leftOut` holds keys of `pieceKey`. */
export function chosenPieces(
  pieces: readonly PieceState[],
  leftOut: ReadonlySet<string>,
  draft: boolean,
): readonly PieceState[] {
  return pieces.filter((piece) => isExportable(piece, draft) && !leftOut.has(pieceKey(piece)));
}

/** What people of these templates usually need: a print shop's file for paper, a picture for screens. */
export function usualFormats(templates: readonly Template[]): readonly ExportFormat[] {
  const paper = templates.some(({ pixels }) => pixels === null);
  const screen = templates.some(({ pixels }) => pixels !== null);
  return EXPORT_FORMATS.filter((format) => (paper && format.endsWith("-pdf")) || (screen && format === "png"));
}

/** Bytes → a number with its unit, as file managers count: 1 MB is a million bytes. */
export function sizeIn(bytes: number): { readonly value: number; readonly unit: "kilobyte" | "megabyte" } {
  if (bytes < 999_500) return { value: Math.max(1, Math.round(bytes / 1000)), unit: "kilobyte" };
  return { value: Math.round(bytes / 100_000) / 10, unit: "megabyte" };
}
