import { deflateSync, inflateSync } from "node:zlib";
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
} from "@cantoo/pdf-lib";
import sharp from "sharp";
import { createMemoryPictureCache, createPictureConverter } from "../../../src/main/render/cmykPictures.ts";
import { loadOutputProfile } from "../../../src/main/render/profile/outputProfile.ts";
import { renderPrintPdf } from "../../../src/main/render/renderPrintPdf.ts";
import type { Page, PageItem } from "../../../src/shared/typeset/page/page.ts";
import { ARABIC, FONTS, rectangle, samplePage, setLine, solid, VIETNAMESE } from "../../shared/render/samplePage.ts";

/** A print PDF of ours without any fault, and a way to break it in one place. */

/** Points from the page's corner to the corner of its trim box: bleed and marks. */
export const SLUG = 31.181;

export const HELPLINE = "+84 981 84 84 84";

export function goodPage(): Page {
  const ground = { x: -8.504, y: -8.504, width: 437.008, height: 612.008 };
  const at = (text: string, y: number, more: object = {}): PageItem =>
    setLine({ text, font: "Alexandria-700", size: 16, x: 40, y, language: "vi-VN", ...more });
  const items: PageItem[] = [
    rectangle(ground, solid("paper")),
    rectangle({ x: -8.504, y: 60, width: 437.008, height: 60 }, solid("sun")),
    rectangle(
      { x: 40, y: 140, width: 200, height: 30 },
      {
        kind: "linear",
        from: { x: 40, y: 140 },
        to: { x: 240, y: 140 },
        stops: [
          { offset: 0, ink: "sea" },
          { offset: 1, ink: "sun" },
        ],
      },
      { opacity: 0.8, stroke: { ink: "sea", width: 1, cap: "butt", join: "miter" } },
    ),
    rectangle({ x: 260, y: 140, width: 120, height: 40 }, solid("sea")),
    at("White", 165, { ink: "paper", x: 270 }),
    at(VIETNAMESE, 95, { size: 13 }),
    at(ARABIC, 220, { rtl: true, x: 380, language: "ar-EG" }),
    at(HELPLINE, 260),
    {
      kind: "picture",
      picture: "photo",
      rect: { x: 40, y: 300, width: 96, height: 72 },
      crop: { x: 0, y: 0, width: 400, height: 300 },
      block: null,
    },
  ];
  return samplePage(items, { pictures: { photo: { width: 400, height: 300 } } });
}

function photograph(): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 300, channels: 3, background: { r: 235, g: 205, b: 180 } } })
    .png()
    .toBuffer();
}

/** @param record characters kept free for the approvals, as in every file that is delivered. */
export function renderGood(pages: readonly Page[] = [goodPage()], record?: number): Promise<Uint8Array> {
  return renderPrintPdf(pages, FONTS, {
    title: "Áp phích & ملصق",
    language: "vi-VN",
    date: new Date("2026-01-15T08:00:00Z"),
    engine: "Manara 0.1.0",
    contentHash: "ab".repeat(32),
    marks: { crop: true, registration: true },
    pictures: createPictureConverter(photograph, loadOutputProfile(), createMemoryPictureCache()),
    ...(record === undefined ? {} : { record }),
  });
}

export class Surgery {
  readonly document: PDFDocument;

  constructor(document: PDFDocument) {
    this.document = document;
  }

  get context(): PDFContext {
    return this.document.context;
  }

  get root(): PDFDict {
    return this.document.catalog;
  }

  get page(): PDFDict {
    return this.document.getPage(0).node;
  }

  get info(): PDFDict {
    return this.context.lookup(this.context.trailerInfo.Info, PDFDict);
  }

  dict(owner: PDFDict, ...path: string[]): PDFDict {
    let found = owner;
    for (const key of path) {
      const next = found.lookup(PDFName.of(key));
      if (next instanceof PDFRawStream) found = next.dict;
      else if (next instanceof PDFDict) found = next;
      else throw new Error(`no ${key}`);
    }
    return found;
  }

  /** Makes the folder of resources where it is missing, and puts an object there. */
  resource(kind: string, name: string, object: PDFObject | PDFRef): void {
    const resources = this.dict(this.page, "Resources");
    if (!resources.has(PDFName.of(kind))) resources.set(PDFName.of(kind), this.context.obj({}));
    this.dict(resources, kind).set(PDFName.of(name), object);
  }

  names(kind: string): string[] {
    return this.dict(this.page, "Resources", kind)
      .keys()
      .map((key) => key.decodeText());
  }

  /** The first object of the file that fits. */
  find(fits: (dict: PDFDict) => boolean): { ref: PDFRef; dict: PDFDict; object: PDFObject } {
    for (const [ref, object] of this.context.enumerateIndirectObjects()) {
      const dict = object instanceof PDFRawStream ? object.dict : object;
      if (dict instanceof PDFDict && fits(dict)) return { ref, dict, object };
    }
    throw new Error("nothing fits");
  }

  content(): string {
    const contents = this.page.lookup(PDFName.of("Contents"));
    const stream = contents instanceof PDFArray ? contents.lookup(0) : contents;
    if (!(stream instanceof PDFRawStream)) throw new Error("no content");
    return inflateSync(stream.contents).toString("latin1");
  }

  rewrite(change: (content: string) => string): void {
    const before = this.content();
    const after = change(before);
    if (after === before) throw new Error("nothing was changed");
    const stream = this.context.stream(deflateSync(Buffer.from(after, "latin1")), { Filter: "FlateDecode" });
    this.page.set(PDFName.of("Contents"), this.context.register(stream));
  }

  /** Draws over everything, in points from the top-left corner of the trim box, y down. */
  draw(operators: string): void {
    this.rewrite((content) => `${content}\nq 1 0 0 1 ${SLUG} ${SLUG} cm\n${operators}\nQ`);
  }

  /** Plain text object replaced by another one in the XMP packet. */
  rewriteXmp(from: string, to: string): void {
    const { ref, object } = this.find((dict) => dict.get(PDFName.of("Subtype")) === PDFName.of("XML"));
    if (!(object instanceof PDFRawStream)) throw new Error("no XMP");
    const text = Buffer.from(object.contents).toString("utf8");
    if (!text.includes(from)) throw new Error(`XMP does not have ${from}`);
    this.context.assign(
      ref,
      this.context.stream(Buffer.from(text.replace(from, to)), { Type: "Metadata", Subtype: "XML" }),
    );
  }
}

export async function operate(
  pdf: Uint8Array,
  change: (surgery: Surgery) => void | Promise<void>,
): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  await change(new Surgery(document));
  return document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
