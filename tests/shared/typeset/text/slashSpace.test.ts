import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createFontChoice } from "../../../../src/shared/typeset/text/chooseFonts.ts";
import { createGlyphOutlines } from "../../../../src/shared/typeset/text/glyphOutlines.ts";
import { loadFont } from "../../../../src/shared/typeset/text/loadFont.ts";
import type { SetLine } from "../../../../src/shared/typeset/text/paragraph.ts";
import { prepareParagraph } from "../../../../src/shared/typeset/text/prepareParagraph.ts";
import { createLineSetter } from "../../../../src/shared/typeset/text/setLines.ts";
import { createPieceShaper } from "../../../../src/shared/typeset/text/shapeText.ts";
import { inkGap, slashSpace } from "../../../../src/shared/typeset/text/slashSpace.ts";
import { packFamilies, packFonts, paragraph } from "./packFonts.ts";

const choice = createFontChoice(packFonts, packFamilies);
const outlines = createGlyphOutlines(packFonts);
const opening = createPieceShaper();
const asDrawn = createPieceShaper(() => 0);

function lineOf(text: string, font: (typeof packFonts)[number], shapePiece = opening): SetLine {
  const { family, weight } = font;
  const { shaped, source } = prepareParagraph(paragraph(text, "vi-VN", { family, weight }), choice, shapePiece);
  return createLineSetter(shaped, source, choice)(0, shaped.text.length);
}

/** How many separate pieces of ink a line shows on paper at 160 pixels an em: pixels that meet belong together. */
async function piecesOfInk(line: SetLine): Promise<number> {
  const em = 160;
  const paths = line.runs.flatMap((run) =>
    run.glyphs.map(
      ({ id, x, y }) =>
        `<path transform="translate(${(x + 0.2) * em} ${(y + 1.2) * em}) scale(${em / 1000})" d="${outlines.outline(run.font, id)}"/>`,
    ),
  );
  const width = Math.ceil((line.width + 0.4) * em);
  const height = Math.ceil(1.6 * em);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${paths.join("")}</svg>`;
  const alpha = await sharp(Buffer.from(svg)).ensureAlpha().extractChannel("alpha").raw().toBuffer();
  const inked = alpha.map((value) => (value > 64 ? 1 : 0));
  let pieces = 0;
  for (let at = 0; at < inked.length; at++) {
    if (!inked[at]) continue;
    pieces++;
    const open = [at];
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      if (!inked[here]) continue;
      inked[here] = 0;
      for (const step of [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]) open.push(here + step);
    }
  }
  return pieces;
}

const DIGITS = [..."0123456789"];

describe("a slash between digits", () => {
  it.each(packFonts)("touches neither on paper: $id", async (font) => {
    for (const digit of DIGITS) {
      expect(await piecesOfInk(lineOf(`${digit}/${digit}`, font)), `${digit}/${digit}`).toBe(3);
    }
  });

  it("would touch as the display font draws it", async () => {
    const [heavy] = packFonts.filter(({ id }) => id === "Alexandria-800");
    if (!heavy) throw new Error("the pack has no Alexandria-800");
    expect(await piecesOfInk(lineOf("30/7", heavy, asDrawn))).toBe(3);
    expect(await piecesOfInk(lineOf("30/7", heavy))).toBe(4);
  });

  it.each(packFonts)("stands no closer to any digit than two noughts do, or has got 0.09 em: $id", (font) => {
    const loaded = loadFont(font);
    const idOf = (character: string) => loaded.font.nominalGlyph(character.charCodeAt(0)) ?? 0;
    const nought = idOf("0");
    const clear = inkGap(loaded, nought, nought, loaded.font.glyphHAdvance(nought) / loaded.unitsPerEm);
    expect(clear).toBeGreaterThan(0.05);
    for (const digit of DIGITS) {
      const glyphs = lineOf(`${digit}/${digit}`, font).runs.flatMap((run) => run.glyphs);
      expect(glyphs).toHaveLength(3);
      glyphs.slice(1).forEach((glyph, at) => {
        const before = glyphs[at];
        if (before === undefined) throw new Error("there is a glyph before the second");
        const gap = inkGap(loaded, before.id, glyph.id, before.advance);
        const asDrawnBefore = lineOf(`${digit}/${digit}`, font, asDrawn).runs.flatMap((run) => run.glyphs)[at];
        const added = before.advance - (asDrawnBefore?.advance ?? 0);
        expect(added).toBeLessThan(0.09 + 1e-6);
        if (added < 0.09 - 1e-6) expect(gap).toBeGreaterThan(clear - 1e-6);
        expect(gap).toBeGreaterThan(0.015);
      });
    }
  });

  it("takes room only where it lacks it, and only between digits", () => {
    for (const font of packFonts) {
      for (const text of ["1234567890", "and/or", "và/hoặc", "24 / 7", "QĐ/7", "7/QĐ"]) {
        expect(lineOf(text, font).width, text).toBe(lineOf(text, font, asDrawn).width);
      }
      const loaded = loadFont(font);
      const slash = loaded.font.nominalGlyph(0x2f) ?? 0;
      expect(slashSpace(loaded, slash, slash, 2)).toBe(0);
    }
  });

  it("keeps its room in Arabic, with European and with Arabic digits", () => {
    const [heavy] = packFonts.filter(({ id }) => id === "Alexandria-700");
    for (const text of ["يوم 30/7 هنا", "يوم ٣٠/٧ هنا"]) {
      const widths = [opening, asDrawn].map((shapePiece) => {
        const more = { family: heavy?.family ?? "", weight: heavy?.weight ?? 0 };
        const { shaped, source } = prepareParagraph(paragraph(text, "ar-EG", more), choice, shapePiece);
        return source.measure(0, shaped.text.length);
      });
      expect(widths[0], text).toBeGreaterThan((widths[1] ?? 0) + 0.03);
    }
  });
});
