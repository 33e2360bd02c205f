import type { PDFDict, PDFObject, PDFRawStream } from "@cantoo/pdf-lib";
import { StudioError } from "../../shared/base/errors.ts";
import {
  type ColourSpace,
  type Inks,
  initialTints,
  inksOf,
  plainSpace,
  readSpace,
  shadingColours,
  totalInk,
} from "./colourSpace.ts";
import { decodeStream } from "./decodeStream.ts";
import {
  apply,
  type Box,
  boundsOf,
  corners,
  type Fonts,
  intersect,
  type Mark,
  type Matrix,
  multiply,
  type PageContent,
} from "./marks.ts";
import { asArray, asDict, asName, asNumber, asStream, get, items, numbers, type PdfPage } from "./pdfFile.ts";
import { type PdfFont, readFont } from "./pdfFont.ts";
import { isBytes, isDict, isName, type Operand, operations } from "./tokens.ts";

/** A page's content streams → its marks (ISO 32000-1, 8 and 9). */

/** Bytes of content in one file, forms counted each time they are drawn: our largest trifold has 0.5 MB. */
const MOST_BYTES = 64 * 1024 * 1024;
/** What drawing a form costs besides its content. */
const FORM_BYTES = 4096;
const MOST_MARKS = 200_000;
const DEEPEST_FORM = 12;
const DEEPEST_STATE = 512;
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const EVERYWHERE: Box = [-1e7, -1e7, 1e7, 1e7];
/** Where a font does not say: above and below the baseline, in ems. Most letters lie within. */
const ASCENT = 0.75;
const DESCENT = 0.22;

/** Counts what the whole file may cost. */
export interface Budget {
  bytes: number;
}

interface Colour {
  readonly space: ColourSpace;
  readonly inks: Inks | null;
}

interface State {
  readonly ctm: Matrix;
  readonly clip: Box | null;
  readonly fill: Colour;
  readonly stroke: Colour;
  readonly lineWidth: number;
  readonly font: PdfFont | null;
  readonly fontSize: number;
  readonly charSpace: number;
  readonly wordSpace: number;
  readonly scale: number;
  readonly leading: number;
  readonly rise: number;
  readonly render: number;
  readonly overprintFill: boolean;
  readonly overprintStroke: boolean;
  readonly mode: number;
  readonly alphaFill: number;
  readonly alphaStroke: number;
  readonly blend: string;
  readonly masked: boolean;
}

const BLACK: Colour = { space: plainSpace("DeviceGray"), inks: inksOf(plainSpace("DeviceGray"), [0]) };

const START: State = {
  ctm: IDENTITY,
  clip: EVERYWHERE,
  fill: BLACK,
  stroke: BLACK,
  lineWidth: 1,
  font: null,
  fontSize: 0,
  charSpace: 0,
  wordSpace: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  render: 0,
  overprintFill: false,
  overprintStroke: false,
  mode: 0,
  alphaFill: 1,
  alphaStroke: 1,
  blend: "Normal",
  masked: false,
};

/** Fails with `preflight/too-complex`, `preflight/damaged` or `preflight/too-large`. */
export function interpretPage(page: PdfPage, fonts: Fonts, budget: Budget): PageContent {
  const content: PageContent = { marks: [], glyphs: [], spaces: [], states: new Set(), forms: new Set() };
  const entry = get(page.dict, "Contents");
  const streams = (asArray(entry) ? items(asArray(entry)) : [entry]).map(asStream).filter((one) => one !== undefined);
  const parts = streams.map((stream) => decodeStream(stream).bytes);
  const bytes = Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]));
  new Interpreter(content, fonts, budget, page.number).run(bytes, asDict(page.inherited("Resources")), START, 0);
  return content;
}

class Interpreter {
  private readonly content: PageContent;
  private readonly fonts: Fonts;
  private readonly budget: Budget;
  private readonly page: number;
  private readonly spacesSeen = new Set<string | PDFObject>();

