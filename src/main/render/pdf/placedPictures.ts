import type { Rect } from "../../../shared/base/geometry.ts";
import type { PictureItem } from "../../../shared/typeset/page/page.ts";
import type { PdfDocument, PdfRef } from "./pdfDocument.ts";
import { decimals, rectangleOperators } from "./pdfPath.ts";

/** Converted pictures → image objects, each once in the document, drawn where their items say. */

/** A JPEG and the part of the page that the whole of it covers, in page coordinates (y down). */
export interface PlacedPicture {
  readonly jpeg: Uint8Array;
  /** Pixels of `jpeg`. */
  readonly width: number;
  readonly height: number;
  readonly covers: Rect;
}

const SPACES = {
  // Adobe's CMYK JPEG counts 255 as no ink.
  cmyk: { ColorSpace: "DeviceCMYK", Filter: "DCTDecode", Decode: [1, 0, 1, 0, 1, 0, 1, 0] },
  rgb: { ColorSpace: "DeviceRGB", Filter: "DCTDecode" },
} as const;

export class PlacedPictures {
  private readonly document: PdfDocument;
  private readonly objects = new Map<unknown, { readonly name: string; readonly ref: PdfRef }>();

  constructor(document: PdfDocument) {
    this.document = document;
  }

  /** Clipped to the item's rectangle. @param key pictures with the same key are one object. */
  draw(item: PictureItem, { jpeg, width, height, covers }: PlacedPicture, key: unknown): void {
    const { document } = this;
    const size = { Width: width, Height: height, BitsPerComponent: 8 };
    const data = { Type: "XObject", Subtype: "Image", ...size, ...SPACES[document.colours] };
    const known = this.objects.get(key);
    const object = known ?? { name: `P${this.objects.size}`, ref: document.addStream(data, jpeg) };
    this.objects.set(key, object);
    document.save();
    document.addXObject(object.name, object.ref);
    document.addContent(`${rectangleOperators(item.rect)} W n`);
    const place = decimals(covers.width, 0, 0, -covers.height, covers.x, covers.y + covers.height);
    document.addContent(`${place} cm /${object.name} Do`);
    document.restore();
  }
}
