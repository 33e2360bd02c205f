import { describe, expect, it } from "vitest";
import { preflight } from "../../../src/main/preflight/preflight.ts";
import { renderPrintPdf } from "../../../src/main/render/renderPrintPdf.ts";
import { createSlugSetter, type SlugFacts } from "../../../src/main/render/slugLine.ts";
import { POINTS_PER_MM } from "../../../src/shared/base/units.ts";
import type { PageItem } from "../../../src/shared/typeset/page/page.ts";
import { FONTS, samplePage, setLine } from "../../shared/render/samplePage.ts";

const FACTS: SlugFacts = {
  proof: "0123456789abcdef".repeat(4),
  date: new Date("2026-01-15T23:59:59Z"),
  engine: "Manara 0.1.0",
  page: 1,
  pages: 2,
};
const READEX = new Set(["ReadexPro-400"]);

function linesOn(mm: number, template = "card-helpline") {
  const slug = createSlugSetter(FONTS, READEX)?.(samplePage([], { width: mm * POINTS_PER_MM, template }), FACTS);
  if (!slug) throw new Error("no slug line");
  return slug.items.map((item) => ({
    text: item.glyphs.map((glyph) => glyph.text).join(""),
    right: Math.max(...item.glyphs.map(({ x, advance }) => x + advance)),
    item,
  }));
}

describe("createSlugSetter", () => {
  it("says in one line what the sheet is", () => {
    expect(linesOn(297).map(({ text }) => text)).toEqual([
      "card-helpline  |  ar-EG  |  page 1/2  |  2026-01-15  |  proof 0123456789abcdef  |  Manara 0.1.0",
    ]);
  });

  it("is set as HarfBuzz alone sets it", () => {
    const [line] = linesOn(297);
    const alone = setLine({ text: line?.text ?? "", font: "ReadexPro-400", size: 6, x: 0, y: 0, language: "en" });
    expect(line?.item.glyphs.map(({ id }) => id)).toEqual(alone.glyphs.map(({ id }) => id));
    for (const [at, { x }] of alone.glyphs.entries()) expect(line?.item.glyphs[at]?.x).toBeCloseTo(x, 1);
    expect(line?.item).toMatchObject({ font: "ReadexPro-400", size: 6, direction: "ltr", block: null });
  });

  it.for([20, 35, 55, 85, 148])("never exceeds a page %i mm wide, and breaks between its parts", (mm) => {
    const lines = linesOn(mm, "a-very-long-name-of-a-template-that-nobody-would-choose");
    for (const { right } of lines) expect(right).toBeLessThanOrEqual(mm * POINTS_PER_MM + 0.01);
    const text = lines.map((line) => line.text).join("  |  ");
    const parts = text.split("  |  ");
    expect(parts).toHaveLength(6);
    expect(parts[0]?.startsWith("a-")).toBe(true);
    expect(parts.slice(1, 4)).toEqual(["ar-EG", "page 1/2", "2026-01-15"]);
    // Lines follow one another without touching: the size of the type at least.
    const baselines = lines.map(({ item }) => item.origin.y);
    for (const [at, y] of baselines.entries()) if (at > 0) expect(y - (baselines[at - 1] ?? 0)).toBeGreaterThan(6);
  });

  it("makes its lines of similar length", () => {
    const rights = linesOn(85).map(({ right }) => right);
    expect(rights).toHaveLength(2);
    expect(Math.min(...rights)).toBeGreaterThan(0.6 * Math.max(...rights));
  });

  it("takes a font that the pages have, or a regular one, or none", () => {
    const page = samplePage([]);
    const fontOf = (used: string[]) => createSlugSetter(FONTS, new Set(used))?.(page, FACTS).font.id;
    expect(fontOf(["Alexandria-700"])).toBe("Alexandria-700");
    expect(fontOf([])).toBe("ReadexPro-400");
    expect(createSlugSetter([], new Set())).toBeNull();
  });

  it("never passes for a helpline of the page", async () => {
    const print = (items: readonly PageItem[]) =>
      renderPrintPdf([samplePage(items)], FONTS, {
        ...{ title: "a", language: "vi-VN", date: FACTS.date, engine: FACTS.engine, contentHash: "ab".repeat(32) },
        ...{ marks: { crop: true, registration: true, colourBar: true }, proof: "f111e".repeat(13).slice(0, 64) },
        pictures: () => Promise.reject(new Error("no pictures")),
      });
    const missing = async (items: readonly PageItem[]) =>
      (await preflight(await print(items), { helplines: [{ page: 1, display: "111" }] })).diagnostics.filter(
        ({ code }) => code === "preflight/helpline",
      ).length;
    const line = (text: string) => setLine({ text, font: "Alexandria-700", size: 20, x: 60, y: 90, language: "vi-VN" });
    expect(await missing([line("Call 111 now")])).toBe(0);
    expect(await missing([line("Call us now")])).toBe(1);
  });
});
