import { inflateSync } from "node:zlib";
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from "@cantoo/pdf-lib";
import { StudioError } from "../../../shared/base/errors.ts";
import { tooComplex } from "./work.ts";

/** Bytes of any PDF → its objects, within limits; nothing in here trusts the file. */

/** A file an office can mail or upload; A0 posters of ours stay below 100 MB. */
const LARGEST_FILE = 500 * 1024 * 1024;
/** Objects that lie together in one stream: the objects of 10,000 pages are 20 MB. */
const LARGEST_OBJECT_STREAM = 64 * 1024 * 1024;
/** 2000 pages of ours have 30,000 objects. */
const MOST_OBJECTS = 300_000;
/** What a stream counts that fails to unpack: how far it came is not told. */
const FAILED_STREAM = 4 * 1024 * 1024;
const MOST_PAGES = 2000;
const DEEPEST_TREE = 32;

export interface PdfPage {
  /** From 1. */
  readonly number: number;
  readonly dict: PDFDict;
  /** Own entry, or the one inherited from the page tree (ISO 32000-1, 7.7.3.4). */
  inherited(key: string): PDFObject | undefined;
}

export interface PdfFile {
  readonly context: PDFContext;
  /** As the header has it, for example `1.6`. */
  readonly version: string;
  readonly root: PDFDict;
  readonly info: PDFDict | undefined;
  readonly id: PDFArray | undefined;
  readonly pages: readonly PdfPage[];
}

/**
 * Fails with `preflight/empty`, `preflight/too-large`, `preflight/too-complex`, `preflight/not-a-pdf`,
 * `preflight/encrypted` or `preflight/damaged`.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfFile> {
  if (bytes.length === 0) throw refused("preflight/empty", "The file is empty.");
  if (bytes.length > LARGEST_FILE) throw refused("preflight/too-large", "The file is larger than 500 MB.");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const version = /%PDF-(\d\.\d)/.exec(text.slice(0, 1024))?.[1];
  if (version === undefined) throw refused("preflight/not-a-pdf", "The file does not start as a PDF does.");
  countObjects(text);
  refuseBombs(bytes, text);
  checkCrossReference(text);
  let context: PDFContext;
  try {
    // Any fault of the reader, a full stack included, is the file's: the reader is fed nothing else.
    context = (await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false })).context;
  } catch (cause) {
    throw damaged("its objects cannot be read", cause);
  }
  if (context.trailerInfo.Encrypt !== undefined) {
    throw new StudioError("preflight/encrypted", "content", "The PDF is encrypted, which PDF/X forbids (rule 12).", {
      hint: "Export it again without a password.",
    });
  }
  const root = asDict(resolve(context, context.trailerInfo.Root));
  if (!root) throw damaged("it has no catalogue");
  return {
    context,
    version,
    root,
    info: asDict(resolve(context, context.trailerInfo.Info)),
    id: asArray(resolve(context, context.trailerInfo.ID)),
    pages: pagesOf(root),
  };
}

function refused(code: string, message: string): StudioError {
  return new StudioError(code, "failure", message, { hint: "Choose a PDF file." });
}

function tooManyPages(): StudioError {
  return refused("preflight/too-large", "The PDF has more than 2000 pages.");
}

export function damaged(what: string, cause?: unknown): StudioError {
  return new StudioError("preflight/damaged", "failure", `The PDF is damaged: ${what}.`, {
    hint: "Export or download it again.",
    cause,
  });
}

/** The library makes several objects of each, at once. */
function countObjects(text: string): void {
  let count = 0;
  for (let at = text.indexOf(" obj"); at >= 0; at = text.indexOf(" obj", at + 4)) {
    count += 1;
    if (count > MOST_OBJECTS) throw tooComplex();
  }
  let pages = 0;
  // Saved changes repeat pages, so that this may count some twice; the tree of pages is counted exactly.
  for (const _ of text.matchAll(/\/Type\s{0,9}\/Page\b/g)) {
    pages += 1;
    if (pages > 10 * MOST_PAGES) throw tooManyPages();
  }
}

/** The library opens streams of objects without a limit, so their sizes are tried first. */
function refuseBombs(bytes: Uint8Array, text: string): void {
  const tried = new Set<number>();
  let left = LARGEST_OBJECT_STREAM;
  for (const { index } of text.matchAll(/\/(?:ObjStm|XRef)\b/g)) {
    const start = /stream\r?\n/.exec(text.slice(index, index + 4096));
    const at = index + (start?.index ?? 0) + (start?.[0].length ?? 0);
    if (!start || tried.has(at)) continue;
    tried.add(at);
    if (!isZlib(bytes, at)) continue;
    try {
      left -= inflateSync(bytes.subarray(at), { maxOutputLength: Math.max(1, left) }).length;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
        throw refused("preflight/too-large", "The streams of objects in the PDF unpack to more than 64 MB.");
      }
      left -= FAILED_STREAM;
      if (left < 0) throw damaged("its streams of objects do not unpack");
    }
  }
}

