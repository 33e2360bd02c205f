import type { PDFDict } from "@cantoo/pdf-lib";
import { asArray, asDict, asName, get, items } from "../pdf/pdfFile.ts";
import type { Rule } from "./rule.ts";

/** Rules about transparency: where it is blended, and how. */

const BLEND_MODES = new Set(["Normal", "Compatible", "Multiply"]);

export const TRANSPARENCY_RULES: readonly Rule[] = [
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
            yield { page: number, message: "A soft mask is not valid.", values: { case: "mask" } };
          if (mask && get(mask, "TR") !== undefined && asName(get(mask, "TR")) !== "Identity") {
            yield { page: number, message: "A soft mask has a transfer curve.", values: { case: "curve" } };
          }
        }
      }
    },
  },
];

function blendModes(state: PDFDict): string[] {
  const entry = get(state, "BM");
  return (asArray(entry) ? items(asArray(entry)).slice(0, 1) : [entry])
    .map(asName)
    .filter((name) => name !== undefined);
}
