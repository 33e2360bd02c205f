import { POINTS_PER_MM } from "../../shared/base/units.ts";
import { platesOf } from "./colourSpace.ts";
import { type Box, contains, intersect, type Mark } from "./marks.ts";
import { asArray, asDict, asName, asNumber, get, items, keysOf, numbers } from "./pdfFile.ts";
import { type ExaminedPage, type Finding, MOST_COMPARISONS, type Rule } from "./rule.ts";

/** Rules about boxes, bleed, and what lies where. */

/** Writers round to 1/1000 pt; a tenth of a millimetre is more than a cutter holds. */
const SLACK = 0.05;
const MM = POINTS_PER_MM;

export const PAGE_RULES: readonly Rule[] = [
  {
    number: 1,
    code: "preflight/trim-size",
    severity: "error",
    title: "The trim box is the chosen format, not rotated",
    hint: "Export with the size that was ordered.",
    *check({ pages, expected }) {
      for (const page of pages) {
        const rotate = asNumber(page.inherited("Rotate")) ?? 0;
        if (rotate !== 0) yield { page: page.number, message: `The page is rotated by ${rotate}°.` };
        if (!expected.trimMm) continue;
        const [width, height] = sizeOf(page.trim);
        const [wide, high] = expected.trimMm;
        if (Math.abs(width - wide) > 0.1 || Math.abs(height - high) > 0.1) {
          yield {
            page: page.number,
            message: `The trim size is ${mm(width)} × ${mm(height)} mm, not ${mm(wide)} × ${mm(high)} mm.`,
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
        if (has.length === 0) yield { page: number, message: "The page has no trim box." };
        if (has.length === 2) yield { page: number, message: "The page has a trim box and an art box." };
        if (!contains(bleed, trim, SLACK)) yield { page: number, message: "The trim box lies outside the bleed box." };
        if (!contains(media, bleed, SLACK))
          yield { page: number, message: "The bleed box lies outside the media box." };
      }
    },
  },
  {
    number: 3,
    code: "preflight/bleed",
    severity: "error",
    title: "Enough bleed on every side",
    hint: "Export with the bleed that the printer asks for, usually 3 mm.",
    *check({ pages, expected }) {
      const least = expected.bleedMm ?? 3;
      for (const { number, bleed, trim } of pages) {
        const sides = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]];
        const smallest = Math.max(0, Math.min(...sides)) / MM;
        if (smallest < least - 0.02) {
          yield { page: number, message: `The bleed is ${mm(smallest)} mm, not ${mm(least)} mm.` };
        }
      }
    },
  },
  {
    number: 4,
    code: "preflight/edge",
    severity: "error",
    title: "What reaches the edge of the page reaches the edge of the bleed",
    hint: "Extend it to the edge of the bleed, or keep it clear of the edge of the page.",
    *check({ pages }) {
      for (const { number, content, bleed, trim } of pages) {
        for (const mark of content.marks) {
          if (mark.kind === "text" || mark.kind === "stroke" || !mark.visible || isInkless(mark)) continue;
          for (const side of [0, 1, 2, 3] as const) {
            const outward = side < 2 ? -1 : 1;
            const room = (bleed[side] - trim[side]) * outward;
            const beyond = (mark.visible[side] - trim[side]) * outward;
            const clipped = Math.abs(mark.visible[side] - mark.bounds[side]) > 0.1;
            if (room > 1 && Math.abs(beyond) < 0.5 && (clipped || mark.sides[side])) {
              yield {
                page: number,
                at: mark.visible,
                message: `A ${mark.kind} ends at the ${SIDES[side]} edge of the page.`,
              };
              break;
            }
          }
        }
      }
    },
  },
  {
    number: 5,
    code: "preflight/text-near-edge",
    severity: "warning",
    title: "Text at least 4 mm inside the page",
    hint: "Move it inwards.",
    *check({ pages }) {
      for (const { number, content, trim } of pages) {
        const safe: Box = [trim[0] + 4 * MM, trim[1] + 4 * MM, trim[2] - 4 * MM, trim[3] - 4 * MM];
        for (const mark of content.marks) {
          if (mark.kind !== "text" || !mark.visible || !intersect(mark.visible, trim)) continue;
          if (!contains(trim, mark.visible, SLACK)) {
            yield {
              page: number,
              at: mark.visible,
              severity: "error",
              message: `${quote(mark)} is cut off at the edge.`,
            };
          } else if (!contains(safe, mark.visible, SLACK)) {
            yield { page: number, at: mark.visible, message: `${quote(mark)} is less than 4 mm from the edge.` };
          }
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
        if (unit !== 1) yield { page: number, message: `UserUnit is ${unit}.` };
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
        yield { message: `The file has ${pages.length} pages, not ${expected.pages}.` };
      }
      const [first] = pages;
      for (const page of pages) {
        const marks = page.content.marks.filter(({ visible }) => visible && intersect(visible, page.trim));
        if (marks.length === 0) yield { page: page.number, message: "The page is empty." };
        if (!first) continue;
        const [width, height] = sizeOf(page.trim);
        const [wide, high] = sizeOf(first.trim);
        if (Math.abs(width - wide) > 0.1 || Math.abs(height - high) > 0.1) {
          yield { page: page.number, message: "The page has another size than the first one." };
        }
      }
    },
  },
  {
    number: 9,
    code: "preflight/marks-in-bleed",
    severity: "error",
    title: "Printer's marks outside the bleed",
    hint: "Move the marks outwards.",
    *check({ pages }) {
      for (const mark of registrationMarks(pages)) {
        if (touches(mark.visible, mark.page.bleed) && !contains(mark.page.bleed, mark.visible)) {
          yield { page: mark.page.number, at: mark.visible, message: "A printer's mark reaches into the bleed." };
        }
      }
    },
  },
  {
    number: 10,
    code: "preflight/registration-colour",
    severity: "error",
    title: "The registration colour only in printer's marks",
    hint: "Give it a colour of the palette.",
    *check({ pages }) {
      for (const mark of registrationMarks(pages)) {
        if (contains(mark.page.bleed, mark.visible)) {
          yield {
            page: mark.page.number,
            at: mark.visible,
            message: "Something on the page has the registration colour.",
          };
        }
      }
    },
  },
  {
    number: 42,
    code: "preflight/annotation",
    severity: "error",
    title: "Annotations lie outside the bleed",
    hint: "Remove comments, links and form fields.",
    *check({ pages }) {
      for (const { number, dict, bleed } of pages) {
        for (const item of items(asArray(get(dict, "Annots")))) {
          const annotation = asDict(item);
          const kind = asName(get(annotation, "Subtype")) ?? "annotation";
          if (!annotation || kind === "PrinterMark" || kind === "TrapNet") continue;
          const [a = 0, b = 0, c = 0, d = 0] = numbers(get(annotation, "Rect"));
          const rect: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
          if (intersect(rect, bleed))
            yield { page: number, at: rect, message: `A ${kind} annotation lies on the page.` };
        }
      }
    },
  },
  {
    number: 43,
    code: "preflight/layers",
    severity: "error",
    title: "No layers, or layers that PDF/X-4 allows",
    hint: "Export without layers.",
    *check({ file }) {
      const layers = asDict(get(file.root, "OCProperties"));
      if (!layers) return;
      const usual = asDict(get(layers, "D"));
      const others = items(asArray(get(layers, "Configs"))).map(asDict);
      for (const configuration of [usual, ...others]) {
        if (!configuration || get(configuration, "Name") === undefined)
          yield { message: "A layer configuration has no name." };
        if (keysOf(configuration).includes("AS")) yield { message: "Layers switch by themselves." };
      }
    },
  },
  {
    number: 44,
    code: "preflight/hidden",
    severity: "notice",
    title: "Nothing hidden beside the page or under something else",
    hint: "Remove what is not to be seen.",
    *check({ pages }) {
      for (const page of pages) yield* hidden(page);
    },
  },
];

const SIDES = ["left", "bottom", "right", "top"] as const;

function* hidden({ number, content, bleed }: ExaminedPage): Iterable<Finding> {
  const beside = content.marks.filter(
    (mark) => !mark.registration && mark.kind !== "stroke" && (!mark.visible || !touches(mark.visible, bleed)),
  );
  const [first] = beside;
  if (first) {
    const count = beside.length === 1 ? "One object lies" : `${beside.length} objects lie`;
    yield { page: number, at: first.bounds, message: `${count} beside the page or outside what is shown.` };
  }
  const covers = content.marks
    .map((mark, order) => ({ mark, order }))
    .filter(({ mark }) => mark.rectangle && mark.opaque && !mark.overprint && mark.kind !== "text");
  let left = MOST_COMPARISONS;
  for (const [order, mark] of content.marks.entries()) {
    left -= mark.kind === "text" ? covers.length : 0;
    if (mark.kind !== "text" || !mark.visible || left < 0) continue;
    const { visible } = mark;
    const cover = covers.find((one) => one.order > order && one.mark.visible && contains(one.mark.visible, visible));
    if (cover)
      yield {
        page: number,
        at: visible,
        severity: "error",
        message: `${quote(mark)} is covered by what is painted later.`,
      };
  }
}

interface PlacedMark extends Mark {
  readonly page: ExaminedPage;
  readonly visible: Box;
}

function registrationMarks(pages: readonly ExaminedPage[]): PlacedMark[] {
  return pages.flatMap((page) =>
    page.content.marks.flatMap((mark) =>
      mark.registration && mark.visible ? [{ ...mark, visible: mark.visible, page }] : [],
    ),
  );
}

/** More than an edge in common. */
function touches(a: Box, b: Box): boolean {
  const common = intersect(a, b);
  return common !== null && (common[2] - common[0] > SLACK || common[3] - common[1] > SLACK);
}

function isInkless({ inks }: Mark): boolean {
  return inks !== null && platesOf(inks).length === 0;
}

function sizeOf([left, bottom, right, top]: Box): readonly [number, number] {
  return [(right - left) / MM, (top - bottom) / MM];
}

function mm(length: number): string {
  return String(Math.round(length * 10) / 10);
}

export function quote({ text }: Mark): string {
  const letters = Array.from(text.replace(/[\p{Cf}\s]+/gu, " ").trim());
  return `“${letters.slice(0, 24).join("")}${letters.length > 24 ? "…" : ""}”`;
}
