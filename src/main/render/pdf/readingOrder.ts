import type { Direction } from "../../../shared/base/locale.ts";
import type { GlyphItem, Page, PageGlyph, PageItem } from "../../../shared/typeset/page/page.ts";

/**
 * A page → its items with the runs of every line in the order in which they are read, not from left to right.
 *
 * The block that a line belongs to has its words in that order, so the runs are put where they stand there. Readers
 * that go through a file from its beginning need it, and so does whoever hears the page.
 */

/** What is drawn is the same as in the page's own order: runs of one line lie beside one another. */
export function inReadingOrder(page: Page): PageItem[] {
  const items = [...page.items];
  for (const index of page.blocks.keys()) {
    for (const line of linesOf(page, index)) {
      const places = line.map((item) => page.items.indexOf(item));
      for (const [at, item] of readLine(page, line).entries()) items[places[at] ?? 0] = item;
    }
  }
  return items;
}

/** Where a run stands. */
export interface RunPlace {
  /** Direction of the page. */
  readonly page: Direction;
  /** The runs beside it on its line. */
  readonly left: GlyphItem | null;
  readonly right: GlyphItem | null;
}

/** Of every run of every block. */
export function runPlaces(page: Page): ReadonlyMap<PageItem, RunPlace> {
  const places = new Map<PageItem, RunPlace>();
  for (const index of page.blocks.keys()) {
    for (const line of linesOf(page, index)) {
      for (const [at, item] of line.entries()) {
        const beside = (step: number) => line[at + step] ?? null;
        places.set(item, { page: page.direction, left: beside(-1), right: beside(1) });
      }
    }
  }
  return places;
}

/** The lines of a block, each with its runs from left to right. */
export function linesOf(page: Page, index: number): GlyphItem[][] {
  const lines: GlyphItem[][] = [];
  for (const item of page.items) {
    if (item.kind !== "glyphs" || item.block !== index) continue;
    const line = lines.at(-1);
    if (line && line[0]?.origin.y === item.origin.y) line.push(item);
    else lines.push([item]);
  }
  return lines;
}

/** The runs of a line of one block in the order in which they are read. */
export function readLine(page: Page, line: readonly GlyphItem[]): readonly GlyphItem[] {
  const likely = undoReordering(line, page.direction);
  if (new Set(line.map(({ direction }) => direction)).size < 2) return likely;
  const text = shown(page.blocks[line[0]?.block ?? -1]?.text ?? "");
  for (let start = 0; start < text.length; start++) {
    const found = follow(text, start, likely);
    if (found) return found;
  }
  // The typesetter puts a helpline before the words that lead to it: such a line stands nowhere in its block.
  return likely;
}

/** Default ignorable characters may have no glyph. */
const shown = (text: string) => text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");

/** These runs in the order in which they make up the text from `start`, if they do. */
function follow(text: string, start: number, runs: readonly GlyphItem[]): GlyphItem[] | null {
  if (runs.length === 0) return [];
  const tried = new Set<string>();
  for (const run of runs) {
    const own = shown(itemText([run]));
    if (tried.has(own) || !text.startsWith(own, start)) continue;
    // Runs that show the same are one as good as the other.
    tried.add(own);
    const others = runs.filter((other) => other !== run);
    const later = follow(text, start + own.length, others);
    if (later) return [run, ...later];
  }
  return null;
}

/** Rule L2 of UAX #9 undone for two levels: right for any line but one where a foreign passage has foreign words of its own. */
function undoReordering(line: readonly GlyphItem[], direction: Page["direction"]): GlyphItem[] {
  const ordered = direction === "rtl" ? [...line].reverse() : [...line];
  for (let from = 0; from < ordered.length; ) {
    let to = from;
    while (to < ordered.length && ordered[to]?.direction !== direction) to++;
    ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
    from = Math.max(to, from + 1);
  }
  return ordered;
}

/** Characters of an item in the order in which they are read. */
export function itemText(items: readonly GlyphItem[]): string {
  return items.flatMap((item) => logicalGlyphs(item).map((glyph) => glyph.text)).join("");
}

/** From the first that is read to the last. */
export function logicalGlyphs({ glyphs, direction }: GlyphItem): readonly PageGlyph[] {
  return direction === "rtl" ? [...glyphs].reverse() : glyphs;
}
