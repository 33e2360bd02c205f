import { Blob, Face, Font } from "harfbuzzjs";
import { describe, expect, it } from "vitest";
import { createGlyphOutlines } from "../../../../src/shared/typeset/text/glyphOutlines.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { packFamilies, packFonts, paragraph } from "./packFonts.ts";

const outlines = createGlyphOutlines(packFonts);
const [line] = createTypesetter(packFonts, packFamilies)
  .shape(paragraph("Ậ g", "vi-VN"))
  .breakLines({ measure: 99, balance: false }).lines;
const glyphs = line?.runs[0]?.glyphs ?? [];
const FONT = "Alexandria-400";

function lefts(path: string): number[] {
  return [...path.matchAll(/(-?[\d.]+) -?[\d.]+/g)].map(([, x]) => Number(x));
}

function heights(path: string): number[] {
  return [...path.matchAll(/-?[\d.]+ (-?[\d.]+)/g)].map(([, y]) => Number(y));
}

describe("createGlyphOutlines", () => {
  it("draws absolute path data with y down, as far up as the line says its ink reaches", () => {
    const path = outlines.outline(FONT, glyphs[0]?.id ?? 0);
    expect(path).toMatch(/^(?:[MLQC](?:-?\d+(?:\.\d+)? ?)+|Z)+$/);
    expect(path).toMatch(/^M.*Z$/);
    expect(-Math.min(...heights(path)) / 1000).toBeCloseTo(line?.inkAbove ?? 0, 2);
    const all = heights(path + outlines.outline(FONT, glyphs[2]?.id ?? 0));
    expect(Math.max(...all) / 1000).toBeCloseTo(line?.inkBelow ?? 0, 2);
  });

  it.each([..."HAlvxkiêậđعمسهلا"])("draws %s as wide, and as far from its origin, as its font says", (letter) => {
    const face = new Face(new Blob(packFonts.find(({ id }) => id === FONT)?.bytes ?? new Uint8Array()));
    const font = new Font(face);
    const glyph = font.nominalGlyph(letter.codePointAt(0) ?? 0) ?? 0;
    const extents = font.glyphExtents(glyph);
    if (extents === undefined) throw new Error(`${letter} has no extents`);
    const across = lefts(outlines.outline(FONT, glyph));
    const thousandths = (units: number) => (units * 1000) / face.upem;
    expect(Math.min(...across)).toBeCloseTo(thousandths(extents.xBearing), 1);
    expect(Math.max(...across)).toBeCloseTo(thousandths(extents.xBearing + extents.width), 1);
  });

  it("draws nothing for a space, which still has its advance", () => {
    const space = glyphs[1]?.id ?? 0;
    expect(outlines.outline(FONT, space)).toBe("");
    expect(outlines.advance(FONT, space) / 1000).toBeCloseTo(glyphs[1]?.advance ?? 0, 6);
  });

  it("refuses a font that was not given", () => {
    expect(() => outlines.outline("Nobody-400", 1)).toThrow(/Nobody-400/);
  });
});
