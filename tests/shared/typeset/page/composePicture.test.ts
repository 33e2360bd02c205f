import { describe, expect, it } from "vitest";
import type { Direction } from "../../../../src/shared/base/locale.ts";
import type { LocalisedDocument } from "../../../../src/shared/localise/localisedDocument.ts";
import type { PictureFrame, Template, TemplatePack } from "../../../../src/shared/pack/templatePack.ts";
import { composePages } from "../../../../src/shared/typeset/composePages.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, type Sample, samples } from "../../../fixtures/safeMigration.ts";

/** A square drawing in a frame twice as wide, anchored at the start or the end of a line, in either direction. */

const typesetter = createTypesetter(fonts, pack.families);
const ink = Object.keys(pack.inks)[0] ?? "";
/** In the left quarter of a drawing of 10 × 10. */
const d = "M0 0L2.5 0L2.5 10L0 10Z";
const drawing = {
  width: 10,
  height: 10,
  paths: [{ d, dFlipped: d, fill: { kind: "solid", ink }, rule: "nonzero", stroke: null, opacity: 1 }],
} as const;

function place(direction: Direction, frame: Pick<PictureFrame, "anchor" | "flip" | "rtl">) {
  const sample = samples.find(({ localised }) => localised.edition.direction === direction) as Sample;
  const any = pack.templates.flatMap(({ pages }) => pages.flatMap(({ frames }) => frames));
  const picture = any.find((one): one is PictureFrame => one.kind === "picture") as PictureFrame;
  const { slot: _, ...rest } = picture;
  const [page] = sample.template.pages;
  if (page === undefined) throw new Error("a template has pages");
  const frames = [
    { ...rest, ...frame, fit: "contain" as const, image: "strip", at: { x: 100, y: 50, width: 40, height: 20 } },
  ];
  const template: Template = { ...sample.template, width: 400, pages: [{ ...page, panels: [], frames }] };
  const images = { ...pack.images, strip: { id: "strip", kind: "drawing", alt: null, drawing } };
  const used = { ...pack, images } as unknown as TemplatePack;
  const localised: LocalisedDocument = sample.localised;
  const { pages } = composePages({ localised, template, pack: used, typesetter, fonts });
  const paths = pages.flatMap(({ items }) => items).filter((item) => item.kind === "path" && item.clip?.width === 40);
  return paths.map((item) => {
    const xs = [...(item.kind === "path" ? item.d : "").matchAll(/[ML]\s*(-?[\d.]+)/g)].map(([, x]) => Number(x));
    return [Math.min(...xs), Math.max(...xs)];
  });
}

describe("a drawing whose anchor is off its frame's centre", () => {
  const start = { anchor: [0, 0.5], rtl: "mirror" } satisfies Partial<PictureFrame>;
  const end = { anchor: [1, 0.5], rtl: "mirror" } satisfies Partial<PictureFrame>;

  it("lies at the start of the line, which is on the left of a left-to-right page", () => {
    expect(place("ltr", { ...start, flip: true })).toEqual([[100, 105]]);
    expect(place("ltr", { ...end, flip: true })).toEqual([[120, 125]]);
  });

  it("lies at the start of the line on a right-to-left page too, reflected as a whole", () => {
    // The frame is at 260 to 300 there: the exact reflection of the page from left to right.
    expect(place("rtl", { ...start, flip: true })).toEqual([[295, 300]]);
    expect(place("rtl", { ...end, flip: true })).toEqual([[275, 280]]);
    expect(place("rtl", { anchor: [0.25, 0.5], rtl: "mirror", flip: true })).toEqual([[290, 295]]);
  });

  it("lies there also where the drawing itself is not reflected", () => {
    expect(place("rtl", { ...start, flip: false })).toEqual([[280, 285]]);
    expect(place("rtl", { ...end, flip: false })).toEqual([[260, 265]]);
  });

  it("lies there also where the frame keeps its place", () => {
    expect(place("rtl", { ...start, rtl: "keep", flip: true })).toEqual([[135, 140]]);
  });
});
