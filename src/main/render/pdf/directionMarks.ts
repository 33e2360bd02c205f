import type { GlyphItem, PageGlyph } from "../../../shared/typeset/page/page.ts";
import type { RunPlace } from "./readingOrder.ts";

/**
 * A run and what stands beside it → what each of its glyphs shows, with the direction marks that readers need to
 * put the runs of a line into order.
 *
 * Poppler and PDFium read a line from its look, by rules of their own: poppler takes commas, colons and percent signs
 * for numbers, and moves a space from one side of a number to the other; PDFium turns a vowel sign and the comma after
 * it round. A RIGHT-TO-LEFT MARK between the two stops both. It shows nothing, and pasted text needs it as well.
 *
 * Pdf.js drops a space that ends a run where the next run lies to the left of it. A space that shows a mark too stays.
 */

export interface SpeltGlyph {
  readonly glyph: PageGlyph;
  /** What the glyph shows. */
  readonly text: string;
  /** Shown without a glyph of its own, to the left and to the right of the glyph. */
  readonly left: string;
  readonly right: string;
}

/** ZERO WIDTH NON-JOINER: in front of a space, it changes nothing. */
export const KEPT = "\u200c";
const MARKS = { rtl: "\u200f", ltr: "\u200e" } as const;

/** What poppler sorts with the numbers: separators, signs and units (ES, ET and CS in UAX #9) that are no letters. */
const WITH_NUMBERS = /^[\u060c\u066a-\u066c,.:/#%+$°\u2030\u2212\u00b1\u2044-]$/u;
const SPACE = /^[ \u00a0]$/;

/** In visual order, as the glyphs are. */
export function spell(item: GlyphItem, place: RunPlace | null): SpeltGlyph[] {
  const last = item.glyphs.length - 1;
  const lettered = hasLetters(item);
  return item.glyphs.map((glyph, at): SpeltGlyph => {
    const plain = { glyph, text: glyph.text, left: "", right: "" };
    if (place === null) return plain;
    if (item.direction === "ltr") {
      const left = at === 0 && place.left?.direction === "rtl" ? MARKS[place.page] : "";
      // A sign that ends a foreign passage, such as a bracket, would go to the words around it.
      const signs =
        place.page === "rtl" &&
        at === last &&
        place.right?.direction !== "ltr" &&
        /^[^\p{L}\p{N}\s]$/u.test(glyph.text);
      const right = signs && lettered ? MARKS.ltr : "";
      const stays = place.page === "rtl" && glyph.text === " " && !lettered;
      return { ...plain, left, right, text: stays ? "\u00a0" : glyph.text };
    }
    if (SPACE.test(glyph.text)) {
      const number = at === 0 && place.left !== null && !hasLetters(place.left);
      // PDFium takes a non-joiner beside a number for a part of the number.
      if (number && place.page === "rtl") return { ...plain, text: MARKS.rtl + glyph.text };
      const ends = (at === 0 && place.left !== null) || (at === last && place.right !== null) || !lettered;
      return ends || endsInMark(item, at + 1) ? { ...plain, text: KEPT + glyph.text } : plain;
    }
    if (!WITH_NUMBERS.test(glyph.text)) return plain;
    const touches = at === last || endsInMark(item, at + 1);
    return { ...plain, left: MARKS.rtl, right: touches ? MARKS.rtl : "" };
  });
}

/** Does the word whose leftmost glyph this is end in a vowel sign? */
export function endsInMark(item: GlyphItem, from: number): boolean {
  const glyphs = item.glyphs.slice(from);
  const letter = glyphs.findIndex(({ advance }) => advance > 0);
  return glyphs.slice(0, letter + 1).some(({ text }) => /\p{M}/u.test(text));
}

export function hasLetters(item: GlyphItem): boolean {
  return item.glyphs.some(({ text }) => /\p{L}/u.test(text));
}
