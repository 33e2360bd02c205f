import { digestValue } from "../../shared/base/digest.ts";
import { assert } from "../../shared/base/errors.ts";
import type { GlyphItem, Page, PageItem, PictureItem } from "../../shared/typeset/page/page.ts";
import type { FontFile } from "../../shared/typeset/text/ports.ts";
import { PdfDocument, type PdfIdentity, type Rgb } from "./pdf/pdfDocument.ts";
import { writeScreenMetadata } from "./pdf/pdfMetadata.ts";
import { drawPath } from "./pdf/pdfPath.ts";
import { type MarkedContent, newTag, PdfTags, type TaggedPage } from "./pdf/pdfTags.ts";
import { PdfText, type TextMark } from "./pdf/pdfText.ts";
import { PlacedPictures } from "./pdf/placedPictures.ts";
import { Headings, type Plan, planPage } from "./pdf/planTags.ts";
import { inReadingOrder, type RunPlace, runPlaces } from "./pdf/readingOrder.ts";
import type { PictureSource } from "./pictures.ts";
import { deflatedSrgbProfile } from "./profile/srgbProfile.ts";
import { type ScreenPicture, screenPicture } from "./screenPictures.ts";

/**
 * Pages → a PDF to read on a screen and to hear: PDF/UA-1 and PDF/A-2b, trim size, sRGB, with links.
 *
 * What `Page.blocks` says in reading order becomes the structure tree; whatever belongs to no block is an
 * artifact, which a screen reader passes over. Same input, same bytes, as in the print PDF.
 */

export interface DigitalPdfOptions {
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
  readonly pictures: PictureSource;
}

/**
 * One PDF page for each page, in order. Draft marks are items the caller appends, without a block.
 * @throws StudioError `render/font-differs`, `render/picture-damaged`, `render/picture-size`
 */
export async function renderDigitalPdf(
  pages: readonly Page[],
  fonts: readonly FontFile[],
  options: DigitalPdfOptions,
): Promise<Uint8Array> {
  const pictures = new Map<PictureItem, ScreenPicture>();
  for (const page of pages) {
    for (const item of page.items) {
      // One after the other: a photograph may be large.
      if (item.kind === "picture") pictures.set(item, await screenPicture(page, item, options.pictures));
    }
  }
  const identity: PdfIdentity = {
    ...options,
    documentId: Buffer.from(digestValue({ content: options.contentHash, digital: true }).slice(0, 32), "hex"),
  };
  const document = new PdfDocument(identity, "rgb");
  const tags = new PdfTags(document);
  const root = newTag("Document");
  document.writeCatalogue = () => {
    tags.write(root);
    writeScreenMetadata(document, identity, deflatedSrgbProfile());
  };
  const drawing = new Drawing(document, tags, new PdfText(document, fonts), pictures);
  const headings = new Headings(pages, document.inside.outline);
  for (const page of pages) {
    const tagged = tags.addPage(page.width, page.height);
    const holder = pages.length === 1 ? root : newTag("Sect");
    if (holder !== root) root.kids.push(holder);
    drawing.page(page, tagged, planPage(page, tagged, options.language, headings, holder));
  }
  return document.finish();
}

class Drawing {
  private readonly document: PdfDocument;
  private readonly tags: PdfTags;
  private readonly text: PdfText;
  private readonly pictures: ReadonlyMap<PictureItem, ScreenPicture>;
  private readonly placed: PlacedPictures;

  constructor(document: PdfDocument, tags: PdfTags, text: PdfText, pictures: ReadonlyMap<PictureItem, ScreenPicture>) {
    this.document = document;
    this.tags = tags;
    this.text = text;
    this.pictures = pictures;
    this.placed = new PlacedPictures(document);
  }

  page(page: Page, tagged: TaggedPage, { parts, links }: Plan): void {
    // Marked content that is open: a figure's, an artifact's, or none.
    let open: MarkedContent | "artifact" | null = null;
    const turnTo = (next: MarkedContent | "artifact" | null) => {
      if (open === next) return;
      if (open !== null) this.document.addContent("EMC");
      if (next === "artifact") this.document.addContent("/Artifact BMC");
      else if (next !== null) this.document.addContent(`${this.tags.open(tagged, next)} BDC`);
      open = next;
    };
    const places = runPlaces(page);
    for (const whole of inReadingOrder(page)) {
      const drawn = parts.get(whole) ?? [{ item: whole, mark: null, space: null }];
      for (const [nth, { item, mark, space }] of drawn.entries()) {
        const place = partPlace(places.get(whole), whole, nth, drawn.length);
        if (mark !== null && item.kind === "glyphs" && mark.type !== "Figure") {
          turnTo(null);
          this.glyphs(page, item, place, { operand: this.tags.open(tagged, mark), space });
          continue;
        }
        turnTo(mark ?? "artifact");
        if (item.kind === "path") drawPath(this.document, item, (ink) => rgbOf(page, ink));
        else if (item.kind === "picture") this.picture(item);
        else this.glyphs(page, item, place);
      }
    }
    turnTo(null);
    for (const { holder, uri, text, areas } of links) {
      for (const area of areas) holder.kids.push(this.tags.link(tagged, area, uri, text));
    }
  }

  private glyphs(page: Page, item: GlyphItem, place: RunPlace | null, mark?: TextMark): void {
    const { document } = this;
    document.save();
    document.setColour(rgbOf(page, item.ink), false);
    this.text.draw(item, page.fonts[item.font]?.digest, place, mark);
    document.restore();
  }

  private picture(item: PictureItem): void {
    const picture = this.pictures.get(item);
    assert(picture, "every picture was converted before drawing");
    this.placed.draw(item, picture, picture);
  }
}

/** Where one part of a run stands, of `count` in the order in which they are read: the other parts are beside it. */
function partPlace(place: RunPlace | undefined, whole: PageItem, nth: number, count: number): RunPlace | null {
  if (!place || whole.kind !== "glyphs") return null;
  const { direction } = whole;
  const [leftmost, rightmost] = direction === "ltr" ? [0, count - 1] : [count - 1, 0];
  return {
    page: place.page,
    left: nth === leftmost ? place.left : whole,
    right: nth === rightmost ? place.right : whole,
  };
}

function rgbOf(page: Page, ink: string): Rgb {
  const rgb = page.inks[ink]?.rgb;
  assert(rgb && /^#[0-9a-f]{6}$/.test(rgb), `ink ${ink} of page ${page.id} is listed as #rrggbb`);
  const part = (at: number) => Number.parseInt(rgb.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}
