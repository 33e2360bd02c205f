import { describe, expect, it } from "vitest";
import { itemText } from "../../../../src/main/render/pdf/readingOrder.ts";
import { readBlock, telephone, webAddress } from "../../../../src/main/render/pdf/textPieces.ts";
import type { GlyphItem, Page, PageBlock } from "../../../../src/shared/typeset/page/page.ts";
import { samplePage, setLine } from "../../../shared/render/samplePage.ts";

const latin = (text: string, x: number, y = 60) =>
  setLine({ text, font: "ReadexPro-400", size: 12, x, y, language: "ar-EG", block: 0 });

const bounds = { x: 0, y: 0, width: 400, height: 40 };
function page(text: string, items: readonly GlyphItem[], more: Partial<Page> = {}): Page {
  const block: PageBlock = { role: "p", frame: "f", slot: null, language: "ar-EG", list: null, text, bounds };
  return samplePage(items, { blocks: [block], ...more });
}
describe("readBlock", () => {
  it("cuts a run where an address begins and ends, and moves no glyph", () => {
    const whole = latin("see example.org/a, then", 40);
    const pieces = readBlock(page("see example.org/a, then", [whole]), 0);
    expect(pieces.map(({ item, link }) => [itemText([item]), link?.uri ?? null])).toEqual([
      ["see ", null],
      ["example.org/a", "https://example.org/a"],
      [", then", null],
    ]);
    expect(pieces.flatMap(({ item }) => item.glyphs)).toEqual(whole.glyphs);
    expect(pieces.every(({ item }) => item.origin === whole.origin)).toBe(true);
  });

  it("makes one link of a number in several runs, and two of a number that stands twice", () => {
    const number = (text: string, x: number) => ({ ...latin(text, x), helpline: "VN-111" });
    const once = readBlock(page("+84 111", [number("+84 ", 40), number("111", 70)], { direction: "ltr" }), 0);
    expect(new Set(once.map(({ link }) => link)).size).toBe(1);
    expect(once[0]?.link?.uri).toBe("tel:+84111");
    const twice = [number("111", 40), latin(" or ", 60), number("111", 90)];
    const links = readBlock(page("111 or 111", twice, { direction: "ltr" }), 0).map(({ link }) => link);
    expect(links.map((link) => link?.uri)).toEqual(["tel:111", undefined, "tel:111"]);
    expect(links[0]).not.toBe(links[2]);
  });

  it("ends a word at the end of a line, but not inside a long one", () => {
    const lines = [latin("go", 40), latin("home-", 40, 80), latin("land", 40, 100)];
    const ends = readBlock(page("go home-land", lines), 0).map(({ endsWord }) => endsWord);
    expect(ends).toEqual([true, false, false]);
  });
});

describe("telephone", () => {
  it.each([
    ["111", "tel:111"],
    ["+84 981 84 84 84", "tel:+84981848484"],
    ["+84 (0)24 3850 0100", "tel:+842438500100"],
    ["(024) 3850-0100", "tel:02438500100"],
    ["١٥٥٠٨", "tel:15508"],
  ])("%s", (text, uri) => expect(telephone(text)).toBe(uri));

  it("is none without digits", () => expect(telephone("the police")).toBeNull());
});

describe("webAddress", () => {
  it("adds the scheme, and takes no full stop without a space for an address", () => {
    expect(webAddress("dolab.gov.vn")).toBe("https://dolab.gov.vn");
    expect(webAddress("https://example.org/a")).toBe("https://example.org/a");
    expect(webAddress("agency.Ask")).toBeNull();
    expect(webAddress("http://example.org")).toBeNull();
  });
});
