import { describe, expect, it } from "vitest";
import type { GlyphItem, Page, PathItem } from "../../src/shared/typeset/page/page.ts";
import { describePage } from "./describePage.ts";
import { entry, entryLine, readEntry } from "./entry.ts";
import { lineChanges, proofChanges } from "./refs.ts";
import { samplePieces } from "./samplePieces.ts";
import { tellPageChanges } from "./tellChanges.ts";

/** A page with one thing altered → the words in which that is told. */

const MM = 72 / 25.4;
const page = firstPage("poster-return-support", "vi-VN");

function firstPage(template: string, tag: string): Page {
  const [found] = samplePieces().find((one) => one.template === template && one.edition.tag === tag)?.pages ?? [];
  if (found === undefined) throw new Error(`there is no ${template} in ${tag} any more`);
  return found;
}

const words = (shown: Page) => describePage(shown).map(entryLine);
const told = (altered: Page) => tellPageChanges(words(page), words(altered));

const frameOf = (item: Page["items"][number]) => (item.block === null ? null : page.blocks[item.block]?.frame);

/** The page with some of its items changed or, where the answer is null, left out. */
function withItems(change: (item: Page["items"][number], at: number) => Page["items"][number] | null): Page {
  return { ...page, items: page.items.map(change).filter((item) => item !== null) } as Page;
}

/** The glyphs of the headline, in their order. */
const headline = page.items.filter((item): item is GlyphItem => item.kind === "glyphs" && frameOf(item) === "headline");

