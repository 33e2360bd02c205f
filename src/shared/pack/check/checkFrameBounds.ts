import type { Rect } from "../../base/geometry.ts";
import { POINTS_PER_MM, toPoints } from "../../base/units.ts";
import type { FileFindings, JsonPath } from "../file/findings.ts";
import type { FrameFile, TemplateFile } from "../file/templateSchema.ts";

/** Where a frame lies: on the paper, inside the trim and the safe area, and beside the folds. */

/** Tolerance for sums of decimals, in the template's unit. */
export const CLOSE = 0.01;

/** From the page's left edge, in the template's unit. */
export interface PanelSpan {
  readonly x: number;
  readonly width: number;
}

/** @param box of the frame on its page, in the template's unit. */
export function checkFrameBounds(
  frame: FrameFile,
  box: Rect,
  panel: PanelSpan | undefined,
  template: TemplateFile,
  path: JsonPath,
  findings: FileFindings,
): void {
  const { unit, size, safe } = template;
  const bleed = (template.bleed * POINTS_PER_MM) / toPoints(1, unit);
  const beyond = (top: number, right: number, bottom: number, left: number) =>
    box.x < left - CLOSE ||
    box.y < top - CLOSE ||
    box.x + box.width > right + CLOSE ||
    box.y + box.height > bottom + CLOSE;
  if (beyond(-bleed, size[0] + bleed, size[1] + bleed, -bleed)) {
    findings.error(
      "frame-outside",
      path,
      `The frame "${frame.id}" reaches beyond the page and its bleed.`,
      "Move it or make it smaller.",
      { id: frame.id },
    );
    return;
  }
  if (frame.kind === "shape" || frame.kind === "picture") return;
  const [top, end, bottom, start] = safe;
  if (beyond(0, size[0], size[1], 0)) {
    findings.error(
      "frame-cut",
      path,
      `The frame "${frame.id}" would be cut at the trim.`,
      "Keep text, logos and codes inside the page.",
      { id: frame.id },
    );
  } else if (beyond(top, size[0] - end, size[1] - bottom, start)) {
    findings.warning(
      "frame-unsafe",
      path,
      `The frame "${frame.id}" reaches into the margin that is kept free.`,
      "Move it inside the safe area.",
      { id: frame.id },
    );
  } else if (panel && (box.x < panel.x - CLOSE || box.x + box.width > panel.x + panel.width + CLOSE)) {
    findings.warning(
      "frame-fold",
      path,
      `The frame "${frame.id}" crosses a fold.`,
      "Keep text, logos and codes inside their panel.",
      { id: frame.id },
    );
  }
}
