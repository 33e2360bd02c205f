import type { Cmyk } from "../../shared/base/colour.ts";
import { digestValue } from "../../shared/base/digest.ts";
import { assert } from "../../shared/base/errors.ts";
import { pageBox } from "../../shared/render/renderSvg.ts";
import type { GlyphItem, Page, PageItem, PathItem, PictureItem } from "../../shared/typeset/page/page.ts";
import type { FontFile } from "../../shared/typeset/text/ports.ts";
import type { CmykPicture, PictureConverter } from "./cmykPictures.ts";
import { PdfDocument, type PdfIdentity } from "./pdf/pdfDocument.ts";
import { writeMetadata } from "./pdf/pdfMetadata.ts";
import { drawPath, isBlackInk, OVERPRINTS, rectangleOperators } from "./pdf/pdfPath.ts";
import { PdfText } from "./pdf/pdfText.ts";
import { PlacedPictures } from "./pdf/placedPictures.ts";
import { inReadingOrder, type RunPlace, runPlaces } from "./pdf/readingOrder.ts";
import { drawMarks, type MarkOptions, slugLineTop, slugOf } from "./printMarks.ts";
import { loadOutputProfile, type OutputProfile } from "./profile/outputProfile.ts";
import { slugCode } from "./slugCode.ts";
import { createSlugSetter, type SlugLine } from "./slugLine.ts";

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
  /** Characters to keep free for the record of who approved the pages; none where absent. */
  readonly record?: number;
  readonly marks: MarkOptions;
  /** Digest of the proof that was approved: gives every page a slug line. Default: none. */
  readonly proof?: string;
  /** The slug line says that this is a sample. */
  readonly sample?: true;
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
    documentId: Buffer.from(
      digestValue({ content: options.contentHash, marks: options.marks, proof: options.proof ?? null }).slice(0, 32),
      "hex",
    ),
  };
  const document = new PdfDocument(identity);
  document.writeCatalogue = () => writeMetadata(document, identity, profile);
  const drawing = new Drawing(document, new PdfText(document, fonts), pictures);
  const used = new Set(pages.flatMap((page) => Object.keys(page.fonts)));
  const setSlugLine = options.proof === undefined ? null : createSlugSetter(fonts, used);
  for (const [at, page] of pages.entries()) {
    const { date, engine, sample = false } = options;
    const facts = { proof: options.proof ?? "", date, engine, sample };
    const slugLine = setSlugLine?.(page, { ...facts, page: at + 1, pages: pages.length }) ?? null;
    const code = slugLine === null ? null : slugCode(page, options.marks, slugLine.height, facts.proof);
    drawing.page(page, options.marks, slugLine, code);
  }
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

class Drawing {
  private readonly document: PdfDocument;
  private readonly text: PdfText;
  private readonly placed: PlacedPictures;
  private readonly pictures: ReadonlyMap<PictureItem, CmykPicture>;

  constructor(document: PdfDocument, text: PdfText, pictures: ReadonlyMap<PictureItem, CmykPicture>) {
    this.document = document;
    this.text = text;
    this.placed = new PlacedPictures(document);
    this.pictures = pictures;
  }

  page(page: Page, marks: MarkOptions, slugLine: SlugLine | null, code: PathItem | null): void {
    const { document } = this;
    const slug = slugOf(page, marks, slugLine?.height);
    const size = [page.width + 2 * slug, page.height + 2 * slug] as const;
    const box = (margin: number) =>
      [slug - margin, slug - margin, slug + page.width + margin, slug + page.height + margin].map(round);
    document.addPrintPage([round(size[0]), round(size[1])], box(page.bleed), box(0));
    document.save();
    document.translate(slug, slug);
    document.save();
    document.addContent(`${rectangleOperators(pageBox(page, "bleed"))} W n`);
    const places = runPlaces(page);
    for (const item of inReadingOrder(page)) this.item(page, item, places.get(item) ?? null);
    document.restore();
    drawMarks(document, page, marks);
    for (const item of slugLine?.items ?? []) {
      const origin = { x: item.origin.x, y: item.origin.y + slugLineTop(page, marks) };
      this.glyphs({ ...item, origin }, BLACK, slugLine?.font.digest, null);
    }
    if (code !== null) drawPath(document, code, () => BLACK);
    document.restore();
  }

  private item(page: Page, item: PageItem, place: RunPlace | null): void {
    const inks = (ink: string): Cmyk => {
      const recipe = page.inks[ink]?.cmyk;
      assert(recipe, `ink ${ink} is used but not listed on page ${page.id}`);
      return recipe;
    };
    if (item.kind === "path") drawPath(this.document, item, inks);
    else if (item.kind === "glyphs") this.glyphs(item, inks(item.ink), page.fonts[item.font]?.digest, place);
    else {
      const picture = this.pictures.get(item);
      assert(picture, "every picture was converted before drawing");
      this.placed.draw(item, picture, picture.key);
    }
  }

  private glyphs(item: GlyphItem, recipe: Cmyk, fontDigest: string | undefined, place: RunPlace | null): void {
    const { document } = this;
    document.save();
    document.setColour(recipe, false);
    // Black text prints over its ground, so that plates which slip leave no white rim; anything lighter must knock out.
    if (isBlackInk(recipe)) document.setGraphicsState(OVERPRINTS);
    this.text.draw(item, fontDigest, place);
    document.restore();
  }
}

const BLACK: Cmyk = [0, 0, 0, 100];

function round(points: number): number {
  return Math.round(points * 1000) / 1000;
}
