import type { Ink } from "../../base/colour.ts";
import type { Diagnostic, DiagnosticValues, Severity } from "../../base/diagnostics.ts";
import { outlineOf } from "../../base/outline.ts";
import { POINTS_PER_MM } from "../../base/units.ts";
import type { GlyphItem, Page, PageItem, PathItem, PictureItem } from "../page/page.ts";
import { locate, opening } from "./locate.ts";

/**
 * A finished page of a print format → type, lines, blacks and pictures that cannot be printed reliably.
 *
 * The rules of prepress that can be told before export, by their numbers in preflight, and what holds each:
 *
 * | Rule | Held by |
 * |---|---|
 * | 1, 8 trim size, equal pages | `composePages`: every page takes the template's size; empty pages: `checkEdges` |
 * | 3 bleed, 4 edges, 5 distance from the trim | `checkEdges`; the template's own margin: `checkSafeArea` |
 * | 9, 10 marks and registration colour | the writer of print PDFs draws marks outside the bleed, in that colour alone |
 * | 18, 19 printing condition | the output profile is tried when it is loaded |
 * | 21, 37 only CMYK, no spot colours | `packSchema`: a colour is four process inks; photographs are converted |
 * | 22 ink | `checkPack`: 300 % for each colour; mixing by opacity never adds ink, and the profile limits photographs |
 * | 23 resolution | here |
 * | 24, 25 line art, upscaling | photographs are converted once, from the file that was placed |
 * | 26 black text, 30 rich black | here; `checkPack` holds the palette's black to black ink alone |
 * | 27, 28, 29 overprint | the writer: black text and thin lines overprint, nothing else does |
 * | 31, 32 small type, 33 thin lines | here |
 * | 34 embedding rights | `checkPack`, for every font file of a pack |
 * | 35 missing glyphs | `checkGlyphs` |
 * | 39, 42, 43 blend modes, annotations, layers | a `Page` has none |
 * | 44 nothing hidden | `checkCovered`; beside the page: `checkSafeArea` |
 * | 45 overflow, open links | `fitText`, `localise` |
 */

/** Points. From here on letters are wide enough for plates that miss one another by a hair. */
const MULTI_INK_TEXT = 12;
const REVERSED_TEXT = 6;
const LEAST_TEXT = 5;
/** Letters of this size count as areas, which may be rich black. */
const AREA_TEXT = 24;
const LEAST_LINE = 0.25;
const LEAST_COLOURED_LINE = 0.5;
/** Longer than this in both directions, a thing is no line. */
const LINE_LENGTH = 3;
/** Per cent of black from which text and areas look black. */
const BLACK_TEXT = 85;
const BLACK_AREA = 95;
/** 60/40/40/100 is the most that recipes of coated offset ask for, and 5 mm the least width that hides a miss. */
const RICH_BLACK = 240;
const RICH_BLACK_WIDTH = 5 * POINTS_PER_MM;
const PPI = { good: 300, least: 150 } as const;
/** Sizes are rounded to 1/1000 pt. */
const SLACK = 0.01;

interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly item: PageItem;
  readonly message: string;
  readonly hint: string;
  readonly values: DiagnosticValues;
}

/** Nothing for formats in pixels. Each rule reports once for each text or drawing, at its worst place. */
export function checkPrint(page: Page): Diagnostic[] {
  if (page.pixels !== null) return [];
  const found = new Map<string, Diagnostic>();
  // Smallest first, so that what is reported of a text is its worst line.
  const glyphs = page.items.filter((item) => item.kind === "glyphs").sort((a, b) => a.size - b.size);
  const others = page.items.filter((item) => item.kind !== "glyphs");
  for (const finding of [
    ...glyphs.flatMap((item) => checkText(item, page)),
    ...others.flatMap((item) => (item.kind === "path" ? checkPath(item, page) : checkPicture(item))),
  ]) {
    const { item, ...told } = finding;
    const where = locate(page, item.block === null ? undefined : page.blocks[item.block]);
    const key = `${finding.code} ${where.place}`;
    if (found.has(key)) continue;
    found.set(key, { ...told, ...where });
  }
  return [...found.values()];
}

const plates = ({ cmyk }: Ink) => cmyk.filter((part) => part > 0).length;
const recipe = ({ cmyk }: Ink) => cmyk.map((part, at) => `${"CMYK"[at]} ${part}`).join(" ");
const rounded = (length: number) => Math.round(length * 100) / 100;
const pt = (length: number) => `${rounded(length)} pt`;

