import { describe, expect, it } from "vitest";
import { createFontChoice } from "../../../../src/shared/typeset/text/chooseFonts.ts";
import { fillLine } from "../../../../src/shared/typeset/text/fillLine.ts";
import { stretchableWords } from "../../../../src/shared/typeset/text/kashidaPlaces.ts";
import type { SetGlyph, SetLine, StyledRun } from "../../../../src/shared/typeset/text/paragraph.ts";
import { prepareParagraph } from "../../../../src/shared/typeset/text/prepareParagraph.ts";
import { createPieceShaper, type PieceShaper } from "../../../../src/shared/typeset/text/shapeText.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { PARAGRAPHS } from "../../../fixtures/kashidaPage.ts";
import { fonts, pack } from "../../../fixtures/safeMigration.ts";

/** Kashida: where scribes put it and nowhere else, never inside a ligature or beside a vowel mark, and lines that are full. */

const typesetter = createTypesetter(fonts, pack.families);
const FAMILIES = ["Readex Pro", "Alexandria"] as const;
const run = (text: string, family: string, weight = 400): StyledRun => ({
  ...{ text, family, weight, ink: "ink", language: "ar-EG" },
});
const shape = (text: string, family: string = FAMILIES[0], weight?: number) =>
  typesetter.shape({ runs: [run(text, family, weight)], direction: "rtl", language: "ar-EG" });
const justify = (text: string, measure: number, family?: string) =>
  shape(text, family).breakLines({ measure, balance: false, justify: true }).lines;

/** The word with a stroke at its best place. */
function stretched(word: string): string {
  const [found] = stretchableWords(word, 0, word.length);
  const at = found?.places[0]?.offset;
  return at === undefined ? word : `${word.slice(0, at)}ـ${word.slice(at)}`;
}

describe("the best place of a word", () => {
  it.each([
    ["after seen, and after the last of two", "المستشفى", "المستشـفى"],
    ["after sad", "لصاحب", "لصـاحب"],
    ["before a final teh marbuta", "كلمة", "كلمـة"],
    ["before a final heh", "إليه", "إليـه"],
    ["before a final dal", "عقيد", "عقيـد"],
    ["before a final lam", "العمل", "العمـل"],
    ["before a final kaf", "ذلك", "ذلـك"],
    ["before an alef inside", "الخارج", "الخـارج"],
    ["before the tooth, not between tooth and tail", "كثير", "كثـير"],
    ["before a final feh", "خطيف", "خطيـف"],
    ["before any other final letter", "منكم", "منكـم"],
    ["not at the article", "الدعم", "الدعـم"],
    ["not at a particle", "فاطلب", "فاطلـب"],
  ])("is %s", (_, word, wanted) => {
    expect(stretched(word)).toBe(wanted);
  });

  it.each([
    ["a word of two letters", "في"],
    ["letters that do not join", "ورد"],
    ["a pair with a vowel mark before the stroke", "عمَل"],
    ["a pair with a vowel mark after the stroke", "عملُ"],
    ["a word that is stretched already", "سلـيم"],
    ["letters of another script", "Manara"],
  ])("is none in %s", (_, word) => {
    expect(stretched(word)).toBe(word);
  });

  it("never parts lam from its alef", () => {
    for (const word of ["السلام", "الأعمال", "لأجل", "خلاف", "ملآن"]) {
      for (const { places } of stretchableWords(word, 0, word.length))
        for (const { offset } of places) expect(word.slice(offset - 1, offset + 1)).not.toMatch(/ل[اأإآ]/);
    }
  });
});

const tatweelOf = (font: string) => {
  const [family, weight] = font.split("-");
  const name = family === "ReadexPro" ? "Readex Pro" : "Alexandria";
  const line = typesetter
    .shape({ runs: [run("ـ", name, Number(weight))], direction: "rtl", language: "ar-EG" })
    .breakLines({ measure: 100, balance: false }).lines[0];
  return line?.runs[0]?.glyphs[0]?.id;
};
const strokesOf = (line: SetLine) =>
  line.runs.flatMap(({ font, glyphs }) => glyphs.filter(({ id, text }) => text === "" && id === tatweelOf(font)));
const widthOf = ({ id, advance, text }: SetGlyph) => ({ id, advance: text === " " ? "any" : advance });
const textOf = (line: SetLine) =>
  line.runs
    .flatMap(({ glyphs }) => [...glyphs].reverse())
    .map(({ text }) => text)
    .join("");

