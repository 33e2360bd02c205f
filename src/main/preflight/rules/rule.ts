import type { PDFArray, PDFDict } from "@cantoo/pdf-lib";
import type { Diagnostic, DiagnosticValues, Severity } from "../../../shared/base/diagnostics.ts";
import { POINTS_PER_MM } from "../../../shared/base/units.ts";
import type { ImageFacts } from "../page/imageFacts.ts";
import type { Box, Fonts, ImageUse, PageContent } from "../page/marks.ts";
import type { IccHeader } from "../pdf/iccHeader.ts";
import type { PdfFile, PdfPage } from "../pdf/pdfFile.ts";
import type { Xmp } from "../pdf/xmp.ts";

/** A rule of preflight as data, and what it looks at. */

export interface Rule {
  /** Place in our list of 46 prepress rules; 45 and 46 only the document and a second export can tell, 47 is the helplines. */
  readonly number: number;
  /** `preflight/…`, permanent. */
  readonly code: string;
  readonly severity: Severity;
  /** What holds in a good file. */
  readonly title: string;
  /** What to do where it does not. */
  readonly hint: string;
  check(examined: Examined): Iterable<RuleFinding>;
}

export interface RuleFinding {
  /** From 1; absent where the whole file is meant. */
  readonly page?: number;
  /** In default user space. */
  readonly at?: Box | null;
  readonly message: string;
  /** What the message says; `case` where the rule has several messages. */
  readonly values?: DiagnosticValues;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
}

/** What is known of the order besides the file. Everything is optional. */
export interface Expectations {
  readonly pages?: number;
  readonly trimMm?: readonly [width: number, height: number];
  /** Default 3; 0 where nothing bleeds. */
  readonly bleedMm?: number;
  /** SHA-256 of the output profile that was ordered. */
  readonly profile?: string;
  /** Per cent of ink that this press takes. Default 300. */
  readonly mostInk?: number;
  /** Numbers that must be found on a page (from 1) exactly as displayed, read from left to right. */
  readonly helplines?: readonly { readonly page: number; readonly display: string }[];
}

export interface ExaminedPage extends PdfPage {
  readonly media: Box;
  readonly crop: Box | null;
  readonly bleed: Box;
  readonly trim: Box;
  readonly content: PageContent;
}

export interface Intent {
  readonly dict: PDFDict;
  readonly subtype: string | undefined;
  readonly identifier: string | undefined;
  readonly components: number | undefined;
  readonly profile: IccHeader | null;
}

export interface Examined {
  readonly file: PdfFile;
  readonly pages: readonly ExaminedPage[];
  readonly fonts: Fonts;
  readonly xmp: Xmp | null;
  readonly intents: readonly Intent[];
  readonly images: ReadonlyMap<ImageUse["stream"], ImageFacts>;
  /** Every dictionary of the file, those inside others too. */
  readonly dicts: readonly PDFDict[];
  readonly arrays: readonly PDFArray[];
  readonly expected: Expectations;
}

/** 80 findings of one kind help nobody. */
const MOST_OF_A_RULE = 8;

export function runRule(rule: Rule, examined: Examined): Diagnostic[] {
  const findings = [...rule.check(examined)];
  const shown = findings.slice(0, MOST_OF_A_RULE).map((finding): Diagnostic => {
    const severity = finding.severity ?? rule.severity;
    const page = examined.pages.find((one) => one.number === finding.page);
    const { message, values = {} } = finding;
    return { code: rule.code, severity, ...placeOf(finding, page), message, hint: rule.hint, values };
  });
  const rest = findings.slice(MOST_OF_A_RULE);
  if (rest.length === 0) return shown;
  const severity = rest.some((finding) => (finding.severity ?? rule.severity) === "error") ? "error" : rule.severity;
  return [
    ...shown,
    {
      code: rule.code,
      severity,
      place: "file",
      message: `${rest.length} more places break this rule.`,
      hint: rule.hint,
      values: { case: "more", count: rest.length },
      at: {},
    },
  ];
}

/** Millimetres from the left and top edge of the trim box. */
function placeOf(
  { page, at }: RuleFinding,
  examined: ExaminedPage | undefined,
): Required<Pick<Diagnostic, "place" | "at">> {
  if (page === undefined || !examined) return { place: "file", at: {} };
  if (!at) return { place: `page ${page}`, at: { sheet: page } };
  const mm = (points: number) => (points / POINTS_PER_MM).toFixed(1);
  const [x, y] = [mm(at[0] - examined.trim[0]), mm(examined.trim[3] - at[3])];
  return { place: `page ${page} › ${x} × ${y} mm`, at: { sheet: page, mm: [Number(x), Number(y)] } };
}
