import type { Cmyk } from "../../shared/base/colour.ts";
import { digestValue } from "../../shared/base/digest.ts";
import { assert } from "../../shared/base/errors.ts";
import { pageBox } from "../../shared/render/renderSvg.ts";
import type { GlyphItem, Page, PictureItem } from "../../shared/typeset/page.ts";
import type { FontFile } from "../../shared/typeset/ports.ts";
import type { CmykPicture, PictureConverter } from "./cmykPictures.ts";
import { loadOutputProfile, type OutputProfile } from "./outputProfile.ts";
import { PdfDocument, type PdfIdentity, type PdfRef } from "./pdfDocument.ts";
import { writeMetadata } from "./pdfMetadata.ts";
import { decimals } from "./pdfNumber.ts";
import { drawPath, rectangleOperators } from "./pdfPath.ts";
import { PdfText } from "./pdfText.ts";
import { drawMarks, type MarkOptions, slugOf } from "./printMarks.ts";

/**
 * Pages → print PDF: CMYK only, embedded subset fonts, trim and bleed boxes, marks, printing condition.
 *
 * Same input, same bytes: identity comes from the content, time from the caller, and pictures are
 * encoded here, because pdfkit's own PNG decoding finishes in any order.
 */

export interface PrintPdfOptions {
  readonly title: string;
  /** BCP 47 tag of the edition. */
  readonly language: string;
  readonly date: Date;
  /** Name and version of the program, for example `Manara 0.1.0`. */
  readonly engine: string;
  /** Digest of what the pages show: becomes the document's identity. */
  readonly contentHash: string;
  readonly marks: MarkOptions;
  readonly pictures: PictureConverter;
  /** Default: FOGRA39. */
  readonly profile?: OutputProfile;
}

/**
 * One PDF page for each page, in order. Draft marks are items the caller appends.
 * @throws StudioError `render/not-cmyk`, `render/font-differs`, `render/profile-damaged`, and what `pictures` throws
 */
export async function renderPrintPdf(
  pages: readonly Page[],
  fonts: readonly FontFile[],
  options: PrintPdfOptions,
): Promise<Uint8Array> {
  const profile = options.profile ?? loadOutputProfile();
  const pictures = await convertPictures(pages, options.pictures);
  const identity: PdfIdentity = {
    ...options,
    documentId: Buffer.from(digestValue({ content: options.contentHash, marks: options.marks }).slice(0, 32), "hex"),
  };
  const document = new PdfDocument(identity);
  document.writeCatalogue = () => writeMetadata(document, identity, profile);
  const text = new PdfText(document, fonts);
  const placed = new PlacedPictures(document);
  for (const page of pages) drawPage(document, page, options.marks, text, placed, pictures);
  return document.finish();
}

async function convertPictures(
  pages: readonly Page[],
  convert: PictureConverter,
): Promise<ReadonlyMap<PictureItem, CmykPicture>> {
  const converted = new Map<PictureItem, CmykPicture>();
  for (const page of pages) {
    for (const item of page.items) {
      // One after the other: an A2 photograph in raw CMYK is 100 MB.
      if (item.kind === "picture") converted.set(item, await convert(page, item));
    }
  }
  return converted;
}

function drawPage(
  document: PdfDocument,
  page: Page,
  marks: MarkOptions,
  text: PdfText,
  placed: PlacedPictures,
  pictures: ReadonlyMap<PictureItem, CmykPicture>,
): void {
  const slug = slugOf(page, marks);
  const size = [page.width + 2 * slug, page.height + 2 * slug] as const;
  const box = (margin: number) =>
    [slug - margin, slug - margin, slug + page.width + margin, slug + page.height + margin].map(round);
  document.addPrintPage([round(size[0]), round(size[1])], box(page.bleed), box(0));
  const inks = (ink: string): Cmyk => {
    const recipe = page.inks[ink]?.cmyk;
    assert(recipe, `ink ${ink} is used but not listed on page ${page.id}`);
    return recipe;
  };
  document.save();
  document.translate(slug, slug);
  document.save();
  document.addContent(`${rectangleOperators(pageBox(page, "bleed"))} W n`);
  for (const item of page.items) {
    if (item.kind === "path") drawPath(document, item, inks);
    else if (item.kind === "glyphs") drawGlyphs(document, page, item, inks, text);
    else {
      const picture = pictures.get(item);
      assert(picture, "every picture was converted before drawing");
      placed.draw(item, picture);
    }
  }
  document.restore();
  drawMarks(document, page, marks);
  document.restore();
}

function drawGlyphs(
  document: PdfDocument,
  page: Page,
  item: GlyphItem,
  inks: (ink: string) => Cmyk,
  text: PdfText,
): void {
  const recipe = inks(item.ink);
  document.save();
  document.setColour(recipe, false);
  // Black text prints over its ground, so that plates which slip leave no white rim; anything lighter must knock out.
  const [cyan, magenta, yellow, black] = recipe;
  if (cyan === 0 && magenta === 0 && yellow === 0 && black === 100) {
    document.setGraphicsState({ OP: true, op: true, OPM: 1 });
  }
  text.draw(item, page.fonts[item.font]?.digest);
  document.restore();
}

/** Converted pictures as image objects, each once in the document. */
class PlacedPictures {
  private readonly document: PdfDocument;
  private readonly objects = new Map<string, { name: string; ref: PdfRef }>();

  constructor(document: PdfDocument) {
    this.document = document;
  }

  draw(item: PictureItem, { key, jpeg, width, height, covers }: CmykPicture): void {
    const { document } = this;
    let object = this.objects.get(key);
    if (!object) {
      const data = {
        Type: "XObject",
        Subtype: "Image",
        Width: width,
        Height: height,
        BitsPerComponent: 8,
        ColorSpace: "DeviceCMYK",
        Filter: "DCTDecode",
        // Adobe's CMYK JPEG counts 255 as no ink.
        Decode: [1, 0, 1, 0, 1, 0, 1, 0],
      };
      object = { name: `P${this.objects.size}`, ref: document.addStream(data, jpeg) };
      this.objects.set(key, object);
    }
    document.save();
    document.useXObject(object.name, object.ref);
    document.addContent(`${rectangleOperators(item.rect)} W n`);
    const place = decimals(covers.width, 0, 0, -covers.height, covers.x, covers.y + covers.height);
    document.addContent(`${place} cm /${object.name} Do`);
    document.restore();
  }
}

function round(points: number): number {
  return Math.round(points * 1000) / 1000;
}