function checkText(item: GlyphItem, page: Page): Finding[] {
  const ink = page.inks[item.ink];
  const text = item.glyphs.map((glyph) => glyph.text).join("");
  if (!ink || text.trim() === "") return [];
  const { size } = item;
  const quoted = opening(page.blocks[item.block ?? -1]?.text ?? text);
  const said = `“${quoted}”`;
  const facts = { text: quoted, size: rounded(size), recipe: recipe(ink) };
  const found: Finding[] = [];
  const add = (code: string, severity: Severity, message: string, hint: string, least: number) =>
    found.push({ code, severity, item, message, hint, values: { ...facts, least } });
  if (size < LEAST_TEXT - SLACK) {
    add(
      "typeset/small-text",
      "error",
      `${said} is set in ${pt(size)}; below ${LEAST_TEXT} pt print cannot be read.`,
      "Give the text more room, or shorten it.",
      LEAST_TEXT,
    );
  }
  if (plates(ink) === 0 && size < REVERSED_TEXT - SLACK) {
    add(
      "typeset/reversed-text",
      "error",
      `${said} is white and set in ${pt(size)}; ink around it fills in letters below ${REVERSED_TEXT} pt.`,
      "Make it larger, or set it in black on a light area.",
      REVERSED_TEXT,
    );
  }
  if (plates(ink) < 2) return found;
  if (ink.cmyk[3] >= BLACK_TEXT && size < AREA_TEXT) {
    add(
      "typeset/black-text",
      "error",
      `${said} is black text in several inks (${recipe(ink)}); its letters will have coloured edges.`,
      "Use the black of the palette, which is black ink alone.",
      AREA_TEXT,
    );
  } else if (size < MULTI_INK_TEXT - SLACK) {
    add(
      "typeset/coloured-text",
      "warning",
      `${said} is set in ${pt(size)} in several inks (${recipe(ink)}); below ${MULTI_INK_TEXT} pt its letters will have coloured edges.`,
      "Use the black of the palette or a colour of one ink, or make the text larger.",
      MULTI_INK_TEXT,
    );
  }
  return found;
}

function checkPath(item: PathItem, page: Page): Finding[] {
  const found: Finding[] = [];
  const { fill, stroke } = item;
  const shape = shownSize(item);
  if (!shape) return [];
  const [across, along] = [Math.min(shape.width, shape.height), Math.max(shape.width, shape.height)];
  const line = (width: number, ink: Ink) => {
    const coloured = plates(ink) !== 1;
    const least = coloured ? LEAST_COLOURED_LINE : LEAST_LINE;
    if (width >= least - SLACK) return;
    const what = !coloured ? "A line" : plates(ink) === 0 ? "A white line" : "A line in several inks";
    found.push({
      code: "typeset/thin-line",
      severity: width < LEAST_LINE - SLACK ? "error" : "warning",
      item,
      message: `${what} is ${pt(width)} wide; print needs at least ${pt(least)}.`,
      hint: "Make it wider in the template or the drawing.",
      values: {
        case: !coloured ? "one-ink" : plates(ink) === 0 ? "white" : "several-inks",
        width: rounded(width),
        least,
      },
    });
  };
  const strokeInk = stroke ? page.inks[stroke.ink] : undefined;
  if (stroke && strokeInk) line(stroke.width, strokeInk);
  const inks = fill === null ? [] : fill.kind === "solid" ? [fill.ink] : fill.stops.map((stop) => stop.ink);
  for (const ink of inks.flatMap((id) => page.inks[id] ?? [])) {
    if (along > LINE_LENGTH && !stroke) line(across, ink);
    const sum = ink.cmyk.reduce((total, part) => total + part, 0);
    if (ink.cmyk[3] < BLACK_AREA || plates(ink) < 2) continue;
    if (across >= RICH_BLACK_WIDTH && sum <= RICH_BLACK) continue;
    found.push({
      code: "typeset/rich-black",
      severity: "warning",
      item,
      message:
        sum > RICH_BLACK
          ? `A black area has ${sum} % of ink (${recipe(ink)}); ${RICH_BLACK} % is enough.`
          : `A narrow shape is black in several inks (${recipe(ink)}); it will have coloured edges.`,
      hint: "Use the black of the palette, or in large areas 60/40/40/100.",
      values: { case: sum > RICH_BLACK ? "too-much" : "narrow", ink: sum, recipe: recipe(ink), most: RICH_BLACK },
    });
  }
  return found;
}

/** What the clip leaves of a path's box, or null. */
function shownSize({ d, clip }: PathItem): { readonly width: number; readonly height: number } | null {
  const box = outlineOf(d);
  const left = Math.max(box.left, clip?.x ?? -Infinity);
  const top = Math.max(box.top, clip?.y ?? -Infinity);
  const right = Math.min(box.right, clip ? clip.x + clip.width : Infinity);
  const bottom = Math.min(box.bottom, clip ? clip.y + clip.height : Infinity);
  return right < left || bottom < top ? null : { width: right - left, height: bottom - top };
}

function checkPicture(item: PictureItem): Finding[] {
  const { crop, rect } = item;
  const ppi = Math.min((crop.width * 72) / rect.width, (crop.height * 72) / rect.height);
  if (ppi >= PPI.good - 0.5) return [];
  const wide = Math.ceil((rect.width * PPI.good) / 72);
  const high = Math.ceil((rect.height * PPI.good) / 72);
  return [
    {
      code: "typeset/picture-resolution",
      severity: ppi < PPI.least - 0.5 ? "error" : "warning",
      item,
      message: `The picture has ${Math.round(ppi)} pixels per inch at this size; print needs ${PPI.good}, and ${PPI.least} at least.`,
      hint: `Place a picture whose visible part has ${wide} × ${high} pixels.`,
      values: { ppi: Math.round(ppi), good: PPI.good, least: PPI.least, wide, high },
    },
  ];
}
