import { digestValue } from "../../src/shared/base/digest.ts";
import type { Point, Rect } from "../../src/shared/base/geometry.ts";
import type { GlyphItem, Page, PageGlyph, PageItem, Paint, PathItem } from "../../src/shared/typeset/page/page.ts";
import { type Entry, entry } from "./entry.ts";

/**
 * A page → entries that a person can read: its boxes, inks and fonts, what each block says, and everything drawn, in
 * painter's order. Lengths are points. What is left to a digest is what nobody would read: glyph ids and outlines.
 */

export function describePage(page: Page): Entry[] {
  return [
    pageEntry(page),
    ...Object.entries(page.inks).map(([id, { rgb, cmyk }]) => entry(`ink ${id}`, { rgb, cmyk: cmyk.join(" ") })),
    ...Object.entries(page.fonts).map(([id, { family, weight, digest }]) =>
      entry(`font ${id}`, { family: `${family} ${weight}`, file: short(digest) }),
    ),
    ...Object.entries(page.pictures).map(([digest, { width, height }]) =>
      entry(`picture file ${short(digest)}`, { pixels: `${width} × ${height}` }),
    ),
    ...page.blocks.map((block, at) =>
      entry(nameOfBlock(page, at), {
        role: block.role,
        slot: block.slot ?? "none",
        language: block.language,
        list: String(block.list ?? "none"),
        box: rectWords(block.bounds),
        says: `“${block.text}”`,
      }),
    ),
    ...drawnEntries(page),
  ];
}

/** Covers every value on the page, also those that no entry names. */
function pageDigest(page: Page): string {
  return short(digestValue(page));
}

function pageEntry(page: Page): Entry {
  const { pixels, folds, direction, bleed } = page;
  return entry(`page ${page.id}`, {
    trim: `${page.width} × ${page.height}`,
    bleed: String(bleed),
    pixels: pixels === null ? "none" : `${pixels.width} × ${pixels.height}`,
    folds: folds.join(" ") || "none",
    direction,
    digest: pageDigest(page),
  });
}

/** `headline`, or `body, paragraph 2` where the frame has several blocks. */
function nameOfBlock({ blocks }: Page, at: number): string {
  const frame = blocks[at]?.frame ?? "";
  const same = blocks.flatMap((block, index) => (block.frame === frame ? [index] : []));
  return same.length === 1 ? frame : `${frame}, paragraph ${same.indexOf(at) + 1}`;
}

const NUMERAL = ", numeral";

/** An item of a list has one numeral, drawn after the item's words. @param written the block whose words came before. */
function lineName(page: Page, block: number | null, written: number | null): string {
  if (block !== null) return `${nameOfBlock(page, block)}, line`;
  const numbered = written !== null && page.blocks[written]?.list !== null;
  return numbered ? `${nameOfBlock(page, written)}${NUMERAL}` : "decoration, line";
}

interface Line {
  readonly block: number | null;
  readonly items: GlyphItem[];
}

function drawnEntries(page: Page): Entry[] {
  const found: Entry[] = [];
  const parts = new Map<string, number>();
  const number = (name: string) => {
    parts.set(name, (parts.get(name) ?? 0) + 1);
    return parts.get(name) ?? 1;
  };
  const texts = new Map<number, string>(page.blocks.map(({ text }, at) => [at, text]));
  let written: number | null = null;
  for (const drawn of groupLines(page.items)) {
    if ("items" in drawn) {
      const name = lineName(page, drawn.block, written);
      const { reads, rest } = takeLine(drawn, drawn.block === null ? "" : (texts.get(drawn.block) ?? ""));
      if (drawn.block !== null) texts.set(drawn.block, rest);
      written = drawn.block ?? written;
      const which = number(name);
      found.push(lineEntry(which === 1 && name.endsWith(NUMERAL) ? name : `${name} ${which}`, drawn, reads));
    } else {
      const owner = drawn.block === null ? "shape" : `${nameOfBlock(page, drawn.block)}, part`;
      const key = `${owner} ${number(owner)}`;
      if (drawn.kind === "path") found.push(pathEntry(key, drawn));
      else if (drawn.kind === "picture") {
        found.push(
          entry(key, { picture: short(drawn.picture), box: rectWords(drawn.rect), crop: rectWords(drawn.crop) }),
        );
      }
    }
  }
  return found;
}

/** Runs of one block on one baseline that follow one another are a line. */
function groupLines(items: readonly PageItem[]): (Line | Exclude<PageItem, GlyphItem>)[] {
  const found: (Line | Exclude<PageItem, GlyphItem>)[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (item.kind !== "glyphs") found.push(item);
    else if (last && "items" in last && last.block === item.block && last.items[0]?.origin.y === item.origin.y)
      last.items.push(item);
    else found.push({ block: item.block, items: [item] });
  }
  return found;
}

