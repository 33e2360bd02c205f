import type { Page, PathItem } from "../../shared/typeset/page/page.ts";
import { qrPath } from "../../shared/typeset/page/qrPath.ts";
import { type MarkOptions, slugOf } from "./printMarks.ts";

/**
 * Digest of a proof → a small code beside the page, so that a sheet can be held against the approval with a telephone.
 *
 * It stands in the lower left corner of the sheet, where there are no marks, and in black alone.
 */

/** Hex digits shown: 120 bits, and as many as the second smallest symbol holds with 15 % correction. */
const DIGITS = 30;
/** 25 modules of 0.28 mm: a telephone reads them from offset and from laser prints. */
const SIDE = 20;
/** Quiet zone of four modules, on the sides where a mark may stand. */
const CLEAR = 4 * (SIDE / 25);

/** What a telephone shows: capitals and digits pack closest. */
export function slugCodeText(proof: string): string {
  return `MANARA:${proof.slice(0, DIGITS).toUpperCase()}`;
}

/** Page coordinates; null where the corner is too small. @param slugLine height of the slug line in points */
export function slugCode(page: Page, marks: MarkOptions, slugLine: number, proof: string): PathItem | null {
  const slug = slugOf(page, marks, slugLine);
  const offset = Math.max(page.bleed, CLEAR);
  if (offset + SIDE + CLEAR > slug) return null;
  const rect = { x: -offset - SIDE, y: page.height + offset, width: SIDE, height: SIDE };
  const { d } = qrPath(slugCodeText(proof), rect, 0);
  const fill = { kind: "solid", ink: "black" } as const;
  return { kind: "path", d, fill, rule: "nonzero", stroke: null, opacity: 1, clip: null, block: null };
}
