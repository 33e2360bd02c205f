import type { PDFDict } from "@cantoo/pdf-lib";
import { POINTS_PER_MM } from "../../shared/base/units.ts";
import { type ColourSpace, chainOf, type Inks, needsConversion, PROCESS, platesOf, totalInk } from "./colourSpace.ts";
import { digestStream } from "./decodeStream.ts";
import { areaOf, type Box, intersect, type Mark, quote } from "./marks.ts";
import { asArray, asDict, asName, asNumber, asStream, get, items } from "./pdfFile.ts";
import type { Examined, ExaminedPage, Rule } from "./rule.ts";
import { COST, canSpend, spend } from "./work.ts";

/** Rules about colour: spaces, ink, black, overprint, transparency. */

const SQUARE_MM = POINTS_PER_MM ** 2;
const MOST_INK = 300;
/** Smaller areas dry by themselves. */
const INK_AREA = 15 * SQUARE_MM;
/** Rounding of 8-bit plates and of JPEG. */
const INK_SLACK = 1.5;
const BLEND_MODES = new Set(["Normal", "Compatible", "Multiply"]);
/** 60/40/40/100 is the most that recipes of coated offset ask for. */
const RICH_BLACK = 240;

export const COLOUR_RULES: readonly Rule[] = [
  {
    number: 20,
    code: "preflight/icc-of-intent",
    severity: "error",
    title: "No colour space that repeats the output profile",
    hint: "Use DeviceCMYK instead.",
    *check(examined) {
      const intent = asStream(get(examined.intents[0]?.dict, "DestOutputProfile"));
      if (!intent) return;
      const own = digestStream(intent);
      for (const { page, space, at } of spacesOf(examined)) {
        for (const { profile, components } of chainOf(space)) {
          if (profile && components === 4 && digestStream(profile) === own) {
            yield { page, at, message: "A colour space is the output profile itself." };
          }
        }
      }
    },
  },
  {
    number: 21,
    code: "preflight/not-cmyk",
    severity: "error",
    title: "No RGB, Lab or calibrated colour",
    hint: "Convert it to CMYK.",
    *check(examined) {
      for (const { page, space, at } of spacesOf(examined)) {
        const family = needsConversion(space);
        if (family !== null) yield { page, at, message: `The page uses ${family}.`, values: { space: family } };
      }
    },
  },
  {
    number: 22,
    code: "preflight/ink",
    severity: "error",
    title:
      "At most 300 % of ink, or what the press was said to take (estimated object by object, without what overlaps)",
    hint: "Choose a lighter colour, or convert the picture with the output profile.",
    *check({ pages, images, expected }) {
      const most = (expected.mostInk ?? MOST_INK) + INK_SLACK;
      for (const { page, mark } of marksOf(pages)) {
        const facts = mark.image ? images.get(mark.image.stream) : undefined;
        const ink = facts?.ink ?? (mark.inks ? totalInk(mark.inks) : 0);
        if (mark.registration || ink <= most || areaOf(mark.visible) < INK_AREA) continue;
        yield {
          page: page.number,
          at: mark.visible,
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
      for (const { page, mark } of marksOf(pages)) {
        if (mark.kind !== "text" || mark.registration || !mark.inks || mark.size >= 24) continue;
        if ((mark.inks.get("Black") ?? 0) >= 0.85 && platesOf(mark.inks).length > 1) {
          yield {
            page: page.number,
            at: mark.visible,
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
      for (const { page, mark } of marksOf(pages)) {
        const thin = (mark.kind === "text" && mark.size < 24) || (mark.kind === "stroke" && mark.size < 2);
        if (!thin || mark.registration || !isPureBlack(mark) || !liesOnColour(mark, page)) continue;
        const wrongMode = mark.family === "DeviceCMYK" && mark.mode !== 1;
        if (mark.overprint && !wrongMode) continue;
        const isText = mark.kind === "text";
        const what = isText ? quote(mark) : "A line";
        const values = isText ? { case: "text", quoted: quote(mark) } : { case: "line" };
        yield { page: page.number, at: mark.visible, message: `${what} in 100 % black does not overprint.`, values };
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
      for (const { page, mark } of marksOf(pages)) {
        if (!mark.overprint || mark.family === "DeviceGray" || !mark.inks || platesOf(mark.inks).length > 0) continue;
        yield {
          page: page.number,
          at: mark.visible,
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
      for (const { page, mark } of marksOf(pages)) {
        if (mark.overprint && mark.family === "DeviceGray") {
          yield {
            page: page.number,
            at: mark.visible,
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
      for (const { page, mark } of marksOf(pages)) {
        if (mark.kind === "text" || mark.kind === "image" || mark.registration || !mark.inks) continue;
        if ((mark.inks.get("Black") ?? 0) < 0.95 || platesOf(mark.inks).length === 1) continue;
        const [left, bottom, right, top] = mark.visible;
        const narrow = Math.min(right - left, top - bottom) < 5 * POINTS_PER_MM;
        const total = totalInk(mark.inks);
        if (narrow || total > RICH_BLACK + INK_SLACK) {
          yield {
            page: page.number,
            at: mark.visible,
            message: `A ${mark.kind} has ${recipe(mark.inks)}.`,
            values: { mark: mark.kind, recipe: recipe(mark.inks) },
          };
        }
      }
    },
  },
  {
    number: 37,
    code: "preflight/spot",
    severity: "warning",
    title: "No spot colours, or ones with one recipe each",
    hint: "Convert it to CMYK, or agree on it with the printer.",
    *check(examined) {
      const recipes = new Map<string, string>();
      const plain = new Set<string>(["All", "None", ...PROCESS]);
      for (const { page, space } of spacesOf(examined)) {
        for (const one of chainOf(space).filter(({ names }) => names.length > 0)) {
          const spots = one.names.filter((name) => !plain.has(name));
          for (const name of spots) {
            if (!recipes.has(name))
              yield {
                page,
                message: `The page uses the spot colour ${name || "without a name"}.`,
                values: name === "" ? { case: "nameless" } : { case: "used", colour: name },
              };
          }
          const name = one.names.join("+");
          const described = `${one.under?.family} ${describe(one)}`;
          if (one.family === "Separation" && recipes.has(name) && recipes.get(name) !== described) {
            yield {
              page,
              severity: "error",
              message: `The colour ${name} has two recipes.`,
              values: { case: "two-recipes", colour: name },
            };
          }
          recipes.set(name, described);
        }
      }
    },
  },
  {
    number: 38,
    code: "preflight/blend-space",
    severity: "error",
    title: "Transparency is blended in CMYK",
    hint: "Give the page a transparency group in DeviceCMYK.",
    *check({ pages }) {
      for (const { number, dict, content } of pages) {
        const groups = [dict, ...content.forms]
          .map((one) => asDict(get(one, "Group")))
          .filter((one) => one !== undefined);
        for (const group of groups) {
          const space = asName(get(group, "CS"));
          if (get(group, "CS") !== undefined && space !== "DeviceCMYK" && space !== "DeviceGray") {
            yield {
              page: number,
              message: `Transparency is blended in ${space ?? "another colour space"}.`,
              values: space === undefined ? { case: "other-space" } : { case: "space", space },
            };
          }
        }
        const pageGroup = asDict(get(dict, "Group"));
        const transparent = content.marks.some((mark) => !mark.opaque) || groups.some((group) => group !== pageGroup);
        if (transparent && asName(get(pageGroup, "CS")) !== "DeviceCMYK") {
          yield {
            page: number,
            message: "The page has transparency without a CMYK group.",
            values: { case: "no-group" },
          };
        }
      }
    },
  },
  {
    number: 39,
    code: "preflight/blend-mode",
    severity: "error",
    title: "Only blend modes and soft masks that every press room knows",
    hint: "Use Normal or Multiply, and opacity instead of masks.",
    *check({ pages }) {
      for (const { number, content } of pages) {
        for (const state of content.states) {
          for (const mode of blendModes(state)) {
            if (!BLEND_MODES.has(mode))
              yield { page: number, message: `The page uses the blend mode ${mode}.`, values: { case: "mode", mode } };
          }
          const mask = asDict(get(state, "SMask"));
          const kind = asName(get(mask, "S"));
          if (mask && kind !== "Luminosity" && kind !== "Alpha")
            yield { page: number, message: "A soft mask is unsound.", values: { case: "mask" } };
          if (mask && get(mask, "TR") !== undefined && asName(get(mask, "TR")) !== "Identity") {
            yield { page: number, message: "A soft mask has a transfer curve.", values: { case: "curve" } };
          }
        }
      }
    },
  },
];

export function* marksOf(
  pages: readonly ExaminedPage[],
): Iterable<{ page: ExaminedPage; mark: Mark & { visible: NonNullable<Mark["visible"]> } }> {
  for (const page of pages) {
    for (const mark of page.content.marks) {
      const visible = mark.visible && intersect(mark.visible, page.bleed);
      if (visible) yield { page, mark: { ...mark, visible } };
    }
  }
}

function* spacesOf({ pages }: Examined): Iterable<{ page: number; space: ColourSpace; at: Box | null }> {
  for (const page of pages) {
    for (const { space, at } of page.content.spaces) {
      spend(page.dict.context, COST.operator + chainOf(space).reduce((sum, { names }) => sum + names.length, 0));
      yield { page: page.number, space, at };
    }
  }
}

function blendModes(state: PDFDict): string[] {
  const entry = get(state, "BM");
  return (asArray(entry) ? items(asArray(entry)).slice(0, 1) : [entry])
    .map(asName)
    .filter((name) => name !== undefined);
}

/** The tint transformation as far as it can be compared. */
function describe({ tint }: ColourSpace): string {
  const stream = asStream(tint ?? undefined);
  if (stream) return digestStream(stream);
  const dict = asDict(tint ?? undefined);
  if (!dict || asNumber(get(dict, "FunctionType")) === undefined) return "";
  const text = dict.toString();
  spend(dict.context, text.length * COST.contentByte);
  return text;
}

function isPureBlack({ inks }: Mark): boolean {
  return inks !== null && (inks.get("Black") ?? 0) >= 0.995 && platesOf(inks).length === 1;
}

/** Something other than white paper lies beneath: on paper there is nothing to overprint. */
function liesOnColour(
  mark: Mark & { visible: NonNullable<Mark["visible"]> },
  { dict, content }: ExaminedPage,
): boolean {
  for (const below of content.marks) {
    if (below.bounds === mark.bounds || !canSpend(dict.context, COST.comparison)) return false;
    if (!below.visible || !intersect(below.visible, mark.visible)) continue;
    if (below.inks === null || platesOf(below.inks).some((plate) => plate !== "Black")) return true;
  }
  return false;
}

export function recipe(inks: Inks): string {
  return platesOf(inks)
    .map((plate) => `${Math.round((inks.get(plate) ?? 0) * 100)} % ${plate}`)
    .join(", ");
}