  constructor(content: PageContent, fonts: Fonts, budget: Budget, page: number) {
    this.content = content;
    this.fonts = fonts;
    this.budget = budget;
    this.page = page;
  }

  run(bytes: Uint8Array, resources: PDFDict | undefined, start: State, depth: number): void {
    this.budget.bytes += bytes.length + FORM_BYTES;
    if (this.budget.bytes > MOST_BYTES) throw this.tooComplex();
    const stack: State[] = [];
    const path = new Path();
    const hidden: boolean[] = [];
    let state = start;
    let clipNext = false;
    let text: Matrix = IDENTITY;
    let line: Matrix = IDENTITY;

    const moveLine = (x: number, y: number) => {
      line = multiply([1, 0, 0, 1, x, y], line);
      text = line;
    };
    const show = (parts: readonly Operand[]) => {
      text = this.showText(parts, state, text, hidden.includes(true));
    };
    const paint = (fill: boolean, stroke: boolean) => {
      if (fill) this.paintPath(path, state, "fill");
      if (stroke) this.paintPath(path, state, "stroke");
      if (clipNext && path.bounds()) state = { ...state, clip: cut(state.clip, path.bounds()) };
      clipNext = false;
      path.clear();
    };
    const setColour = (
      which: "fill" | "stroke",
      space: ColourSpace,
      tints: readonly number[],
      key: PDFObject | string,
    ) => {
      this.note(space, key);
      state = { ...state, [which]: { space, inks: inksOf(space, tints) } };
    };

    for (const { operator, operands } of operations(bytes)) {
      const n = (at: number) => {
        const value = operands[at];
        return typeof value === "number" ? value : 0;
      };
      const all = operands.filter((value) => typeof value === "number");
      const name = operands.findLast(isName)?.name;
      switch (operator) {
        case "q":
          if (stack.length < DEEPEST_STATE) stack.push(state);
          break;
        case "Q":
          state = stack.pop() ?? state;
          break;
        case "cm":
          state = { ...state, ctm: multiply([n(0), n(1), n(2), n(3), n(4), n(5)], state.ctm) };
          break;
        case "w":
          state = { ...state, lineWidth: n(0) };
          break;
        case "gs":
          state = this.setState(state, asDict(get(asDict(get(resources, "ExtGState")), name ?? "")), depth);
          break;
        case "m":
          path.move(apply(state.ctm, n(0), n(1)));
          break;
        case "l":
          path.line(apply(state.ctm, n(0), n(1)));
          break;
        case "c":
          path.curve([apply(state.ctm, n(0), n(1)), apply(state.ctm, n(2), n(3)), apply(state.ctm, n(4), n(5))]);
          break;
        case "v":
          path.curve([path.pen, apply(state.ctm, n(0), n(1)), apply(state.ctm, n(2), n(3))]);
          break;
        case "y":
          path.curve([apply(state.ctm, n(0), n(1)), apply(state.ctm, n(2), n(3)), apply(state.ctm, n(2), n(3))]);
          break;
        case "h":
          path.close();
          break;
        case "re":
          path.rectangle(corners([n(0), n(1), n(0) + n(2), n(1) + n(3)]).map(([x, y]) => apply(state.ctm, x, y)));
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
          setColour(operator === operator.toLowerCase() ? "fill" : "stroke", plainSpace(family), all, family);
          break;
        }
        case "cs":
        case "CS": {
          const own = get(asDict(get(resources, "ColorSpace")), name ?? "");
          const space = own ? readSpace(own, resources) : plainSpace(name ?? "unknown");
          setColour(operator === "cs" ? "fill" : "stroke", space, initialTints(space), own ?? space.family);
          break;
        }
        case "sc":
        case "scn":
        case "SC":
        case "SCN": {
          const which = operator === operator.toLowerCase() ? "fill" : "stroke";
          const { space } = state[which];
          if (space.family === "Pattern") {
            const pattern = get(asDict(get(resources, "Pattern")), name ?? "");
            state = { ...state, [which]: this.patternColour(space, pattern, all, depth) };
          } else state = { ...state, [which]: { space, inks: inksOf(space, all) } };
          break;
        }
        case "sh": {
          const shading = asDict(get(asDict(get(resources, "Shading")), name ?? ""));
          if (shading) this.addMark(state, "shade", state.clip ?? EVERYWHERE, this.shadeColour(shading, resources), {});
          break;
        }
        case "Do":
          this.drawObject(asStream(get(asDict(get(resources, "XObject")), name ?? "")), state, resources, depth);
          break;
        case "BI":
          this.inlineImage(operands[0], state, resources);
          break;
        case "BDC":
        case "BMC":
          hidden.push(operands.some((one) => isDict(one) && isEmptyText(one.entries.get("ActualText"))));
          break;
        case "EMC":
          hidden.pop();
          break;
        case "BT":
          text = IDENTITY;
          line = IDENTITY;
          break;
        case "Tf": {
          const dict = asDict(get(asDict(get(resources, "Font")), name ?? ""));
          state = { ...state, font: dict ? this.fontOf(dict) : null, fontSize: n(1) };
          break;
        }
        case "Tc":
          state = { ...state, charSpace: n(0) };
          break;
        case "Tw":
          state = { ...state, wordSpace: n(0) };
          break;
        case "Tz":
          state = { ...state, scale: n(0) / 100 };
          break;
        case "TL":
          state = { ...state, leading: n(0) };
          break;
        case "Ts":
          state = { ...state, rise: n(0) };
          break;
        case "Tr":
          state = { ...state, render: n(0) };
          break;
        case "Tm":
          line = [n(0), n(1), n(2), n(3), n(4), n(5)];
          text = line;
          break;
        case "TD":
          state = { ...state, leading: -n(1) };
          moveLine(n(0), n(1));
          break;
        case "Td":
          moveLine(n(0), n(1));
          break;
        case "T*":
          moveLine(0, -state.leading);
          break;
        case "Tj":
          show(operands);
          break;
        case "TJ":
          show(Array.isArray(operands[0]) ? operands[0] : []);
          break;
        case "'":
        case '"':
          if (operator === '"') state = { ...state, wordSpace: n(0), charSpace: n(1) };
          moveLine(0, -state.leading);
          show(operands.slice(-1));
          break;
      }
    }
  }

  private note(space: ColourSpace, key: PDFObject | string, at: Box | null = null): void {
    if (this.spacesSeen.has(key)) return;
    this.spacesSeen.add(key);
    this.content.spaces.push({ space, at });
  }

  private tooComplex(): StudioError {
    return new StudioError("preflight/too-complex", "content", `Page ${this.page} draws more than can be examined.`, {
      hint: "Simplify its drawings.",
    });
  }

  private fontOf(dict: PDFDict): PdfFont {
    const known = this.fonts.get(dict);
    if (known) return known;
    const font = readFont(dict);
    this.fonts.set(dict, font);
    return font;
  }

  private setState(state: State, dict: PDFDict | undefined, depth: number): State {
    if (!dict) return state;
    this.content.states.add(dict);
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
    if (group) {
      // Its colours count, its marks do not: they make no ink.
      const aside: PageContent = { ...this.content, marks: [], glyphs: [] };
      const inner = new Interpreter(aside, this.fonts, this.budget, this.page);
      inner.drawObject(group, { ...START, ctm: state.ctm }, undefined, depth + 2);
    }
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
      font: fontDict ? this.fontOf(fontDict) : state.font,
      fontSize: fontDict ? (asNumber(fontEntry[1]) ?? 0) : state.fontSize,
    };
  }

  private shadeColour(shading: PDFDict, resources: PDFDict | undefined): Colour {
    const { space, inks } = shadingColours(shading, resources);
    this.note(space, shading);
    return { space, inks: inks.sort((a, b) => totalInk(b) - totalInk(a))[0] ?? null };
  }

  private patternColour(space: ColourSpace, pattern: PDFObject | undefined, tints: number[], depth: number): Colour {
    const dict = asDict(pattern);
    const shading = asDict(get(dict, "Shading"));
    if (shading) return this.shadeColour(shading, undefined);
    const stream = asStream(pattern);
    if (stream && depth < DEEPEST_FORM) {
      const colour: Colour = { space: space.under ?? space, inks: space.under ? inksOf(space.under, tints) : null };
      const matrix = matrixOf(dict);
      const start: State = { ...START, ctm: matrix, fill: colour, stroke: colour };
      const aside: PageContent = { ...this.content, marks: [], glyphs: [] };
      const inner = new Interpreter(aside, this.fonts, this.budget, this.page);
      inner.run(decodeStream(stream).bytes, asDict(get(dict, "Resources")), start, depth + 1);
      const heaviest = aside.marks.flatMap((mark) => mark.inks ?? []).sort((a, b) => totalInk(b) - totalInk(a))[0];
      return { space: colour.space, inks: heaviest ?? null };
    }
    return { space, inks: null };
  }

  private addMark(state: State, kind: Mark["kind"], bounds: Box, colour: Colour, more: Partial<Mark>): void {
    if (this.content.marks.length >= MOST_MARKS) throw this.tooComplex();
    const stroke = kind === "stroke";
    const alpha = stroke ? state.alphaStroke : state.alphaFill;
    this.content.marks.push({
      kind,
      bounds,
      visible: state.clip && intersect(state.clip, bounds),
      inks: colour.inks,
      family: colour.space.family,
      registration: colour.space.names.includes("All"),
      overprint: stroke ? state.overprintStroke : state.overprintFill,
      mode: state.mode,
      opaque: alpha === 1 && state.blend === "Normal" && !state.masked,
      rectangle: false,
      sides: [true, true, true, true],
      size: 0,
      text: "",
      image: null,
      ...more,
    });
  }

  private paintPath(path: Path, state: State, kind: "fill" | "stroke"): void {
    const bounds = path.bounds();
    if (!bounds) return;
    if (kind === "fill")
      this.addMark(state, kind, bounds, state.fill, { rectangle: path.isRectangle(), sides: path.sides() });
    else {
      const [a, b, c, d] = state.ctm;
      const size = state.lineWidth * Math.sqrt(Math.abs(a * d - b * c));
      const half = size / 2;
      const wide: Box = [bounds[0] - half, bounds[1] - half, bounds[2] + half, bounds[3] + half];
      this.addMark(state, kind, wide, state.stroke, { size });
    }
  }

  private drawObject(
    stream: PDFRawStream | undefined,
    state: State,
    resources: PDFDict | undefined,
    depth: number,
  ): void {
    if (!stream) return;
    const { dict } = stream;
    if (asName(get(dict, "Subtype")) === "Image") {
      const isMask = get(dict, "ImageMask")?.toString() === "true";
      const entry = get(dict, "ColorSpace");
      const space = entry && !isMask ? readSpace(entry, resources) : null;
      if (space)
        this.note(space, entry ?? stream, boundsOf(corners([0, 0, 1, 1]).map(([x, y]) => apply(state.ctm, x, y))));
      const mask = asDict(get(dict, "SMask"));
      const maskSpace = get(mask, "ColorSpace");
      if (maskSpace) this.note(readSpace(maskSpace, resources), maskSpace);
      const number = (key: string) => asNumber(get(dict, key)) ?? 0;
      this.image(
        state,
        stream,
        space,
        number("Width"),
        number("Height"),
        isMask ? 1 : number("BitsPerComponent"),
        isMask,
      );
      return;
    }
    if (depth >= DEEPEST_FORM) return;
    this.content.forms.add(dict);
    const ctm = multiply(matrixOf(dict), state.ctm);
    const box = numbers(get(dict, "BBox"));
    const [left = 0, bottom = 0, right = 0, top = 0] = box;
    const clip =
      box.length === 4
        ? cut(state.clip, boundsOf(corners([left, bottom, right, top]).map(([x, y]) => apply(ctm, x, y))))
        : state.clip;
    const own = asDict(get(dict, "Resources")) ?? resources;
    this.run(decodeStream(stream).bytes, own, { ...state, ctm, clip }, depth + 1);
  }

  private inlineImage(operand: Operand | undefined, state: State, resources: PDFDict | undefined): void {
    if (!isDict(operand)) return;
    const entry = operand.entries.get("CS") ?? operand.entries.get("ColorSpace");
    const name = isName(entry) ? entry.name : undefined;
    const own = name === undefined ? undefined : get(asDict(get(resources, "ColorSpace")), name);
    const space = own ? readSpace(own, resources) : plainSpace(name ?? "DeviceGray");
    this.note(space, own ?? space.family);
    const bounds = boundsOf(corners([0, 0, 1, 1]).map(([x, y]) => apply(state.ctm, x, y)));
    this.addMark(state, "image", bounds, { space, inks: null }, { rectangle: true });
  }

  private image(
    state: State,
    stream: PDFRawStream,
    space: ColourSpace | null,
    width: number,
    height: number,
    bits: number,
    isMask: boolean,
  ): void {
    const [a, b, c, d] = state.ctm;
    const bounds = boundsOf(corners([0, 0, 1, 1]).map(([x, y]) => apply(state.ctm, x, y)));
    const ppi = Math.min((width * 72) / Math.hypot(a, b), (height * 72) / Math.hypot(c, d));
    const transparent = isMask || get(stream.dict, "SMask") !== undefined || get(stream.dict, "Mask") !== undefined;
    const colour: Colour = isMask ? state.fill : { space: space ?? plainSpace("unknown"), inks: null };
    this.addMark(state, "image", bounds, colour, {
      rectangle: !transparent && (Math.abs(b) + Math.abs(c) < 1e-6 || Math.abs(a) + Math.abs(d) < 1e-6),
      image: { stream, space, width, height, bits, ppi },
    });
  }

  private showText(parts: readonly Operand[], state: State, start: Matrix, hidden: boolean): Matrix {
    const { font } = state;
    if (!font) return start;
    let matrix = start;
    let text = "";
    const points: (readonly [number, number])[] = [];
    const whole = (m: Matrix) => multiply(m, state.ctm);
    const [a, b, c, d] = whole(matrix);
    const size = Math.abs(state.fontSize) * Math.sqrt(Math.abs(a * d - b * c));
    const advance = (x: number) => {
      matrix = multiply([1, 0, 0, 1, x, 0], matrix);
    };
    for (const part of parts) {
      if (typeof part === "number") advance((-part / 1000) * state.fontSize * state.scale);
      if (!isBytes(part)) continue;
      for (let at = 0; at + font.bytes <= part.bytes.length; at += font.bytes) {
        const code =
          font.bytes === 2 ? ((part.bytes[at] ?? 0) << 8) + (part.bytes[at + 1] ?? 0) : (part.bytes[at] ?? 0);
        if (!font.used.has(code)) font.used.set(code, this.page);
        const width = font.width(code) / 1000;
        const m = whole(matrix);
        const low = (state.rise || 0) - DESCENT * state.fontSize;
        const high = (state.rise || 0) + ASCENT * state.fontSize;
        const right = width * state.fontSize * state.scale;
        const [x, y] = apply(m, 0, state.rise);
        const shown = hidden ? "" : (font.unicode(code) ?? "\ufffd");
        text += shown;
        if (shown.trim() !== "") {
          points.push(apply(m, 0, low), apply(m, 0, high), apply(m, right, low), apply(m, right, high));
        }
        // Upright text alone makes lines that can be read back.
        if (Math.abs(m[1]) < 1e-6 * Math.abs(m[0]) && m[0] > 0) {
          this.content.glyphs.push({ x, y, size, advance: right * m[0], text: shown });
        }
        const space = font.bytes === 1 && code === 32 ? state.wordSpace : 0;
        advance(right + (state.charSpace + space) * state.scale);
      }
    }
    // Mode 3 shows nothing, 7 clips alone.
    if (points.length > 0 && state.render !== 3 && state.render !== 7) {
      const colour = state.render % 4 === 1 ? state.stroke : state.fill;
      this.addMark(state, "text", boundsOf(points), colour, { size, text });
    }
    return matrix;
  }
}

