import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemText } from "../../../src/main/render/pdf/readingOrder.ts";
import { readBlock } from "../../../src/main/render/pdf/textPieces.ts";
import { renderDigitalPdf } from "../../../src/main/render/renderDigitalPdf.ts";
import { renderPng } from "../../../src/main/render/renderPng.ts";
import { languageOf } from "../../../src/shared/base/locale.ts";
import { composePages } from "../../../src/shared/typeset/composePages.ts";
import type { Page } from "../../../src/shared/typeset/page/page.ts";
import { createGlyphOutlines } from "../../../src/shared/typeset/text/glyphOutlines.ts";
import { createTypesetter } from "../../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, samples } from "../../fixtures/safeMigration.ts";
import { needVeraPdf, validate } from "./verapdf.ts";
import { ask, inFolder, need } from "./witness.ts";

/** Every edition of the built-in campaign as digital PDF, read back by other people's programs. */

const noPictures = () => Promise.reject(new Error("the built-in campaign has no photographs"));

interface Made {
  readonly name: string;
  readonly file: string;
  readonly edition: string;
  readonly pages: readonly Page[];
}

let folder = "";
const made: Made[] = [];
let pdfium: PDFiumLibrary;

beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
  folder = mkdtempSync(join(tmpdir(), "manara-digital-"));
  const typesetter = createTypesetter(fonts, pack.families);
  for (const { localised, template, tag } of samples) {
    const { pages } = composePages({ localised, template, pack, typesetter, fonts });
    const name = `${template.id}.${tag}`;
    const options = {
      ...{ title: name, language: tag, date: new Date("2026-01-15T08:00:00Z"), engine: "Manara 0.1.0" },
      ...{ contentHash: "ab".repeat(32), pictures: noPictures },
    };
    const file = join(folder, `${name}.pdf`);
    writeFileSync(file, await renderDigitalPdf(pages, fonts, options));
    made.push({ name, file, edition: tag, pages });
  }
});

afterAll(() => {
  pdfium.destroy();
  rmSync(folder, { recursive: true, force: true });
});

/** Without the direction marks and joiners that readers add. */
const plain = (text: string) => text.replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "").normalize("NFC");
const words = (pages: readonly Page[]) =>
  pages
    .flatMap((page) => page.blocks.filter((block) => block.role !== "figure"))
    .flatMap((block) => plain(block.text).split(/\s+/))
    .map((word) => word.replace(/^[^\p{L}\p{N}+]+|[^\p{L}\p{M}\p{N}]+$/gu, ""))
    .filter((word) => word !== "");

/** What a telephone dials for each helpline that is shown. */
const helplinesOn = (pages: readonly Page[]) =>
  pages
    .flatMap((page) => page.items)
    .flatMap((item) => (item.kind === "glyphs" && item.helpline !== undefined ? [itemText([item])] : []))
    .map((text) => text.replace(/[^\d+]/g, ""));

/** Words in the text that a reader gives, as substrings. */
async function found(read: (one: Made) => string | Promise<string>, language: string) {
  const missing: string[] = [];
  let count = 0;
  for (const one of made.filter(({ edition }) => languageOf(edition) === language)) {
    const text = plain(await read(one));
    for (const word of words(one.pages)) {
      count++;
      if (!text.includes(word)) missing.push(`${one.name}: ${word}`);
    }
  }
  const share = 1 - missing.length / count;
  return { missing, count, share };
}

async function pdfJsText({ file }: Made): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  let text = "";
  for (let at = 1; at <= document.numPages; at++) {
    const { items } = await (await document.getPage(at)).getTextContent();
    for (const item of items) text += "str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "";
  }
  return text;
}

/** The reader inside Chromium. */
async function pdfiumText({ file }: Made): Promise<string> {
  const document = await pdfium.loadDocument(readFileSync(file));
  const texts = [...document.pages()].map((page) => page.getText());
  document.destroy();
  return texts.join("\n");
}

