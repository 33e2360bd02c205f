import { describe, expect, it } from "vitest";
import { templateFile } from "../../../../src/shared/pack/file/templateSchema.ts";
import { placeTemplate } from "../../../../src/shared/pack/parse/placeTemplate.ts";
import { safeMargins } from "../../../../src/shared/typeset/page/mirror.ts";

/** A template whose four margins differ, as a designer writes it. */

const title = { en: "Poster", vi: "Áp phích", ar: "ملصق" };
const FILE = templateFile.parse({
  id: "poster",
  family: "poster",
  title,
  unit: "mm",
  size: [254, 508],
  bleed: 3,
  safe: [25.4, 50.8, 76.2, 101.6],
  pages: [
    {
      id: "front",
      title,
      ground: "white",
      frames: [{ id: "bar", kind: "shape", shape: "rectangle", colour: "sea", at: [0, 0, 254, 10] }],
    },
  ],
});

describe("placeTemplate", () => {
  it("reads margins as top, end, bottom, start, in points", () => {
    const { safe } = placeTemplate(FILE);
    const points = { top: 72, end: 144, bottom: 216, start: 288 };
    expect(Object.keys(safe).sort()).toEqual(Object.keys(points).sort());
    for (const [side, length] of Object.entries(points)) expect(safe).toHaveProperty(side, expect.closeTo(length, 6));
  });

  it.each([
    ["ltr", { left: 288, top: 72, right: 144, bottom: 216 }],
    ["rtl", { left: 144, top: 72, right: 288, bottom: 216 }],
  ] as const)("keeps clear of the right sides of a page in %s", (direction, sides) => {
    const margins = safeMargins(placeTemplate(FILE), direction);
    for (const [side, length] of Object.entries(sides)) expect(margins).toHaveProperty(side, expect.closeTo(length, 6));
  });
});