function cut(clip: Box | null, box: Box | null): Box | null {
  return clip && box && intersect(clip, box);
}

function matrixOf(dict: PDFDict | undefined): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(get(dict, "Matrix"));
  return [a, b, c, d, e, f];
}

function isEmptyText(operand: Operand | undefined): boolean {
  return isBytes(operand) && operand.bytes.length === 0;
}

/** The bounds of a path in default user space. */
class Path {
  pen: readonly [number, number] = [0, 0];
  private start: readonly [number, number] = [0, 0];
  private straight: (readonly [readonly [number, number], readonly [number, number]])[] = [];
  private points: (readonly [number, number])[] = [];
  private rectangles = 0;
  private others = 0;

  move(to: readonly [number, number]): void {
    this.start = to;
    this.pen = to;
  }

  line(to: readonly [number, number]): void {
    this.others += 1;
    this.points.push(this.pen, to);
    this.straight.push([this.pen, to]);
    this.pen = to;
  }

  close(): void {
    if (this.pen[0] !== this.start[0] || this.pen[1] !== this.start[1]) this.line(this.start);
  }

  /** Eight chords: a circle's edge is met exactly, since its extremes are ends of curves. */
  curve([first, second, to]: readonly (readonly [number, number])[]): void {
    if (!first || !second || !to) return;
    const [from] = [this.pen];
    for (let step = 0; step <= 8; step++) {
      const t = step / 8;
      const u = 1 - t;
      const at = (axis: 0 | 1) =>
        u ** 3 * from[axis] + 3 * u * u * t * first[axis] + 3 * u * t * t * second[axis] + t ** 3 * to[axis];
      this.points.push([at(0), at(1)]);
    }
    this.others += 1;
    this.pen = to;
  }