describe("what is told of a changed page", () => {
  it("is nothing where nothing changed", () => {
    expect(told(structuredClone(page))).toEqual([]);
  });

  it("is where a line ends now", () => {
    const [first, second] = headline;
    if (first === undefined || second === undefined) throw new Error("the headline has no two lines any more");
    const space = first.glyphs.findLastIndex(({ text }) => text === " ");
    const altered = withItems((item) => {
      if (item === first) return { ...first, glyphs: first.glyphs.slice(0, space) };
      if (item === second) return { ...second, glyphs: [...first.glyphs.slice(space + 1), ...second.glyphs] };
      return item;
    });
    const ends = first.glyphs.map(({ text }) => text).join("");
    const last = (text: string) => text.trim().split(" ").at(-1);
    const wanted = `headline, line 1: ends after “${last(ends.slice(0, ends.trim().lastIndexOf(" ")))}” instead of “${last(ends)}”`;
    expect(told(altered)).toContain(wanted);
    expect(told(altered).some((sentence) => sentence.startsWith("headline, line 2: reads “"))).toBe(true);
  });

  it("is the numeral of a list's item that counts otherwise", () => {
    const numbered = firstPage("poster-fake-job-signs", "vi-VN");
    const numerals = numbered.items.filter((item): item is GlyphItem => item.kind === "glyphs" && item.block === null);
    const [one, two] = numerals;
    if (one === undefined || two === undefined) throw new Error("the list has no numerals any more");
    const items = numbered.items.map((item) => (item === one ? { ...one, glyphs: two.glyphs } : item));
    expect(tellPageChanges(words(numbered), words({ ...numbered, items }))).toEqual([
      "signs, paragraph 2, numeral: ends after “2” instead of “1”; reads “2” instead of “1”",
    ]);
  });

  it("is how far a frame moved, once for all that is in it", () => {
    const by = 0.1 * MM;
    const altered = withItems((item) =>
      item.kind === "glyphs" && frameOf(item) === "tips"
        ? { ...item, origin: { x: item.origin.x + by, y: item.origin.y } }
        : item,
    );
    const blocks = page.blocks.map((block) =>
      block.frame === "tips" ? { ...block, bounds: { ...block.bounds, x: block.bounds.x + by } } : block,
    );
    const moved = told({ ...altered, blocks });
    expect(moved).toHaveLength(1);
    expect(moved[0]).toMatch(/^frame tips moved by 0\.283 0 pt \(0\.1 0 mm\), from .* and all in it$/);
  });

  it("is the recipe of an ink", () => {
    const coral = page.inks.coral;
    if (coral === undefined) throw new Error("the poster has no coral any more");
    const altered = { ...page, inks: { ...page.inks, coral: { ...coral, cmyk: [0, 81, 85, 5] as const } } };
    expect(told(altered)).toEqual(["ink coral: cmyk is 0 81 85 5 instead of 0 80 85 5"]);
  });

  it("is a word that stands elsewhere in its line, and a glyph that is another one", () => {
    const [first] = headline;
    if (first === undefined) throw new Error("the headline is gone");
    const space = first.glyphs.findIndex(({ text }) => text === " ");
    const kerned = first.glyphs.map((glyph, at) => (at > space ? { ...glyph, x: glyph.x - 0.5 } : glyph));
    const altered = told(withItems((item) => (item === first ? { ...first, glyphs: kerned } : item)));
    expect(altered).toContain("headline, line 1: word 2 from the left begins 0.5 pt further left");

    const other = first.glyphs.map((glyph, at) => (at === 0 ? { ...glyph, id: glyph.id + 1 } : glyph));
    const swapped = told(withItems((item) => (item === first ? { ...first, glyphs: other } : item)));
    expect(swapped).toHaveLength(1);
    expect(swapped[0]).toContain("headline, line 1: shows the same words with other glyphs");
  });

  it("is a shape that came, went, or has another outline or colour", () => {
    const isPart = (item: Page["items"][number]): item is PathItem => item.kind === "path" && frameOf(item) === "scene";
    const third = page.items.filter(isPart)[2];
    if (third === undefined) throw new Error("the scene has no third part any more");
    const count = page.items.filter(isPart).length;
    const without = told(withItems((item) => (item === third ? null : item)));
    expect(without[0]).toBe(`scene has ${count - 1} drawn parts instead of ${count}`);
    expect(without[1]).toMatch(/^scene, gone: box /);
    const painted = told(
      withItems((item) => (item === third ? { ...third, fill: { kind: "solid", ink: "coral" } } : item)),
    );
    expect(painted).toEqual([expect.stringMatching(/^scene, part 3: fill is coral instead of /)]);
  });

  it("is the order of drawing", () => {
    const [first, ...rest] = page.items;
    if (first === undefined) throw new Error("the page is empty");
    const sentences = told({ ...page, items: [...rest, first] });
    expect(sentences[0]).toMatch(/^shape, drawn in another order: box .* fill paper/);
    expect(sentences.slice(1)).toEqual([expect.stringMatching(/ is drawn in another order$/)]);
  });

  it("is that something changed, even where no words are kept for it", () => {
    const altered = withItems((item) => (item === headline[0] ? { ...headline[0], block: 0, language: "en" } : item));
    expect(told(altered).length).toBeGreaterThan(0);
    const unknown = { ...page, edition: "vi-XX" };
    expect(told(unknown)).toEqual([expect.stringContaining("something that has no words here is different")]);
  });
});

describe("an entry", () => {
  it("survives being written and read", () => {
    const one = entry("body, line 1", { reads: "“a | b\nc”", at: "1 2" });
    expect(readEntry(entryLine(one))).toEqual(one);
    expect(entryLine(one)).toBe("body, line 1 | reads “a ¦ b ↵ c” | at 1 2");
  });
});

describe("diagnostics and proofs", () => {
  it("are told as what came and what went, one for one", () => {
    expect(lineChanges("a\na\nb\n", "a\nc\n")).toEqual(["gone: a", "gone: b", "new: c"]);
    expect(lineChanges(null, "a\n")).toEqual(["new: a"]);
  });

  it("are told by name", () => {
    const line = (name: string, digit: string) => `${name} ${digit.repeat(64)}\n`;
    const before = line("card vi-VN", "0") + line("card en-VN", "1");
    expect(proofChanges(before, line("card vi-VN", "0") + line("card en-VN", "2"))).toEqual([
      "card en-VN has another proof",
    ]);
  });
});
