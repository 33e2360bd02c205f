import { mayHyphenate } from "./characters.ts";
import type { PieceShaper, ShapedGlyph, ShapedItem, ShapedText } from "./shapeText.ts";

/** Shaped text and a stretch of it → the glyphs of that stretch as one line, shaped anew only at unsafe ends. */

export interface LinePart {
  readonly item: ShapedItem;
  readonly start: number;
  readonly end: number;
  /** Visual order; `cluster` counts from the start of the text. */
  readonly glyphs: readonly ShapedGlyph[];
  readonly advance: number;
}

/** One line's view of the paragraph; offsets must be boundaries of grapheme clusters. */
export interface LineSource {
  /** Advance width of `text[start, end)` set on a line of its own, white space at its end included; ems. */
  measure(start: number, end: number): number;
  /** In logical order. */
  parts(start: number, end: number): LinePart[];
}

export function createLineSource(shaped: ShapedText, shapePiece: PieceShaper): LineSource {
  const { text, shapedItems, advances, safe } = shaped;
  const sum = (start: number, end: number) => (advances[end] ?? 0) - (advances[start] ?? 0);
  const firstItem = (offset: number): number => {
    let low = 0;
    let high = shapedItems.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((shapedItems[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const partOf = (item: ShapedItem, lineStart: number, lineEnd: number): LinePart => {
    const start = Math.max(item.start, lineStart);
    const end = Math.min(item.end, lineEnd);
    let from = start;
    while (from < end && !safe[from]) from += 1;
    let to = end;
    while (to > from && !safe[to] && to !== item.end) to -= 1;
    const anew = (a: number, b: number) =>
      a < b ? place(shapePiece(text, item, { start: a, end: b, from: lineStart, to: lineEnd }).glyphs, a) : [];
    const head = anew(start, from);
    const kept = place(
      item.piece.glyphs.filter(({ cluster }) => cluster >= from - item.start && cluster < to - item.start),
      item.start,
    );
    const tail = anew(to, end);
    const glyphs = item.level & 1 ? [...tail, ...kept, ...head] : [...head, ...kept, ...tail];
    return { item, start, end, glyphs, advance: glyphs.reduce((total, glyph) => total + glyph.advance, 0) };
  };
  const parts = (start: number, end: number): LinePart[] => {
    const found: LinePart[] = [];
    for (let index = firstItem(start); index < shapedItems.length; index += 1) {
      const item = shapedItems[index];
      if (item === undefined || item.start >= end) break;
      found.push(partOf(item, start, end));
    }
    const last = found.at(-1);
    const hyphen = last && hyphenAt(end);
    if (!last || !hyphen) return found;
    return [
      ...found.slice(0, -1),
      { ...last, glyphs: [...last.glyphs, hyphen], advance: last.advance + hyphen.advance },
    ];
  };

  /** What a line shows that ends before the soft hyphen at this offset; it goes along with the last letter. */
  const hyphenAt = (end: number): ShapedGlyph | null => {
    const item = end > 0 && mayHyphenate(text, end) ? shapedItems[firstItem(end - 1)] : undefined;
    if (item === undefined || item.level & 1) return null;
    const { font, unitsPerEm } = item.font;
    const id = font.nominalGlyph(0x2010) ?? font.nominalGlyph(0x2d);
    return id === undefined
      ? null
      : { id, cluster: end - 1, advance: font.glyphHAdvance(id) / unitsPerEm, dx: 0, dy: 0 };
  };

  /** What shaping anew adds to the sum of advances at an unsafe start or end; null if there is no safe place on the line. */
  const changes = new Map<
    number,
    { readonly until: number; readonly starting: number; readonly ending: number; readonly since: number }
  >();
  const changeAt = (offset: number) => {
    let change = changes.get(offset);
    if (change === undefined) {
      const item = shapedItems[firstItem(offset)];
      const itemStart = item?.start ?? 0;
      const itemEnd = item?.end ?? text.length;
      let until = offset;
      while (until < itemEnd && !safe[until]) until += 1;
      let since = offset;
      while (since > itemStart && !safe[since]) since -= 1;
      const set = (start: number, end: number, from: number, to: number) =>
        item ? shapePiece(text, item, { start, end, from, to }).advance - sum(start, end) : 0;
      change = {
        until,
        since,
        starting: until > offset ? set(offset, until, offset, text.length) : 0,
        ending: since < offset ? set(since, offset, 0, offset) : 0,
      };
      changes.set(offset, change);
    }
    return change;
  };
  return {
    parts,
    measure(start, end) {
      if (end <= start) return 0;
      const atStart = safe[start] ? null : changeAt(start);
      const atEnd = safe[end] ? null : changeAt(end);
      if ((atStart?.until ?? start) > (atEnd?.since ?? end)) {
        return parts(start, end).reduce((total, part) => total + part.advance, 0);
      }
      const hyphen = hyphenAt(end)?.advance ?? 0;
      return sum(start, end) + (atStart?.starting ?? 0) + (atEnd?.ending ?? 0) + hyphen;
    },
  };
}

function place(glyphs: readonly ShapedGlyph[], start: number): ShapedGlyph[] {
  return glyphs.map((glyph) => ({ ...glyph, cluster: glyph.cluster + start }));
}
