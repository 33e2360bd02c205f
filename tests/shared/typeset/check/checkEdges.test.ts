import { describe, expect, it } from "vitest";
import { toPoints } from "../../../../src/shared/base/units.ts";
import type { Template } from "../../../../src/shared/pack/templatePack.ts";
import { checkEdges } from "../../../../src/shared/typeset/check/checkEdges.ts";
import { composePages } from "../../../../src/shared/typeset/composePages.ts";
import type { Page, PageItem } from "../../../../src/shared/typeset/page/page.ts";
import { ellipsePath } from "../../../../src/shared/typeset/page/shapes.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, sample, samples } from "../../../fixtures/safeMigration.ts";
import { rectangle, samplePage, solid } from "../../render/samplePage.ts";

const typesetter = createTypesetter(fonts, pack.families);
const card = sample("card-helpline", "ar-EG");
const [front] = composePages({ ...card, pack, typesetter, fonts }).pages;
if (!front) throw new Error("the card has a front");

const BLEED = toPoints(3, "mm");
const ground = (ink: string, bleed = BLEED) =>
  rectangle({ x: -bleed, y: -bleed, width: 420 + 2 * bleed, height: 595 + 2 * bleed }, solid(ink));
const found = (items: readonly PageItem[], more: Partial<Page> = {}) =>
  checkEdges(samplePage(items, { bleed: BLEED, ...more }), card.template).map(
    ({ severity, code }) => `${severity} ${code}`,
  );
const field = (x: number, y: number, width: number, height: number, more: object = {}) =>
  rectangle({ x, y, width, height }, solid("sea"), more);

describe("checkEdges", () => {
  it("finds nothing in the campaign that is built in, in any edition", () => {
    for (const { localised, template } of samples) {
      for (const page of composePages({ localised, template, pack, typesetter, fonts }).pages) {
        expect(checkEdges(page, template)).toEqual([]);
      }
    }
  });

  it("asks for 3 mm of bleed where colour reaches the edge, and for none where the paper stays white", () => {
    const small = toPoints(2, "mm");
    expect(found([ground("sun", small), field(40, 40, 50, 50)], { bleed: small })).toEqual(["error typeset/bleed"]);
    expect(found([ground("paper", 0), field(40, 40, 50, 50)], { bleed: 0 })).toEqual([]);
    expect(found([ground("paper", 0), field(0, 40, 50, 50)], { bleed: 0 })).toEqual(["error typeset/bleed"]);
  });

  it.each([
    ["left", field(0, 40, 50, 50), field(-BLEED, 40, 50 + BLEED, 50)],
    ["top", field(40, 0, 50, 50), field(40, -BLEED, 50, 50 + BLEED)],
    ["right", field(370, 40, 50, 50), field(370, 40, 50 + BLEED, 50)],
    ["bottom", field(40, 545, 50, 50), field(40, 545, 50, 50 + BLEED)],
  ])("finds colour that stops at the %s edge", (side, broken, sound) => {
    const [one, ...more] = checkEdges(samplePage([ground("paper"), broken], { bleed: BLEED }), card.template);
    expect([one?.code, one?.severity, more.length]).toEqual(["typeset/edge", "error", 0]);
    expect(one?.message).toContain(side);
    expect(found([ground("paper"), sound])).toEqual([]);
  });

  it("finds colour that passes the edge but not the bleed, and none that turns round inside the page", () => {
    expect(found([ground("paper"), field(-4, 40, 50, 50)])).toEqual(["warning typeset/edge"]);
    expect(found([ground("paper"), field(-BLEED, 40, 50 + BLEED, 50)])).toEqual([]);
    expect(found([ground("paper"), field(1, 40, 50, 50)])).toEqual([]);
  });

  it("finds a drawing that is cut at the edge, and a photograph", () => {
    const clip = { x: 0, y: 40, width: 50, height: 50 };
    expect(found([ground("paper"), field(-30, 40, 80, 50, { clip })])).toEqual(["error typeset/edge"]);
    const photograph: PageItem = {
      kind: "picture",
      picture: "photo",
      rect: clip,
      crop: { x: 0, y: 0, width: 600, height: 600 },
      block: null,
    };
    expect(found([ground("paper"), photograph])).toEqual(["error typeset/edge"]);
    expect(found([ground("paper"), { ...photograph, rect: { ...clip, x: -BLEED } }])).toEqual([]);
  });

  it("lets circles touch the edge, white lie on it, and the ground's own colour", () => {
    const circle = { ...field(0, 0, 9, 9), d: ellipsePath({ x: 0, y: 40, width: 90, height: 90 }) };
    expect(found([ground("paper"), circle])).toEqual([]);
    expect(found([ground("sea"), rectangle({ x: 0, y: 40, width: 50, height: 50 }, solid("paper"))])).toEqual([]);
    expect(found([ground("sea"), field(0, 40, 50, 50)])).toEqual([]);
  });

  it("asks text and logos to keep 4 mm from the edge where the template's own margin is less", () => {
    const template: Template = { ...card.template, safe: { top: 0, end: 0, bottom: 0, start: 0 } };
    const shifted = (millimetres: number): Page => ({
      ...front,
      blocks: front.blocks.map((block) => ({ ...block, bounds: { ...block.bounds, x: toPoints(millimetres, "mm") } })),
    });
    expect(checkEdges(shifted(4.1), template)).toEqual([]);
    const near = checkEdges(shifted(3.5), template);
    expect(new Set(near.map(({ code }) => code))).toEqual(new Set(["typeset/near-edge"]));
    expect(near.map(({ place }) => place)).toContain("card-helpline › front › name › front-headline");
    // The template's margin of 4 mm has its own finding.
    expect(checkEdges(shifted(3.5), card.template)).toEqual([]);
  });

  it("finds a page on which nothing but its ground is left", () => {
    expect(found([ground("paper")])).toEqual(["error typeset/empty-page"]);
  });

  it("leaves formats in pixels alone", () => {
    expect(found([ground("paper", 0), field(0, 0, 50, 50)], { bleed: 0, pixels: { width: 560, height: 793 } })).toEqual(
      [],
    );
  });
});
