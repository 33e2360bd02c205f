import { describe, expect, it } from "vitest";
import { type MarkOptions, slugOf } from "../../../src/main/render/printMarks.ts";
import { renderPrintPdf } from "../../../src/main/render/renderPrintPdf.ts";
import { POINTS_PER_MM } from "../../../src/shared/base/units.ts";
import type { Page } from "../../../src/shared/typeset/page/page.ts";
import { FONTS, samplePage } from "../../shared/render/samplePage.ts";
import { operate, SLUG } from "../preflight/goodPdf.ts";
import { sheetsOf } from "./sheet.ts";

const ALL: MarkOptions = { crop: true, registration: true, colourBar: true };

function render(pages: readonly Page[], marks = ALL): Promise<Uint8Array> {
  return renderPrintPdf(pages, FONTS, {
    ...{ title: "a", language: "en", date: new Date(0), engine: "Manara 0.1.0", contentHash: "ab".repeat(32) },
    ...{ marks, proof: "0f1e2d3c4b5a6978".repeat(4), pictures: () => Promise.reject(new Error("no pictures")) },
  });
}

function pageOf([width, height, ...folds]: readonly number[], bleed = 3): Page {
  const points = (mm = 0) => mm * POINTS_PER_MM;
  const size = { width: points(width), height: points(height), bleed: points(bleed) };
  return samplePage([], { ...size, folds: folds.map(points) });
}

/** Too narrow for a colour bar, millimetres: width, height, folds. */
const NARROW = [
  [20, 20],
  [52, 74],
  [82, 55],
  [99, 210, 49.5],
];
/** Wide enough. */
const WIDE = [
  [84, 55],
  [107, 148, 53.5],
  [148, 210, 74],
  [210, 297, 70, 140],
  [297, 210, 97, 197],
  [396, 210, 97, 197, 297],
  [420, 297, 105, 210, 315],
  [841, 1189],
];
const SIZES = [...NARROW, ...WIDE];

describe("drawMarks", () => {
  it.for([3, 0, 12])("keeps marks, colour bar and slug line apart, with %i mm of bleed", async (bleed) => {
    const sheets = await sheetsOf(await render(SIZES.map((size) => pageOf(size, bleed))));
    for (const [at, { marks, texts, patches, collisions }] of sheets.entries()) {
      expect(collisions, SIZES[at]?.join()).toEqual([]);
      // Two lines at each corner, three shapes of registration on each side, two lines for each fold.
      expect(marks, SIZES[at]?.join()).toBe(8 + 4 * 3 + 2 * ((SIZES[at]?.length ?? 0) - 2));
      expect(texts).toBeGreaterThan(0);
      // The colour bar, and the code of the proof in the corner.
      expect(patches, SIZES[at]?.join()).toBe(at < NARROW.length ? 1 : 13);
    }
  });

  it("is judged by what can say no", async () => {
    const page = pageOf([210, 297]);
    const shift = slugOf(page, ALL, 7.5) - SLUG;
    const spoil = async (x: number, y: number) =>
      (
        await sheetsOf(
          await operate(await render([page]), (s) => s.draw(`0 0 0 1 k ${shift + x} ${shift + y} 3 3 re f`)),
        )
      )[0]?.collisions;
    expect(await spoil(100, -20)).toEqual([]);
    expect(await spoil(-1, -20)).toEqual(["fill at a mark"]);
    expect(await spoil(100, -page.bleed - 40)).toEqual(["fill at the edge"]);
  });

  it("takes no room for what is not drawn", () => {
    const page = pageOf([210, 297]);
    const mm = (points: number) => Math.round((points / POINTS_PER_MM) * 1000) / 1000;
    const none = { crop: false, registration: false };
    expect(mm(slugOf(page, none))).toBe(3);
    expect(mm(slugOf(page, { ...none, crop: true }))).toBe(11);
    expect(mm(slugOf(page, ALL))).toBe(11);
    expect(mm(slugOf(page, ALL, 2 * POINTS_PER_MM))).toBe(14);
    expect(mm(slugOf(page, none, 2 * POINTS_PER_MM))).toBe(8);
  });
});
