import type { PDFContext } from "@cantoo/pdf-lib";
import { StudioError } from "../../../shared/base/errors.ts";

/**
 * Counts what the examination of one file costs, so that no file can hold it up: the same file always ends at the
 * same place, on every machine. One unit is at most about a microsecond.
 */

/** Our trifold costs 20,000; an A2 photograph at 300 ppi, uncompressed, 1.5 million. */
const MOST_WORK = 8_000_000;
/** What is kept of a file while the rules look at it: glyphs count once, marks four times. */
const MOST_KEPT = 2_000_000;

export const COST = {
  /** Of zlib's output; of a predictor's, which is undone byte by byte; of content, which is read letter by letter. */
  unpackedByte: 1 / 200,
  predictedByte: 1 / 50,
  digestedByte: 1 / 50,
  contentByte: 1 / 10,
  pixel: 1 / 50,
  operator: 1,
  /** Kept until the path is painted. */
  corner: 2,
  /** Unpacking and starting a form, each time it is drawn. */
  form: 300,
  page: 20,
  /** An entry of a table of widths. */
  entry: 1 / 2,
  comparison: 1 / 50,
} as const;

const spent = new WeakMap<PDFContext, { work: number; kept: number }>();

function countersOf(context: PDFContext): { work: number; kept: number } {
  const known = spent.get(context) ?? { work: 0, kept: 0 };
  spent.set(context, known);
  return known;
}

/** Fails with `preflight/too-complex`. */
export function spend(context: PDFContext, work: number): void {
  const counters = countersOf(context);
  counters.work += work;
  if (counters.work > MOST_WORK) throw tooComplex();
}

/** One more mark, glyph or entry to remember. Fails with `preflight/too-complex`. */
export function keep(context: PDFContext, count = 1): void {
  const counters = countersOf(context);
  counters.kept += count;
  if (counters.kept > MOST_KEPT) throw tooComplex();
}

/** Whether this much is left; where it is not, a rule says nothing more. */
export function canSpend(context: PDFContext, work: number): boolean {
  const counters = countersOf(context);
  if (counters.work + work > MOST_WORK) return false;
  counters.work += work;
  return true;
}

export function tooComplex(): StudioError {
  return new StudioError("preflight/too-complex", "failure", "The PDF draws more than can be examined.", {
    hint: "Simplify its drawings, or split it into several files.",
  });
}