const WORTH_COUNTING = /[\p{L}\p{N}]/u;

/** The next words of the block, in the order in which they are read: as many letters and digits as the line shows. */
function takeLine({ items }: Line, text: string): { readonly reads: string; readonly rest: string } {
  const shown = items.map(textOfRun).join("");
  let letters = [...shown.normalize("NFC")].filter((one) => WORTH_COUNTING.test(one)).length;
  if (text === "" || letters === 0) return { reads: shown, rest: text };
  const characters = [...text.normalize("NFC")];
  let end = 0;
  while (end < characters.length && letters > 0) {
    if (WORTH_COUNTING.test(characters[end] ?? "")) letters -= 1;
    end += 1;
  }
  while (end < characters.length && /[^\p{L}\p{N}\s]/u.test(characters[end] ?? "")) end += 1;
  return { reads: characters.slice(0, end).join("").trim(), rest: characters.slice(end).join("") };
}

function textOfRun({ glyphs, direction }: GlyphItem): string {
  const texts = glyphs.map(({ text }) => text);
  return (direction === "rtl" ? texts.reverse() : texts).join("");
}

function lineEntry(key: string, { items }: Line, reads: string): Entry {
  const origin = items[0]?.origin ?? { x: 0, y: 0 };
  const relative = items.map(({ font, direction, language, glyphs, origin: { x, y } }) => ({
    ...{ font, direction, language, x: points(x - origin.x), y: points(y - origin.y) },
    glyphs: glyphs.map(({ id, x: dx, y: dy, advance, text }) => [id, dx, dy, advance, text]),
  }));
  return entry(key, {
    reads: `“${reads}”`,
    at: pointWords(origin),
    width: String(points(Math.max(...items.map((item) => right(item) - origin.x)))),
    set: items
      .map((item) => (items.length === 1 ? setWords(item) : `“${textOfRun(item)}” ${setWords(item)}`))
      .join(", "),
    starts: wordStarts(items, origin).join(" "),
    glyphs: `${items.reduce((sum, { glyphs }) => sum + glyphs.length, 0)}, ${digestValue(relative).slice(0, 12)}`,
  });
}

function setWords({ size, font, ink, helpline }: GlyphItem): string {
  return `${size} pt ${font} in ${ink}${helpline === undefined ? "" : ` (helpline ${helpline})`}`;
}

function right({ origin, glyphs }: GlyphItem): number {
  return Math.max(...glyphs.map(({ x, advance }) => origin.x + x + advance));
}

/** Of each word from left to right, how far its first glyph lies from the line's beginning. */
function wordStarts(items: readonly GlyphItem[], origin: Point): number[] {
  const starts: number[] = [];
  let between = true;
  for (const { glyphs, origin: own } of items) {
    for (const glyph of glyphs) {
      const space = isSpace(glyph);
      if (!space && between) starts.push(points(own.x - origin.x + glyph.x));
      between = space;
    }
  }
  return starts;
}

function isSpace({ text }: PageGlyph): boolean {
  return text !== "" && text.trim() === "";
}

function pathEntry(key: string, { d, fill, stroke, rule, opacity, clip }: PathItem): Entry {
  const numbers = [...d.matchAll(/-?\d+(?:\.\d+)?/g)].map(([one]) => Number(one));
  const xs = numbers.filter((_, at) => at % 2 === 0);
  const ys = numbers.filter((_, at) => at % 2 === 1);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const box = { x, y, width: points(Math.max(...xs) - x), height: points(Math.max(...ys) - y) };
  return entry(key, {
    box: rectWords(box),
    fill: fill === null ? "none" : paintWords(fill),
    ...(stroke === null
      ? {}
      : { stroke: `${stroke.width} pt ${stroke.ink}, ${stroke.cap} caps, ${stroke.join} joins` }),
    ...(rule === "nonzero" ? {} : { rule }),
    ...(opacity === 1 ? {} : { opacity: String(opacity) }),
    ...(clip === null ? {} : { clip: rectWords(clip) }),
    outline: `${xs.length} points, ${digestValue(d).slice(0, 12)}`,
  });
}

function paintWords(paint: Paint): string {
  if (paint.kind === "solid") return paint.ink;
  const stops = paint.stops.map(({ offset, ink }) => `${ink} ${offset}`).join(" → ");
  return `from ${pointWords(paint.from)} to ${pointWords(paint.to)}: ${stops}`;
}

function pointWords({ x, y }: Point): string {
  return `${x} ${y}`;
}

/** Left, top, then the size. */
function rectWords({ x, y, width, height }: Rect): string {
  return `${x} ${y}, ${width} × ${height}`;
}

function points(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}

function short(digest: string): string {
  return digest.slice(0, 16);
}
