import { dayOf, momentOf } from "../../shared/base/moment.ts";
import { POINTS_PER_MM } from "../../shared/base/units.ts";
import type { GlyphItem, Page } from "../../shared/typeset/page/page.ts";
import { loadFont } from "../../shared/typeset/text/loadFont.ts";
import type { Typesetter } from "../../shared/typeset/text/paragraph.ts";
import type { FontFile } from "../../shared/typeset/text/ports.ts";
import { createTypesetter } from "../../shared/typeset/text/typesetter.ts";

/**
 * What a sheet is → the line of small print beside it, so that a loose sheet can be told from every other.
 *
 * ASCII, in the pack's own font, from left to right in every edition. It breaks between its parts only, and a part
 * that is wider than the page is shortened, so that nothing is ever cut off.
 */

export interface SlugFacts {
  /** Digest of the proof; its first digits are shown. */
  readonly proof: string;
  /** It was released by nobody, as an example. */
  readonly sample?: boolean;
  readonly date: Date;
  /** Name and version of the program. */
  readonly engine: string;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

export interface SlugLine {
  readonly font: FontFile;
  /** One for each line, origin at the left end of its baseline, y from the top edge of the whole. */
  readonly items: readonly GlyphItem[];
  /** Points. */
  readonly height: number;
}

const SIZE = 6;
const LEADING = 7.5;
/** Points from the top of a line to its baseline. */
const ASCENT = 5.5;
/** As many as a person compares. 16 of 64 hex digits: two proofs that differ share them once in 10¹⁹. */
const PROOF_DIGITS = 16;
/** Narrower than any page a person would cut. */
const LEAST_MEASURE = 20 * POINTS_PER_MM;
const BETWEEN = "  |  ";

export type SlugSetter = (page: Page, facts: SlugFacts) => SlugLine;

/**
 * Null where no font has the letters of ASCII.
 * @param used ids of fonts that the pages show already: one of these adds the least to the file.
 */
export function createSlugSetter(fonts: readonly FontFile[], used: ReadonlySet<string>): SlugSetter | null {
  const font = [...fonts]
    .sort((a, b) => Number(used.has(b.id)) - Number(used.has(a.id)) || distance(a) - distance(b))
    .find((file) => ASCII.every((letter) => loadFont(file).covers(letter)));
  if (!font) return null;
  const { family, weight, id } = font;
  const own = { name: family, weights: [{ weight, file: id }], fallback: [] };
  const typesetter = createTypesetter([font], { [family]: own });
  return (page, facts) => {
    const width = (text: string) => shape(typesetter, font, text).naturalWidth * SIZE;
    const measure = Math.max(page.width, LEAST_MEASURE);
    const lines = wrap(partsOf(page, facts), measure, width);
    return {
      font,
      items: lines.map((text, nth) => setLine(typesetter, font, text, nth * LEADING + ASCENT)),
      height: lines.length * LEADING,
    };
  };
}

/** Every letter that is printed in ASCII. */
const ASCII = Array.from({ length: 95 }, (_, at) => String.fromCodePoint(32 + at));

/** From a regular weight, which is legible at this size. */
function distance({ weight }: FontFile): number {
  return Math.abs(weight - 400);
}

function partsOf({ template, edition }: Page, { page, pages, date, proof, engine, sample }: SlugFacts): string[] {
  const day = dayOf(momentOf(date));
  const parts = [
    ...(sample === true ? ["SAMPLE, not for print"] : []),
    template,
    edition,
    `page ${page}/${pages}`,
    day,
    `proof ${proof.slice(0, PROOF_DIGITS)}`,
    engine,
  ];
  return parts.map((part) => part.replace(/[^\x20-\x7e]/gu, "?"));
}

/** As few lines as the measure allows, then of similar length. */
function wrap(parts: readonly string[], measure: number, width: (text: string) => number): string[] {
  const fitting = parts.map((part) => shorten(part, measure, width));
  const widest = Math.max(...fitting.map(width));
  let lines = fill(fitting, measure, width);
  for (let narrower = measure - SIZE; narrower >= widest; narrower -= SIZE) {
    const balanced = fill(fitting, narrower, width);
    if (balanced.length > lines.length) break;
    lines = balanced;
  }
  return lines;
}

function fill(parts: readonly string[], measure: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = `${last}${BETWEEN}${part}`;
    if (last !== undefined && width(longer) <= measure) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

/** Both ends tell more than the beginning alone. */
function shorten(part: string, measure: number, width: (text: string) => number): string {
  let shown = part;
  for (let kept = part.length - 1; width(shown) > measure && kept > 1; kept -= 1) {
    shown = `${part.slice(0, Math.ceil(kept / 2))}...${part.slice(-Math.floor(kept / 2))}`;
  }
  return shown;
}

function shape(typesetter: Typesetter, { family, weight }: FontFile, text: string) {
  const run = { text, family, weight, ink: INK, language: LANGUAGE };
  return typesetter.shape({ direction: "ltr", language: LANGUAGE, runs: [run] });
}

const LANGUAGE = "en";
const INK = "black";

function setLine(typesetter: Typesetter, font: FontFile, text: string, baseline: number): GlyphItem {
  const { lines } = shape(typesetter, font, text).breakLines({ measure: Number.MAX_SAFE_INTEGER, balance: false });
  const glyphs = lines.flatMap(({ runs }) => runs.flatMap((run) => run.glyphs));
  return {
    kind: "glyphs",
    font: font.id,
    size: SIZE,
    ink: INK,
    block: null,
    direction: "ltr",
    language: LANGUAGE,
    origin: { x: 0, y: baseline },
    glyphs: glyphs.map((glyph) => ({
      ...glyph,
      x: glyph.x * SIZE,
      y: glyph.y * SIZE,
      advance: glyph.advance * SIZE,
    })),
  };
}
