import { describe, expect, it } from "vitest";
import type { Cmyk } from "../../../../src/shared/base/colour.ts";
import { checkPrint } from "../../../../src/shared/typeset/check/checkPrint.ts";
import { composePages } from "../../../../src/shared/typeset/composePages.ts";
import type { GlyphItem, Page, PageItem, PathItem } from "../../../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, samples } from "../../../fixtures/safeMigration.ts";
import { INKS, rectangle, samplePage, setLine, solid, VIETNAMESE } from "../../render/samplePage.ts";

/** Each rule: a sound page with one thing changed breaks that rule and no other. */

const ink = (id: string, cmyk: Cmyk) => ({ [id]: { id, rgb: "#222222", cmyk } });
const inks = {
  ...INKS,
  ...ink("muddy", [40, 30, 30, 90]),
  ...ink("rich", [60, 40, 40, 100]),
  ...ink("flooded", [90, 80, 80, 100]),
};
const block = {
  role: "p" as const,
  frame: "about",
  slot: "body",
  language: "vi-VN",
  list: null,
  text: VIETNAMESE,
  bounds: { x: 40, y: 80, width: 200, height: 20 },
};
const line = (size: number, colour: string): GlyphItem =>
  setLine({ text: VIETNAMESE, font: "ReadexPro-400", size, ink: colour, x: 40, y: 95, language: "vi-VN", block: 0 });
const area = (width: number, height: number, colour: string, more: Partial<PathItem> = {}) =>
  rectangle({ x: 40, y: 140, width, height }, solid(colour), more);
const stroked = (width: number, colour: string) =>
  area(100, 100, "ink", { fill: null, stroke: { ink: colour, width, cap: "butt", join: "miter" } });
const photograph = (width: number): PageItem => ({
  kind: "picture",
  picture: "photo",
  rect: { x: 40, y: 300, width: 144, height: 72 },
  crop: { x: 0, y: 0, width, height: width / 2 },
  block: null,
});
const page = (item: PageItem, more: Partial<Page> = {}) =>
  samplePage([item], { inks, blocks: [block], pictures: { photo: { width: 999, height: 999 } }, ...more });
const found = (item: PageItem) => checkPrint(page(item)).map(({ severity, code }) => `${severity} ${code}`);

describe("checkPrint", () => {
  it.each<[string, PageItem, PageItem, string]>([
    ["small text", line(5, "ink"), line(4.9, "ink"), "error typeset/small-text"],
    ["small white text", line(6, "paper"), line(5.9, "paper"), "error typeset/reversed-text"],
    ["coloured text", line(12, "sea"), line(11.9, "sea"), "warning typeset/coloured-text"],
    ["text of one ink instead of several", line(8, "grey"), line(8, "sea"), "warning typeset/coloured-text"],
    ["black text of several inks", line(14, "ink"), line(14, "muddy"), "error typeset/black-text"],
    ["lines of one ink", stroked(0.25, "ink"), stroked(0.2, "ink"), "error typeset/thin-line"],
    ["lines of several inks", stroked(0.5, "sea"), stroked(0.4, "sea"), "warning typeset/thin-line"],
    ["white lines", stroked(0.5, "paper"), stroked(0.4, "paper"), "warning typeset/thin-line"],
    ["lines drawn as areas", area(100, 0.25, "grey"), area(100, 0.2, "grey"), "error typeset/thin-line"],
    ["narrow rich black", area(15, 40, "rich"), area(13, 40, "rich"), "warning typeset/rich-black"],
    ["heavy black", area(40, 40, "rich"), area(40, 40, "flooded"), "warning typeset/rich-black"],
    ["coarse pictures", photograph(600), photograph(598), "warning typeset/picture-resolution"],
    ["pictures beyond use", photograph(600), photograph(298), "error typeset/picture-resolution"],
  ])("finds %s", (_, sound, broken, code) => {
    expect(found(sound)).toEqual([]);
    expect(found(broken)).toEqual([code]);
  });

  it("judges what a clip leaves of a drawing", () => {
    const clip = { x: 40, y: 140, width: 100, height: 0.2 };
    expect(found(area(100, 40, "grey", { clip }))).toEqual(["error typeset/thin-line"]);
    expect(found(area(100, 0.2, "grey", { clip: { ...clip, y: 300 } }))).toEqual([]);
  });

  it("says where, in the words of the text, once for each text and at its smallest", () => {
    const small = line(9, "sea");
    const diagnostics = checkPrint(samplePage([line(11, "sea"), small, line(10, "sea")], { inks, blocks: [block] }));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.place).toBe("sample › front › about › body");
    expect(diagnostics[0]?.message).toContain(VIETNAMESE);
    expect(diagnostics[0]?.message).toContain("9 pt");
    expect(diagnostics[0]?.hint).not.toBe("");
  });

  it("leaves formats in pixels alone", () => {
    expect(checkPrint(page(line(4, "sea"), { pixels: { width: 560, height: 793 } }))).toEqual([]);
  });

  it("finds nothing in the campaign that is built in, in any edition", () => {
    const typesetter = createTypesetter(fonts, pack.families);
    const codes = samples
      .flatMap(({ localised, template }) => composePages({ localised, template, pack, typesetter, fonts }).pages)
      .flatMap((one) => checkPrint(one).map(({ code, place, edition }) => `${edition} ${code} ${place}`));
    expect(codes).toEqual([]);
  });
});
