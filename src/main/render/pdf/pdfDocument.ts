import PDFKit from "pdfkit";
import type { Cmyk } from "../../../shared/base/colour.ts";
import { assert, StudioError } from "../../../shared/base/errors.ts";

/**
 * The one place that knows pdfkit's inside (0.20.2, pinned): a document whose every colour is CMYK, or sRGB.
 *
 * What is used beyond pdfkit's documented calls is declared in `Seams` and `EmbeddedFont`;
 * `tests/main/render/pdf/pdfDocument.test.ts` fails when one of them moves. Everything else in this folder
 * draws through this class with PDF operators (ISO 32000-1, annex A).
 */

/** An indirect object. Strings in `data` become names, `String` objects become strings. */
export interface PdfRef {
  data: Record<string, unknown>;
  compress: boolean;
  write(chunk: string | Uint8Array): void;
  end(chunk?: string | Uint8Array): void;
}

/** sRGB, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The one colour space of a document: CMYK for print, sRGB for screens. */
export type PdfColours = "cmyk" | "rgb";

/** A font program as fontkit has parsed it; costly to open, free to share between documents. */
export interface ParsedFont {
  readonly unitsPerEm: number;
  /** The path in font units, y up. */
  getGlyph(id: number): { readonly advanceWidth: number; readonly path: { toSVG(): string } };
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number };
  layout(text: string): unknown;
}

/** A subset in the making: one document, one font. */
export interface EmbeddedFont {
  readonly id: string;
  readonly font: ParsedFont;
  /** 1000 / unitsPerEm. */
  readonly scale: number;
  /** Glyph ids in the font file by their number in the subset, which is the CID. */
  readonly subset: { readonly glyphs: number[] };
  /** Widths by CID, 1000 to the em. */
  readonly widths: number[];
  /** Code points by CID: becomes the ToUnicode map. */
  readonly unicode: number[][];
  ref(): PdfRef;
}

interface Seams {
  _root: PdfRef;
  _id: Uint8Array;
  _font: EmbeddedFont;
  spotColors: Record<string, { readonly id: string; readonly ref: unknown }>;
  addSpotColor(name: string, ...percent: [cyan: number, magenta: number, yellow: number, black: number]): void;
  _setColor(color: unknown, stroke: boolean): boolean;
  font(source: Uint8Array | ParsedFont): unknown;
  ref(data?: Record<string, unknown>): PdfRef;
  read(): Uint8Array | null;
  outline: PdfOutline;
  page: {
    readonly dictionary: PdfRef;
    readonly fonts: Record<string, unknown>;
    readonly xobjects: Record<string, unknown>;
    readonly ext_gstates: Record<string, unknown>;
    readonly colorSpaces: Record<string, unknown>;
  };
}

/** A bookmark, or the root of all. `top` and `left` are counted from the top and the right edge of the current page. */
export interface PdfOutline {
  addItem(
    title: string,
    place: { readonly top: number; readonly left: number; readonly expanded: boolean },
  ): PdfOutline;
}

export interface PdfIdentity {
  readonly title: string;
  /** BCP 47 tag. */
  readonly language: string;
  readonly date: Date;
  /** Name and version of the program, for Producer and Creator. */
  readonly engine: string;
  /** Two different numbers of 16 bytes that depend on the content only. */
  readonly documentId: Uint8Array;
  /** Characters to keep free in the XMP packet for the record of who approved the pages; none where absent. */
  readonly record?: number;
}

/** Separation /All: printed on every plate, for marks outside the bleed only. */
export const REGISTRATION = "All";

export class PdfDocument extends PDFKit {
  private readonly graphicsStates = new Map<string, { name: string; ref: PdfRef }>();

  readonly colours: PdfColours;

  constructor(identity: PdfIdentity, colours: PdfColours = "cmyk") {
    const info = {
      Title: identity.title,
      Producer: identity.engine,
      Creator: identity.engine,
      CreationDate: identity.date,
      ModDate: identity.date,
    };
    // `font: null` keeps pdfkit from opening Helvetica, which it could not embed.
    const pdfVersion = colours === "cmyk" ? "1.6" : "1.7";
    const options = { pdfVersion, autoFirstPage: false, font: null, displayTitle: true, info };
    super({ ...options, lang: identity.language } as unknown as PDFKit.PDFDocumentOptions);
    this.colours = colours;
    this.inside._id = identity.documentId;
    if (colours === "rgb") return;
    // pdfkit makes every Info string a literal, but Trapped must be a name: `(False)` is not `/False`.
    (this.info as Record<string, unknown>).Trapped = this.bareName("False");
    this.inside.addSpotColor(REGISTRATION, 100, 100, 100, 100);
  }

  get inside(): Seams {
    return this as unknown as Seams;
  }