/** MuPDF gives letters from left to right: Arabic is found in the mirror. */
const muPdfText = ({ file, edition }: Made) => {
  const text = plain(ask("mutool", "draw", "-q", "-F", "txt", file));
  return languageOf(edition) === "ar" ? `${text}\n${[...text].reverse().join("")}` : text;
};
const popplerText = ({ file }: Made) => ask("pdftotext", file, "-");

describe("the digital PDF of every edition", () => {
  it("conforms to PDF/UA-1 and PDF/A-2b by veraPDF", (context) => {
    needVeraPdf(context);
    expect(made.length).toBe(samples.length);
    const files = made.map(({ file }) => file);
    for (const flavour of ["ua1", "2b"] as const) {
      const failing = [...validate(flavour, files)].filter(([, rules]) => rules.length > 0);
      expect(failing, flavour).toEqual([]);
    }
  });

  it.for(["vi", "en"])("gives poppler, pdf.js and MuPDF every word: %s", async (language, context) => {
    need(context, "pdftotext", "mutool");
    for (const read of [popplerText, pdfJsText, muPdfText]) {
      const { missing, count } = await found(read, language);
      expect(count).toBeGreaterThan(500);
      expect(missing, read.name).toEqual([]);
    }
    const other = made.map((one, at) => made[(at + 1) % made.length] ?? one);
    const mistaken = await found((one) => popplerText(other[made.indexOf(one)] ?? one), language);
    expect(mistaken.share).toBeLessThan(0.7);
  });

  it.for(["vi", "en"])("gives PDFium every word: %s", async (language) => {
    const { missing, count } = await found(pdfiumText, language);
    expect(count).toBeGreaterThan(500);
    expect(missing).toEqual([]);
    const other = made.map((one, at) => made[(at + 1) % made.length] ?? one);
    const mistaken = await found((one) => pdfiumText(other[made.indexOf(one)] ?? one), language);
    expect(mistaken.share).toBeLessThan(0.7);
  });

  it("gives PDFium every Arabic word but one at most", async () => {
    const { missing, count } = await found(pdfiumText, "ar");
    console.info(
      `PDFium: ${count - missing.length} of ${count} Arabic words; missing: ${missing.join(", ") || "none"}`,
    );
    expect(count).toBeGreaterThan(800);
    expect(missing.length, missing.join("\n")).toBeLessThanOrEqual(1);
  });

  it("gives PDFium the digits of every helpline in the order in which they are dialled", async () => {
    /** The digits with nothing but spaces and punctuation of numbers among them, and no digit beside them. */
    const written = (digits: readonly string[]) =>
      new RegExp(`(?<!\\d)${digits.map((digit) => digit.replace("+", "\\+")).join("[ \\u00a0().-]*")}(?!\\d)`);
    let numbers = 0;
    for (const one of made) {
      const read = plain(await pdfiumText(one));
      for (const number of helplinesOn(one.pages)) {
        numbers++;
        const backwards = [...number].reverse();
        expect(read, one.name).toMatch(written([...number]));
        if (backwards.join("") !== number) expect(read, one.name).not.toMatch(written(backwards));
      }
    }
    expect(numbers).toBeGreaterThan(50);
  });

  it("gives them every Arabic word", async (context) => {
    need(context, "pdftotext", "mutool");
    for (const read of [popplerText, pdfJsText, muPdfText]) {
      const { missing, count } = await found(read, "ar");
      expect(count).toBeGreaterThan(800);
      expect(missing, read.name).toEqual([]);
    }
  });

  it("puts the runs of a line back into the order in which they are read", () => {
    let mixed = 0;
    for (const { pages, name } of made) {
      for (const page of pages) {
        for (const [at, block] of page.blocks.entries()) {
          // Items of helplines show their number first, whatever the text says.
          if (block.role === "item" || block.role === "figure") continue;
          const pieces = readBlock(page, at);
          const text = pieces.map(({ item, endsWord }) => itemText([item]) + (endsWord ? " " : "")).join("");
          expect(plain(text).trim(), name).toBe(plain(block.text).trim());
          if (new Set(pieces.map(({ item }) => item.direction)).size > 1) mixed++;
        }
      }
    }
    expect(mixed).toBeGreaterThan(5);
  });

  it("reads out left-to-right editions word for word, block after block", async (context) => {
    need(context, "pdfinfo");
    for (const { file, pages, edition, name } of made) {
      if (languageOf(edition) === "ar") continue;
      const lines = ask("pdfinfo", "-struct-text", file).matchAll(/^ *"(.*)"$/gm);
      const read = plain([...lines].map(([, text]) => text).join("")).replace(/\s+/g, " ");
      let from = 0;
      for (const block of pages.flatMap((page) => page.blocks)) {
        if (block.role === "item" || block.role === "figure") continue;
        const at = read.indexOf(plain(block.text).replace(/\s+/g, " ").trim(), from);
        expect(at, `${name}: ${block.text}`).toBeGreaterThanOrEqual(from);
        from = at;
      }
    }
  });

  it("dials every helpline that it shows, digit for digit, and leads nowhere that is not written", async () => {
    for (const { file, pages, name } of made) {
      const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
      for (const [at, page] of pages.entries()) {
        const annotations = await (await document.getPage(at + 1)).getAnnotations();
        const links = annotations.map((one) => String(one.unsafeUrl));
        const shown = helplinesOn([page]);
        const dialled = links.filter((link) => link.startsWith("tel:")).map((link) => link.slice(4));
        expect(dialled.sort(), name).toEqual(shown.sort());
        const written = plain(page.blocks.map((block) => block.text).join("\n"));
        for (const link of links.filter((one) => !one.startsWith("tel:"))) {
          expect(link, name).toMatch(/^(https:\/\/|mailto:)/);
          expect(written, name).toContain(link.replace(/^(https:\/\/|mailto:)/, ""));
        }
      }
    }
  });

  it("shows what the PNG shows", async (context) => {
    need(context, "mutool");
    const outlines = createGlyphOutlines(fonts);
    const shot = async (one: Made) => {
      const [page] = one.pages;
      if (!page) throw new Error(`${one.name} has no page`);
      const size = { width: 800, height: Math.round((800 * page.height) / page.width) };
      const png = await renderPng(page, outlines, { pictures: noPictures, size });
      return inFolder(async (own) => {
        const large = ["-w", String(size.width), "-h", String(size.height), "-f"];
        ask("mutool", "draw", "-q", ...large, "-o", join(own, "a.png"), one.file, "1");
        // Made smaller, so that edges which two programs draw in two ways count less.
        const small = (image: Buffer) => sharp(image).removeAlpha().resize({ width: 400 }).raw().toBuffer();
        return [await small(png), await small(readFileSync(join(own, "a.png")))] as const;
      });
    };
    const apart = (one: Buffer, two: Buffer) =>
      one.reduce((sum, value, at) => sum + Math.abs(value - (two[at] ?? 0)), 0) / one.length;
    const shots: (readonly [Buffer, Buffer])[] = [];
    for (const one of made) shots.push(await shot(one));
    let most = 0;
    for (const [at, [png, pdf]] of shots.entries()) {
      most = Math.max(most, apart(png, pdf));
      expect(apart(png, pdf), made[at]?.name).toBeLessThan(3);
    }
    console.info(`PNG and PDF differ by ${most.toFixed(2)} of 255 at most`);
    // The measure can say no: two editions of one piece differ in their words.
    const [first, second] = shots.filter((_, at) => made[at]?.name.startsWith("poster-return-support"));
    expect(apart(first?.[0] ?? Buffer.alloc(0), second?.[1] ?? Buffer.alloc(0))).toBeGreaterThan(4);
  });
});
