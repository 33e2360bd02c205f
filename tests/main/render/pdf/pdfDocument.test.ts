import { readFileSync } from "node:fs";
import PDFKit from "pdfkit";
import { describe, expect, it } from "vitest";
import { PdfDocument, parseFont } from "../../../../src/main/render/pdf/pdfDocument.ts";
import { FONTS } from "../../../shared/render/samplePage.ts";

/** What we use of pdfkit's inside: a new version that moves one of these must fail here, not in a print shop. */

const IDENTITY = {
  title: "Áp phích",
  language: "vi-VN",
  date: new Date("2026-01-15T08:00:00Z"),
  engine: "Manara 0.1.0",
  documentId: Uint8Array.from({ length: 16 }, (_, at) => at),
};
const A_FONT = FONTS[0]?.bytes ?? new Uint8Array();

function open(): PdfDocument {
  const document = new PdfDocument(IDENTITY);
  document.compress = false;
  document.addPrintPage([100, 200], [5, 5, 95, 195], [10, 10, 90, 190]);
  return document;
}

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

describe("the seams of pdfkit", () => {
  it("is the version that was read", () => {
    const manifest = new URL("../../../../node_modules/pdfkit/package.json", import.meta.url);
    expect(JSON.parse(readFileSync(manifest, "utf8"))).toMatchObject({ version: "0.20.2" });
  });

  it("asks _normalizeColor for every kind of colour", () => {
    const document = open();
    for (const colour of ["red", "#ff0000", "#f00", [255, 0, 0], [50], [0, 0, 0, 101], [0, 0, 0, Number.NaN]]) {
      const refused = expect.objectContaining({ code: "render/not-cmyk" });
      expect(() => document.fillColor(colour as PDFKit.Mixins.ColorValue), `${colour}`).toThrow(refused);
      expect(() => document.strokeColor(colour as PDFKit.Mixins.ColorValue), `${colour}`).toThrow(refused);
      expect(() => document.linearGradient(0, 0, 1, 1).stop(0, colour as string), `${colour}`).toThrow(refused);
    }
    document.setColour([10, 20, 30, 40], false);
    document.setColour("All", true);
    const written = latin(document.finish());
    expect(written).toContain("/DeviceCMYK cs\n0.1 0.2 0.3 0.4 scn");
    expect(written).toMatch(/\/CS0 CS\s+1 SCN/);
    expect(written).toContain("/Separation /All /DeviceCMYK");
    expect(written).not.toContain("DeviceRGB");
  });

  it("writes /UserUnit, which is taken out again, and keeps our boxes", () => {
    const plain = new PDFKit({ compress: false });
    plain.end();
    expect(latin(plain.read() as Uint8Array)).toContain("/UserUnit 1");
    const ours = latin(open().finish());
    expect(ours).not.toContain("UserUnit");
    expect(ours).toContain("/TrimBox [10 10 90 190]");
    expect(ours).toContain("/BleedBox [5 5 95 195]");
    expect(ours).toContain("/MediaBox [0 0 100 200]");
    expect(ours).toContain("/CS /DeviceCMYK");
  });

  it("lets a name stand in Info and takes our identity", () => {
    const written = latin(open().finish());
    expect(written).toMatch(/obj\n\/False\nendobj/);
    expect(written).toContain("/ID [<000102030405060708090a0b0c0d0e0f> <000102030405060708090a0b0c0d0e0f>]");
    expect(written).toContain("(D:20260115080000Z)");
  });

  it("calls endMetadata before the catalogue is written, and only ours", () => {
    const document = open();
    document.writeCatalogue = () => {
      document.inside._root.data.Proof = "OfOurs";
    };
    const written = latin(document.finish());
    expect(written).toContain("/Proof /OfOurs");
    expect(written).not.toContain("xpacket");
  });

  it("takes a glyph in the subset once more under a number of its own", () => {
    const document = open();
    const font = document.embedFont(parseFont(A_FONT));
    expect(font.subset.glyphs).toEqual([0]);
    const glyph = font.font.glyphForCodePoint(0x41).id;
    for (const code of [0x41, 0x0391]) {
      const cid = font.subset.glyphs.push(glyph) - 1;
      font.widths[cid] = 700;
      font.unicode[cid] = [code];
    }
    document.addFont(font);
    const written = latin(document.finish());
    expect(written).toMatch(/<0000> <0002> \[<fffd> <0041> <0391>\]/);
    expect(written).toMatch(/\/W \[0 \[[\d.]+ 700 700\]\]/);
    expect(written).toContain("/FontFile2");
  });

  it("shares a parsed font between documents without mixing their subsets", () => {
    const parsed = parseFont(A_FONT);
    const one = open().embedFont(parsed);
    one.subset.glyphs.push(5);
    expect(open().embedFont(parsed).subset.glyphs).toEqual([0]);
  });

  it("keeps two fonts of one family apart", () => {
    const document = open();
    const [one, other] = FONTS.map(({ bytes }) => document.embedFont(parseFont(bytes)));
    expect(one?.id).not.toBe(other?.id);
  });

  it("turns gradients with the current transform", () => {
    const document = open();
    document.save();
    document.translate(7, 9);
    const gradient = document.linearGradient(0, 0, 10, 10);
    gradient.stop(0, [0, 0, 0, 0] as unknown as string).stop(1, [0, 0, 0, 100] as unknown as string);
    document.setColour(gradient, false);
    document.restore();
    expect(latin(document.finish())).toContain("/Matrix [1 0 0 -1 7 191]");
  });
});
