import { createLruCache } from "../../base/lruCache.ts";
import type { FontFamily } from "../../pack/templatePack.ts";
import { breakOptimally } from "./breakLines.ts";
import { visibleEnd } from "./characters.ts";
import { createFontChoice, type FontChoice } from "./chooseFonts.ts";
import { fillLine } from "./fillLine.ts";
import type { BrokenParagraph, ParagraphInput, ShapedParagraph, Typesetter } from "./paragraph.ts";
import type { FontFile } from "./ports.ts";
import { prepareParagraph } from "./prepareParagraph.ts";
import { createLineSetter, setLines } from "./setLines.ts";
import { createPieceShaper, type PieceShaper } from "./shapeText.ts";

/** Fonts of a pack → a typesetter: paragraphs shaped once, broken for any measure, remembered by content. */

const REMEMBERED_PARAGRAPHS = 600;
const REMEMBERED_MEASURES = 32;

/** @param families every family that a run or a fallback names, by name. */
export function createTypesetter(
  fonts: readonly FontFile[],
  families: Readonly<Record<string, FontFamily>>,
): Typesetter {
  const choice = createFontChoice(fonts, families);
  const shapePiece = createPieceShaper();
  const remembered = createLruCache<ShapedParagraph>(REMEMBERED_PARAGRAPHS);
  return {
    shape(paragraph) {
      const key = JSON.stringify(paragraph);
      let shaped = remembered.get(key);
      if (shaped === undefined) {
        shaped = shapeParagraph(paragraph, choice, shapePiece);
        remembered.set(key, shaped);
      }
      return shaped;
    },
  };
}

function shapeParagraph(paragraph: ParagraphInput, choice: FontChoice, shapePiece: PieceShaper): ShapedParagraph {
  const { shaped, source, opportunities, lines: widths } = prepareParagraph(paragraph, choice, shapePiece);
  const { text, missing, substituted } = shaped;
  const partWidths = (offsets: readonly number[]) =>
    offsets.map((offset, index) => widths.width(offsets[index - 1] ?? 0, offset));
  const mandatory = opportunities.filter((opportunity) => opportunity.mandatory).map(({ offset }) => offset);
  const balanced = createLruCache<BrokenParagraph, number>(REMEMBERED_MEASURES);
  const ragged = createLruCache<BrokenParagraph, number>(REMEMBERED_MEASURES);
  const justified = createLruCache<BrokenParagraph, number>(REMEMBERED_MEASURES);
  const breaks = new Set(opportunities.map(({ offset }) => offset));
  const isBreak = (offset: number) => breaks.has(offset);
  const setLine = createLineSetter(shaped, source, choice, (parts, line) =>
    fillLine(parts, { ...line, text, isBreak, shapePiece }),
  );

  return {
    text,
    missing,
    substituted,
    naturalWidth: Math.max(0, ...partWidths(mandatory)),
    leastWidth: Math.max(0, ...partWidths(opportunities.map(({ offset }) => offset))),
    breakLines({ measure, balance, justify = false }) {
      const broken = balance ? balanced : justify ? justified : ragged;
      let result = broken.get(measure);
      if (result === undefined) {
        const { ends } = breakOptimally(opportunities, widths, measure, balance);
        const isLast = (end: number) => mandatory.includes(end);
        const measureOf = broken === justified ? (end: number) => (isLast(end) ? undefined : measure) : undefined;
        const lines = setLines(ends.length === 0 ? [0] : ends, setLine, measureOf);
        result = { lines, tooWide: widest(lines, text, measure) };
        broken.set(measure, result);
      }
      return result;
    },
  };
}

/** Rounding of sums of advances. */
const TOLERANCE = 1e-4;

function widest(lines: BrokenParagraph["lines"], text: string, measure: number): BrokenParagraph["tooWide"] {
  let found: BrokenParagraph["tooWide"] = null;
  for (const line of lines) {
    if (line.width <= Math.max(measure, found?.width ?? 0) + TOLERANCE) continue;
    found = { text: text.slice(line.start, visibleEnd(text, line.start, line.end)), width: line.width };
  }
  return found;
}
