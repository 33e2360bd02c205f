import { POINTS_PER_MM } from "../../../shared/base/units.ts";
import { type Box, contains, intersect } from "../page/marks.ts";
import { asNumber, get } from "../pdf/pdfFile.ts";
import type { Rule } from "./rule.ts";

/** Rules about the page as a sheet: its boxes, bleed and unit, and how many there are. */

/** Writers round to 1/1000 pt; a tenth of a millimetre is more than a cutter holds. */
const SLACK = 0.05;
const MM = POINTS_PER_MM;

export const BOX_RULES: readonly Rule[] = [
  {
    number: 1,
    code: "preflight/trim-size",
    severity: "error",
    title: "The trim box is the chosen format, not rotated",
    hint: "Export with the size that was ordered.",
    *check({ pages, expected }) {
      for (const page of pages) {
        const rotate = asNumber(page.inherited("Rotate")) ?? 0;
        if (rotate !== 0)
          yield {
            page: page.number,
            message: `The page is rotated by ${rotate}°.`,
            values: { case: "rotated", angle: rotate },
          };
        if (!expected.trimMm) continue;
        const [width, height] = sizeOf(page.trim);
        const [wide, high] = expected.trimMm;
        if (Math.abs(width - wide) > 0.1 || Math.abs(height - high) > 0.1) {
          yield {
            page: page.number,
            message: `The trim size is ${mm(width)} × ${mm(height)} mm, not ${mm(wide)} × ${mm(high)} mm.`,
            values: { case: "size", found: `${mm(width)} × ${mm(height)}`, ordered: `${mm(wide)} × ${mm(high)}` },
          };
        }
      }
    },
  },
  {
    number: 2,
    code: "preflight/boxes",
    severity: "error",
    title: "A trim box, or an art box, inside the bleed box inside the media box",
    hint: "Export with trim and bleed boxes.",
    *check({ pages }) {
      for (const { number, dict, media, bleed, trim } of pages) {
        const has = ["TrimBox", "ArtBox"].filter((key) => get(dict, key) !== undefined);
        if (has.length === 0) yield { page: number, message: "The page has no trim box.", values: { case: "no-trim" } };
        if (has.length === 2)
          yield { page: number, message: "The page has a trim box and an art box.", values: { case: "two-boxes" } };
        if (!contains(bleed, trim, SLACK))
          yield { page: number, message: "The trim box lies outside the bleed box.", values: { case: "trim-outside" } };
        if (!contains(media, bleed, SLACK))
          yield {
            page: number,
            message: "The bleed box lies outside the media box.",
            values: { case: "bleed-outside" },
          };
      }
    },
  },
  {
    number: 3,
    code: "preflight/bleed",
    severity: "error",
    title: "Enough bleed on every side",
    hint: "Export with the bleed that the print shop asks for, usually 3 mm.",
    *check({ pages, expected }) {
      const least = expected.bleedMm ?? 3;
      for (const { number, bleed, trim } of pages) {
        const sides = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]];
        const smallest = Math.max(0, Math.min(...sides)) / MM;
        if (smallest < least - 0.02) {
          yield {
            page: number,
            message: `The bleed is ${mm(smallest)} mm, not ${mm(least)} mm.`,
            values: { found: mm(smallest), ordered: mm(least) },
          };
        }
      }
    },
  },
  {
    number: 6,
    code: "preflight/crop-box",
    severity: "error",
    title: "No crop box, or one like the media box",
    hint: "Export without a crop box.",
    *check({ pages }) {
      for (const { number, crop, media } of pages) {
        if (crop && !(contains(crop, media, SLACK) && contains(media, crop, SLACK))) {
          yield { page: number, message: "A crop box hides a part of the sheet." };
        }
      }
    },
  },
  {
    number: 7,
    code: "preflight/user-unit",
    severity: "error",
    title: "One unit is one point",
    hint: "Export without UserUnit.",
    *check({ pages }) {
      for (const { number, dict } of pages) {
        const unit = asNumber(get(dict, "UserUnit")) ?? 1;
        if (unit !== 1) yield { page: number, message: `UserUnit is ${unit}.`, values: { unit } };
      }
    },
  },
  {
    number: 8,
    code: "preflight/pages",
    severity: "error",
    title: "The right number of pages, of one size, none of them empty",
    hint: "Export all pages of one piece together.",
    *check({ pages, expected }) {
      if (expected.pages !== undefined && pages.length !== expected.pages) {
        yield {
          message: `The number of pages in the file is ${pages.length}, not ${expected.pages}.`,
          values: { case: "number", found: pages.length, ordered: expected.pages },
        };
      }
      const [first] = pages;
      for (const page of pages) {
        const marks = page.content.marks.filter(({ visible }) => visible && intersect(visible, page.trim));
        if (marks.length === 0) yield { page: page.number, message: "The page is empty.", values: { case: "empty" } };
        if (!first) continue;
        const [width, height] = sizeOf(page.trim);
        const [wide, high] = sizeOf(first.trim);
        if (Math.abs(width - wide) > 0.1 || Math.abs(height - high) > 0.1) {
          yield {
            page: page.number,
            message: "The page has another size than the first one.",
            values: { case: "size" },
          };
        }
      }
    },
  },
];

function sizeOf([left, bottom, right, top]: Box): readonly [number, number] {
  return [(right - left) / MM, (top - bottom) / MM];
}

function mm(length: number): string {
  return String(Math.round(length * 10) / 10);
}
