import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Box } from "../../../src/main/preflight/page/marks.ts";
import { preflight } from "../../../src/main/preflight/preflight.ts";
import { renderPrintPdf } from "../../../src/main/render/renderPrintPdf.ts";
import { composePages } from "../../../src/shared/typeset/composePages.ts";
import type { Page } from "../../../src/shared/typeset/page/page.ts";
import type { FontFile } from "../../../src/shared/typeset/text/ports.ts";
import { createTypesetter } from "../../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, samples } from "../../fixtures/safeMigration.ts";
import { FONTS, rectangle, samplePage, solid } from "../../shared/render/samplePage.ts";
import { mostInk, type Part, PLATES, type SeparatedPage, separate } from "./plates.ts";
import { sheetsOf } from "./sheet.ts";
import { ask, inFolder, need } from "./witness.ts";

/** Every template of the built-in campaign as print PDF: what the plates get, and what stands beside the page. */

const PPI = 72;
/** Half a step of 8 bits on each plate. */
const ROUNDING = 1;
const PROOF = "0f1e2d3c4b5a6978".repeat(4);

const made: { readonly name: string; readonly pages: readonly Page[]; readonly pdf: Uint8Array }[] = [];
/** All pages together, so that Ghostscript starts once: every template in Vietnamese, every print template in Arabic. */
let sheets: readonly Page[] = [];

function render(pages: readonly Page[], from: readonly FontFile[] = fonts): Promise<Uint8Array> {
  return renderPrintPdf(pages, from, {
    ...{ title: "Campaign", language: "vi-VN", date: new Date("2026-01-15T08:00:00Z"), engine: "Manara 0.1.0" },
    ...{ contentHash: "ab".repeat(32), proof: PROOF, marks: { crop: true, registration: true, colourBar: true } },
    pictures: () => Promise.reject(new Error("the built-in campaign has no photographs")),
  });
}

beforeAll(async () => {
  const typesetter = createTypesetter(fonts, pack.families);
  for (const { localised, template, tag } of samples) {
    const { pages } = composePages({ localised, template, pack, typesetter, fonts });
    made.push({ name: `${template.id}.${tag}`, pages, pdf: await render(pages) });
  }
  const pages = made.flatMap((one) => one.pages);
  sheets = pages.filter(({ edition, bleed }) => edition === "vi-VN" || (edition.startsWith("ar-") && bleed > 0));
});

/** Corners of each page's box in points, as poppler tells them: left, bottom, right, top. */
function boxesOf(pdf: Uint8Array, count: number, name: string): Promise<Box[]> {
  return inFolder((folder) => {
    writeFileSync(join(folder, "a.pdf"), pdf);
    const text = ask("pdfinfo", "-box", "-f", "1", "-l", String(count), join(folder, "a.pdf"));
    const found = text.matchAll(new RegExp(`Page +\\d+ ${name}: +([\\d.]+) +([\\d.]+) +([\\d.]+) +([\\d.]+)`, "g"));
    return Array.from(found, ([, ...numbers]) => numbers.map(Number) as unknown as Box);
  });
}

/** The pixels that lie wholly in the box. */
function pixels([left, bottom, right, top]: Box, page: SeparatedPage): Part {
  const scale = PPI / 72;
  return {
    left: Math.ceil(left * scale),
    top: Math.ceil(page.height - top * scale),
    right: Math.floor(right * scale),
    bottom: Math.floor(page.height - bottom * scale),
  };
}

async function inkInBleed(pages: readonly Page[], from?: readonly FontFile[]): Promise<number[]> {
  const pdf = await render(pages, from);
  const boxes = await boxesOf(pdf, pages.length, "BleedBox");
  const separated = await separate(pdf, PPI);
  return separated.map((page, at) => mostInk(page, pixels(boxes[at] ?? [0, 0, 0, 0], page)));
}

/** Keeps the glyphs of some inks, and everything that is not text. */
function withText(pages: readonly Page[], keep: (black: boolean) => boolean): Page[] {
  const isBlack = (page: Page, ink: string) => page.inks[ink]?.cmyk.join() === "0,0,0,100";
  return pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.kind !== "glyphs" || keep(isBlack(page, item.ink))),
  }));
}

/** For each page the plates on which it differs with its text and without. */
async function platesOfText(pages: readonly Page[]): Promise<string[][]> {
  const pdf = await render(pages);
  const [all, bare] = [await separate(pdf, PPI), await separate(pdf, PPI, "-dFILTERTEXT")];
  return all.map(({ plates }, at) =>
    PLATES.filter((plate) => !plates[plate].equals(bare[at]?.plates[plate] ?? Buffer.alloc(0))),
  );
}

