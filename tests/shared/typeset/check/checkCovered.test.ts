import { describe, expect, it } from "vitest";
import { checkCovered } from "../../../../src/shared/typeset/check/checkCovered.ts";
import { composePages } from "../../../../src/shared/typeset/composePages.ts";
import type { PageItem } from "../../../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, samples } from "../../../fixtures/safeMigration.ts";
import { ARABIC, rectangle, samplePage, setLine, solid } from "../../render/samplePage.ts";

const text = setLine({ text: ARABIC, font: "Alexandria-700", size: 16, x: 380, y: 100, language: "ar-EG", rtl: true });
const card = (more: object = {}) => rectangle({ x: 200, y: 80, width: 60, height: 30 }, solid("sun"), more);
const codes = (...items: PageItem[]) => checkCovered(samplePage(items)).map(({ code }) => code);
const photograph: PageItem = {
  kind: "picture",
  picture: "photo",
  rect: { x: 200, y: 80, width: 60, height: 30 },
  crop: { x: 0, y: 0, width: 600, height: 300 },
  block: null,
};

describe("checkCovered", () => {
  it("finds text under a field or a photograph that is painted later", () => {
    expect(codes(text, card())).toEqual(["typeset/covered"]);
    expect(codes(text, photograph)).toEqual(["typeset/covered"]);
  });

  it("lets text lie on them, beside them, under glass and under an empty frame", () => {
    expect(codes(card(), photograph, text)).toEqual([]);
    expect(codes(text, rectangle({ x: 200, y: 120, width: 60, height: 30 }, solid("sun")))).toEqual([]);
    expect(codes(text, card({ opacity: 0.3 }))).toEqual([]);
    expect(codes(text, card({ fill: null, stroke: { ink: "sea", width: 1, cap: "butt", join: "miter" } }))).toEqual([]);
    expect(codes(text, card({ clip: { x: 0, y: 200, width: 400, height: 100 } }))).toEqual([]);
  });

  it("finds nothing in the campaign that is built in, and each helpline when its page is painted in reverse", () => {
    const typesetter = createTypesetter(fonts, pack.families);
    for (const { localised, template } of samples) {
      for (const page of composePages({ localised, template, pack, typesetter, fonts }).pages) {
        expect(checkCovered(page)).toEqual([]);
        const places = checkCovered({ ...page, items: page.items.toReversed() }).map(({ place }) => place);
        for (const item of page.items) {
          if (item.kind !== "glyphs" || item.helpline === undefined || item.block === null) continue;
          expect(places).toContain(
            [page.template, page.id, page.blocks[item.block]?.frame, page.blocks[item.block]?.slot].join(" › "),
          );
        }
      }
    }
  });
});
