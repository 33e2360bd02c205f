import { POINTS_PER_MM } from "../../../shared/base/units.ts";
import { platesOf } from "../page/colourSpace.ts";
import { type Box, contains, intersect, type Mark, quote } from "../page/marks.ts";
import { asArray, asDict, asName, get, items, keysIn, numbers } from "../pdf/pdfFile.ts";
import { COST, canSpend } from "../pdf/work.ts";
import type { ExaminedPage, Rule, RuleFinding } from "./rule.ts";

/** Rules about what lies where on a page: edges, margins, marks, annotations, layers, what is hidden. */

/** Writers round to 1/1000 pt; a tenth of a millimetre is more than a cutter holds. */
const SLACK = 0.05;
const MM = POINTS_PER_MM;

export const PAGE_RULES: readonly Rule[] = [
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
                values: { mark: mark.kind, side: SIDES[side] },
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
              values: { case: "cut", quoted: quote(mark) },
            };
          } else if (!contains(safe, mark.visible, SLACK)) {
            yield {
              page: number,
              at: mark.visible,
              message: `${quote(mark)} is less than 4 mm from the edge.`,
              values: { case: "near", quoted: quote(mark) },
            };
          }
        }
      }
    },
  },
  {
    number: 9,
    code: "preflight/marks-in-bleed",
    severity: "error",
    title: "Printing marks outside the bleed",
    hint: "Move the marks outwards.",
    *check({ pages }) {
      for (const mark of registrationMarks(pages)) {
        if (touches(mark.visible, mark.page.bleed) && !contains(mark.page.bleed, mark.visible)) {
          yield { page: mark.page.number, at: mark.visible, message: "A printing mark reaches into the bleed." };
        }
      }
    },
  },
  {
    number: 10,
    code: "preflight/registration-colour",
    severity: "error",
    title: "The registration colour only in printing marks",
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
    hint: "Remove annotations: notes, links and form fields.",
    *check({ pages }) {
      for (const { number, dict, bleed } of pages) {
        for (const item of items(asArray(get(dict, "Annots")))) {
          const annotation = asDict(item);
          const kind = asName(get(annotation, "Subtype")) ?? "annotation";
          if (!annotation || kind === "PrinterMark" || kind === "TrapNet") continue;
          const [a = 0, b = 0, c = 0, d = 0] = numbers(get(annotation, "Rect"));
          const rect: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
          if (intersect(rect, bleed))
            yield { page: number, at: rect, message: `A ${kind} annotation lies on the page.`, values: { kind } };
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
          yield { message: "A layer configuration has no name.", values: { case: "nameless" } };
        if (keysIn(configuration).includes("AS"))
          yield { message: "Layers switch by themselves.", values: { case: "switching" } };
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

function* hidden({ number, dict, content, bleed, media }: ExaminedPage): Iterable<RuleFinding> {
  // Slug lines and colour bars lie beside the page, and everybody sees them.
  const beside = content.marks.filter(
    (mark) =>
      !mark.registration &&
      mark.kind !== "stroke" &&
      (!mark.visible || (!touches(mark.visible, bleed) && !contains(media, mark.bounds, SLACK))),
  );
  const [first] = beside;
  if (first) {
    const count = beside.length === 1 ? "One object lies" : `${beside.length} objects lie`;
    yield {
      page: number,
      at: first.bounds,
      message: `${count} beside the page or outside what is shown.`,
      values: { case: "beside", count: beside.length },
    };
  }
  const covers = content.marks
    .map((mark, order) => ({ mark, order }))
    .filter(({ mark }) => mark.rectangle && mark.opaque && !mark.overprint && mark.kind !== "text");
  for (const [order, mark] of content.marks.entries()) {
    if (mark.kind !== "text" || !mark.visible) continue;
    if (!canSpend(dict.context, covers.length * COST.comparison)) return;
    const { visible } = mark;
    const cover = covers.find((one) => one.order > order && one.mark.visible && contains(one.mark.visible, visible));
    if (cover)
      yield {
        page: number,
        at: visible,
        severity: "error",
        message: `${quote(mark)} is covered by what is painted later.`,
        values: { case: "covered", quoted: quote(mark) },
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
