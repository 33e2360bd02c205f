import { examine } from "../../../src/main/preflight/examine.ts";
import { type Box, contains, intersect } from "../../../src/main/preflight/page/marks.ts";
import { POINTS_PER_MM } from "../../../src/shared/base/units.ts";

/** Bytes of a print PDF → what stands beside each page, read by code that did not write it. */

export interface Sheet {
  /** Numbers of registration-coloured strokes, of patches and of text objects. */
  readonly marks: number;
  readonly patches: number;
  readonly texts: number;
  /** What comes nearer than half a millimetre to a mark or to something of another kind, or to the edge of the sheet. */
  readonly collisions: readonly string[];
}

const DISTANCE = 0.5 * POINTS_PER_MM;
const MARGIN = 1.5 * POINTS_PER_MM;

export async function sheetsOf(pdf: Uint8Array): Promise<Sheet[]> {
  return (await examine(pdf, {})).pages.map(({ content, bleed, media }) => {
    const beside = content.marks.filter(({ bounds }) => !intersect(bounds, bleed));
    const marks = beside.filter(({ registration }) => registration).map(({ bounds }) => bounds);
    const patches = beside.filter(({ kind, registration }) => kind === "fill" && !registration);
    const texts = beside.filter(({ kind }) => kind === "text");
    const things = [...patches, ...texts];
    const apart = (one: Box, other: Box) => intersect(grow(one, DISTANCE), other) === null;
    return {
      ...{ marks: marks.length, patches: patches.length, texts: texts.length },
      collisions: [
        ...things
          .filter(({ bounds }) => !contains(grow(media, -MARGIN), bounds))
          .map((one) => `${name(one)} at the edge`),
        ...things
          .filter(({ bounds }) => !marks.every((mark) => apart(mark, bounds)))
          .map((one) => `${name(one)} at a mark`),
        ...texts
          .filter(({ bounds }) => !patches.every((patch) => apart(patch.bounds, bounds)))
          .map((one) => `${name(one)} at a patch`),
      ],
    };
  });
}

function grow([left, bottom, right, top]: Box, by: number): Box {
  return [left - by, bottom - by, right + by, top + by];
}

function name({ kind, text }: { readonly kind: string; readonly text: string }): string {
  return text === "" ? kind : text;
}
