import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rect } from "../../../src/shared/base/geometry.ts";
import { composePages } from "../../../src/shared/typeset/composePages.ts";
import type { GlyphItem, Page } from "../../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../../src/shared/typeset/text/typesetter.ts";
import { fill, fonts, pack, plainContent, type Sample, sample, samples } from "../../fixtures/safeMigration.ts";

const typesetter = createTypesetter(fonts, pack.families);
const compose = ({ localised, template }: Sample) => composePages({ localised, template, pack, typesetter, fonts });

const glyphItems = (page: Page) => page.items.filter((item): item is GlyphItem => item.kind === "glyphs");
/** Letters and digits only, in an order that does not depend on direction. */
const letters = (text: string) =>
  [...text.normalize("NFC")]
    .filter((c) => /[\p{L}\p{N}]/u.test(c))
    .sort()
    .join("");

describe.each(samples.map((one) => [`${one.template.id} ${one.tag}`, one] as const))("%s", (_, one) => {
  const { pages, diagnostics } = compose(one);

  it("has no errors", () => {
    expect(diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  });

  it("shows every letter of every block, once", () => {
    for (const page of pages) {
      page.blocks.forEach((block, at) => {
        if (block.role === "figure") return;
        const shown = glyphItems(page)
          .filter((item) => item.block === at)
          .flatMap((item) => item.glyphs.map((glyph) => glyph.text))
          .join("");
        expect(letters(shown)).toBe(letters(block.text));
      });
    }
  });

  it("keeps the digits of every helpline in the order in which people dial them", () => {
    const shown = pages.flatMap(glyphItems).filter((item) => item.helpline !== undefined);
    expect(shown.length).toBeGreaterThan(0);
    for (const item of shown) {
      const registered = pack.helplines.find((helpline) => helpline.id === item.helpline);
      const inPlace = [...item.glyphs].sort((a, b) => a.x - b.x).map((glyph) => glyph.text);
      expect(inPlace.join("").replace(/[^\d+]/g, "")).toBe(registered?.display.replace(/[^\d+]/g, ""));
    }
  });

  it("lets no two lines of text overlap", () => {
    for (const page of pages) {
      const boxes = page.blocks.filter((block) => block.role !== "figure").map((block) => block.bounds);
      boxes.forEach((box, at) => {
        for (const other of boxes.slice(at + 1)) expect(overlap(box, other), JSON.stringify([box, other])).toBe(false);
      });
    }
  });

  it("is plain data that survives JSON", () => {
    expect(JSON.parse(JSON.stringify(pages))).toEqual(pages);
  });
});

/** The font with its character map renamed away, so that it has a glyph for nothing. */
function withoutLetter(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const name = [..."cmap"].map((letter) => letter.charCodeAt(0));
  for (let at = 12; at < 12 + 16 * 40; at += 16) {
    if (name.every((code, offset) => copy[at + offset] === code)) copy[at] = "x".charCodeAt(0);
  }
  return copy;
}

function overlap(one: Rect, other: Rect): boolean {
  const slack = 0.01;
  return (
    one.x + slack < other.x + other.width &&
    other.x + slack < one.x + one.width &&
    one.y + slack < other.y + other.height &&
    other.y + slack < one.y + one.height
  );
}

describe("composePages", () => {
  it("mirrors frames, panels and folds of a right-to-left sheet", () => {
    const ltr = compose(sample("trifold-safe-migration", "en-VN")).pages;
    const rtl = compose(sample("trifold-safe-migration", "ar-EG")).pages;
    ltr.forEach((page, at) => {
      const folds = rtl[at]?.folds ?? [];
      expect(folds.length).toBe(page.folds.length);
      page.folds.forEach((fold, nth) => {
        expect(folds[folds.length - 1 - nth]).toBeCloseTo(page.width - fold, 2);
      });
    });
    const cover = (pages: readonly Page[]) => pages[0]?.blocks.find((block) => block.slot === "cover-headline")?.bounds;
    expect(cover(ltr)?.x).toBeGreaterThan((ltr[0]?.width ?? 0) / 2);
    expect(cover(rtl)?.x).toBeLessThan((rtl[0]?.width ?? 0) / 2);
  });

  it("names the words that do not fit, and still places all of them", () => {
    const content = { ...plainContent("poster-fake-job-signs", "en-VN"), body: "overflowing words ".repeat(200) };
    const { pages, diagnostics } = compose(fill("poster-fake-job-signs", "en-VN", content));
    const overflow = diagnostics.find((d) => d.code === "typeset/overflow");
    expect(overflow?.severity).toBe("error");
    expect(overflow?.message).toContain("overflowing words");
    expect(overflow?.place).toContain("poster-fake-job-signs");
    const shown = pages
      .flatMap(glyphItems)
      .flatMap((item) => item.glyphs.map((glyph) => glyph.text))
      .join("");
    expect(shown.replaceAll(/\s/g, "").split("overflowing").length - 1).toBe(200);
  });

  it("names a letter that no font has", () => {
    const content = { ...plainContent("poster-fake-job-signs", "en-VN"), body: "A letter of Linear B: 𐀀" };
    const { diagnostics } = compose(fill("poster-fake-job-signs", "en-VN", content));
    expect(diagnostics.filter((d) => d.code === "typeset/missing-glyph").map((d) => d.message.includes("𐀀"))).toEqual([
      true,
    ]);
  });

  it("says that marks are cut off where text runs over the edge of the page", () => {
    const one = sample("poster-fake-job-signs", "vi-VN");
    const raised = one.template.pages.map((page) => ({
      ...page,
      frames: page.frames.map((frame) => (frame.id === "headline" ? { ...frame, at: { ...frame.at, y: -4 } } : frame)),
    }));
    const { diagnostics } = compose({ ...one, template: { ...one.template, pages: raised } });
    expect(diagnostics.filter((d) => d.code === "typeset/clipped").map((d) => d.place)).toEqual([
      "poster-fake-job-signs › poster › headline › eyebrow",
    ]);
  });

  it("names letters that come from another family", () => {
    const lean = Object.fromEntries(
      fonts
        .filter((font) => font.family === "Readex Pro")
        .map((font) => [font.id, { ...font, bytes: withoutLetter(font.bytes) }]),
    );
    const poorer = fonts.map((font) => lean[font.id] ?? font);
    const one = sample("poster-fake-job-signs", "en-VN");
    const { diagnostics } = composePages({
      ...one,
      pack,
      typesetter: createTypesetter(poorer, pack.families),
      fonts: poorer,
    });
    const found = diagnostics.filter((d) => d.code === "typeset/substituted-letters");
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((d) => d.severity === "notice" && d.message.includes("Alexandria"))).toBe(true);
  });

  it("warns once a slot of reading text below the least size of the format", () => {
    const one = sample("poster-fake-job-signs", "en-VN");
    const small = one.template.pages.map((page) => ({
      ...page,
      frames: page.frames.map((frame) =>
        frame.kind === "text"
          ? { ...frame, blocks: frame.blocks.map((block) => ({ ...block, size: [6, 19.9] as [number, number] })) }
          : frame,
      ),
    }));
    const found = compose({ ...one, template: { ...one.template, pages: small } }).diagnostics;
    const slots = found.filter((d) => d.code === "typeset/C21").map((d) => d.place.split(" › ").at(-1));
    expect(slots).toContain("items");
    expect(slots).toContain("body");
    expect(slots).not.toContain("sources");
    expect(new Set(slots).size).toBe(slots.length);
  });

  it("lets what lies behind a shape show through as much as its template says", () => {
    const one = sample("poster-a4-fake-job-signs", "ar-EG");
    const faint = one.template.pages.map((page) => ({
      ...page,
      frames: page.frames.map((frame) => (frame.kind === "shape" ? { ...frame, opacity: 0.4 } : frame)),
    }));
    const count = faint.flatMap(({ frames }) => frames.filter(({ kind }) => kind === "shape")).length;
    const seeThrough = (pages: readonly Page[]) =>
      pages.flatMap(({ items }) => items.filter((item) => item.kind === "path" && item.opacity === 0.4)).length;
    expect(count).toBeGreaterThan(0);
    expect(seeThrough(compose(one).pages)).toBe(0);
    expect(seeThrough(compose({ ...one, template: { ...one.template, pages: faint } }).pages)).toBe(count);
  });

  it("gives equal pages for equal input, whatever was typeset before", () => {
    const one = sample("poster-fake-job-signs", "vi-VN");
    const fresh = createTypesetter(fonts, pack.families);
    const again = composePages({ localised: one.localised, template: one.template, pack, typesetter: fresh, fonts });
    expect(JSON.stringify(again.pages)).toBe(JSON.stringify(compose(one).pages));
  });

  it("survives any text in any slot", () => {
    const slots = Object.keys(plainContent("poster-fake-job-signs", "ar-EG"));
    fc.assert(
      fc.property(fc.constantFrom(...slots), fc.string({ unit: "binary", maxLength: 60 }), (slot, text) => {
        const content = { ...plainContent("poster-fake-job-signs", "ar-EG"), [slot]: [text] };
        const { pages } = compose(fill("poster-fake-job-signs", "ar-EG", content));
        for (const page of pages) {
          for (const item of glyphItems(page)) {
            expect(
              [item.origin.x, item.origin.y, ...item.glyphs.flatMap((g) => [g.x, g.y])].every(Number.isFinite),
            ).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
