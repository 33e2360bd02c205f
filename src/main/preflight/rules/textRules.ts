import { platesOf, recipe } from "../page/colourSpace.ts";
import { type Mark, quote } from "../page/marks.ts";
import { findHelpline, linesOf } from "./linesOf.ts";
import type { Rule } from "./rule.ts";
import { visibleMarks } from "./visibleMarks.ts";

/** Rules about type, lines and pictures, and the helplines that must be there. */

const MULTI_INK_TEXT = 12;
const REVERSED_TEXT = 6;
const LEAST_TEXT = 5;
const LEAST_LINE = 0.25;
const LEAST_COLOURED_LINE = 0.5;
const PPI = { good: 300, least: 150, line: 550 } as const;
const JPEG_QUALITY = 90;
/** Points that rounding may take from a size. */
const SLACK = 0.01;

export const TEXT_RULES: readonly Rule[] = [
  {
    number: 23,
    code: "preflight/resolution",
    severity: "warning",
    title: "Pictures with 300 pixels per inch, 150 at least",
    hint: "Use a larger picture, or show it smaller.",
    *check({ pages }) {
      for (const { mark, place } of visibleMarks(pages)) {
        if (!mark.image || mark.image.bits === 1) continue;
        const { ppi } = mark.image;
        if (ppi >= PPI.good - 0.5) continue;
        const severity = ppi < PPI.least - 0.5 ? "error" : "warning";
        yield {
          ...place,
          severity,
          message: `A picture has ${Math.round(ppi)} pixels per inch.`,
          values: { ppi: Math.round(ppi) },
        };
      }
    },
  },
  {
    number: 24,
    code: "preflight/line-art",
    severity: "warning",
    title: "Black-and-white pictures with 550 pixels per inch",
    hint: "Use a larger picture, or show it smaller.",
    *check({ pages }) {
      for (const { mark, place } of visibleMarks(pages)) {
        if (mark.image?.bits !== 1 || mark.image.ppi >= PPI.line - 0.5) continue;
        yield {
          ...place,
          message: `Line art has ${Math.round(mark.image.ppi)} pixels per inch.`,
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
      for (const { mark, place } of visibleMarks(pages)) {
        const quality = mark.image && images.get(mark.image.stream)?.quality;
        if (typeof quality !== "number" || quality >= JPEG_QUALITY - 1) continue;
        yield {
          ...place,
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
      for (const { mark, place } of visibleMarks(pages)) {
        if (mark.kind !== "text" || mark.registration || !mark.inks) continue;
        const plates = platesOf(mark.inks);
        if (plates.length === 0 && mark.size < REVERSED_TEXT - SLACK) {
          yield {
            ...place,
            severity: "error",
            message: `${quote(mark)} is white and ${points(mark)} pt.`,
            values: { case: "white", quoted: quote(mark), size: points(mark) },
          };
        } else if (plates.length > 1 && mark.size < MULTI_INK_TEXT - SLACK) {
          yield {
            ...place,
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
      for (const { mark, place } of visibleMarks(pages)) {
        if (mark.kind !== "text" || mark.size >= LEAST_TEXT - SLACK) continue;
        yield {
          ...place,
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
      for (const { mark, place } of visibleMarks(pages)) {
        if (mark.kind !== "stroke" || mark.registration) continue;
        const inks = mark.inks ? platesOf(mark.inks).length : 1;
        if (mark.size < LEAST_LINE - SLACK)
          yield {
            ...place,
            message: `A line is ${points(mark)} pt wide.`,
            values: { case: "line", width: points(mark) },
          };
        else if (inks !== 1 && mark.size < LEAST_COLOURED_LINE - SLACK) {
          const what = inks === 0 ? "white" : `${inks} inks`;
          yield {
            ...place,
            severity: "warning",
            message: `A line in ${what} is ${points(mark)} pt wide.`,
            values: { case: inks === 0 ? "white" : "several-inks", inks, width: points(mark) },
          };
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

function points({ size }: Mark): string {
  return String(Math.round(size * 100) / 100);
}
