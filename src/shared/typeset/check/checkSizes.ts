import type { Diagnostic } from "../../base/diagnostics.ts";
import { fromPoints } from "../../base/units.ts";
import type { Template, TemplatePack } from "../../pack/templatePack.ts";
import type { Page, PageBlock } from "../page/page.ts";
import { locate, opening } from "./locate.ts";

/** A finished page → reading text that is too small for its format (content rule C21 of the pack). */

const RULE = "C21";

/** Trim sizes of the formats that the rule names, millimetres, either way round. */
const FORMATS: Readonly<Record<string, readonly [number, number]>> = {
  A2: [420, 594],
  A3: [297, 420],
  A4_trifold: [210, 297],
  A5: [148, 210],
  card: [55, 85],
};

/** Roles of slots that people read; a label, a note or the sources may be smaller. */
const READING = new Set(["headline", "subhead", "body", "items", "cta"]);

/** Sizes are rounded to 1/1000 pt. */
const TOLERANCE = 0.01;

export function checkSizes(page: Page, template: Template, pack: TemplatePack): Diagnostic[] {
  const least = leastSize(template, pack);
  if (least === null) return [];
  const slots = pack.content.find((family) => family.id === template.family)?.slots ?? [];
  const smallest = new Map<string, { readonly size: number; readonly block: PageBlock }>();
  page.blocks.forEach((block, index) => {
    const role = slots.find((slot) => slot.id === block.slot)?.role;
    if (role === undefined || !READING.has(role)) return;
    const sizes = page.items.flatMap((item) => (item.kind === "glyphs" && item.block === index ? [item.size] : []));
    const size = Math.min(...sizes);
    const key = `${block.frame} › ${block.slot}`;
    if (size < (smallest.get(key)?.size ?? least - TOLERANCE)) smallest.set(key, { size, block });
  });
  return [...smallest.values()].map(({ size, block }) => ({
    code: `typeset/${RULE}`,
    severity: "warning",
    ...locate(page, block),
    message: `“${opening(block.text)}” is set in ${size.toFixed(1)} pt; this format needs ${least} pt to be read.`,
    hint: "Shorten the text, or give its frame more room in the template.",
    values: { text: opening(block.text), size: size.toFixed(1), least },
  }));
}

/** Points, or null where the rule says nothing about the format. */
function leastSize(template: Template, pack: TemplatePack): number | null {
  if (template.pixels !== null) return null;
  const size = [fromPoints(template.width, "mm"), fromPoints(template.height, "mm")].sort((a, b) => a - b);
  const format = Object.entries(FORMATS).find(([, sides]) =>
    sides.every((side, at) => Math.abs(side - (size[at] ?? 0)) < 1),
  )?.[0];
  const limits = pack.contentRules.find((rule) => rule.id === RULE)?.params.min_pt;
  if (format === undefined || typeof limits !== "object" || limits === null) return null;
  const limit: unknown = Reflect.get(limits, format);
  return typeof limit === "number" ? limit : null;
}
