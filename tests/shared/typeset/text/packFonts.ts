import { readdirSync, readFileSync } from "node:fs";
import { splitGraphemes } from "unicode-segmenter/grapheme";
import { digestBytes } from "../../../../src/shared/base/digest.ts";
import { type Direction, languageOf } from "../../../../src/shared/base/locale.ts";
import type { FontFamily } from "../../../../src/shared/pack/templatePack.ts";
import type { ParagraphInput, SetLine, StyledRun } from "../../../../src/shared/typeset/text/paragraph.ts";
import type { FontFile } from "../../../../src/shared/typeset/text/ports.ts";

/** The pack's own fonts and short ways to write paragraphs, for the typesetting tests. */

const FOLDER = new URL("../../../../templates/safe-migration/fonts/", import.meta.url);
const FAMILIES: Readonly<Record<string, string>> = { Alexandria: "Alexandria", ReadexPro: "Readex Pro" };

export const packFonts: readonly FontFile[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".ttf"))
  .sort()
  .map((name) => {
    const [family = "", weight = ""] = name.replace(".ttf", "").split("-");
    const bytes = new Uint8Array(readFileSync(new URL(name, FOLDER)));
    return {
      id: `${family}-${weight}`,
      family: FAMILIES[family] ?? family,
      weight: Number(weight),
      digest: digestBytes(bytes),
      bytes,
    };
  });

const family = (name: string, fallback: readonly string[]): FontFamily => ({
  name,
  weights: packFonts.filter((font) => font.family === name).map((font) => ({ weight: font.weight, file: font.id })),
  fallback,
});

export const packFamilies: Readonly<Record<string, FontFamily>> = {
  Alexandria: family("Alexandria", ["Readex Pro"]),
  "Readex Pro": family("Readex Pro", ["Alexandria"]),
};

export function directionOf(language: string): Direction {
  return languageOf(language) === "ar" ? "rtl" : "ltr";
}

export function run(text: string, language: string, more: Partial<StyledRun> = {}): StyledRun {
  return { text, family: "Alexandria", weight: 400, ink: "ink", language, ...more };
}

export function paragraph(text: string, language: string, more: Partial<StyledRun> = {}): ParagraphInput {
  return { runs: [run(text, language, more)], direction: directionOf(language), language };
}

/** The characters of a line as they stand on paper from left to right; a base keeps its marks. */
export function seen(line: SetLine): string {
  return line.runs
    .map((set) => set.glyphs.map(({ text }) => (set.direction === "rtl" ? backwards(text) : text)).join(""))
    .join("");
}

export function backwards(text: string): string {
  return [...splitGraphemes(text)].reverse().join("");
}
