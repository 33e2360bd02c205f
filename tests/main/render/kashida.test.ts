import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { preflight } from "../../../src/main/preflight/preflight.ts";
import { renderDigitalPdf } from "../../../src/main/render/renderDigitalPdf.ts";
import { renderPng } from "../../../src/main/render/renderPng.ts";
import { renderPrintPdf } from "../../../src/main/render/renderPrintPdf.ts";
import type { Page } from "../../../src/shared/typeset/page/page.ts";
import { createGlyphOutlines } from "../../../src/shared/typeset/text/glyphOutlines.ts";
import { kashidaPage, PARAGRAPHS } from "../../fixtures/kashidaPage.ts";
import { fonts } from "../../fixtures/safeMigration.ts";
import { needVeraPdf, validate } from "./verapdf.ts";
import { ask, askAbout, inFolder, need } from "./witness.ts";

/** Words with a kashida in both PDFs: drawn as on screen, read and copied as they were typed. */

/** Few enough paragraphs that all of them are on the page. */
const TEXTS = PARAGRAPHS.slice(0, 2);
const page = kashidaPage(true, "body", TEXTS, 11);
const options = {
  ...{ title: "Campaign", language: "ar-EG", date: new Date("2026-01-15T08:00:00Z"), engine: "Manara 0.1.0" },
  ...{ contentHash: "ab".repeat(32), pictures: () => Promise.reject(new Error("no photographs")) },
};
const marks = { crop: false, registration: false, colourBar: false };
const noPictures = options.pictures;

const KINDS = {
  print: (one: Page) => renderPrintPdf([one], fonts, { ...options, proof: "0f1e2d3c4b5a6978".repeat(4), marks }),
  digital: (one: Page) => renderDigitalPdf([one], fonts, options),
} as const;
/** Each paragraph stands in two columns. */
const WORDS = TEXTS.flatMap((text) => text.split(/[\s،.:]+/)).filter((word) => word !== "");

let pdfium: PDFiumLibrary;
beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
});
afterAll(() => pdfium.destroy());

async function pdfiumText(bytes: Uint8Array): Promise<string> {
  const document = await pdfium.loadDocument(bytes);
  const text = [...document.pages()].map((one) => one.getText()).join("\n");
  document.destroy();
  return text;
}

async function pdfJsText(bytes: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  return items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
}

/** Words that are not in the text twice. */
const missing = (text: string) => {
  const plain = text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").split(/[\s،.:]+/);
  return WORDS.filter(
    (word) => plain.filter((one) => one === word).length < 2 * WORDS.filter((other) => other === word).length,
  );
};

describe.each(Object.entries(KINDS))("the %s PDF", (_, render) => {
  it("gives four readers every word as typed, with no tatweel and no joiner", async (context) => {
    need(context, "pdftotext", "mutool");
    const bytes = await render(page);
    const mupdf = await askAbout(bytes, "mutool", "draw", "-q", "-F", "txt", null);
    const texts = {
      poppler: await askAbout(bytes, "pdftotext", null, "-"),
      pdfium: await pdfiumText(bytes),
      pdfJs: await pdfJsText(bytes),
      // From left to right.
      mupdf: [...mupdf].reverse().join(""),
    };
    for (const [reader, text] of Object.entries(texts)) {
      expect(missing(text), reader).toEqual([]);
      expect(text, reader).not.toMatch(/[\u0640\u200c\u200d]/);
    }
    // The words are looked for in earnest.
    expect(missing(texts.poppler.replace("العمل", "العمـل"))).not.toEqual([]);
  });
});

interface Raster {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number };
}

/** Dark pixels of one that have no dark pixel of the other within a pixel. */
function strayInk(one: Raster, other: Raster): number {
  const isDark = ({ data, info }: Raster, x: number, y: number) => (data[y * info.width + x] ?? 255) < 128;
  let stray = 0;
  for (let y = 1; y + 1 < one.info.height; y += 1)
    for (let x = 1; x + 1 < one.info.width; x += 1) {
      const near = [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => isDark(other, x + dx, y + dy)));
      if (isDark(one, x, y) && !near) stray += 1;
    }
  return stray;
}

const raster = (input: string | Buffer) => sharp(input).greyscale().raw().toBuffer({ resolveWithObject: true });

it("draws the strokes where the screen has them", async (context) => {
  need(context, "mutool");
  const drawn = (one: Page) => renderPng(one, createGlyphOutlines(fonts), { pictures: noPictures, ppi: 144 });
  const bytes = await KINDS.digital(page);
  const printed = await inFolder((folder) => {
    writeFileSync(join(folder, "a.pdf"), bytes);
    ask("mutool", "draw", "-q", "-r", "144", "-c", "gray", "-o", join(folder, "a.png"), join(folder, "a.pdf"));
    return raster(join(folder, "a.png"));
  });
  const screen = await raster(await drawn(page));
  expect(strayInk(printed, screen)).toBe(0);
  expect(strayInk(screen, printed)).toBe(0);
  // What is compared can differ.
  const ragged = await raster(await drawn(kashidaPage(false, "body", TEXTS, 11)));
  expect(strayInk(screen, ragged)).toBeGreaterThan(500);
});

it("passes preflight", async () => {
  const { passed, diagnostics } = await preflight(await KINDS.print(page), { pages: 1 });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(passed).toBe(true);
});

it("conforms to PDF/UA-1 and PDF/A-2b by veraPDF", async (context) => {
  needVeraPdf(context);
  const bytes = await KINDS.digital(page);
  await inFolder((folder) => {
    const file = join(folder, "a.pdf");
    writeFileSync(file, bytes);
    for (const flavour of ["ua1", "2b"] as const)
      expect(
        [...validate(flavour, [file])].filter(([, rules]) => rules.length > 0),
        flavour,
      ).toEqual([]);
  });
});