describe.each(FAMILIES)("lines of %s", (family) => {
  it.each([11, 14, 18, 23])("of %d em are full, but the last, and read as typed", (measure) => {
    let strokes = 0;
    for (const text of PARAGRAPHS) {
      const ragged = shape(text, family).breakLines({ measure, balance: false }).lines;
      const lines = justify(text, measure, family);
      expect(lines.map(({ end }) => end)).toEqual(ragged.map(({ end }) => end));
      lines.forEach((line, at) => {
        strokes += strokesOf(line).length;
        const before = ragged[at];
        expect(textOf(line)).toBe(before && textOf(before));
        expect(line.width).toBeCloseTo(at === lines.length - 1 ? (before?.width ?? 0) : measure, 6);
        if (at === lines.length - 1) expect(line).toEqual(before);
      });
    }
    expect(strokes).toBeGreaterThan(0);
  });

  it("has the same letters, as wide and as close: strokes come in, each bar touching the next, and spaces grow", () => {
    for (const text of PARAGRAPHS) {
      const ragged = shape(text, family).breakLines({ measure: 14, balance: false }).lines;
      justify(text, 14, family).forEach((line, at) => {
        const letters = line.runs.flatMap(({ font, glyphs }) =>
          glyphs.filter(({ id, text: shown }) => !(shown === "" && id === tatweelOf(font))).map(widthOf),
        );
        expect(letters).toEqual(ragged[at]?.runs.flatMap(({ glyphs }) => glyphs.map(widthOf)));
        for (const { font, glyphs } of line.runs) {
          glyphs.forEach((glyph, index) => {
            if (glyph.text !== "" || glyph.id !== tatweelOf(font)) return;
            const next = glyphs[index + 1];
            expect(next?.x).toBeCloseTo(glyph.x + glyph.advance, 6);
          });
        }
      });
    }
  });

  it("has no stroke longer than half an em, and no more than one in a word", () => {
    for (const text of PARAGRAPHS) {
      for (const line of justify(text, 11, family)) {
        for (const { font, glyphs } of line.runs) {
          const shown = glyphs
            .map(({ text: letter, id }) => (letter === "" && id === tatweelOf(font) ? "ـ" : letter))
            .join("");
          for (const word of shown.split(/\s/)) expect(word.match(/ـ+/g)?.length ?? 0).toBeLessThanOrEqual(1);
          let length = 0;
          for (const { text: letter, advance } of glyphs) {
            length = letter === "" ? length + advance : 0;
            expect(length).toBeLessThanOrEqual(0.5 + 1e-6);
          }
        }
      }
    }
  });
});

describe("a font that draws two letters as one", () => {
  const plain = createPieceShaper();
  /** Wherever the letters before a stroke are these, another letter of the word changes its shape. */
  const leaning =
    (letters: string): PieceShaper =>
    (text, item, stretch) => {
      const piece = plain(text, item, stretch);
      if (!text.slice(stretch.start, stretch.end).includes(`${letters}ـ`)) return piece;
      const [first, ...rest] = piece.glyphs;
      return first ? { ...piece, glyphs: [{ ...first, id: first.id + 1 }, ...rest] } : piece;
    };

  /** The letter that the stroke of the only word hangs on. */
  function stretchedLetter(text: string, shapePiece: PieceShaper): string | undefined {
    const choice = createFontChoice(fonts, pack.families);
    const input = { runs: [run(text, FAMILIES[0])], direction: "rtl", language: "ar-EG" } as const;
    const { source } = prepareParagraph(input, choice, shapePiece);
    const filling = { text, start: 0, end: text.length, gap: 0.4, isBreak: () => true, shapePiece };
    const [part] = fillLine(source.parts(0, text.length), filling);
    const clusters = part?.glyphs.map(({ cluster }) => cluster) ?? [];
    const twice = clusters.find((cluster, at) => clusters.indexOf(cluster) !== at);
    return twice === undefined ? undefined : text.charAt(twice);
  }

  it("keeps them together, and is stretched at the next best place, or not at all", () => {
    expect(stretchedLetter("السفر", plain)).toBe("س");
    expect(stretchedLetter("السفر", leaning("س"))).toBe("ف");
    expect(stretchedLetter("العمل", leaning("م"))).toBeUndefined();
  });
});

describe("what is left alone", () => {
  it("a line that lacks little: its spaces grow, and no word", () => {
    const text = "قبل أن تسافروا للعمل في الخارج اقرؤوا العقد";
    const [ragged] = shape(text).breakLines({ measure: 14, balance: false }).lines;
    const width = ragged?.width ?? 0;
    const [little] = justify(text, width + 0.2);
    expect(little?.end).toBe(ragged?.end);
    expect(little && strokesOf(little)).toEqual([]);
    expect(little?.width).toBeCloseTo(width + 0.2, 6);
  });

  it("the spaces of a helpline", () => {
    const helpline: StyledRun = { ...run("+20 100 123 4567", "Readex Pro"), atom: { kind: "helpline", id: "EG-X" } };
    const runs = [run("اتصلوا بنا على ", "Readex Pro"), helpline, run(" في أي وقت من النهار أو الليل", "Readex Pro")];
    const shaped = typesetter.shape({ runs, direction: "rtl", language: "ar-EG" });
    const of = (lines: readonly SetLine[]) =>
      lines.flatMap((line) =>
        line.runs.filter((one) => one.helpline).map(({ glyphs }) => glyphs.map((one) => one.advance)),
      );
    const options = { measure: 17, balance: false };
    expect(of(shaped.breakLines({ ...options, justify: true }).lines)).toEqual(of(shaped.breakLines(options).lines));
  });

  it("balanced lines", () => {
    const options = { measure: 14, balance: true };
    const [text = ""] = PARAGRAPHS;
    expect(shape(text).breakLines({ ...options, justify: true })).toEqual(shape(text).breakLines(options));
  });

  it("words whose letters are vowelled, though their line is full", () => {
    const text = "كَتَبَ الوَلَدُ رِسَالَةً طَوِيلَةً إِلَى أُمِّهِ وَأَبِيهِ وَأَخِيهِ";
    const [line] = justify(text, 13);
    expect(line && strokesOf(line)).toEqual([]);
    expect(line?.width).toBeCloseTo(13, 6);
  });
});
