import svgpath from "svgpath";
import { describe, expect, it } from "vitest";
import { watermarkPage } from "../../../../src/shared/typeset/page/watermark.ts";
import { loaded, samplePieces } from "../../../ref/samplePieces.ts";

/** Left, top, right and bottom of all points of a path, its curves' handles too, which lie further out at most. */
function extent(d: string): [number, number, number, number] {
  const xs: number[] = [];
  const ys: number[] = [];
  svgpath(d)
    .abs()
    .unshort()
    .iterate(([letter, ...numbers], _, x, y) => {
      if (letter === "H" || letter === "V") throw new Error("outlines of glyphs are turned, and have none of these");
      xs.push(x, ...numbers.filter((_, at) => at % 2 === 0));
      ys.push(y, ...numbers.filter((_, at) => at % 2 === 1));
    });
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

describe("a draft's watermark", () => {
  const pages = samplePieces().flatMap(({ template, edition, pages }) =>
    pages.map((page, at) => ({ name: `${template} ${edition.tag} ${at}`, page, edition })),
  );

  it("shows its words whole at least once on every page, and lies across all of it", () => {
    const strips = pages.map(({ name, page, edition }) => ({
      name: `${name}, as a strip`,
      edition,
      page: { ...page, height: page.width / 4 },
    }));
    for (const { name, page, edition } of [...pages, ...strips]) {
      const marked = watermarkPage(page, { ...loaded, edition });
      const added = marked.items.slice(page.items.length);
      const extents = added.map((item) => {
        if (item.kind !== "path") throw new Error("the words are outlines");
        return extent(item.d);
      });
      const whole = extents.filter(
        ([left, top, right, bottom]) => left >= 0 && top >= 0 && right <= page.width && bottom <= page.height,
      );
      expect(whole.length, name).toBeGreaterThan(0);
      // Neither the upper nor the lower third can be cut out without a part of it.
      for (const third of [page.height / 3, (page.height / 3) * 2]) {
        const crossing = extents.filter(([, top, , bottom]) => top < third && bottom > third);
        expect(crossing.length, name).toBeGreaterThan(0);
      }
    }
    expect(pages.length).toBeGreaterThanOrEqual(50);
  });
});
