import { decodeStream } from "../pdf/decodeStream.ts";
import { readFontProgram } from "../pdf/fontProgram.ts";
import type { Rule } from "./rule.ts";

/** Rules about fonts: embedded, allowed to be embedded, and with the true widths of their glyphs. */

/** A rounded width of 1/1000 em on each side. */
const WIDTH_SLACK = 1;

export const FONT_RULES: readonly Rule[] = [
  {
    number: 34,
    code: "preflight/font",
    severity: "error",
    title: "Fonts are embedded as subsets, and may be",
    hint: "Use a font that may be embedded.",
    *check({ fonts }) {
      for (const font of fonts.values()) {
        if (font.used.size === 0 || font.type === "Type3") continue;
        const page = Math.min(...font.used.values());
        if (!font.program)
          yield { page, message: `${font.name} is not embedded.`, values: { case: "not-embedded", font: font.name } };
        else {
          if (!/^[A-Z]{6}\+/.test(font.name))
            yield {
              page,
              severity: "warning",
              message: `${font.name} is embedded whole.`,
              values: { case: "whole", font: font.name },
            };
          const program = font.programKey === "FontFile2" ? readFontProgram(decodeStream(font.program).bytes) : null;
          if (font.programKey === "FontFile2" && !program)
            yield { page, message: `${font.name} is a damaged font.`, values: { case: "damaged", font: font.name } };
          for (const what of forbiddenBy(program?.fsType ?? 0))
            yield {
              page,
              message: `${font.name} forbids ${what}.`,
              values: { case: "forbids", font: font.name, feature: what },
            };
        }
      }
    },
  },
  {
    number: 35,
    code: "preflight/missing-glyph",
    severity: "error",
    title: "Every character has its glyph",
    hint: "Use a font that has the character.",
    *check({ fonts }) {
      for (const font of fonts.values()) {
        if (font.bytes !== 2) continue;
        const missing = [...font.used].filter(([code]) => code === 0 || font.glyph(code) === 0);
        for (const [, page] of missing)
          yield { page, message: `${font.name} has no glyph for a character.`, values: { font: font.name } };
      }
    },
  },
  {
    number: 36,
    code: "preflight/glyph-width",
    severity: "error",
    title: "Widths in the file are those of the font",
    hint: "Export again: the letters will stand in wrong places.",
    *check({ fonts }) {
      for (const font of fonts.values()) {
        if (font.programKey !== "FontFile2" || !font.program || font.bytes !== 2) continue;
        const program = readFontProgram(decodeStream(font.program).bytes);
        if (!program) continue;
        for (const [code, page] of font.used) {
          const real = program.width(font.glyph(code));
          if (code === 0 || font.glyph(code) === 0) continue;
          if (real === null)
            yield {
              page,
              message: `${font.name} has no glyph ${font.glyph(code)}.`,
              values: { case: "none", font: font.name, glyph: font.glyph(code) },
            };
          else if (Math.abs(real - font.width(code)) > WIDTH_SLACK) {
            yield {
              page,
              message: `Glyph ${code} of ${font.name} is ${Math.round(real)} wide, not ${Math.round(font.width(code))}.`,
              values: {
                case: "differs",
                font: font.name,
                glyph: code,
                real: Math.round(real),
                said: Math.round(font.width(code)),
              },
            };
          }
        }
      }
    },
  },
];

/** OpenType 1.9, OS/2, fsType: old fonts set several of bits 1 to 3, of which the most generous counts. */
function forbiddenBy(fsType: number): string[] {
  return [
    ...((fsType & 0x000e) === 0x0002 ? ["embedding"] : []),
    ...((fsType & 0x0100) !== 0 ? ["embedding of a part of it"] : []),
    ...((fsType & 0x0200) !== 0 ? ["embedding of its outlines"] : []),
  ];
}
