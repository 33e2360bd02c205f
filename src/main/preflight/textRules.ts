import { marksOf, recipe } from "./colourRules.ts";
import { platesOf } from "./colourSpace.ts";
import { decodeStream } from "./decodeStream.ts";
import { readFontProgram } from "./fontProgram.ts";
import { type Mark, quote } from "./marks.ts";
import { findHelpline, linesOf } from "./readLines.ts";
import type { Rule } from "./rule.ts";

/** Rules about type, lines, fonts and pictures, and the helplines that must be there. */

const MULTI_INK_TEXT = 12;
const REVERSED_TEXT = 6;
const LEAST_TEXT = 5;
const LEAST_LINE = 0.25;
const LEAST_COLOURED_LINE = 0.5;
/** A rounded width of 1/1000 em on each side. */
const WIDTH_SLACK = 1;
const PPI = { good: 300, least: 150, line: 550 } as const;
const JPEG_QUALITY = 90;
/** Points that rounding may take from a size. */
const SLACK = 0.01;

export const TEXT_RULES: readonly Rule[] = [
  {
    number: 23,
    code: "preflight/resolution",
    severity: "warning",
    title: "Pictures with 300 pixels to the inch, 150 at least",
    hint: "Use a larger picture, or show it smaller.",
    *check({ pages }) {
      for (const { page, mark } of marksOf(pages)) {
        if (!mark.image || mark.image.bits === 1) continue;
        const { ppi } = mark.image;
        if (ppi >= PPI.good - 0.5) continue;
        const severity = ppi < PPI.least - 0.5 ? "error" : "warning";
        yield {
          page: page.number,
          at: mark.visible,
          severity,
          message: `A picture has ${Math.round(ppi)} pixels to the inch.`,
          values: { ppi: Math.round(ppi) },
        };
      }
    },
  },
  {
    number: 24,
    code: "preflight/line-art",
    severity: "warning",
    title: "Black-and-white pictures with 550 pixels to the inch",
    hint: "Use a larger picture, or show it smaller.",
    *check({ pages }) {
      for (const { page, mark } of marksOf(pages)) {
        if (mark.image?.bits !== 1 || mark.image.ppi >= PPI.line - 0.5) continue;
        yield {
          page: page.number,
          at: mark.visible,
          message: `Line art has ${Math.round(mark.image.ppi)} pixels to the inch.`,
          values: { ppi: Math.round(mark.image.ppi) },
        };
      }
    },
  },
  {
    number: 25,
    code: "preflight/jpeg-quality",
    severity: "warning",
    title: "JPEG pictures of quality 90 or more",
    hint: "Use the original picture.",
    *check({ pages, images }) {
      for (const { page, mark } of marksOf(pages)) {
        const quality = mark.image && images.get(mark.image.stream)?.quality;
        if (typeof quality !== "number" || quality >= JPEG_QUALITY - 1) continue;
        yield {
          page: page.number,
          at: mark.visible,
          message: `A picture was compressed with JPEG quality ${quality}.`,
          values: { quality },
        };
      }
    },
  },
  {
    number: 31,
    code: "preflight/small-coloured-text",
    severity: "warning",
    title: "Small text in one ink, reversed text of 6 pt or more",
    hint: "Make it larger, or give it one ink.",
    *check({ pages }) {
      for (const { page, mark } of marksOf(pages)) {
        if (mark.kind !== "text" || mark.registration || !mark.inks) continue;
        const plates = platesOf(mark.inks);
        const at = { page: page.number, at: mark.visible };
        if (plates.length === 0 && mark.size < REVERSED_TEXT - SLACK) {
          yield {
            ...at,
            severity: "error",
            message: `${quote(mark)} is white and ${points(mark)} pt.`,
            values: { case: "white", quoted: quote(mark), size: points(mark) },
          };
        } else if (plates.length > 1 && mark.size < MULTI_INK_TEXT - SLACK) {
          yield {
            ...at,
            message: `${quote(mark)} has ${points(mark)} pt in ${recipe(mark.inks)}.`,
            values: { case: "several-inks", quoted: quote(mark), size: points(mark), recipe: recipe(mark.inks) },
          };
        }
      }
    },
  },
  {
    number: 32,
    code: "preflight/small-text",
    severity: "error",
    title: "Text of 5 pt or more",
    hint: "Make it larger.",
    *check({ pages }) {
      for (const { page, mark } of marksOf(pages)) {
        if (mark.kind !== "text" || mark.size >= LEAST_TEXT - SLACK) continue;
        yield {
          page: page.number,
          at: mark.visible,
          message: `${quote(mark)} has ${points(mark)} pt.`,
          values: { quoted: quote(mark), size: points(mark) },
        };
      }
    },
  },
  {
    number: 33,
    code: "preflight/thin-line",
    severity: "error",
    title: "Lines of 0.25 pt or more, of 0.5 pt in several inks or white",
    hint: "Make it wider.",
    *check({ pages }) {
      for (const { page, mark } of marksOf(pages)) {
        if (mark.kind !== "stroke" || mark.registration) continue;
        const inks = mark.inks ? platesOf(mark.inks).length : 1;
        const at = { page: page.number, at: mark.visible };
        if (mark.size < LEAST_LINE - SLACK)
          yield { ...at, message: `A line is ${points(mark)} pt wide.`, values: { case: "line", width: points(mark) } };
        else if (inks !== 1 && mark.size < LEAST_COLOURED_LINE - SLACK) {
          const what = inks === 0 ? "white" : `${inks} inks`;
          yield {
            ...at,
            severity: "warning",
            message: `A line in ${what} is ${points(mark)} pt wide.`,
            values: { case: inks === 0 ? "white" : "several-inks", inks, width: points(mark) },
          };
        }
      }
    },
  },
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
          yield { page, message: `${font.name} lacks the glyph of a character.`, values: { font: font.name } };
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
  {
    number: 47,
    code: "preflight/helpline",
    severity: "error",
    title: "Every helpline reads as displayed, from left to right",
    hint: "Do not print this file. Export again, and report it when it happens again.",
    *check({ pages, expected }) {
      const lines = linesOf(pages);
      for (const { page, display } of expected.helplines ?? []) {
        if (!findHelpline(lines, page, display))
          yield { page, message: `The helpline ${display} cannot be read on the page.`, values: { number: display } };
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

function points({ size }: Mark): string {
  return String(Math.round(size * 100) / 100);
}
