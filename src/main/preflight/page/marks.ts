import type { PDFDict, PDFRawStream } from "@cantoo/pdf-lib";
import type { ColourSpace, InkAmounts } from "./colourSpace.ts";
import type { PdfFont } from "./pdfFont.ts";

/** What a page paints, in the order of painting, in default user space (points, y up). */

/** [left, bottom, right, top]. */
export type Box = readonly [number, number, number, number];

/** [a b c d e f] as `cm` takes it. */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Mark {
  readonly kind: "fill" | "stroke" | "text" | "image" | "shade";
  readonly bounds: Box;
  /** What the clip leaves of `bounds`; null where nothing is left. */
  readonly visible: Box | null;
  /** Null where the file does not tell, as in pictures. Of a gradient, its heaviest end. */
  readonly inks: InkAmounts | null;
  readonly family: string;
  /** Painted with Separation /All. */
  readonly registration: boolean;
  readonly overprint: boolean;
  /** OPM. */
  readonly mode: number;
  readonly opaque: boolean;
  /** Fills its bounds completely. */
  readonly rectangle: boolean;
  /** Whether the left, bottom, right and top of the bounds are straight: a circle only touches them. */
  readonly sides: readonly boolean[];
  /** Em of text, width of a line; points, transformed. */
  readonly size: number;
  /** Of text, as ToUnicode has it. */
  readonly text: string;
  readonly image: ImageUse | null;
}

export interface ImageUse {
  readonly stream: PDFRawStream;
  readonly space: ColourSpace | null;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly ppi: number;
}

export interface Glyph {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly advance: number;
  readonly text: string;
}

/** Everything that one page's streams say. */
export interface PageContent {
  readonly marks: Mark[];
  readonly glyphs: Glyph[];
  /** Every colour space used, with the first place of each. */
  readonly spaces: { readonly space: ColourSpace; readonly at: Box | null }[];
  readonly states: Set<PDFDict>;
  readonly forms: Set<PDFDict>;
}

export type Fonts = Map<PDFDict, PdfFont>;

export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
    m[4] * n[0] + m[5] * n[2] + n[4],
    m[4] * n[1] + m[5] * n[3] + n[5],
  ];
}

export function apply(m: Matrix, x: number, y: number): readonly [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

export function boxAround(points: readonly (readonly [number, number])[]): Box {
  let box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points)
    box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
  return box;
}

export function corners([left, bottom, right, top]: Box): readonly (readonly [number, number])[] {
  return [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];
}

/** Null where nothing is common. */
export function intersect(a: Box, b: Box): Box | null {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[0] <= box[2] && box[1] <= box[3] ? box : null;
}

/** With `slack` points of tolerance. */
export function contains(outer: Box, inner: Box, slack = 0): boolean {
  return (
    inner[0] >= outer[0] - slack &&
    inner[1] >= outer[1] - slack &&
    inner[2] <= outer[2] + slack &&
    inner[3] <= outer[3] + slack
  );
}

export function areaOf(box: Box): number {
  return Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
}

/** The words of a mark, as a message shows them. */
export function quote({ text }: Mark): string {
  const letters = Array.from(text.replace(/[\p{Cf}\s]+/gu, " ").trim());
  return `“${letters.slice(0, 24).join("")}${letters.length > 24 ? "…" : ""}”`;
}
