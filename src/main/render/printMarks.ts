import { POINTS_PER_MM } from "../../shared/base/units.ts";
import type { Page } from "../../shared/typeset/page/page.ts";
import { type FreeStretch, PATCH, placeColourBar } from "./colourBar.ts";
import { type PdfDocument, REGISTRATION } from "./pdf/pdfDocument.ts";
import { decimals } from "./pdf/pdfPath.ts";

/**
 * Trim, bleed and folds of a page → marks for the print shop, all outside the bleed box.
 *
 * From the bleed outwards: a gap, a band with crop, fold and registration marks and the colour bar, a gap, the slug
 * line where there is one, and the margin. It is as wide on every side, so that the page lies in the middle of its sheet.
 */

export interface MarkOptions {
  /** Lines at the corners of the trim box, and dashed ones at folds. */
  readonly crop: boolean;
  /** Cross-hairs half-way along each side. */
  readonly registration: boolean;
  /**
   * Patches above the page, between the other marks. Left out where there is no room for all: on pages less than
   * 84 mm wide, or less than 107 mm where they fold in the middle.
   */
  readonly colourBar?: boolean;
}

const GAP = 1 * POINTS_PER_MM;
const LENGTH = PATCH;
/** Between the colour bar and a mark beside it. */
const CLEAR = 2 * POINTS_PER_MM;
const MARGIN = 2 * POINTS_PER_MM;
/** ISO 12647-2 leaves it open; a quarter point is what layout programs use. */
const HAIRLINE = 0.25;

/** Room around the trim box that bleed, marks and a slug line of this height need, in points. */
export function slugOf(page: Page, marks: MarkOptions, slugLine = 0): number {
  if (bandOf(marks) === 0 && slugLine === 0) return page.bleed;
  return page.bleed + bandOf(marks) + (slugLine > 0 ? GAP + slugLine : 0) + MARGIN;
}

/** Top edge of the slug line, below the page and its marks, in page coordinates (y down). */
export function slugLineTop(page: Page, marks: MarkOptions): number {
  return page.height + page.bleed + bandOf(marks) + GAP;
}

function bandOf({ crop, registration, colourBar = false }: MarkOptions): number {
  return crop || registration || colourBar ? GAP + LENGTH : 0;
}

/** In page coordinates, y down. */
export function drawMarks(document: PdfDocument, page: Page, marks: MarkOptions): void {
  const near = page.bleed + GAP;
  const far = near + LENGTH;
  const { width, height } = page;
  const lines: string[] = [];
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    lines.push(`${decimals(x1, y1)} m ${decimals(x2, y2)} l S`);
  if (marks.crop) {
    for (const x of [0, width]) {
      line(x, -far, x, -near);
      line(x, height + near, x, height + far);
    }
    for (const y of [0, height]) {
      line(-far, y, -near, y);
      line(width + near, y, width + far, y);
    }
    if (page.folds.length > 0) {
      lines.push("[2 1.5] 0 d");
      for (const x of page.folds) {
        line(x, -far, x, -near);
        line(x, height + near, x, height + far);
      }
      lines.push("[] 0 d");
    }
  }
  if (marks.registration) {
    const arm = LENGTH / 2;
    const middle = near + arm;
    for (const [x, y] of registrationPoints(page, middle)) {
      line(x - arm, y, x + arm, y);
      line(x, y - arm, x, y + arm);
      lines.push(`${circle(x, y, arm / 2)} S`);
    }
  }
  document.save();
  if (lines.length > 0) {
    document.setColour(REGISTRATION, true);
    document.addContent(`${HAIRLINE} w 0 J\n${lines.join("\n")}`);
  }
  for (const { x, inks } of marks.colourBar ? placeColourBar(freeStretches(page, marks)) : []) {
    document.setColour(inks, false);
    document.addContent(`${decimals(x, -far, PATCH, PATCH)} re f`);
  }
  document.restore();
}

/** Above the page, what its marks leave free. Without crop marks the colour bar still keeps between the corners. */
function freeStretches(page: Page, marks: MarkOptions): FreeStretch[] {
  const arm = LENGTH / 2;
  const [[middle] = [page.width / 2]] = registrationPoints(page, 0);
  const taken: FreeStretch[] = [
    ...[0, page.width, ...page.folds].map((x): FreeStretch => [x, x]),
    ...(marks.registration ? [[middle - arm, middle + arm] as const] : []),
  ].sort(([a], [b]) => a - b);
  return taken.slice(1).map(([to], nth): FreeStretch => [(taken[nth]?.[1] ?? 0) + CLEAR, to - CLEAR]);
}

/** Half-way along each side, or a quarter where a fold mark stands. */
function registrationPoints({ width, height, folds }: Page, out: number): [number, number][] {
  const x = folds.some((fold) => Math.abs(fold - width / 2) < LENGTH) ? width / 4 : width / 2;
  return [
    [x, -out],
    [x, height + out],
    [-out, height / 2],
    [width + out, height / 2],
  ];
}

/** Control points at 0.5523 of the radius: the cubic nearest to a quarter circle. */
function circle(x: number, y: number, r: number): string {
  const k = 0.5523 * r;
  return [
    `${decimals(x + r, y)} m`,
    `${decimals(x + r, y + k, x + k, y + r, x, y + r)} c`,
    `${decimals(x - k, y + r, x - r, y + k, x - r, y)} c`,
    `${decimals(x - r, y - k, x - k, y - r, x, y - r)} c`,
    `${decimals(x + k, y - r, x + r, y - k, x + r, y)} c h`,
  ].join(" ");
}
