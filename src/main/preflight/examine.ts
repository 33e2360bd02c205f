import { PDFArray, PDFDict, type PDFObject, PDFRawStream } from "@cantoo/pdf-lib";
import { examineImage, type ImageFacts } from "./page/imageFacts.ts";
import { interpretPage } from "./page/interpretPage.ts";
import type { Box, Fonts, ImageUse } from "./page/marks.ts";
import { decodeStream } from "./pdf/decodeStream.ts";
import { readIccHeader } from "./pdf/iccHeader.ts";
import {
  asArray,
  asDict,
  asName,
  asNumber,
  asStream,
  asText,
  damaged,
  get,
  items,
  numbers,
  openPdf,
  type PdfFile,
  type PdfPage,
} from "./pdf/pdfFile.ts";
import { tooComplex } from "./pdf/work.ts";
import { readXmp } from "./pdf/xmp.ts";
import type { Examined, ExaminedPage, Expectations, Intent } from "./rules/rule.ts";

/** Bytes of a PDF → everything that the rules look at, read once. */

const MOST_OBJECTS = 2_000_000;

/** Fails with `preflight/empty`, `not-a-pdf`, `damaged`, `encrypted`, `too-large` or `too-complex`. */
export async function examine(bytes: Uint8Array, expected: Expectations): Promise<Examined> {
  const file = await openPdf(bytes);
  const fonts: Fonts = new Map();
  const pages = file.pages.map((page) => examinePage(page, fonts));
  const images = new Map<ImageUse["stream"], ImageFacts>();
  for (const page of pages) {
    for (const { image } of page.content.marks) {
      if (image && !images.has(image.stream)) images.set(image.stream, await examineImage(image));
    }
  }
  const metadata = asStream(get(file.root, "Metadata"));
  return {
    file,
    pages,
    fonts,
    images,
    expected,
    xmp: metadata ? readXmp(decodeStream(metadata).bytes) : null,
    intents: items(asArray(get(file.root, "OutputIntents"))).flatMap((one) => readIntent(asDict(one))),
    ...everything(file),
  };
}

function examinePage(page: PdfPage, fonts: Fonts): ExaminedPage {
  const media = boxOf(page.inherited("MediaBox"));
  if (!media) throw damaged(`page ${page.number} has no size`);
  const crop = boxOf(page.inherited("CropBox"));
  const own = (key: string) => boxOf(get(page.dict, key));
  const trim = own("TrimBox") ?? own("ArtBox") ?? crop ?? media;
  return {
    ...page,
    media,
    crop,
    trim,
    bleed: own("BleedBox") ?? crop ?? media,
    content: interpretPage(page, fonts),
  };
}

function boxOf(value: PDFObject | undefined): Box | null {
  const [a, b, c, d, ...rest] = numbers(value);
  if (a === undefined || b === undefined || c === undefined || d === undefined || rest.length > 0) return null;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box.every(Number.isFinite) && box[2] > box[0] && box[3] > box[1] ? box : null;
}

function readIntent(dict: PDFDict | undefined): Intent[] {
  if (!dict) return [];
  const stream = asStream(get(dict, "DestOutputProfile"));
  return [
    {
      dict,
      subtype: asName(get(dict, "S")),
      identifier: asText(get(dict, "OutputConditionIdentifier")),
      components: asNumber(get(stream?.dict, "N")),
      profile: stream ? readIccHeader(decodeStream(stream).bytes) : null,
    },
  ];
}

/** Every dictionary and array, however deep. */
function everything(file: PdfFile): { dicts: PDFDict[]; arrays: PDFArray[] } {
  const dicts: PDFDict[] = [];
  const arrays: PDFArray[] = [];
  const waiting: PDFObject[] = file.context.enumerateIndirectObjects().map(([, object]) => object);
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    if (dicts.length + arrays.length > MOST_OBJECTS) throw tooComplex();
    if (object instanceof PDFRawStream) waiting.push(object.dict);
    else if (object instanceof PDFDict) {
      dicts.push(object);
      for (const value of object.values()) waiting.push(value);
    } else if (object instanceof PDFArray) {
      arrays.push(object);
      for (const item of object.asArray()) waiting.push(item);
    }
  }
  return { dicts, arrays };
}
