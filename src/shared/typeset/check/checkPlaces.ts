import type { Diagnostic } from "../../base/diagnostics.ts";
import type { Template } from "../../pack/templatePack.ts";
import type { Page, PageBlock } from "../page/page.ts";
import { locate, opening } from "./locate.ts";

/** A finished page → text that the knife, a fold or an interface of a network would hit, and letters without a glyph. */

/** Ink may touch a limit; rounding to 1/1000 pt must not turn that into a finding. */
const TOLERANCE = 0.05;

export function checkPlaces(page: Page, template: Template): Diagnostic[] {
  const text = page.blocks.filter((block) => block.role !== "figure" && block.bounds.height > 0);
  return [
    ...text.flatMap((block) => outsideSafe(block, page, template)),
    ...text.flatMap((block) => acrossFold(block, page)),
    ...missingGlyphs(page),
  ];
}

function outsideSafe(block: PageBlock, page: Page, { safe }: Template): Diagnostic[] {
  const { x, y, width, height } = block.bounds;
  const rtl = page.direction === "rtl";
  const left = rtl ? safe.end : safe.start;
  const right = page.width - (rtl ? safe.start : safe.end);
  const inside =
    x >= left - TOLERANCE &&
    y >= safe.top - TOLERANCE &&
    x + width <= right + TOLERANCE &&
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

/** Glyph 0 is the font's box for a letter that it lacks. */
function missingGlyphs(page: Page): Diagnostic[] {
  const found = new Map<number | null, Set<string>>();
  for (const item of page.items) {
    if (item.kind !== "glyphs") continue;
    for (const glyph of item.glyphs) {
      if (glyph.id !== 0 || glyph.text === "") continue;
      const letters = found.get(item.block) ?? new Set();
      letters.add(glyph.text);
      found.set(item.block, letters);
    }
  }
  return [...found].map(([index, letters]) => {
    const block = index === null ? undefined : page.blocks[index];
    const list = [...letters].map((letter) => `“${letter}”`).join(", ");
    return {
      code: "typeset/missing-glyph",
      severity: "error",
      ...locate(page, block),
      message: `No font of the pack has a glyph for ${list}.`,
      hint: "Replace the letter, or add a font that has it to the pack.",
      values: { letters: list },
    };
  });
}
