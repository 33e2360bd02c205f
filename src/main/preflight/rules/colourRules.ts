import { type ColourSpace, chainOf, needsConversion, PROCESS } from "../page/colourSpace.ts";
import type { Box } from "../page/marks.ts";
import { digestStream } from "../pdf/decodeStream.ts";
import { asDict, asNumber, asStream, get } from "../pdf/pdfFile.ts";
import { COST, spend } from "../pdf/work.ts";
import type { Examined, Rule } from "./rule.ts";

/** Rules about colour spaces: which may be there, and what they may say. */

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
    number: 37,
    code: "preflight/spot",
    severity: "warning",
    title: "No spot colours, or ones with one recipe each",
    hint: "Convert it to CMYK, or agree on it with the print shop.",
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
];

function* spacesOf({ pages }: Examined): Iterable<{ page: number; space: ColourSpace; at: Box | null }> {
  for (const page of pages) {
    for (const { space, at } of page.content.spaces) {
      spend(page.dict.context, COST.operator + chainOf(space).reduce((sum, { names }) => sum + names.length, 0));
      yield { page: page.number, space, at };
    }
  }
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
