import { assert } from "../../base/errors.ts";
import { type LoadedFont, loadFont } from "./loadFont.ts";
import type { FontFile, GlyphOutlines } from "./ports.ts";

/** Fonts → outlines and advances of their glyphs, in thousandths of an em, y down. */

export function createGlyphOutlines(fonts: readonly FontFile[]): GlyphOutlines {
  const files = new Map(fonts.map((file) => [file.id, file]));
  const outlines = new Map<string, string>();
  const fontOf = (id: string): LoadedFont => {
    const file = files.get(id);
    assert(file, `the page names the font ${id}, which was not given`);
    return loadFont(file);
  };
  return {
    outline(fontId, glyphId) {
      const key = `${fontId} ${glyphId}`;
      let outline = outlines.get(key);
      if (outline === undefined) {
        const { font, unitsPerEm } = fontOf(fontId);
        const scale = 1000 / unitsPerEm;
        outline = font
          .glyphToJson(glyphId)
          .map(
            ({ type, values }) =>
              type + values.map((value, index) => thousandth(index % 2 ? -value : value, scale)).join(" "),
          )
          .join("");
        outlines.set(key, outline);
      }
      return outline;
    },
    advance(fontId, glyphId) {
      const { font, unitsPerEm } = fontOf(fontId);
      return (font.glyphHAdvance(glyphId) * 1000) / unitsPerEm;
    },
  };
}

/** To 1/100 of a unit: 0.01 unit of a letter set at 1000 pt is 0.01 pt. */
function thousandth(value: number, scale: number): number {
  return Math.round(value * scale * 100) / 100 + 0;
}
