import { assert } from "../../base/errors.ts";
import { localiseDigits } from "../../base/locale.ts";
import type { LocalisedParagraph, LocalisedRun } from "../../localise/localisedDocument.ts";
import type { TextBlock } from "../../pack/templatePack.ts";
import { type Column, leadingOf } from "./placeLines.ts";
import {
  addBlock,
  breakInto,
  type LaidShape,
  type Setting,
  type Stack,
  setParagraph,
  shape,
  sideOf,
  textOf,
} from "./textStack.ts";

/** The items of a list → rows of columns with their markers. */

/** Half the height of capitals and figures, in ems: the middle of a line, where markers sit. */
const MIDDLE = 0.35;

export function layOutList(
  stack: Stack,
  items: readonly LocalisedParagraph[],
  block: TextBlock,
  setting: Setting,
  column: Column,
): void {
  const list = block.list;
  assert(list, "a list block has a list style");
  const scale = setting.size / block.size[1];
  const number = stack.lists++;
  const gap = list.columnGap;
  const width = (column.width - gap * (list.columns - 1)) / list.columns;
  const marker = list.marker === "none" ? 0 : list.markerScale * setting.size;
  const indent = list.marker === "none" ? 0 : marker + list.markerGap * scale;
  for (let row = 0; row * list.columns < items.length; row++) {
    if (row > 0) {
      stack.y += (list.rowGap * scale) / 2;
      if (list.rule) {
        stack.parts.push({
          kind: "shape",
          shape: "rectangle",
          ink: list.rule,
          start: column.start,
          y: stack.y - 0.25,
          width: column.width,
          height: 0.5,
          radius: 0,
        });
      }
      stack.y += (list.rowGap * scale) / 2;
    }
    const top = stack.y;
    const inRow = items.slice(row * list.columns, (row + 1) * list.columns);
    // Every item of a row shares one first baseline, so the row is set twice: once to measure, once to place.
    const measured = inRow.map((item) => {
      const shaped = shape(item.runs, setting);
      const { lines } = breakInto(width - indent, shaped, setting);
      return leadingOf(lines, setting.size, setting.leading, sideOf(setting));
    });
    const first = Math.max(
      list.marker === "none" || list.marker === "bullet" ? 0 : marker / 2 + MIDDLE * setting.size,
      ...measured.map((leading) => leading.first),
    );
    let height = 0;
    inRow.forEach((item, at) => {
      const start = column.start + at * (width + gap);
      const index = addBlock(stack, { role: "item", slot: block.slot, list: number, text: textOf(item.runs) });
      const down = first - (measured[at]?.first ?? 0);
      const set = setParagraph(
        stack,
        item.runs,
        setting,
        { start: start + indent, width: width - indent },
        index,
        top + down,
      );
      const markerBottom = list.marker === "none" ? 0 : first - MIDDLE * setting.size + marker / 2;
      height = Math.max(height, down + set.height, markerBottom);
      placeMarker(stack, {
        start,
        baseline: set.baseline,
        size: marker,
        index: row * list.columns + at,
        setting,
        list,
      });
    });
    stack.y = top + height;
  }
}

const numerals = new Map<string, readonly LocalisedRun[]>();

/** The same runs each time, so that shaping finds them by identity. */
function numeralRuns(numeral: string): readonly LocalisedRun[] {
  const known = numerals.get(numeral) ?? [{ text: numeral, emphasis: true }];
  numerals.set(numeral, known);
  return known;
}

interface Marker {
  readonly start: number;
  readonly baseline: number;
  readonly size: number;
  readonly index: number;
  readonly setting: Setting;
  readonly list: NonNullable<TextBlock["list"]>;
}

function placeMarker(stack: Stack, { start, baseline, size, index, setting, list }: Marker): void {
  if (list.marker === "none") return;
  const middle = baseline - MIDDLE * setting.size;
  const square = (inset: number) => ({
    start: start + inset,
    y: middle - size / 2 + inset,
    width: size - 2 * inset,
    height: size - 2 * inset,
  });
  const add = (shapeOf: LaidShape["shape"], ink: string, radius = 0, inset = 0) =>
    stack.parts.push({ kind: "shape", shape: shapeOf, ink, radius, ...square(inset) });
  if (list.marker === "bullet") {
    add("ellipse", list.markerColour);
    return;
  }
  if (list.marker === "box" || list.marker === "check") {
    add("rectangle", list.markerColour, size * 0.24);
    if (list.marker === "check") add("tick", list.markerInk);
    else add("rectangle", list.markerInk, size * 0.14, size * 0.13);
    return;
  }
  add("ellipse", list.markerColour);
  const numeral = localiseDigits(String(index + 1), setting.edition.digits);
  const inside: Setting = {
    ...setting,
    size: size * (numeral.length > 1 ? 0.46 : 0.54),
    ink: list.markerInk,
    align: "center",
    style: { ...setting.style, weight: setting.style.emphasis },
  };
  const shaped = shape(numeralRuns(numeral), inside);
  const line = shaped.breakLines({ measure: 1000, balance: false }).lines[0];
  if (!line) return;
  stack.parts.push({
    kind: "line",
    line,
    text: numeral,
    size: inside.size,
    baseline: middle + ((line.inkAbove - line.inkBelow) / 2) * inside.size,
    column: { start, width: size },
    align: "center",
    block: null,
  });
}
