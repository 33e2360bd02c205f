import type { PDFDict, PDFObject, PDFRawStream } from "@cantoo/pdf-lib";
import { decodeStream } from "../pdf/decodeStream.ts";
import { asArray, asDict, asName, asNumber, asStream, get, items, numbers, type PdfPage } from "../pdf/pdfFile.ts";
import { isBytes, isDict, isName, type Operand, operations } from "../pdf/tokens.ts";
import { COST, spend } from "../pdf/work.ts";
import { Canvas } from "./canvas.ts";
import {
  type ColourSpace,
  initialTints,
  inksOf,
  plainSpace,
  readSpace,
  shadingColours,
  totalInk,
} from "./colourSpace.ts";
import { type Colour, cut, EVERYWHERE, matrixOf, START, type State, setNumber } from "./graphicsState.ts";
import { apply, boxAround, corners, type Fonts, multiply, type PageContent } from "./marks.ts";
import { Path } from "./path.ts";
import { TextCursor } from "./textCursor.ts";

/**
 * A page's content streams → its marks (ISO 32000-1, 8 and 9).
 *
 * One file because pages, forms, patterns and masks are content streams within one another: each part calls `run`.
 */

const DEEPEST_FORM = 12;
const DEEPEST_STATE = 512;

/** Fails with `preflight/too-complex`, `preflight/damaged` or `preflight/too-large`. */
export function interpretPage(page: PdfPage, fonts: Fonts): PageContent {
  const content: PageContent = { marks: [], glyphs: [], spaces: [], states: new Set(), forms: new Set() };
  const { context } = page.dict;
  spend(context, COST.page);
  const entry = get(page.dict, "Contents");
  const streams = (asArray(entry) ? items(asArray(entry)) : [entry]).map(asStream).filter((one) => one !== undefined);
  const parts = streams.map((stream) => decodeStream(stream).bytes);
  const bytes = Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]));
  const canvas = new Canvas(content, context, page.number, fonts);
  run(canvas, bytes, asDict(page.inherited("Resources")), START, 0);
  return content;
}

/** @param depth of forms within forms. */
function run(canvas: Canvas, bytes: Uint8Array, resources: PDFDict | undefined, start: State, depth: number): void {
  spend(canvas.context, bytes.length * COST.contentByte);
  const stack: State[] = [];
  const path = new Path();
  const text = new TextCursor(canvas);
  const hidden: boolean[] = [];
  let state = start;
  let clipNext = false;

  const named = (kind: string, name: string | undefined) => get(asDict(get(resources, kind)), name ?? "");
  const show = (parts: readonly Operand[]) => text.show(parts, state, hidden.includes(true));
  const paint = (fill: boolean, stroke: boolean) => {
    if (fill) canvas.fillPath(path, state);
    if (stroke) canvas.strokePath(path, state);
    if (clipNext && path.bounds()) state = { ...state, clip: cut(state.clip, path.bounds()) };
    clipNext = false;
    path.clear();
  };
  const setSpace = (
    which: "fill" | "stroke",
    space: ColourSpace,
    tints: readonly number[],
    key: PDFObject | string,
  ) => {
    canvas.note(space, key);
    state = { ...state, [which]: { space, inks: inksOf(space, tints) } };
  };

  for (const { operator, operands } of operations(bytes)) {
    spend(canvas.context, COST.operator);
    const n = (at: number) => {
      const value = operands[at];
      return typeof value === "number" ? value : 0;
    };
    const tints = operands.filter((value) => typeof value === "number");
    const name = operands.findLast(isName)?.name;
    const which = operator === operator.toLowerCase() ? "fill" : "stroke";
    state = setNumber(state, operator, n) ?? state;
    if (path.build(operator, n, state.ctm)) {
      spend(canvas.context, COST.corner);
      continue;
    }
    if (text.move(operator, n, state)) continue;
    switch (operator) {
      case "q":
        if (stack.length < DEEPEST_STATE) stack.push(state);
        break;
      case "Q":
        state = stack.pop() ?? state;
        break;
      case "gs":
        state = setState(canvas, state, asDict(named("ExtGState", name)), depth);
        break;
      case "f":
      case "F":
      case "f*":
        paint(true, false);
        break;
      case "S":
      case "s":
        paint(false, true);
        break;
      case "B":
      case "B*":
      case "b":
      case "b*":
        paint(true, true);
        break;
      case "n":
        paint(false, false);
        break;
      case "W":
      case "W*":
        clipNext = true;
        break;
      case "g":
      case "rg":
      case "k":
      case "G":
      case "RG":
      case "K": {
        const family = { g: "DeviceGray", rg: "DeviceRGB", k: "DeviceCMYK" }[operator.toLowerCase()] ?? "";
        setSpace(which, plainSpace(family), tints, family);
        break;
      }
      case "cs":
      case "CS": {
        const own = named("ColorSpace", name);
        const space = own ? readSpace(own, resources) : plainSpace(name ?? "unknown");
        setSpace(which, space, initialTints(space), own ?? space.family);
        break;
      }
      case "sc":
      case "scn":
      case "SC":
      case "SCN": {
        const { space } = state[which];
        const colour =
          space.family === "Pattern"
            ? patternColour(canvas, space, named("Pattern", name), tints, depth)
            : { space, inks: inksOf(space, tints) };
        state = { ...state, [which]: colour };
        break;
      }
      case "sh": {
        const shading = asDict(named("Shading", name));
        const colour = shading && shadeColour(canvas, shading, resources);
        if (colour) canvas.addMark(state, "shade", state.clip ?? EVERYWHERE, colour, {});
        break;
      }
      case "Do":
        drawObject(canvas, asStream(named("XObject", name)), state, resources, depth);
        break;
      case "BI":
        canvas.placeInlineImage(operands[0], state, resources);
        break;
      case "BDC":
      case "BMC":
        hidden.push(operands.some((one) => isDict(one) && isEmptyText(one.entries.get("ActualText"))));
        break;
      case "EMC":
        hidden.pop();
        break;
      case "Tf": {
        const dict = asDict(named("Font", name));
        state = { ...state, font: dict ? canvas.fontOf(dict) : null, fontSize: n(1) };
        break;
      }
      case "Tj":
        show(operands);
        break;
      case "TJ":
        show(Array.isArray(operands[0]) ? operands[0] : []);
        break;
      case "'":
      case '"':
        show(operands.slice(-1));
        break;
    }
  }
}

