import { POINTS_PER_MM } from "../../../shared/base/units.ts";
import { platesOf, recipe, totalInk } from "../page/colourSpace.ts";
import { areaOf, intersect, type Mark, quote } from "../page/marks.ts";
import { COST, canSpend } from "../pdf/work.ts";
import type { ExaminedPage, Rule } from "./rule.ts";
import { type VisibleMark, visibleMarks } from "./visibleMarks.ts";

/** Rules about ink on paper: how much, black, and what overprints. */

const SQUARE_MM = POINTS_PER_MM ** 2;
const MOST_INK = 300;
/** Smaller areas dry by themselves. */
const INK_AREA = 15 * SQUARE_MM;
/** Rounding of 8-bit plates and of JPEG. */
const INK_SLACK = 1.5;
/** 60/40/40/100 is the most that recipes of coated offset ask for. */
const RICH_BLACK = 240;

export const INK_RULES: readonly Rule[] = [
  {
    number: 22,
    code: "preflight/ink",
    severity: "error",
    title:
      "At most 300 % of ink, or what the press was said to take (estimated object by object, without what overlaps)",
    hint: "Choose a lighter colour, or convert the picture with the output profile.",
    *check({ pages, images, expected }) {
      const most = (expected.mostInk ?? MOST_INK) + INK_SLACK;
      for (const { mark, place } of visibleMarks(pages)) {
        const facts = mark.image ? images.get(mark.image.stream) : undefined;
        const ink = facts?.ink ?? (mark.inks ? totalInk(mark.inks) : 0);
        if (mark.registration || ink <= most || areaOf(mark.visible) < INK_AREA) continue;
        yield {
          ...place,
          message: `The ${mark.kind} has ${Math.round(ink)} % of ink.`,
          values: { mark: mark.kind, ink: Math.round(ink) },
        };
      }
    },
  },
  {
    number: 26,
    code: "preflight/black-text",
    severity: "error",
    title: "Black text in black ink alone",
    hint: "Give it 100 % black and nothing else.",
    *check({ pages }) {
      for (const { mark, place } of visibleMarks(pages)) {
        if (mark.kind !== "text" || mark.registration || !mark.inks || mark.size >= 24) continue;
        if ((mark.inks.get("Black") ?? 0) >= 0.85 && platesOf(mark.inks).length > 1) {
          yield {
            ...place,
            message: `${quote(mark)} is printed with ${recipe(mark.inks)}.`,
            values: { quoted: quote(mark), recipe: recipe(mark.inks) },
          };
        }
      }
    },
  },
  {
    number: 27,
    code: "preflight/black-knocks-out",
    severity: "warning",
    title: "Black text and thin black lines overprint",
    hint: "Let it overprint with OPM 1.",
    *check({ pages }) {
      for (const { page, mark, place } of visibleMarks(pages)) {
        const thin = (mark.kind === "text" && mark.size < 24) || (mark.kind === "stroke" && mark.size < 2);
        if (!thin || mark.registration || !isPureBlack(mark) || !liesOnColour(mark, page)) continue;
        const wrongMode = mark.family === "DeviceCMYK" && mark.mode !== 1;
        if (mark.overprint && !wrongMode) continue;
        const isText = mark.kind === "text";
        const what = isText ? quote(mark) : "A line";
        const values = isText ? { case: "text", quoted: quote(mark) } : { case: "line" };
        yield { ...place, message: `${what} in 100 % black does not overprint.`, values };
      }
    },
  },
  {
    number: 28,
    code: "preflight/white-overprints",
    severity: "error",
    title: "White never overprints",
    hint: "Let it knock out.",
    *check({ pages }) {
      for (const { mark, place } of visibleMarks(pages)) {
        if (!mark.overprint || mark.family === "DeviceGray" || !mark.inks || platesOf(mark.inks).length > 0) continue;
        yield {
          ...place,
          message: `A white ${mark.kind} overprints and disappears.`,
          values: { mark: mark.kind },
        };
      }
    },
  },
  {
    number: 29,
    code: "preflight/grey-overprints",
    severity: "error",
    title: "DeviceGray never overprints",
    hint: "Use the black of DeviceCMYK, or let it knock out.",
    *check({ pages }) {
      for (const { mark, place } of visibleMarks(pages)) {
        if (mark.overprint && mark.family === "DeviceGray") {
          yield {
            ...place,
            message: `A ${mark.kind} in DeviceGray overprints.`,
            values: { mark: mark.kind },
          };
        }
      }
    },
  },
  {
    number: 30,
    code: "preflight/rich-black",
    severity: "warning",
    title: "Rich black only in large areas, with 240 % at most",
    hint: "Use 100 % black, or 60/40/40/100 in large areas.",
    *check({ pages }) {
      for (const { mark, place } of visibleMarks(pages)) {
        if (mark.kind === "text" || mark.kind === "image" || mark.registration || !mark.inks) continue;
        if ((mark.inks.get("Black") ?? 0) < 0.95 || platesOf(mark.inks).length === 1) continue;
        const [left, bottom, right, top] = mark.visible;
        const narrow = Math.min(right - left, top - bottom) < 5 * POINTS_PER_MM;
        const total = totalInk(mark.inks);
        if (narrow || total > RICH_BLACK + INK_SLACK) {
          yield {
            ...place,
            message: `A ${mark.kind} has ${recipe(mark.inks)}.`,
            values: { mark: mark.kind, recipe: recipe(mark.inks) },
          };
        }
      }
    },
  },
];

function isPureBlack({ inks }: Mark): boolean {
  return inks !== null && (inks.get("Black") ?? 0) >= 0.995 && platesOf(inks).length === 1;
}

/** Something other than white paper lies beneath: on paper there is nothing to overprint. */
function liesOnColour(mark: VisibleMark, { dict, content }: ExaminedPage): boolean {
  for (const below of content.marks) {
    if (below.bounds === mark.bounds || !canSpend(dict.context, COST.comparison)) return false;
    if (!below.visible || !intersect(below.visible, mark.visible)) continue;
    if (below.inks === null || platesOf(below.inks).some((plate) => plate !== "Black")) return true;
  }
  return false;
}
