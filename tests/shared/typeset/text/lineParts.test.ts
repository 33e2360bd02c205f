import { describe, expect, it } from "vitest";
import { createFontChoice } from "../../../../src/shared/typeset/text/chooseFonts.ts";
import { prepareParagraph } from "../../../../src/shared/typeset/text/prepareParagraph.ts";
import { createPieceShaper } from "../../../../src/shared/typeset/text/shapeText.ts";
import { packFamilies, packFonts, paragraph } from "./packFonts.ts";

const choice = createFontChoice(packFonts, packFamilies);
const shapePiece = createPieceShaper();
const prepare = (text: string, language: string, family: string) =>
  prepareParagraph(paragraph(text, language, { family }), choice, shapePiece);

const TEXTS = [
  ["AVAST To WAV. Try Yes. «Tự» Ta V, AV. To: Yo", "en-VN"],
  ["Tự tin. Tôi về Việt Tây, Từ Tốn V.A.V.", "vi-VN"],
  ["24/7, 30/7/2026 68/192 7/7/7", "vi-VN"],
  ["لا إله في الله سبب نحاس لمجلس مَحْفُوظ بيت لأ", "ar-EG"],
] as const;

describe("createLineSource", () => {
  it("gives any stretch of the text the glyphs that it would have if it were shaped alone", () => {
    let reshaped = 0;
    for (const family of ["Alexandria", "Readex Pro"]) {
      for (const [text, language] of TEXTS) {
        const { shaped, source } = prepare(text, language, family);
        const { clusters } = shaped;
        for (const start of clusters) {
          for (const end of clusters.filter((offset) => offset > start)) {
            const parts = source.parts(start, end);
            const alone = prepare(shaped.text.slice(start, end), language, family).source.parts(0, end - start);
            const glyphs = (list: typeof parts) =>
              list.flatMap((part) => part.glyphs.map(({ id, advance }) => [id, advance]));
            expect(glyphs(parts), `${family} ${shaped.text.slice(start, end)}`).toEqual(glyphs(alone));
            const width = parts.reduce((total, part) => total + part.advance, 0);
            expect(source.measure(start, end)).toBeCloseTo(width, 6);
            if (shaped.safe[start] === 0 || shaped.safe[end] === 0) reshaped += 1;
          }
        }
      }
    }
    expect(reshaped).toBeGreaterThan(100);
  });

  it("shows a hyphen where a line ends at a soft hyphen, and nowhere else", () => {
    const { shaped, source } = prepare("work\u00adshop work", "en-VN", "Alexandria");
    const ids = (start: number, end: number) =>
      source.parts(start, end).flatMap(({ glyphs }) => glyphs.map(({ id }) => id));
    const plain = ids(10, 14);
    const font = shaped.shapedItems[0]?.font.font;
    const hyphen = font?.nominalGlyph(0x2010) ?? font?.nominalGlyph(0x2d);
    expect(ids(0, 4)).toEqual([...plain, hyphen]);
    expect(source.measure(0, 4)).toBeCloseTo(
      source.parts(0, 4).reduce((sum, { advance }) => sum + advance, 0),
      6,
    );
    expect(source.measure(0, 4)).toBeGreaterThan(source.measure(10, 14));
    expect(ids(0, 14)).not.toContain(hyphen);
  });
});
