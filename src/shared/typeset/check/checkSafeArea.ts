import type { Diagnostic } from "../../base/diagnostics.ts";
import type { Template } from "../../pack/templatePack.ts";
import { safeMargins } from "../page/mirror.ts";
import type { Page, PageBlock } from "../page/page.ts";
import { locate, opening } from "./locate.ts";

/** A finished page → text that a cut, a fold or the buttons of a social network would hide. */

/** Ink may touch a limit; rounding to 1/1000 pt must not turn that into a finding. */
const TOLERANCE = 0.05;

export function checkSafeArea(page: Page, template: Template): Diagnostic[] {
  const text = page.blocks.filter((block) => block.role !== "figure" && block.bounds.height > 0);
  return [
    ...text.flatMap((block) => outsideSafe(block, page, template)),
    ...text.flatMap((block) => acrossFold(block, page)),
  ];
}

function outsideSafe(block: PageBlock, page: Page, template: Template): Diagnostic[] {
  const { x, y, width, height } = block.bounds;
  const safe = safeMargins(template, page.direction);
  const inside =
    x >= safe.left - TOLERANCE &&
    y >= safe.top - TOLERANCE &&
    x + width <= page.width - safe.right + TOLERANCE &&
    y + height <= page.height - safe.bottom + TOLERANCE;
  if (inside) return [];
  const onPage =
    x >= -TOLERANCE && y >= -TOLERANCE && x + width <= page.width + TOLERANCE && y + height <= page.height + TOLERANCE;
  if (!onPage) {
    return [
      {
        code: "typeset/clipped",
        severity: "error",
        ...locate(page, block),
        message: `Letters or marks of “${opening(block.text)}” are cut off at the edge of the page.`,
        hint: "Move or narrow the frame in the template, or shorten the text.",
        values: { text: opening(block.text) },
      },
    ];
  }
  return [
    {
      code: "typeset/outside-safe-area",
      severity: "warning",
      ...locate(page, block),
      message: `“${opening(block.text)}” reaches outside the safe area of the page.`,
      hint: "Move or narrow the frame in the template, or shorten the text.",
      values: { text: opening(block.text) },
    },
  ];
}

function acrossFold(block: PageBlock, page: Page): Diagnostic[] {
  const { x, width } = block.bounds;
  const fold = page.folds.find((at) => x < at - TOLERANCE && x + width > at + TOLERANCE);
  if (fold === undefined) return [];
  return [
    {
      code: "typeset/across-fold",
      severity: "error",
      ...locate(page, block),
      message: `“${opening(block.text)}” runs across a fold.`,
      hint: "Keep each text frame inside one panel.",
      values: { text: opening(block.text) },
    },
  ];
}
