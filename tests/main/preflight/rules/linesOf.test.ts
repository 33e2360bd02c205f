import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { nodeMachine } from "../../../../src/main/cli/nodeMachine.ts";
import { examine } from "../../../../src/main/preflight/examine.ts";
import { PROCESS } from "../../../../src/main/preflight/page/colourSpace.ts";
import { preflight } from "../../../../src/main/preflight/preflight.ts";
import { findHelpline, linesOf } from "../../../../src/main/preflight/rules/linesOf.ts";
import type { Expectations } from "../../../../src/main/preflight/rules/rule.ts";
import { composeDocument } from "../../../../src/main/services/document/composeDocument.ts";
import { sampleContent } from "../../../../src/main/services/document/content.ts";
import { newDocument } from "../../../../src/main/services/document/documents.ts";
import { createRenderer } from "../../../../src/main/services/export/createRenderer.ts";
import { expectationsOf } from "../../../../src/main/services/export/passPreflight.ts";
import { loadPack } from "../../../../src/main/services/pack/packs.ts";
import type { Piece } from "../../../../src/shared/piece/piece.ts";
import { ask, askAbout, inFolder, need } from "../../render/witness.ts";
import { HELPLINE, renderGood } from "../goodPdf.ts";

/** Every print PDF of the sample campaign, read back by code that did not write it. */

interface Printed {
  readonly piece: Piece;
  readonly pdf: Uint8Array;
  readonly expected: Expectations;
}

const printed: Printed[] = [];

beforeAll(async () => {
  const machine = nodeMachine({ SOURCE_DATE_EPOCH: "1780000000" }, null);
  const loaded = await loadPack(machine, "safe-migration");
  const render = createRenderer(loaded.fonts);
  for (const { id } of loaded.pack.templates) {
    const open = newDocument(machine, loaded, id, `${id}.manara`, sampleContent(loaded, id));
    for (const piece of await composeDocument(machine, loaded, open.document)) {
      const job = {
        title: id,
        edition: piece.edition.tag,
        pages: piece.pages,
        proof: piece.proof.digest,
        ppi: 72,
        date: new Date(0),
        engine: "0",
      };
      const [file] = await render({ ...job, formats: ["print-pdf"], pictures: new Map() }, () => undefined);
      if (file) printed.push({ piece, pdf: file.bytes, expected: expectationsOf(piece, loaded) });
    }
  }
});

describe("linesOf", () => {
  it("gives what the eye meets: numbers from left to right, Arabic letters in reverse", async () => {
    const lines = linesOf((await examine(await renderGood(), {})).pages);
    const texts = lines.map(({ text }) => text);
    expect(texts).toContain(HELPLINE);
    expect(texts).toContain("Di cư an toàn: hãy gọi trước khi lên đường");
    // الهجرة from its last letter to its first.
    expect(texts.some((text) => text.endsWith("ةرجهلا"))).toBe(true);
    const helpline = lines.find(({ text }) => text === HELPLINE);
    expect(helpline?.y).toBeCloseTo(260, 1);
    expect(helpline?.x).toBeCloseTo(40, 0);
  });

  it("does not take a part of a longer number, or a number backwards, for a helpline", () => {
    const line = (text: string) => [{ page: 1, x: 0, y: 0, text }];
    expect(findHelpline(line("call 111 now"), 1, "111")).toBe(true);
    expect(findHelpline(line("call 1113 now"), 1, "111")).toBe(false);
    expect(findHelpline(line("84 84 84 981 84+"), 1, HELPLINE)).toBe(false);
    expect(findHelpline(line(HELPLINE.replaceAll(" ", "\u00a0")), 1, HELPLINE)).toBe(true);
    expect(findHelpline(line("+84 981 84 84 8"), 1, HELPLINE)).toBe(false);
    expect(findHelpline(line("111"), 2, "111")).toBe(false);
  });
});

describe("print PDFs of the sample campaign", () => {
  it("are all there, with helplines to be read", () => {
    expect(printed.length).toBeGreaterThan(20);
    const displays = new Set(
      printed.flatMap(({ expected }) => (expected.helplines ?? []).map(({ display }) => display)),
    );
    for (const display of [HELPLINE, "111", "15508"]) expect(displays).toContain(display);
  });

  it("pass preflight, so every helpline is found as displayed", async () => {
    for (const { piece, pdf, expected } of printed) {
      const { diagnostics } = await preflight(pdf, expected);
      expect(
        diagnostics.filter(({ severity }) => severity === "error"),
        `${piece.template} ${piece.edition.tag}`,
      ).toEqual([]);
    }
  });

  it("shows the same numbers to pdftotext", async (context) => {
    need(context, "pdftotext");
    for (const { piece, pdf, expected } of printed) {
      const plain = (text: string) => text.replace(/[\s\u00a0\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gu, "");
      const text = plain(await askAbout(pdf, "pdftotext", "-layout", null, "-"));
      for (const { display } of expected.helplines ?? []) {
        expect(text, `${piece.template} ${piece.edition.tag}`).toContain(plain(display));
      }
    }
  });
});

describe("preflight agrees with other people's programs", () => {
  it("on fonts and pictures", async (context) => {
    need(context, "pdffonts", "pdfimages");
    const pdf = await renderGood();
    const fonts = (await askAbout(pdf, "pdffonts", null)).trim().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/yes yes yes/);
    const [image = ""] = (await askAbout(pdf, "pdfimages", "-list", null)).trim().split("\n").slice(2);
    expect(image).toMatch(/cmyk +4 +8 .* 30[01] +30[01] /);
  });

  it("on the ink of every plate", async (context) => {
    need(context, "gs");
    const pdf = await renderGood();
    const page = (await examine(pdf, {})).pages[0];
    // Two points with nothing above: the band and the panel, 72 pixels per inch.
    const places = [
      { x: 5, y: 110 },
      { x: 370, y: 175 },
    ];
    const found = await inFolder(async (folder) => {
      writeFileSync(join(folder, "page.pdf"), pdf);
      ask(
        "gs",
        "-q",
        "-dNOPAUSE",
        "-dBATCH",
        "-dSAFER",
        "-sDEVICE=tiffsep",
        "-r72",
        "-dUseTrimBox",
        "-o",
        join(folder, "p.tif"),
        join(folder, "page.pdf"),
      );
      const plates = await Promise.all(
        PROCESS.map(async (plate) => {
          const image = sharp(join(folder, `p(${plate}).tif`))
            .toColourspace("b-w")
            .raw();
          const { data, info } = await image.toBuffer({ resolveWithObject: true });
          return places.map(({ x, y }) => (1 - (data[(y * info.width + x) * info.channels] ?? 0) / 255) * 100);
        }),
      );
      return places.map((_, at) => plates.map((plate) => plate[at] ?? Number.NaN));
    });
    for (const [at, { x, y }] of places.entries()) {
      const [left, top] = [(page?.trim[0] ?? 0) + x, (page?.trim[3] ?? 0) - y];
      const mark = page?.content.marks.findLast(
        ({ bounds }) => bounds[0] <= left && bounds[2] >= left && bounds[1] <= top && bounds[3] >= top,
      );
      for (const [plate, ink] of (found[at] ?? []).entries()) {
        expect(Math.abs(ink - (mark?.inks?.get(PROCESS[plate] ?? "") ?? 0) * 100)).toBeLessThan(1);
      }
    }
  });
});
