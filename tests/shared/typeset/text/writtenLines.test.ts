import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SetLine } from "../../../../src/shared/typeset/text/paragraph.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { mirrored, WORDS } from "../../../fixtures/paper.ts";
import { runsOf } from "./goldenLines.ts";
import { backwards, directionOf, packFamilies, packFonts } from "./packFonts.ts";

/** Every line of mixed text that tests/shared/literals/kinds.json orders, set in the pack's fonts: the glyphs stand in that order, too. */

interface Kind {
  readonly language: string;
  readonly reads: string;
  readonly shows: string;
}

const kinds: Kind[] = JSON.parse(readFileSync(new URL("../../literals/kinds.json", import.meta.url), "utf8"));
const typesetter = createTypesetter(packFonts, packFamilies);
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The leftmost glyph first; words as they are read, brackets as they look. */
function onPage(lines: readonly SetLine[]): string {
  return lines
    .flatMap(({ runs }) => runs)
    .map(({ direction, glyphs }) => {
      const text = glyphs.map((glyph) => (direction === "rtl" ? backwards(glyph.text) : glyph.text)).join("");
      return direction === "rtl" ? [...text].map(mirrored).join("") : text;
    })
    .join("")
    .replace(CONTROLS, "")
    .replace(WORDS, (word) => [...word].reverse().join(""));
}

describe("lines of mixed text on the written page", () => {
  const written = kinds.filter(
    ({ language, reads }) => (language === "ar" || language === "vi") && !/[{}]/.test(reads),
  );

  it.each(written)("$language: $reads", ({ language, reads, shows }) => {
    const shaped = typesetter.shape({ runs: runsOf(reads, language), direction: directionOf(language), language });
    const { lines } = shaped.breakLines({ measure: 1000, balance: false });
    expect(onPage(lines)).toBe(shows);
  });
});