  rectangle(points: readonly (readonly [number, number])[]): void {
    this.rectangles += 1;
    this.points.push(...points);
    for (const [at, from] of points.entries()) this.straight.push([from, points[(at + 1) % 4] ?? from]);
    this.pen = points[0] ?? this.pen;
    this.start = this.pen;
  }

  bounds(): Box | null {
    return this.points.length === 0 ? null : boundsOf(this.points);
  }

  isRectangle(): boolean {
    if (this.others === 0) return this.rectangles === 1 && this.upright();
    // Four sides drawn one by one.
    return this.rectangles === 0 && this.others >= 3 && this.others <= 4 && this.points.length <= 8 && this.upright();
  }

  /** Whether the left, bottom, right and top of the bounds are straight for more than a millimetre. */
  sides(): readonly boolean[] {
    const bounds = boundsOf(this.points);
    return bounds.map((edge, side) => {
      const across = side % 2 === 0 ? 0 : 1;
      return this.straight.some(
        ([from, to]) =>
          Math.abs(from[across] - edge) < 0.1 &&
          Math.abs(to[across] - edge) < 0.1 &&
          Math.abs((from[1 - across] ?? 0) - (to[1 - across] ?? 0)) > 3,
      );
    });
  }

  clear(): void {
    this.points = [];
    this.straight = [];
    this.rectangles = 0;
    this.others = 0;
  }

  /** Every point is a corner of the bounds. */
  private upright(): boolean {
    const [left, bottom, right, top] = boundsOf(this.points);
    const near = (a: number, b: number) => Math.abs(a - b) < 0.01;
    return this.points.every(([x, y]) => (near(x, left) || near(x, right)) && (near(y, bottom) || near(y, top)));
  }
}
