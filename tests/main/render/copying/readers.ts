import { readFileSync } from "node:fs";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { ask } from "../witness.ts";

/** A PDF file → the text of each of its pages, as four readers give it. */

export interface Reader {
  readonly name: string;
  /** A program of the system: its answers are kept for this version alone. */
  readonly program?: { readonly command: string; readonly version: readonly string[]; readonly kept: string };
  read(file: string): string[] | Promise<string[]>;
}

export const READERS: readonly Reader[] = [
  {
    name: "poppler",
    program: { command: "pdftotext", version: ["-v"], kept: "22.12.0" },
    read: (file) => ask("pdftotext", file, "-").split("\f"),
  },
  {
    name: "MuPDF",
    program: { command: "mutool", version: ["-v"], kept: "1.21.1" },
    read: (file) => ask("mutool", "draw", "-q", "-F", "txt", file).split("\f"),
  },
  { name: "pdf.js", read: readWithPdfJs },
  { name: "PDFium", read: readWithPdfium },
];

async function readWithPdfJs(file: string): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let at = 1; at <= document.numPages; at++) {
    const { items } = await (await document.getPage(at)).getTextContent();
    texts.push(items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join(""));
  }
  return texts;
}

/** The reader inside Chromium. */
async function readWithPdfium(file: string): Promise<string[]> {
  const pdfium = await PDFiumLibrary.init();
  const document = await pdfium.loadDocument(readFileSync(file));
  const texts = [...document.pages()].map((page) => page.getText());
  document.destroy();
  pdfium.destroy();
  return texts;
}
