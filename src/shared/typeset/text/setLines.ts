import { createLruCache } from "../../base/lruCache.ts";
import { visibleEnd, visibleText } from "./characters.ts";
import type { FontChoice } from "./chooseFonts.ts";
import type { LinePart, LineSource } from "./lineParts.ts";
import type { InkBox, SetGlyph, SetLine, SetRun } from "./paragraph.ts";
import { visualOrder } from "./resolveLevels.ts";
import type { ShapedText } from "./shapeText.ts";

/** Shaped text and the ends of its lines → lines of glyphs in visual order, each from x = 0. */

/** Sets `text[start, end)` as one line; with a measure, as a line of at least that width. */
export type LineSetter = (start: number, end: number, measure?: number) => SetLine;

/** Enough for the different lines of one paragraph at the sizes that fitting tries. */
const REMEMBERED_LINES = 128;

/** Parts of a line, in any order, that lack `gap` ems → parts that lack nothing. */
export type LineFiller = (
  parts: readonly LinePart[],
  line: { readonly start: number; readonly end: number; readonly gap: number },
) => readonly LinePart[];

/** The same line comes up again at many sizes: it is set once. */
export function createLineSetter(
  shaped: ShapedText,
  source: LineSource,
  choice: FontChoice,
  fill?: LineFiller,
): LineSetter {
  const remembered = createLruCache<SetLine, number>(REMEMBERED_LINES);
  return (start, end, measure) => {
    const key = start * (shaped.text.length + 1) + end;
    let line = remembered.get(key);
    if (line === undefined) {
      line = setLine(shaped, source.parts(start, visibleEnd(shaped.text, start, end)), start, end, choice);
      remembered.set(key, line);
    }
    const gap = (measure ?? 0) - line.width;
    if (!fill || gap <= 0) return line;
    const shown = visibleEnd(shaped.text, start, end);
    return setLine(shaped, fill(source.parts(start, shown), { start, end: shown, gap }), start, end, choice);
  };
}

/** @param ends rising offsets; the first line starts at 0. @param measureOf the width that a line is filled to, by its end. */
export function setLines(
  ends: readonly number[],
  set: LineSetter,
  measureOf?: (end: number) => number | undefined,
): SetLine[] {
  return ends.map((end, at) => set(ends[at - 1] ?? 0, end, measureOf?.(end)));
}

/** @param logical the parts of `text[start, end)` without what hangs at its end. */
function setLine(
  shaped: ShapedText,
  logical: readonly LinePart[],
  start: number,
  end: number,
  choice: FontChoice,
): SetLine {
  const { text } = shaped;
  const shown = visibleEnd(text, start, end);
  const parts = inVisualOrder(shaped, logical, start, shown);
  const runs: SetRun[] = [];
  let pen = 0;
  let ascent = 0;
  let descent = 0;
  let inkAbove = 0;
  let inkBelow = 0;
  const boxes: InkBox[] = [];
  for (const part of parts) {
    const { font, run, level } = part.item;
    ascent = Math.max(ascent, font.ascent);
    descent = Math.max(descent, font.descent);
    const texts = clusterTexts(text, part);
    const glyphs: SetGlyph[] = part.glyphs.map((glyph, index) => {
      const ink = font.ink(glyph.id);
      const x = pen + glyph.dx;
      if (ink) {
        const above = ink.above - glyph.dy;
        const below = ink.below + glyph.dy;
        inkAbove = Math.max(inkAbove, above);
        inkBelow = Math.max(inkBelow, below);
        boxes.push({ left: x + ink.left, right: x + ink.right, above, below });
      }
      pen += glyph.advance;
      return { id: glyph.id, x, y: glyph.dy, advance: glyph.advance, text: texts[index] ?? "" };
    });
    if (glyphs.length === 0) continue;
    runs.push({
      font: font.file.id,
      ink: run.ink,
      direction: level & 1 ? "rtl" : "ltr",
      language: run.language,
      ...(run.atom?.kind === "helpline" ? { helpline: run.atom.id } : {}),
      glyphs,
    });
  }
  if (parts.length === 0) {
    const here = shaped.spans.find((span) => span.end > start) ?? shaped.spans.at(-1);
    const font = here && choice(here.run.family, here.run.weight)[0];
    ascent = font?.ascent ?? 0;
    descent = font?.descent ?? 0;
  }
  return { start, end, width: pen, ascent, descent, inkAbove, inkBelow, ink: boxes, runs };
}

/** Rule L2 on whole parts: within one, HarfBuzz has already put the glyphs from left to right. */
function inVisualOrder(
  shaped: ShapedText,
  parts: readonly LinePart[],
  start: number,
  end: number,
): readonly LinePart[] {
  if (shaped.direction === "ltr" && parts.every((part) => part.item.level === 0)) return parts;
  const starts = new Map(parts.map((part) => [part.start, part]));
  return visualOrder(shaped.text, shaped.direction, shaped.levels, start, end).flatMap((offset) => {
    const part = starts.get(offset);
    return part ? [part] : [];
  });
}

/** For each glyph the characters it shows: all of its cluster's on the cluster's first glyph in logical order. */
function clusterTexts(text: string, { glyphs, item, end }: LinePart): string[] {
  const texts = glyphs.map(() => "");
  const backwards = item.level & 1;
  const clusterAt = (logical: number) => glyphs[backwards ? glyphs.length - 1 - logical : logical]?.cluster;
  let until = end;
  for (let logical = glyphs.length - 1; logical >= 0; logical -= 1) {
    const cluster = clusterAt(logical) ?? 0;
    if (clusterAt(logical - 1) === cluster) continue;
    texts[backwards ? glyphs.length - 1 - logical : logical] = visibleText(text.slice(cluster, until));
    until = cluster;
  }
  return texts;
}
