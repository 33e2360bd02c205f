import type { Diagnostic } from "../../base/diagnostics.ts";
import type { Page } from "../page/page.ts";
import { locate } from "./locate.ts";

/** A finished page → letters that no font of the pack has. */

/** Glyph 0 is the font's box for a letter that it lacks. */
export function checkGlyphs(page: Page): Diagnostic[] {
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
