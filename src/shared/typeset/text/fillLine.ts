import { type KashidaPlace, stretchableWords } from "./kashidaPlaces.ts";
import type { LinePart } from "./lineParts.ts";
import type { LoadedFont } from "./loadFont.ts";
import type { PieceShaper, ShapedGlyph } from "./shapeText.ts";

/**
 * The parts of a line that is too short → the same parts as wide as they should be.
 *
 * Spaces between words grow first, as far as nobody notices; what is still missing goes into kashidas, one a word, in
 * the best words of the line; what is missing then, into the spaces again. All lengths are ems.
 */

/** A space grows by so much before a word is stretched: about half of its width. */
const UNNOTICED = 0.14;
/** A shorter stroke looks like a fault of the font, a longer one like a hole in the word. */
const LEAST_STROKE = 0.12;
const LONGEST_STROKE = 0.5;
const TATWEEL = "\u0640";
/** Sums of advances that are the same but for rounding. */
const SAME = 1e-6;

export interface Filling {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Ems that the line lacks. */
  readonly gap: number;
  /** Whether a line could end after the space at this offset: spaces inside numbers stay as they are. */
  readonly isBreak: (offset: number) => boolean;
  readonly shapePiece: PieceShaper;
}

/** A place that the font takes, and the glyph of its stroke. */
interface Stroke {
  readonly part: LinePart;
  readonly place: KashidaPlace;
  readonly glyph: ShapedGlyph;
}

export function fillLine(parts: readonly LinePart[], filling: Filling): readonly LinePart[] {
  const { gap, text, isBreak } = filling;
  const grows = ({ cluster, advance }: ShapedGlyph) => advance > 0 && text[cluster] === " " && isBreak(cluster + 1);
  const spaces = parts.reduce((sum, part) => sum + part.glyphs.filter(grows).length, 0);
  const wanted = gap - spaces * UNNOTICED;
  const found = wanted >= LEAST_STROKE ? strokesIn(parts, filling) : [];
  const drawn = best(found, Math.ceil(wanted / LONGEST_STROKE));
  const each = drawn.length === 0 ? 0 : Math.min(LONGEST_STROKE, wanted / drawn.length);
  const lengths = new Map(drawn.map((stroke) => [stroke, Math.max(each, stroke.glyph.advance)]));
  const stroked = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  const growth = spaces === 0 ? 0 : (gap - stroked) / spaces;
  return parts.map((part) => {
    const widened = part.glyphs.map((glyph) => (grows(glyph) ? { ...glyph, advance: glyph.advance + growth } : glyph));
    const glyphs = drawn
      .filter((stroke) => stroke.part === part)
      .reduce((all, stroke) => withStroke(all, stroke, lengths.get(stroke) ?? 0), widened);
    return { ...part, glyphs, advance: glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) };
  });
}

/** Best ranks first; of equal ones those nearest to the line's end, where a reader rests. */
function best(strokes: readonly Stroke[], count: number): readonly Stroke[] {
  return [...strokes]
    .sort((one, other) => one.place.rank - other.place.rank || other.place.offset - one.place.offset)
    .slice(0, count);
}

/** At most one for each word: the best of its places that the font takes. */
function strokesIn(parts: readonly LinePart[], filling: Filling): Stroke[] {
  return stretchableWords(filling.text, filling.start, filling.end).flatMap((word) => {
    const part = parts.find(({ start, end }) => start <= word.start && word.end <= end);
    if (!part || part.item.level % 2 === 0 || part.item.run.atom?.kind === "helpline") return [];
    if (!hasPlainTatweel(part.item.font)) return [];
    for (const place of word.places) {
      const glyph = tatweelAt(part, word, place, filling);
      if (glyph) return [{ part, place, glyph }];
    }
    return [];
  });
}

/** A stroke of any length is laid of tatweels side by side: each must be a bar without gaps. A font without ink there wants none. */
function hasPlainTatweel({ font, unitsPerEm, ink }: LoadedFont): boolean {
  const glyph = font.nominalGlyph(TATWEEL.charCodeAt(0));
  const advance = glyph === undefined ? 0 : font.glyphHAdvance(glyph) / unitsPerEm;
  const box = glyph === undefined ? null : ink(glyph);
  return box !== null && advance > 0 && advance <= LONGEST_STROKE && box.left <= SAME && box.right >= advance - SAME;
}

/**
 * The word is shaped with a tatweel in it: where any other glyph changes or moves, the two letters are a ligature or
 * lean on each other, and stay together.
 */
function tatweelAt(
  { item }: LinePart,
  word: { readonly start: number; readonly end: number },
  { offset }: KashidaPlace,
  { text, start, end, shapePiece }: Filling,
): ShapedGlyph | null {
  const plain = shapePiece(text, item, { start: word.start, end: word.end, from: start, to: end }).glyphs;
  const opened = text.slice(0, offset) + TATWEEL + text.slice(offset);
  const stretch = { start: word.start, end: word.end + 1, from: start, to: end + 1 };
  const at = offset - word.start;
  const glyphs = shapePiece(opened, item, stretch).glyphs;
  const tatweel = glyphs.filter(({ cluster }) => cluster === at);
  const others = glyphs.filter(({ cluster }) => cluster !== at);
  const [stroke] = tatweel;
  if (stroke === undefined || tatweel.length !== 1 || others.length !== plain.length) return null;
  if (stroke.id !== item.font.font.nominalGlyph(TATWEEL.charCodeAt(0))) return null;
  const kept = others.every((glyph, index) => {
    const before = plain[index];
    const near = (one: number, other: number | undefined) => Math.abs(one - (other ?? Number.NaN)) <= SAME;
    const cluster = glyph.cluster > at ? glyph.cluster - 1 : glyph.cluster;
    return (
      before?.id === glyph.id &&
      before.cluster === cluster &&
      near(glyph.advance, before.advance) &&
      near(glyph.dx, before.dx) &&
      near(glyph.dy, before.dy)
    );
  });
  return kept ? stroke : null;
}

/** Tatweels as parts of the letter before them, so that they show no text; the last ends where the next letter begins. */
function withStroke(glyphs: readonly ShapedGlyph[], { place, glyph }: Stroke, length: number): ShapedGlyph[] {
  const cluster = Math.max(...glyphs.map((one) => one.cluster).filter((one) => one < place.offset));
  const at = glyphs.findIndex((one) => one.cluster === cluster);
  const count = Math.max(1, Math.ceil(length / glyph.advance - SAME));
  const step = count === 1 ? length : (length - glyph.advance) / (count - 1);
  const stroke = Array.from({ length: count }, (_, index) => ({
    ...glyph,
    cluster,
    advance: index === count - 1 ? length - step * (count - 1) : step,
  }));
  return [...glyphs.slice(0, at), ...stroke, ...glyphs.slice(at)];
}