/** RFC 1950, 2.2. */
function isZlib(bytes: Uint8Array, at: number): boolean {
  const [method = 0, flags = 0] = bytes.subarray(at, at + 2);
  return (method & 15) === 8 && (method * 256 + flags) % 31 === 0;
}

/** The library finds objects without the table that other programs need, so the table is proven here (ISO 32000-1, 7.5.4). */
function checkCrossReference(text: string): void {
  const offset = Number(/startxref\s+(\d{1,12})\s+%%EOF\s*$/.exec(text.slice(-1024))?.[1] ?? "NaN");
  if (!Number.isFinite(offset)) throw damaged("its end is missing");
  if (/^\s*\d+ \d+ obj\b/.test(text.slice(offset, offset + 40))) return;
  if (!text.startsWith("xref", offset)) throw damaged("its cross-reference table is not where the end says");
  const sections = /^xref\s+/.exec(text.slice(offset, offset + 20));
  let at = offset + (sections?.[0].length ?? 0);
  for (;;) {
    const head = /^(\d{1,8}) (\d{1,8}) ?\r?\n/.exec(text.slice(at, at + 24));
    if (!head) break;
    at += head[0].length;
    for (let entry = 0; entry < Number(head[2]); entry++, at += 20) {
      const line = /^(\d{10}) (\d{5}) ([nf])/.exec(text.slice(at, at + 20));
      if (!line) throw damaged("its cross-reference table ends too early");
      if (line[3] === "f") continue;
      const expected = `${Number(head[1]) + entry} ${Number(line[2])} obj`;
      const place = Number(line[1]);
      if (
        !text
          .slice(place, place + 40)
          .trimStart()
          .startsWith(expected)
      ) {
        throw damaged(`object ${Number(head[1]) + entry} is not where the cross-reference table says`);
      }
    }
  }
}

function pagesOf(root: PDFDict): PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<PDFDict>();
  const visit = (node: PDFDict | undefined, above: readonly PDFDict[]) => {
    if (!node || seen.has(node) || above.length > DEEPEST_TREE) throw damaged("its tree of pages cannot be followed");
    seen.add(node);
    const kids = asArray(get(node, "Kids"));
    if (kids) {
      for (const kid of items(kids)) visit(asDict(kid), [node, ...above]);
    } else {
      if (pages.length >= MOST_PAGES) throw tooManyPages();
      const chain = [node, ...above];
      const inherited = (key: string) => chain.map((one) => get(one, key)).find((value) => value !== undefined);
      pages.push({ number: pages.length + 1, dict: node, inherited });
    }
  };
  visit(asDict(get(root, "Pages")), []);
  return pages;
}

/** References may lead to references; a ring of them leads nowhere. */
function resolve(context: PDFContext, value: PDFObject | undefined): PDFObject | undefined {
  let found = value;
  for (let steps = 0; found instanceof PDFRef; steps++) {
    if (steps > 8) return undefined;
    found = context.lookup(found);
  }
  return found;
}

/** The entry with its reference followed. */
export function get(dict: PDFDict | undefined, key: string): PDFObject | undefined {
  return dict && resolve(dict.context, dict.get(PDFName.of(key)));
}

/** @param most what lies behind is left out. */
export function items(array: PDFArray | undefined, most = Number.POSITIVE_INFINITY): (PDFObject | undefined)[] {
  return array ? Array.from({ length: Math.min(most, array.size()) }, (_, at) => array.lookup(at)) : [];
}

export function asDict(value: PDFObject | undefined): PDFDict | undefined {
  if (value instanceof PDFDict) return value;
  return value instanceof PDFRawStream ? value.dict : undefined;
}

export function asArray(value: PDFObject | undefined): PDFArray | undefined {
  return value instanceof PDFArray ? value : undefined;
}

export function asStream(value: PDFObject | undefined): PDFRawStream | undefined {
  return value instanceof PDFRawStream ? value : undefined;
}

export function asName(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFName ? value.decodeText() : undefined;
}

export function asNumber(value: PDFObject | undefined): number | undefined {
  return value instanceof PDFNumber && Number.isFinite(value.asNumber()) ? value.asNumber() : undefined;
}

export function asText(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;
}

export function numbers(value: PDFObject | undefined): number[] {
  return items(asArray(value)).map((item) => asNumber(item) ?? Number.NaN);
}

export function keysIn(dict: PDFDict | undefined): string[] {
  return dict ? dict.keys().map((key) => key.decodeText()) : [];
}
