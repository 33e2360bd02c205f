import { describe, expect, it } from "vitest";
import { languageOf } from "../../../../src/shared/base/locale.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { readGoldenLines, runsOf } from "./goldenLines.ts";
import { directionOf, packFamilies, packFonts, seen } from "./packFonts.ts";

const typesetter = createTypesetter(packFonts, packFamilies);

describe("golden lines", () => {
  const goldens = readGoldenLines();
  it("are all there", () => {
    expect(goldens.length).toBeGreaterThanOrEqual(20);
    expect(goldens.every(({ name, language }) => name !== "" && languageOf(language).length === 2)).toBe(true);
  });

  it.each(goldens)("$name", ({ language, reads, shows }) => {
    const shaped = typesetter.shape({ runs: runsOf(reads, language), direction: directionOf(language), language });
    const { lines } = shaped.breakLines({ measure: 1000, balance: false });
    expect(lines.map(seen)).toEqual([shows]);
    expect(shaped.missing).toEqual([]);
  });
});
