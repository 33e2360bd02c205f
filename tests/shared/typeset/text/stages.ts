import type { AnalysedText } from "../../../../src/shared/typeset/text/analyse.ts";
import { chooseFonts, type FontChoice, type FontedText } from "../../../../src/shared/typeset/text/chooseFonts.ts";
import type { IsolatedText } from "../../../../src/shared/typeset/text/isolate.ts";
import { type ItemisedText, itemise } from "../../../../src/shared/typeset/text/itemise.ts";
import { createLineSource } from "../../../../src/shared/typeset/text/lineParts.ts";
import { resolveLevels } from "../../../../src/shared/typeset/text/resolveLevels.ts";
import { type PieceShaper, shapeText } from "../../../../src/shared/typeset/text/shapeText.ts";

/** Stages in a wrong order do not compile: `tsc` fails if one of these lines is no longer an error. Never run. */
export function wrongOrders(
  analysed: AnalysedText,
  isolated: IsolatedText,
  itemised: ItemisedText,
  fonted: FontedText,
  choice: FontChoice,
  shapePiece: PieceShaper,
): void {
  // @ts-expect-error isolates come first
  resolveLevels(analysed);
  // @ts-expect-error levels come first
  itemise(isolated);
  // @ts-expect-error items come first
  chooseFonts(isolated, choice);
  // @ts-expect-error fonts come first
  shapeText(itemised, shapePiece);
  // @ts-expect-error glyphs come first
  createLineSource(fonted, shapePiece);
}
