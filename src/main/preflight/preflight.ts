import { type Diagnostic, hasErrors, sortDiagnostics } from "../../shared/base/diagnostics.ts";
import { examine } from "./examine.ts";
import { BOX_RULES } from "./rules/boxRules.ts";
import { COLOUR_RULES } from "./rules/colourRules.ts";
import { DOCUMENT_RULES } from "./rules/documentRules.ts";
import { FONT_RULES } from "./rules/fontRules.ts";
import { INK_RULES } from "./rules/inkRules.ts";
import { PAGE_RULES } from "./rules/pageRules.ts";
import { type Expectations, type Rule, runRule } from "./rules/rule.ts";
import { TEXT_RULES } from "./rules/textRules.ts";
import { TRANSPARENCY_RULES } from "./rules/transparencyRules.ts";

/** Bytes of any PDF → what a print shop would refuse or ask about. It shares no code with what writes our PDFs. */

export interface PreflightReport {
  readonly pages: number;
  /** Of the first page, or null where there is none. */
  readonly trimMm: readonly [width: number, height: number] | null;
  /** Whether a print shop can take it: there are no errors. */
  readonly passed: boolean;
  /** Errors first. */
  readonly diagnostics: readonly Diagnostic[];
}

/** In the order of their numbers. */
export const RULES: readonly Rule[] = [
  ...DOCUMENT_RULES,
  ...BOX_RULES,
  ...PAGE_RULES,
  ...COLOUR_RULES,
  ...INK_RULES,
  ...TRANSPARENCY_RULES,
  ...TEXT_RULES,
  ...FONT_RULES,
].sort((a, b) => a.number - b.number);

/**
 * Fails with `preflight/empty`, `preflight/not-a-pdf`, `preflight/damaged`, `preflight/encrypted`,
 * `preflight/too-large` or `preflight/too-complex` where there is nothing to judge.
 */
export async function preflight(pdf: Uint8Array, expected: Expectations = {}): Promise<PreflightReport> {
  const examined = await examine(pdf, expected);
  const diagnostics = sortDiagnostics(RULES.flatMap((rule) => runRule(rule, examined)));
  const trim = examined.pages[0]?.trim;
  const mm = (points: number) => Math.round((points * 254) / 72) / 10;
  return {
    pages: examined.pages.length,
    trimMm: trim ? [mm(trim[2] - trim[0]), mm(trim[3] - trim[1])] : null,
    passed: !hasErrors(diagnostics),
    diagnostics,
  };
}
