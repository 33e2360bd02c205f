import type { PDFContext, PDFDict, PDFObject, PDFRawStream } from "@cantoo/pdf-lib";
import { asDict, asNumber, get } from "../pdf/pdfFile.ts";
import { isDict, isName, type Operand } from "../pdf/tokens.ts";
import { keep } from "../pdf/work.ts";
import { type ColourSpace, plainSpace, readSpace } from "./colourSpace.ts";
import type { Colour, State } from "./graphicsState.ts";
import { apply, type Box, boxAround, corners, type Fonts, intersect, type Mark, type PageContent } from "./marks.ts";
import type { Path } from "./path.ts";
import { type PdfFont, readFont } from "./pdfFont.ts";

/** Collects what one page paints: paths, pictures and shadings become marks, colour spaces are noted. */
export class Canvas {
  readonly content: PageContent;
  readonly context: PDFContext;
  /** From 1. */
  readonly page: number;
  private readonly fonts: Fonts;
  private readonly spacesSeen = new Set<string | PDFObject>();

  constructor(content: PageContent, context: PDFContext, page: number, fonts: Fonts) {
    this.content = content;
    this.context = context;
    this.page = page;
    this.fonts = fonts;
  }

  /** For patterns and soft masks: their colours count, their marks do not. */
  aside(): Canvas {
    return new Canvas({ ...this.content, marks: [], glyphs: [] }, this.context, this.page, this.fonts);
  }

  fontOf(dict: PDFDict): PdfFont {
    const known = this.fonts.get(dict);
    if (known) return known;
    const font = readFont(dict);
    this.fonts.set(dict, font);
    return font;
  }

  note(space: ColourSpace, key: PDFObject | string, at: Box | null = null): void {
    if (this.spacesSeen.has(key)) return;
    this.spacesSeen.add(key);
    this.content.spaces.push({ space, at });
  }

  /** Fails with `preflight/too-complex`. */
  addMark(state: State, kind: Mark["kind"], bounds: Box, colour: Colour, more: Partial<Mark>): void {
    keep(this.context, 4);
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

  fillPath(path: Path, state: State): void {
    const bounds = path.bounds();
    if (!bounds) return;
    this.addMark(state, "fill", bounds, state.fill, { rectangle: path.isRectangle(), sides: path.sides() });
  }

  strokePath(path: Path, state: State): void {
    const bounds = path.bounds();
    if (!bounds) return;
    const [a, b, c, d] = state.ctm;
    const size = state.lineWidth * Math.sqrt(Math.abs(a * d - b * c));
    const half = size / 2;
    const wide: Box = [bounds[0] - half, bounds[1] - half, bounds[2] + half, bounds[3] + half];
    this.addMark(state, "stroke", wide, state.stroke, { size });
  }

  placeImage(stream: PDFRawStream, state: State, resources: PDFDict | undefined): void {
    const { dict } = stream;
    const isMask = get(dict, "ImageMask")?.toString() === "true";
    const entry = get(dict, "ColorSpace");
    const space = entry && !isMask ? readSpace(entry, resources) : null;
    const bounds = unitSquare(state);
    if (space) this.note(space, entry ?? stream, bounds);
    const maskSpace = get(asDict(get(dict, "SMask")), "ColorSpace");
    if (maskSpace) this.note(readSpace(maskSpace, resources), maskSpace);
    const number = (key: string) => asNumber(get(dict, key)) ?? 0;
    const [width, height] = [number("Width"), number("Height")];
    const [a, b, c, d] = state.ctm;
    const ppi = Math.min((width * 72) / Math.hypot(a, b), (height * 72) / Math.hypot(c, d));
    const transparent = isMask || get(dict, "SMask") !== undefined || get(dict, "Mask") !== undefined;
    const colour: Colour = isMask ? state.fill : { space: space ?? plainSpace("unknown"), inks: null };
    this.addMark(state, "image", bounds, colour, {
      rectangle: !transparent && (Math.abs(b) + Math.abs(c) < 1e-6 || Math.abs(a) + Math.abs(d) < 1e-6),
      image: { stream, space, width, height, bits: isMask ? 1 : number("BitsPerComponent"), ppi },
    });
  }

  placeInlineImage(operand: Operand | undefined, state: State, resources: PDFDict | undefined): void {
    if (!isDict(operand)) return;
    const entry = operand.entries.get("CS") ?? operand.entries.get("ColorSpace");
    const name = isName(entry) ? entry.name : undefined;
    const own = name === undefined ? undefined : get(asDict(get(resources, "ColorSpace")), name);
    const space = own ? readSpace(own, resources) : plainSpace(name ?? "DeviceGray");
    this.note(space, own ?? space.family);
    this.addMark(state, "image", unitSquare(state), { space, inks: null }, { rectangle: true });
  }
}

/** Where a picture lies: the unit square, transformed. */
function unitSquare({ ctm }: State): Box {
  return boxAround(corners([0, 0, 1, 1]).map(([x, y]) => apply(ctm, x, y)));
}
