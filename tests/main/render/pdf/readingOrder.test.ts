import { describe, expect, it } from "vitest";
import { spell } from "../../../../src/main/render/pdf/directionMarks.ts";
import { inReadingOrder, itemText, readLine, runPlaces } from "../../../../src/main/render/pdf/readingOrder.ts";
import type { GlyphItem, Page, PageBlock } from "../../../../src/shared/typeset/page/page.ts";
import { rectangle, samplePage, setLine, solid } from "../../../shared/render/samplePage.ts";

const arabic = (text: string, x: number, y = 60) =>
  setLine({ text, font: "ReadexPro-400", size: 12, x, y, language: "ar-EG", rtl: true, block: 0 });
const latin = (text: string, x: number, y = 60) =>
  setLine({ text, font: "ReadexPro-400", size: 12, x, y, language: "ar-EG", block: 0 });

const bounds = { x: 0, y: 0, width: 400, height: 40 };
function page(text: string, items: readonly GlyphItem[], more: Partial<Page> = {}): Page {
  const block: PageBlock = { role: "p", frame: "f", slot: null, language: "ar-EG", list: null, text, bounds };
  return samplePage(items, { blocks: [block], ...more });
}
const read = (text: string, items: readonly GlyphItem[], more: Partial<Page> = {}) =>
  readLine(page(text, items, more), items).map((item) => itemText([item]));

describe("readLine", () => {
  it("begins at the right in an Arabic line, and keeps neighbouring Latin runs in their order", () => {
    const items = [arabic("أمس", 60), latin("2026", 80), latin(" July", 110), arabic("في ", 300)];
    expect(read("في 2026 Julyأمس", items)).toEqual(["في ", "2026", " July", "أمس"]);
  });

  it("begins at the left in an English line with Arabic words in it", () => {
    const items = [latin("say ", 40), arabic("قل", 100), arabic("لا ", 140), latin(" now", 150)];
    expect(read("say لا قل now", items, { direction: "ltr" })).toEqual(["say ", "لا ", "قل", " now"]);
  });

  it("follows the words of the block where directions alone would mislead: a number in a foreign passage", () => {
    const items = [
      latin("see ", 40),
      arabic(" للسفر", 110),
      latin("2026", 120),
      arabic("دليل ", 190),
      latin(" now", 200),
    ];
    const wanted = ["see ", "دليل ", "2026", " للسفر", " now"];
    expect(read("First. Then see دليل 2026 للسفر now", items, { direction: "ltr" })).toEqual(wanted);
    expect(read("something else", items, { direction: "ltr" })).not.toEqual(wanted);
  });

  it("passes over characters that have no glyph", () => {
    const items = [latin("21:00", 40), arabic("–", 90), latin("19:00", 100), arabic("من ", 200)];
    const wanted = ["من ", "19:00", "–", "21:00"];
    expect(read("من \u206719:00\u200f–21:00\u2069", items)).toEqual(wanted);
  });
});

describe("inReadingOrder", () => {
  it("moves runs among the places of their own line, and nothing else", () => {
    const ground = rectangle(bounds, solid("paper"));
    const [left, right, next] = [arabic("شخص", 60), latin("27", 90), latin("now", 40, 80)];
    const shown = samplePage([ground, left, right, next], { blocks: page("27 شخص now", []).blocks });
    expect(inReadingOrder(shown)).toEqual([ground, right, left, next]);
    const plain = samplePage([ground, left, right, next]);
    expect(inReadingOrder(plain)).toEqual(plain.items);
  });
});

describe("spell", () => {
  const spelt = (items: readonly GlyphItem[], which: number, more: Partial<Page> = {}) => {
    const whole = page(items.map((item) => itemText([item])).join(""), items, more);
    const item = items[which];
    if (!item) throw new Error(`no run ${which}`);
    return spell(item, runPlaces(whole).get(item) ?? null).map(({ left, text, right }) => left + text + right);
  };
  const shows = (...args: Parameters<typeof spelt>) =>
    spelt(...args)
      .join("")
      .replaceAll("\u200f", "R")
      .replaceAll("\u200e", "L")
      .replaceAll("\u200c", "N");

  it("puts a mark of the page's direction where a left-to-right run ends at a right-to-left one", () => {
    const line = [arabic("شخص", 60), latin("27", 90), arabic("و", 200)];
    expect(shows(line, 1)).toBe("R27");
    expect(shows(line, 1, { direction: "ltr" })).toBe("L27");
    expect(shows([latin("27", 90), arabic("و", 200)], 0)).toBe("27");
  });

  it("keeps the spaces of a number together in Arabic text, but not those of a name", () => {
    expect(shows([latin("+84 981", 40), arabic("و", 200)], 0)).toBe("+84\u00a0981");
    expect(shows([latin("Blue Dragon", 40), arabic("و", 200)], 0)).toBe("Blue Dragon");
    expect(shows([latin("+84 981", 40)], 0, { direction: "ltr" })).toBe("+84 981");
  });

  it("keeps a space at the edge of a run, and one after a word that ends in a vowel sign", () => {
    expect(shows([latin("27", 40), arabic("دفع ", 200)], 1)).toMatch(/^R /);
    expect(shows([latin("Blue", 40), arabic("دفع ", 200)], 1)).toMatch(/^N /);
    expect(shows([arabic(" دفع", 100), latin("27", 200)], 0)).toMatch(/N $/);
    expect(shows([arabic("دفع ", 200)], 0)).toMatch(/^ /);
    expect(shows([arabic("لك حقٌّ", 200)], 0)).not.toContain("N");
    expect(shows([arabic("لك حقٌّ لك", 200)], 0).split("N ")).toHaveLength(2);
  });

  it("sets commas and signs apart, which readers sort with the numbers", () => {
    expect(shows([arabic("نعم، لا", 200)], 0)).toContain(" R،م");
    expect(shows([arabic("حقًّا: لك", 200)], 0)).toContain(" R:ا");
    expect(shows([arabic("%", 60), latin("50", 80)], 0)).toBe("R%R");
    expect(shows([arabic("نعم؟ لا", 200)], 0)).not.toContain("R");
  });

  it("leaves decoration as it is", () => {
    expect(spell(latin("27", 40), null).map(({ left, text, right }) => left + text + right)).toEqual(["2", "7"]);
  });
});
