/** Something wrong in the content: collected and returned with place and remedy, never thrown. */

export type Severity = "error" | "warning" | "notice";

export interface Diagnostic {
  /** Permanent, `room/what`, for example `typeset/overflow` or `localise/EN-01`. */
  readonly code: string;
  readonly severity: Severity;
  /** BCP 47 tag of the edition, or absent where the problem is in every edition. */
  readonly edition?: string;
  /** Where: template, page, frame, slot, or file and path, joined by ` › `. */
  readonly place: string;
  /** What happened. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/** Errors first, then warnings, then notices; the order in which they were found is kept within each. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