  /** Called by pdfkit with every colour it is given: nothing but CMYK may reach print, and nothing but sRGB a screen. */
  _normalizeColor(colour: unknown): unknown {
    if (this.colours === "rgb") {
      assert(isRgb(colour), `every colour of a digital PDF is sRGB, and ${JSON.stringify(colour)} is not`);
      return colour.map((part) => Math.round((part / 255) * 100_000) / 100_000);
    }
    if (colour === REGISTRATION) return this.inside.spotColors[REGISTRATION];
    if (!isCmyk(colour)) {
      throw new StudioError("render/not-cmyk", "failure", `Colour ${JSON.stringify(colour)} is not CMYK.`, {
        hint: "Give every colour of the pack's palette four percentages under `cmyk`.",
      });
    }
    return colour.map((part) => Math.round(part * 100) / 10_000);
  }

  /** Lengths in points. Boxes are [left, bottom, right, top] as PDF has them. */
  addPrintPage(size: readonly [number, number], bleedBox: readonly number[], trimBox: readonly number[]): void {
    this.addPage({ size: [...size], margin: 0 });
    const { data } = this.inside.page.dictionary;
    data.BleedBox = bleedBox;
    data.TrimBox = trimBox;
    data.Group = { Type: "Group", S: "Transparency", CS: "DeviceCMYK", I: true, K: false };
    // pdfkit writes it always; PDF/X readers stumble over it.
    delete data.UserUnit;
  }

  /** Lengths in points. A page as large as its trim box, read in the order of its structure. */
  addTaggedPage(size: readonly [number, number], structParents: number): PdfRef {
    this.addPage({ size: [...size], margin: 0 });
    const { dictionary } = this.inside.page;
    dictionary.data.Group = { Type: "Group", S: "Transparency", CS: "DeviceRGB", I: true, K: false };
    dictionary.data.StructParents = structParents;
    dictionary.data.Tabs = "S";
    delete dictionary.data.UserUnit;
    return dictionary;
  }

  /** Sets the colour for filling or stroking: the document's own kind, the registration colour or a gradient of pdfkit. */
  setColour(colour: Cmyk | Rgb | typeof REGISTRATION | PDFKit.PDFLinearGradient, stroke: boolean): void {
    this.inside._setColor(colour, stroke);
  }

  /** Sets entries of the graphics state (ISO 32000-1, 8.4.5), such as opacity and overprint. */
  setGraphicsState(entries: Readonly<Record<string, unknown>>): void {
    const key = JSON.stringify(entries);
    let state = this.graphicsStates.get(key);
    if (!state) {
      const ref = this.inside.ref({ Type: "ExtGState", ...entries });
      ref.end();
      state = { name: `E${this.graphicsStates.size}`, ref };
      this.graphicsStates.set(key, state);
    }
    this.inside.page.ext_gstates[state.name] = state.ref;
    this.addContent(`/${state.name} gs`);
  }

  /** Starts the subset of a font in this document. */
  embedFont(font: ParsedFont): EmbeddedFont {
    this.inside.font(font);
    const embedded = this.inside._font;
    // pdfkit leaves the width of .notdef in font units.
    embedded.widths[0] = font.getGlyph(0).advanceWidth * embedded.scale;
    // And lets it show U+0000, which PDF/UA forbids (ISO 14289-1, 7.21.7).
    embedded.unicode[0] = [0xfffd];
    return embedded;
  }

  addFont(font: EmbeddedFont): void {
    this.inside.page.fonts[font.id] ??= font.ref();
  }

  /** Makes an object with stream data that is already encoded as its Filter says. */
  addStream(data: Record<string, unknown>, bytes: Uint8Array): PdfRef {
    const ref = this.inside.ref(data);
    ref.compress = false;
    ref.end(bytes);
    return ref;
  }

  addXObject(name: string, ref: PdfRef): void {
    this.inside.page.xobjects[name] = ref;
  }

  /** Replaces pdfkit's XMP, which is not escaped and lacks what PDF/X asks for. Called by `end()` before the catalogue is written. */
  override endMetadata(): void {
    this.writeCatalogue();
  }

  /** Set by the writer of the document. */
  writeCatalogue: () => void = () => {};

  /** Ends the document and gives its bytes. pdfkit writes without waiting, so all of them are there. */
  finish(): Uint8Array {
    this.end();
    const bytes = this.inside.read();
    assert(bytes && (bytes as Uint8Array).length > 0, "pdfkit has written the whole document");
    return bytes;
  }

  private bareName(name: string): object {
    const Reference = Object.getPrototypeOf(this.inside._root.constructor) as new () => object;
    return new (class extends Reference {
      override toString(): string {
        return `/${name}`;
      }
    })();
  }
}

function isCmyk(colour: unknown): colour is Cmyk {
  return Array.isArray(colour) && colour.length === 4 && colour.every((part) => part >= 0 && part <= 100);
}

function isRgb(colour: unknown): colour is Rgb {
  return Array.isArray(colour) && colour.length === 3 && colour.every((part) => part >= 0 && part <= 255);
}

/** Parses a font file; the result may be used in any number of documents. */
export function parseFont(bytes: Uint8Array): ParsedFont {
  const scratch = new PDFKit({ autoFirstPage: false, font: null } as unknown as PDFKit.PDFDocumentOptions);
  const inside = scratch as unknown as Seams;
  inside.font(bytes);
  return inside._font.font;
}