function setState(canvas: Canvas, state: State, dict: PDFDict | undefined, depth: number): State {
  if (!dict) return state;
  canvas.content.states.add(dict);
  const flag = (key: string) => {
    const value = get(dict, key)?.toString();
    return value === undefined ? undefined : value === "true";
  };
  const stroke = flag("OP") ?? state.overprintStroke;
  const mask = get(dict, "SMask");
  const blend = get(dict, "BM");
  const fontEntry = items(asArray(get(dict, "Font")));
  const fontDict = asDict(fontEntry[0]);
  const group = asStream(get(asDict(mask), "G"));
  if (group) drawObject(canvas.aside(), group, { ...START, ctm: state.ctm }, undefined, depth + 2);
  return {
    ...state,
    overprintStroke: stroke,
    overprintFill: flag("op") ?? flag("OP") ?? state.overprintFill,
    mode: asNumber(get(dict, "OPM")) ?? state.mode,
    alphaFill: asNumber(get(dict, "ca")) ?? state.alphaFill,
    alphaStroke: asNumber(get(dict, "CA")) ?? state.alphaStroke,
    lineWidth: asNumber(get(dict, "LW")) ?? state.lineWidth,
    blend: asName(blend) ?? asName(items(asArray(blend))[0]) ?? state.blend,
    masked: mask ? asName(mask) !== "None" : state.masked,
    font: fontDict ? canvas.fontOf(fontDict) : state.font,
    fontSize: fontDict ? (asNumber(fontEntry[1]) ?? 0) : state.fontSize,
  };
}

/** Its heaviest end. */
function shadeColour(canvas: Canvas, shading: PDFDict, resources: PDFDict | undefined): Colour {
  const { space, inks } = shadingColours(shading, resources);
  canvas.note(space, shading);
  return { space, inks: inks.sort((a, b) => totalInk(b) - totalInk(a))[0] ?? null };
}

/** The heaviest colour that a tile paints, or that of the gradient. */
function patternColour(
  canvas: Canvas,
  space: ColourSpace,
  pattern: PDFObject | undefined,
  tints: readonly number[],
  depth: number,
): Colour {
  const dict = asDict(pattern);
  const shading = asDict(get(dict, "Shading"));
  if (shading) return shadeColour(canvas, shading, undefined);
  const stream = asStream(pattern);
  if (!stream || depth >= DEEPEST_FORM) return { space, inks: null };
  spend(canvas.context, COST.form);
  const colour: Colour = { space: space.under ?? space, inks: space.under ? inksOf(space.under, tints) : null };
  const start: State = { ...START, ctm: matrixOf(dict), fill: colour, stroke: colour };
  const tile = canvas.aside();
  run(tile, decodeStream(stream).bytes, asDict(get(dict, "Resources")), start, depth + 1);
  const heaviest = tile.content.marks.flatMap((mark) => mark.inks ?? []).sort((a, b) => totalInk(b) - totalInk(a))[0];
  return { space: colour.space, inks: heaviest ?? null };
}

/** A picture, or a form and all that it draws. */
function drawObject(
  canvas: Canvas,
  stream: PDFRawStream | undefined,
  state: State,
  resources: PDFDict | undefined,
  depth: number,
): void {
  if (!stream) return;
  const { dict } = stream;
  if (asName(get(dict, "Subtype")) === "Image") {
    canvas.placeImage(stream, state, resources);
    return;
  }
  spend(canvas.context, COST.form);
  if (depth >= DEEPEST_FORM) return;
  canvas.content.forms.add(dict);
  const ctm = multiply(matrixOf(dict), state.ctm);
  const box = numbers(get(dict, "BBox"));
  const [left = 0, bottom = 0, right = 0, top = 0] = box;
  const clip =
    box.length === 4
      ? cut(state.clip, boxAround(corners([left, bottom, right, top]).map(([x, y]) => apply(ctm, x, y))))
      : state.clip;
  const own = asDict(get(dict, "Resources")) ?? resources;
  run(canvas, decodeStream(stream).bytes, own, { ...state, ctm, clip }, depth + 1);
}

function isEmptyText(operand: Operand | undefined): boolean {
  return isBytes(operand) && operand.bytes.length === 0;
}
