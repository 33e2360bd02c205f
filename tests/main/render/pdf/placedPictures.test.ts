import { describe, expect, it } from "vitest";
import { PdfDocument } from "../../../../src/main/render/pdf/pdfDocument.ts";
import { PlacedPictures } from "../../../../src/main/render/pdf/placedPictures.ts";
import type { PictureItem } from "../../../../src/shared/typeset/page/page.ts";

const ITEM: PictureItem = {
  kind: "picture",
  picture: "p",
  rect: { x: 10, y: 10, width: 20, height: 20 },
  crop: { x: 0, y: 0, width: 8, height: 8 },
  block: null,
};
const PICTURE = { jpeg: new Uint8Array([0xff, 0xd8, 0xff, 0xd9]), width: 8, height: 8, covers: ITEM.rect };

function written(colours: "cmyk" | "rgb", keys: readonly unknown[]): string {
  const identity = { title: "a", language: "en", date: new Date(0), engine: "a", documentId: new Uint8Array(16) };
  const document = new PdfDocument(identity, colours);
  document.addPrintPage([100, 100], [0, 0, 100, 100], [0, 0, 100, 100]);
  const placed = new PlacedPictures(document);
  for (const key of keys) placed.draw(ITEM, PICTURE, key);
  return Buffer.from(document.finish()).toString("latin1");
}

const count = (text: string, part: string) => text.split(part).length - 1;

describe("PlacedPictures", () => {
  it("holds a picture once, however often it is placed", () => {
    expect(count(written("cmyk", ["a", "b", "a", "a"]), "/Subtype /Image")).toBe(2);
  });

  it("gives a picture the colours of the document", () => {
    const print = written("cmyk", ["a"]);
    expect([count(print, "/ColorSpace /DeviceCMYK"), count(print, "/Decode [1 0 1 0 1 0 1 0]")]).toEqual([1, 1]);
    const screen = written("rgb", ["a"]);
    expect([count(screen, "/ColorSpace /DeviceRGB"), count(screen, "/Decode")]).toEqual([1, 0]);
  });
});
