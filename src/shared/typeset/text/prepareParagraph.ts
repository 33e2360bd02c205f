import { analyse } from "./analyse.ts";
import type { LineMeasure } from "./breakLines.ts";
import { type BreakOpportunity, breakOpportunities } from "./breakOpportunities.ts";
import { visibleEnds } from "./characters.ts";
import { chooseFonts, type FontChoice } from "./chooseFonts.ts";
import { isolate } from "./isolate.ts";
import { itemise } from "./itemise.ts";
import { createLineSource, type LineSource } from "./lineParts.ts";
import type { ParagraphInput } from "./paragraph.ts";
import { resolveLevels } from "./resolveLevels.ts";
import { type PieceShaper, type ShapedText, shapeText } from "./shapeText.ts";

/** Styled runs → everything that breaking them into lines needs: analyse → isolate → levels → items → fonts → glyphs. */

export interface PreparedParagraph {
  readonly shaped: ShapedText;
  readonly source: LineSource;
  readonly opportunities: readonly BreakOpportunity[];
  readonly lines: LineMeasure;
}

export function prepareParagraph(
  paragraph: ParagraphInput,
  choice: FontChoice,
  shapePiece: PieceShaper,
): PreparedParagraph {
  const isolated = isolate(analyse(paragraph));
  const shaped = shapeText(chooseFonts(itemise(resolveLevels(isolated)), choice), shapePiece);
  const source = createLineSource(shaped, shapePiece);
  const { text, advances } = shaped;
  // Breaking asks for the same ends again and again, at every measure that fitting tries.
  const ends = visibleEnds(text);
  const shown = (start: number, end: number) => Math.max(start, ends[end] ?? end);
  const lines: LineMeasure = {
    width: (start, end) => source.measure(start, shown(start, end)),
    atLeast: (start, end) => (advances[shown(start, end)] ?? 0) - (advances[start] ?? 0),
  };
  return { shaped, source, opportunities: breakOpportunities(isolated), lines };
}
