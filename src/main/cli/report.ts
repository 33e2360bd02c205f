import { type Diagnostic, plainDiagnostic } from "../../shared/base/diagnostics.ts";
import { StudioError } from "../../shared/base/errors.ts";

/** Results and failures → lines for people, one JSON value for programs, and an exit code. */

export const EXIT = { done: 0, content: 1, usage: 2, failure: 3 } as const;

/** Results go to stdout, everything else to stderr. */
export function printResult(json: boolean, value: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(value, plain, 2)}\n` : lines.map((line) => `${line}\n`).join(""));
}

/** Diagnostics keep the shape that programs know. */
function plain(_: string, value: unknown): unknown {
  const isDiagnostic = typeof value === "object" && value !== null && "severity" in value && "place" in value;
  return isDiagnostic ? plainDiagnostic(value as Diagnostic) : value;
}

export function printProgress(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function diagnosticLines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.flatMap(({ severity, code, edition, place, message, hint }) => [
    `${severity} ${code}: ${message}`,
    `  at ${edition === undefined || place.startsWith(edition) ? "" : `${edition} › `}${place}`,
    ...(hint === "" ? [] : [`  ${hint}`]),
  ]);
}

/** Prints the failure and gives its exit code. */
export function printFailure(json: boolean, error: unknown): number {
  const known = error instanceof StudioError ? error : fault(error);
  const { code, kind, message, hint, diagnostics } = known;
  const lines = [`error ${code}: ${message}`, ...(hint === "" ? [] : [`  ${hint}`]), ...diagnosticLines(diagnostics)];
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
  if (json)
    process.stdout.write(`${JSON.stringify({ error: { code, kind, message, hint }, diagnostics }, plain, 2)}\n`);
  return EXIT[kind];
}

function fault(error: unknown): StudioError {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new StudioError("manara/fault", "failure", message, { hint: "This is a fault in Manara: please report it." });
}
