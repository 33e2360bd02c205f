import type { Cmyk } from "../../../shared/base/colour.ts";
import { assert } from "../../../shared/base/errors.ts";
import type { Rect } from "../../../shared/base/geometry.ts";
import { parsePath } from "../../../shared/render/placeOutline.ts";
import type { Paint, PathItem } from "../../../shared/typeset/page/page.ts";
import type { PdfDocument, Rgb } from "./pdfDocument.ts";

/** Path items → path operators, in page coordinates (y down). */

const CAPS = { butt: 0, round: 1, square: 2 } as const;
const JOINS = { miter: 0, round: 1, bevel: 2 } as const;
/** SVG's default, which the preview draws with; PDF's is 10. */
const MITER_LIMIT = 4;

/**
 * Points; black lines below this overprint, which is the limit of preflight's rule 27. Plates slip by some 0.1 mm:
 * a white rim on both sides of such a line would be a third of it. What is wider, and what is filled, knocks out,
 * for a broad black shows where the colours beneath it end.
 */
const THIN = 2;

/** Graphics state that leaves the other plates as they are. Only for 100 % black: white would disappear. */
export const OVERPRINTS = { OP: true, op: true, OPM: 1 } as const;

/** In CMYK, black ink and no other. */
export function isBlackInk(colour: Cmyk | Rgb): boolean {
  return colour.length === 4 && colour.every((amount, plate) => amount === (plate === 3 ? 100 : 0));
}

/** Ink id → the colour in the document's own space. */
export type InkRecipe = (ink: string) => Cmyk | Rgb;

export function drawPath(document: PdfDocument, item: PathItem, inks: InkRecipe): void {
  if (!item.fill && !item.stroke) return;
  document.save();
  if (item.clip) document.addContent(`${rectangleOperators(item.clip)} W n`);
  // One operator paints fill and stroke, so they are one object to transparency (ISO 32000-1, 11.7.4.4), as in SVG.
  if (item.opacity < 1) document.setGraphicsState({ ca: item.opacity, CA: item.opacity });
  const rule = item.rule === "evenodd" ? "*" : "";
  const path = pathOperators(item.d);
  const overprints = item.stroke !== null && item.stroke.width < THIN && isBlackInk(inks(item.stroke.ink));
  const apart = overprints && item.opacity === 1;
  if (item.fill) {
    document.setColour(fillColour(document, item.fill, inks), false);
    // A line that overprints is an object of its own, or it would overprint what lies below the fill.
    if (apart) document.addContent(`${path}\nf${rule}`);
  }
  if (item.stroke) {
    const { ink, width, cap, join } = item.stroke;
    document.setColour(inks(ink), true);
    if (apart || (overprints && !item.fill)) document.setGraphicsState(OVERPRINTS);
    document.addContent(`${decimal(width)} w ${CAPS[cap]} J ${JOINS[join]} j ${MITER_LIMIT} M`);
  }
  const paint = !item.stroke ? `f${rule}` : item.fill && !apart ? `B${rule}` : "S";
  document.addContent(`${path}\n${paint}`);
  document.restore();
}

function fillColour(document: PdfDocument, paint: Paint, inks: InkRecipe): Cmyk | Rgb | PDFKit.PDFLinearGradient {
  if (paint.kind === "solid") return inks(paint.ink);
  const offsets = paint.stops.map((stop) => stop.offset);
  // pdfkit stretches a ramp that does not start at 0 and end at 1.
  assert(
    offsets.length > 1 && offsets[0] === 0 && offsets.at(-1) === 1,
    "gradient stops rise from exactly 0 to exactly 1",
  );
  const gradient = document.linearGradient(paint.from.x, paint.from.y, paint.to.x, paint.to.y);
  for (const stop of paint.stops) gradient.stop(stop.offset, inks(stop.ink) as unknown as string);
  return gradient;
}

export function rectangleOperators({ x, y, width, height }: Rect): string {
  return `${decimals(x, y, width, height)} re`;
}

/** PDF has no quadratic curve: Q becomes the cubic that is the same curve. */
export function pathOperators(d: string): string {
  const lines: string[] = [];
  let x = 0;
  let y = 0;
  for (const { letter, values } of parsePath(d)) {
    const [a = 0, b = 0, c = 0, e = 0] = values;
    if (letter === "M") lines.push(`${decimals(a, b)} m`);
    else if (letter === "L") lines.push(`${decimals(a, b)} l`);
    else if (letter === "C") lines.push(`${decimals(...values)} c`);
    else if (letter === "Z") lines.push("h");
    else {
      const third = (end: number, control: number) => end + (2 / 3) * (control - end);
      lines.push(`${decimals(third(x, a), third(y, b), third(c, a), third(e, b), c, e)} c`);
    }
    x = values.at(-2) ?? x;
    y = values.at(-1) ?? y;
  }
  return lines.join("\n");
}

/** A number as PDF writes it: 1/1000 pt is the page's own precision, and an exponent is not allowed. */
export function decimal(value: number): string {
  assert(Number.isFinite(value), "every number on a page is finite");
  return String(Math.round(value * 1000) / 1000 + 0);
}

export function decimals(...values: number[]): string {
  return values.map(decimal).join(" ");
}
