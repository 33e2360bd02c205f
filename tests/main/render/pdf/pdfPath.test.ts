import { beforeAll, describe, expect, it } from "vitest";
import { renderPrintPdf } from "../../../../src/main/render/renderPrintPdf.ts";
import type { PageItem, PathItem } from "../../../../src/shared/typeset/page/page.ts";
import { FONTS, rectangle, samplePage, solid } from "../../../shared/render/samplePage.ts";
import { PLATES, type SeparatedPage, separate } from "../plates.ts";
import { need } from "../witness.ts";

/** What strokes and fills leave of the coloured ground beneath them, as Ghostscript's plates show it. */

const GROUND = rectangle({ x: -9, y: -9, width: 438, height: 613 }, solid("sea"));
const BOX = { x: 100, y: 100, width: 200, height: 200 };

function stroked(ink: string, width: number, more: Partial<PathItem> = {}): PathItem {
  return rectangle(BOX, null, { stroke: { ink, width, cap: "butt", join: "miter" }, ...more });
}

const CASES: Readonly<Record<string, readonly PageItem[]>> = {
  bare: [],
  thinBlack: [stroked("ink", 1.5)],
  wideBlack: [stroked("ink", 2)],
  thinWhite: [stroked("paper", 1.5)],
  thinGrey: [stroked("grey", 1.5)],
  thinBlackTransparent: [stroked("ink", 1.5, { opacity: 0.5 })],
  smallBlackFill: [rectangle({ ...BOX, width: 1.5 }, solid("ink"))],
  fill: [rectangle(BOX, solid("sun"))],
  fillWithThinBlack: [stroked("ink", 1.5, { fill: solid("sun") })],
  fillWithThinBlackTransparent: [stroked("ink", 1.5, { fill: solid("sun"), opacity: 0.5 })],
};

const shown = new Map<string, SeparatedPage>();

/** In 288 pixels per inch, in the middle of the left side of the box. */
function inksAt(name: string, x: number): number[] {
  const page = shown.get(name);
  if (!page) throw new Error(`no page ${name}`);
  const pixel = (points: number) => Math.round((points + samplePage([]).bleed) * 4);
  const at = pixel(200) * page.width + pixel(x);
  return PLATES.map((plate) => Math.round((1 - (page.plates[plate][at] ?? 0) / 255) * 100));
}

describe("drawPath on the plates", () => {
  beforeAll(async () => {
    const pages = Object.values(CASES).map((items) => samplePage([GROUND, ...items]));
    const pdf = await renderPrintPdf(pages, FONTS, {
      ...{ title: "a", language: "en", date: new Date(0), engine: "Manara", contentHash: "ab".repeat(32) },
      ...{ marks: { crop: false, registration: false }, pictures: () => Promise.reject(new Error("no pictures")) },
    });
    const separated = await separate(pdf, 288).catch(() => []);
    for (const [at, name] of Object.keys(CASES).entries()) {
      const page = separated[at];
      if (page) shown.set(name, page);
    }
  });

  // Of the stroke, outside and inside the edge of the box at 100.
  const [OUT, IN] = [99.6, 100.4];
  const SEA = [90, 40, 20, 20];

  it("lets thin lines in black ink print over their ground", (context) => {
    need(context, "gs", "pdfinfo");
    expect(inksAt("bare", OUT)).toEqual(SEA);
    for (const x of [OUT, IN]) expect(inksAt("thinBlack", x)).toEqual([90, 40, 20, 100]);
  });

  it("lets wide lines, fills, white and grey knock out", (context) => {
    need(context, "gs", "pdfinfo");
    expect(inksAt("wideBlack", OUT)).toEqual([0, 0, 0, 100]);
    expect(inksAt("smallBlackFill", 100.75)).toEqual([0, 0, 0, 100]);
    expect(inksAt("thinWhite", OUT)).toEqual([0, 0, 0, 0]);
    expect(inksAt("thinGrey", OUT)).toEqual([0, 0, 0, 50]);
  });

  it("prints a thin black line over the fill of its own path too", (context) => {
    need(context, "gs", "pdfinfo");
    expect(inksAt("fillWithThinBlack", OUT)).toEqual([90, 40, 20, 100]);
    expect(inksAt("fillWithThinBlack", IN)).toEqual([0, 40, 85, 100]);
    expect(inksAt("fillWithThinBlack", 150)).toEqual([0, 40, 85, 0]);
    expect(inksAt("fill", 150)).toEqual([0, 40, 85, 0]);
  });

  it("keeps fill and line one object where they are transparent", (context) => {
    need(context, "gs", "pdfinfo");
    // Half of black over half of the ground, with nothing of the fill between them.
    expect(inksAt("fillWithThinBlackTransparent", IN)).toEqual(inksAt("fillWithThinBlackTransparent", OUT));
    expect(inksAt("thinBlackTransparent", OUT)[0]).toBe(90);
  });
});
