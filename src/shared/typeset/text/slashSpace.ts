import { outlineOf } from "../../base/outline.ts";
import type { LoadedFont } from "./loadFont.ts";

/**
 * A slash and a digit beside it → the extra space between them. Many fonts draw the slash wider than its advance, for letters
 * that stand well away from it: in 30/7 it runs into the bar of the seven.
 */

/** Height of the strips in which two glyphs are compared, and how far these reach below and above the baseline; ems. */
const STRIP = 0.01;
const BELOW = 0.5;
const ABOVE = 1.5;
const STRIPS = Math.round((BELOW + ABOVE) / STRIP);

/** The outermost ink in each strip, from the glyph's origin, ems; no ink: left is infinite, right minus infinite. */
interface Profile {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

const profiles = new WeakMap<LoadedFont, Map<number, Profile>>();

/**
 * The least distance of the ink of two neighbours at one height, ems; negative where they overlap, infinite where
 * they have no ink at one height.
 *
 * @param advance from the pen of the left glyph to the pen of the right one, kerning included.
 */
export function inkGap(font: LoadedFont, left: number, right: number, advance: number): number {
  const one = profileOf(font, left);
  const other = profileOf(font, right);
  let least = Number.POSITIVE_INFINITY;
  for (let strip = 0; strip < STRIPS; strip += 1) {
    const gap = advance + (other.left[strip] ?? 0) - (one.right[strip] ?? 0);
    if (gap < least) least = gap;
  }
  return least;
}

/** Programs that read a PDF take 0.1 em between two glyphs for the space between two words (poppler, pdf.js). */
const MOST = 0.09;

/**
 * What must be added to the left glyph's advance, ems, so that the two stand no closer than two noughts do in this font;
 * at most 0.09, which clears the ink of all digits.
 */
export function slashSpace(font: LoadedFont, left: number, right: number, advance: number): number {
  const nought = font.font.nominalGlyph(0x30);
  if (nought === undefined) return 0;
  const clear = inkGap(font, nought, nought, font.font.glyphHAdvance(nought) / font.unitsPerEm);
  return Math.min(MOST, Math.max(0, clear - inkGap(font, left, right, advance)));
}

function profileOf(font: LoadedFont, glyph: number): Profile {
  const known = profiles.get(font) ?? new Map<number, Profile>();
  profiles.set(font, known);
  let profile = known.get(glyph);
  if (profile === undefined) {
    profile = drawProfile(font, glyph);
    known.set(glyph, profile);
  }
  return profile;
}

function drawProfile({ font, unitsPerEm }: LoadedFont, glyph: number): Profile {
  const left = new Float64Array(STRIPS).fill(Number.POSITIVE_INFINITY);
  const right = new Float64Array(STRIPS).fill(Number.NEGATIVE_INFINITY);
  const d = font
    .glyphToJson(glyph)
    .map(({ type, values }) => type + values.join(" "))
    .join("");
  for (const polygon of outlineOf(d).polygons) {
    polygon.forEach((to, at) => {
      const from = polygon[at === 0 ? polygon.length - 1 : at - 1] ?? to;
      const [low, high] = from.y < to.y ? [from, to] : [to, from];
      const first = Math.max(0, Math.ceil((low.y / unitsPerEm + BELOW) / STRIP));
      const last = Math.min(STRIPS - 1, Math.floor((high.y / unitsPerEm + BELOW) / STRIP));
      for (let strip = first; strip <= last; strip += 1) {
        const y = (strip * STRIP - BELOW) * unitsPerEm;
        const along = high.y === low.y ? 0 : (y - low.y) / (high.y - low.y);
        const x = (low.x + (high.x - low.x) * along) / unitsPerEm;
        left[strip] = Math.min(left[strip] ?? x, x);
        right[strip] = Math.max(right[strip] ?? x, x);
      }
    });
  }
  return { left, right };
}
