import * as hb from "harfbuzzjs";
import { createLruCache } from "../../base/lruCache.ts";
import { isInvisible } from "./characters.ts";
import type { FontedItem, FontedText } from "./chooseFonts.ts";
import type { LoadedFont } from "./loadFont.ts";
import { slashSpace } from "./slashSpace.ts";

/** Items of one font → glyphs with advances in ems, and the running sum of advances over the text. */

export interface ShapedGlyph {
  readonly id: number;
  /** UTF-16 offset of the cluster's start, from the start of what was shaped. */
  readonly cluster: number;
  readonly advance: number;
  /** From the pen, to the right and downwards. */
  readonly dx: number;
  readonly dy: number;
}

/** Glyphs in visual order. */
export interface ShapedPiece {
  readonly glyphs: readonly ShapedGlyph[];
  readonly advance: number;
  /** Offsets from the piece's start, rising, at which a line can begin or end without shaping anew; the first is 0. */
  readonly safe: readonly number[];
}

export interface ShapedItem extends FontedItem {
  readonly piece: ShapedPiece;
}

export interface ShapedText extends Omit<FontedText, "fontedItems"> {
  readonly shapedItems: readonly ShapedItem[];
  /** `advances[n]`: width of the clusters that start before offset n; `advances[text.length]`: of all. */
  readonly advances: Float64Array;
  /** 1 where a line can begin or end without shaping anew. */
  readonly safe: Uint8Array;
}

/** Shapes `text[start, end)`; of the letters around it HarfBuzz sees those within `from` and `to`. */
export type PieceShaper = (
  text: string,
  item: FontedItem,
  stretch: { readonly start: number; readonly end: number; readonly from: number; readonly to: number },
) => ShapedPiece;

/** HarfBuzz looks at five characters on either side (hb-buffer.hh, CONTEXT_LENGTH); two units each. */
const CONTEXT = 10;
const REMEMBERED_PIECES = 4000;

/** @param room what a slash between digits needs beside a glyph; a witness that knows only the font's own advances gives none. */
export function createPieceShaper(room: typeof slashSpace = slashSpace): PieceShaper {
  const buffer = new hb.Buffer();
  const remembered = createLruCache<ShapedPiece>(REMEMBERED_PIECES);
  return (text, item, { start, end, from, to }) => {
    const before = text.slice(Math.max(from, start - CONTEXT), start);
    const own = text.slice(start, end);
    const after = text.slice(end, Math.min(to, end + CONTEXT));
    const { font, script, level, run } = item;
    const key = [font.file.id, font.file.digest, script, level & 1, run.language, before, own, after].join("\0");
    let piece = remembered.get(key);
    if (piece === undefined) {
      buffer.clearContents();
      buffer.addText(drawable(before + own + after), before.length, own.length);
      buffer.setDirection(level & 1 ? hb.Direction.RTL : hb.Direction.LTR);
      buffer.setScript(script);
      buffer.setLanguage(/^[A-Za-z0-9-]+$/.test(run.language) ? run.language : "und");
      hb.shape(font.font, buffer);
      piece = readPiece(buffer, item, { before, own, after }, room);
      remembered.set(key, piece);
    }
    return piece;
  };
}

function characterAt(text: string, offset: number): string {
  return String.fromCodePoint(text.codePointAt(offset) ?? 0);
}

/** Of the same length: what has no glyph by nature becomes a zero-width space, a tab a space. */
function drawable(text: string): string {
  return text.replace(/\t/g, " ").replace(/[\p{Cc}\u2028\u2029]/gu, "\u200b");
}

/** What is shaped, with the letters around it that count. */
interface InContext {
  readonly before: string;
  readonly own: string;
  readonly after: string;
}

const SLASH = /(?<=\p{Nd})\/(?=\p{Nd})/gu;

/** Gives slashes between digits the room that they need; no line begins or ends beside one without shaping anew. */
function openSlashes(
  glyphs: ShapedGlyph[],
  safe: Set<number>,
  font: LoadedFont,
  { before, own, after }: InContext,
  room: typeof slashSpace,
): void {
  const text = before + own + after;
  const indexAt = (offset: number) => glyphs.findIndex((glyph) => glyph.cluster === offset - before.length);
  const open = (offset: number) => {
    const left = indexAt(offset);
    const glyph = glyphs[left];
    // What lies beyond the piece has the glyph that the font gives the character alone.
    const right = glyphs[indexAt(offset + 1)]?.id ?? font.font.nominalGlyph(text.charCodeAt(offset + 1));
    if (glyph === undefined || right === undefined) return;
    glyphs[left] = { ...glyph, advance: glyph.advance + room(font, glyph.id, right, glyph.advance) };
  };
  for (const { index } of text.matchAll(SLASH)) {
    open(index - 1);
    open(index);
    safe.delete(index - before.length);
    safe.delete(index + 1 - before.length);
  }
}

function readPiece(
  buffer: hb.Buffer,
  { font, level }: FontedItem,
  context: InContext,
  room: typeof slashSpace,
): ShapedPiece {
  const offset = context.before.length;
  const infos = buffer.getGlyphInfos();
  const positions = buffer.getGlyphPositions();
  const glyphs: ShapedGlyph[] = [];
  const safe = new Set<number>();
  infos.forEach((info, index) => {
    const position = positions[index];
    if (position === undefined) return;
    const cluster = info.cluster - offset;
    if (!(info.flags & hb.GlyphFlag.UNSAFE_TO_BREAK)) safe.add(cluster);
    // HarfBuzz leaves an empty glyph where a character draws nothing.
    if (position.xAdvance === 0 && info.codepoint === font.space) return;
    if (isInvisible(characterAt(context.own, cluster)) && info.codepoint === 0) return;
    glyphs.push({
      id: info.codepoint,
      cluster,
      advance: position.xAdvance / font.unitsPerEm,
      dx: position.xOffset / font.unitsPerEm,
      dy: -position.yOffset / font.unitsPerEm,
    });
  });
  if (level % 2 === 0) openSlashes(glyphs, safe, font, context, room);
  safe.add(0);
  const advance = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);
  return { glyphs, advance, safe: [...safe].sort((one, other) => one - other) };
}

export function shapeText(fonted: FontedText, shapePiece: PieceShaper): ShapedText {
  const { fontedItems, ...rest } = fonted;
  const { text } = fonted;
  const advances = new Float64Array(text.length + 1);
  const safe = new Uint8Array(text.length + 1);
  safe[text.length] = 1;
  const shapedItems = fontedItems.map((item): ShapedItem => {
    const piece = shapePiece(text, item, { start: item.start, end: item.end, from: 0, to: text.length });
    for (const at of piece.safe) safe[item.start + at] = 1;
    for (const glyph of piece.glyphs) {
      const at = item.start + glyph.cluster + 1;
      advances[at] = (advances[at] ?? 0) + glyph.advance;
    }
    return { ...item, piece };
  });
  for (let at = 1; at <= text.length; at += 1) advances[at] = (advances[at] ?? 0) + (advances[at - 1] ?? 0);
  return { ...rest, shapedItems, advances, safe };
}