describe("plates of the campaign", () => {
  it("never carry more than 300 % of ink within the bleed", async (context) => {
    need(context, "gs", "pdfinfo");
    expect(new Set(sheets.map(({ template }) => template)).size).toBe(pack.templates.length);
    const ink = await inkInBleed(sheets);
    expect(ink).toHaveLength(sheets.length);
    for (const [at, most] of ink.entries()) {
      const name = `${sheets[at]?.template} ${sheets[at]?.edition} ${sheets[at]?.id}`;
      expect(most, name).toBeLessThanOrEqual(300 + ROUNDING);
      // Something was measured.
      expect(most, name).toBeGreaterThan(100);
    }
  });

  it("are measured by what can say no", async (context) => {
    need(context, "gs", "pdfinfo");
    const heavy = { heavy: { id: "heavy", rgb: "#000000", cmyk: [90, 80, 60, 80] as const } };
    const inks = { ...samplePage([]).inks, ...heavy };
    const inked = (x: number) =>
      samplePage([rectangle({ x, y: 590, width: 30, height: 30 }, solid("heavy"))], { inks });
    // Once on the page, once in the bleed only.
    const [inside, edge] = await inkInBleed([inked(200), inked(-30 - 3)], FONTS);
    expect(inside).toBeCloseTo(310, 0);
    expect(edge).toBeCloseTo(310, 0);
    // Registration marks have 400 %, and lie outside.
    expect(await inkInBleed([samplePage([])], FONTS)).toEqual([0]);
  });

  it("have black text, and the slug line, on the black one alone", async (context) => {
    need(context, "gs", "pdfinfo");
    const black = await platesOfText(withText(sheets, (isBlack) => isBlack));
    for (const [at, plates] of black.entries()) {
      expect(plates, `${sheets[at]?.template} ${sheets[at]?.edition}`).toEqual(["Black"]);
    }
    // The witness can say no: a headline in colour shows on other plates.
    const [first] = withText(sheets, (isBlack) => !isBlack).filter((page) =>
      page.items.some((item) => item.kind === "glyphs"),
    );
    const [coloured] = await platesOfText(first ? [first] : []);
    expect(coloured).toContain("Cyan");
  });
});

describe("sheets of the campaign", () => {
  it("pass preflight, with marks outside the bleed", async () => {
    for (const { name, pages, pdf } of made) {
      const { passed, diagnostics } = await preflight(pdf, { pages: pages.length });
      expect(passed, name).toBe(true);
      const about = /marks-in-bleed|registration-colour|knocks-out|overprints|ink|small-text|thin-line/;
      expect(
        diagnostics.filter(({ code }) => about.test(code)),
        name,
      ).toEqual([]);
    }
  });

  it("have slug line, colour bar and marks apart from one another, all on the sheet", async () => {
    for (const { name, pdf } of made) {
      for (const { patches, texts, marks, collisions } of await sheetsOf(pdf)) {
        expect(collisions, name).toEqual([]);
        // Twelve of the colour bar, and the code of the proof.
        expect([patches, texts > 0, marks >= 20], name).toEqual([13, true, true]);
      }
    }
  });

  it("say beside the page what they are", async (context) => {
    need(context, "pdftotext", "pdfinfo");
    for (const { name, pages, pdf } of made) {
      const [bleeds, sizes] = [
        await boxesOf(pdf, pages.length, "BleedBox"),
        await boxesOf(pdf, pages.length, "MediaBox"),
      ];
      await inFolder((folder) => {
        writeFileSync(join(folder, "a.pdf"), pdf);
        for (const [at, page] of pages.entries()) {
          const [bleed, media] = [bleeds[at], sizes[at]];
          if (!bleed || !media) throw new Error(`no boxes of ${name}`);
          const below = [
            "-x",
            0,
            "-y",
            Math.ceil(media[3] - bleed[1]),
            "-W",
            Math.ceil(media[2]),
            "-H",
            Math.floor(bleed[1]),
          ];
          const range = ["-f", at + 1, "-l", at + 1, "-r", 72, ...below].map(String);
          const text = ask("pdftotext", ...range, join(folder, "a.pdf"), "-");
          const parts = text
            .replace(/[\u200e\u200f\u202a-\u202e\f]/g, "")
            .split(/\s*[|\n]\s*/)
            .filter((part) => part !== "");
          const wanted = [
            page.template,
            page.edition,
            `page ${at + 1}/${pages.length}`,
            "2026-01-15",
            `proof ${PROOF.slice(0, 16)}`,
          ];
          expect(parts, name).toEqual([...wanted, "Manara 0.1.0"]);
        }
      });
    }
  });
});
