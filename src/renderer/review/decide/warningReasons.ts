import { type FindingReason, MOST_REASONS } from "../../../shared/approve/approval.ts";
import { asksReason } from "../../../shared/approve/decide.ts";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";

/** Warnings of the pieces that somebody approves → what asks for a reason, each once. */

export interface WarningRow {
  /** Names the row. */
  readonly key: string;
  readonly warning: Diagnostic;
  /** Empty where the row stands for every place of the code. */
  readonly place: string;
}

/** @param everyWarning what the team's rules say. One row a place; one a code where a decision could not hold so many. */
export function warningRows(diagnostics: readonly Diagnostic[], everyWarning: boolean): WarningRow[] {
  const warnings = diagnostics.filter(({ severity, code }) => severity === "warning" && asksReason(code, everyWarning));
  const byPlace = rows(warnings, ({ place }) => place);
  return byPlace.length <= MOST_REASONS ? byPlace : rows(warnings, () => "");
}

function rows(warnings: readonly Diagnostic[], placeOf: (warning: Diagnostic) => string): WarningRow[] {
  const found = new Map<string, WarningRow>();
  for (const warning of warnings) {
    const place = placeOf(warning);
    const key = `${warning.code} ${place}`;
    if (!found.has(key)) found.set(key, { key, warning, place });
  }
  return [...found.values()];
}

/** @param said row → what somebody wrote; blank where nothing. */
export function reasonsGiven(
  all: readonly WarningRow[],
  said: Readonly<Record<string, string>>,
): { readonly reasons: FindingReason[]; readonly isComplete: boolean } {
  const reasons = all.flatMap(({ key, warning, place }) => {
    const reason = (said[key] ?? "").trim();
    return reason === "" ? [] : [{ code: warning.code, place, reason }];
  });
  return { reasons, isComplete: reasons.length === all.length };
}
