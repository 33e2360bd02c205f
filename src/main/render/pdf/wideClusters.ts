import type { GlyphItem, PageGlyph } from "../../../shared/typeset/page/page.ts";
import type { ParsedFont } from "./pdfDocument.ts";
import { decimal, pathOperators } from "./pdfPath.ts";

/**
 * Glyphs of a run → its wide clusters: letters of which several glyphs beside each other take room, as a letter and
 * its kashida.
 *
 * Written glyph by glyph, the further ones would be copied as characters of their own, or leave a gap at which readers
 * cut the word in two. So the letter is written once, unseen and as wide as the whole cluster, and the ink is drawn as
 * a path: poppler, MuPDF, PDFium and pdf.js then read the word as it was typed, in its order.
 */

export interface WideCluster {
  /** Indices of its leftmost and rightmost glyph. */
  readonly first: number;
  readonly last: number;
  /** The glyph that shows the letter. */
  readonly letter: PageGlyph;
  /** Points. */
  readonly width: number;
}

export function wideClusters({ glyphs, direction }: GlyphItem): readonly WideCluster[] {
  const wide: WideCluster[] = [];
  const isFurther = (at: number) => glyphs[at]?.text === "" && (glyphs[at]?.advance ?? 0) > 0;
  for (const [at, letter] of glyphs.entries()) {
    if (letter.text === "" || letter.advance === 0) continue;
    let first = at;
    let last = at;
    if (direction === "rtl") while (isFurther(first - 1)) first -= 1;
    else while (isFurther(last + 1)) last += 1;
    const width = glyphs.slice(first, last + 1).reduce((sum, glyph) => sum + glyph.advance, 0);
    if (first < last) wide.push({ first, last, letter, width });
  }
  return wide;
}

/** Operators that fill glyphs of the run in the current colour; the y axis points down. */
export function fillGlyphs(item: GlyphItem, glyphs: readonly PageGlyph[], font: ParsedFont): string {
  const scale = item.size / font.unitsPerEm;
  return glyphs
    .map(({ id, x, y }) => {
      const place = `${scale.toFixed(6)} 0 0 ${(-scale).toFixed(6)} ${decimal(item.origin.x + x)} ${decimal(item.origin.y + y)}`;
      return `q\n${place} cm\n${pathOperators(font.getGlyph(id).path.toSVG())}\nf\nQ`;
    })
    .join("\n");
}
