import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { WordRange } from "../../editor/wordMarks.ts";

/** Findings about words → the letters that they are about. */

/** Null where the finding is about the whole slot. */
export function wordRange({ at }: Diagnostic): WordRange | null {
  const { paragraph, start, end } = at ?? {};
  return paragraph === undefined || start === undefined || end === undefined || start >= end
    ? null
    : { paragraph, start, end };
}

export function isAt(finding: Diagnostic, caret: WordRange | null): boolean {
  const range = wordRange(finding);
  return (
    range !== null &&
    caret !== null &&
    caret.paragraph === range.paragraph &&
    caret.start >= range.start &&
    caret.start <= range.end
  );
}

/** The finding whose remedy a key applies: the one under the caret, else the first that has one. */
export function mendable(findings: readonly Diagnostic[], caret: WordRange | null): Diagnostic | null {
  const fixed = findings.filter(({ fix }) => fix !== undefined);
  return fixed.find((one) => isAt(one, caret)) ?? fixed[0] ?? null;
}

/** The next finding with letters after the caret in these words; null where there is none. */
export function nextRange(findings: readonly Diagnostic[], caret: WordRange | null, step: 1 | -1): WordRange | null {
  const ranges = findings
    .flatMap((one) => wordRange(one) ?? [])
    .sort((one, other) => one.paragraph - other.paragraph || one.start - other.start);
  if (caret === null) return (step === 1 ? ranges[0] : ranges.at(-1)) ?? null;
  const place = (one: WordRange) => one.paragraph - caret.paragraph || one.start - caret.start;
  return (
    (step === 1
      ? ranges.find((one) => place(one) > 0)
      : ranges.findLast(
          (one) => one.paragraph < caret.paragraph || (one.paragraph === caret.paragraph && one.end < caret.start),
        )) ?? null
  );
}
