import { describe, expect, it } from "vitest";
import {
  areaAbout,
  cornerOf,
  frameAreas,
  type Pin,
  pinsOn,
  spotAt,
  spreadPins,
} from "../../../../src/renderer/review/remarks/pinSpots.ts";
import type { Remark } from "../../../../src/shared/document/documentSchema.ts";
import type { NumberedRemark } from "../../../../src/shared/document/remarks.ts";
import { composePages } from "../../../../src/shared/typeset/composePages.ts";
import type { Page } from "../../../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fill, fonts, pack, plainContent } from "../../../fixtures/safeMigration.ts";

const POSTER = "poster-fake-job-signs";
const typesetter = createTypesetter(fonts, pack.families);

function poster(tag: string) {
  const one = fill(POSTER, tag, plainContent(POSTER, tag));
  const [page] = composePages({ ...one, pack, typesetter, fonts }).pages;
  if (page === undefined) throw new Error("the poster has a page");
  return { page, template: one.template };
}

function remark(number: number, about: Remark["about"]): NumberedRemark {
  const said = { by: "Lan", at: "2026-01-02T03:04:05Z", text: "?" };
  return { number, id: `r${number}`, about, thread: [said], resolved: null };
}

function printed(page: Page) {
  return page.blocks.filter(({ role, slot, bounds }) => role !== "figure" && slot !== null && bounds.height > 0);
}

const TAGS = ["ar-EG", "vi-VN", "en-VN"] as const;

describe("places of remarks", () => {
  it.each(TAGS)("know the words that somebody presses on in %s", (tag) => {
    const { page, template } = poster(tag);
    const blocks = printed(page);
    expect(new Set(blocks.map(({ slot }) => slot)).size).toBeGreaterThan(4);
    for (const { slot, bounds } of blocks) {
      const point = { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
      const spot = spotAt(page, template, point);
      expect(spot.slot).toBe(slot);
      expect(Math.hypot(spot.x - point.x, spot.y - point.y)).toBeLessThan(0.01);
    }
  });

  it("are about no words where none stand", () => {
    const { page, template } = poster("en-VN");
    expect(spotAt(page, template, { x: 1, y: 1000 })).toEqual({ x: 1, y: 1000 });
  });

  it.each(TAGS)("stand without a pointer at the corner where reading begins in %s", (tag) => {
    const { page, template } = poster(tag);
    const places = frameAreas(template, page.direction);
    expect(places.map(({ frame }) => frame.id)).toContain("headline");
    for (const place of places) {
      const { x, y, slot } = cornerOf(page, place);
      const { rect } = place;
      expect(x).toBeCloseTo(tag === "ar-EG" ? rect.x + rect.width : rect.x, 1);
      expect(y).toBeCloseTo(rect.y, 1);
      if ("blocks" in place.frame) expect(place.frame.blocks.map((block) => block.slot)).toContain(slot);
    }
  });

  it.each(TAGS)("of words are where the words are printed in %s", (tag) => {
    const { page, template } = poster(tag);
    for (const { slot } of printed(page)) {
      const one = remark(1, { edition: tag, slot: slot ?? "" });
      const [pin] = pinsOn(page, template, [one]);
      const area = areaAbout(page, template, one);
      if (pin === undefined || area === null) throw new Error(`no place for ${slot}`);
      expect(pin.y).toBe(area.y);
      // Reading begins at that side.
      const middle = area.x + area.width / 2;
      expect(tag === "ar-EG" ? pin.x > middle : pin.x < middle).toBe(true);
      for (const { bounds } of printed(page).filter((block) => block.slot === slot)) {
        expect(bounds.x).toBeGreaterThanOrEqual(area.x);
        expect(bounds.y + bounds.height).toBeLessThanOrEqual(area.y + area.height + 1e-6);
      }
    }
  });

  it("of pins are those that were chosen, in every direction, and on their own page alone", () => {
    for (const tag of TAGS) {
      const { page, template } = poster(tag);
      const at = { edition: tag, template: POSTER, x: 12.5, y: 700 };
      const pins = pinsOn(page, template, [remark(1, { ...at, page: page.id }), remark(2, { ...at, page: "another" })]);
      expect(pins.map(({ remark: { number }, x, y }) => [number, x, y])).toEqual([[1, 12.5, 700]]);
    }
  });

  it("mark the words that a pin is about, and nothing for a pin on a picture", () => {
    const { page, template } = poster("en-VN");
    const at = { edition: "en-VN", template: POSTER, page: page.id, x: 1, y: 1 };
    const words = remark(1, { edition: "en-VN", slot: "headline" });
    expect(areaAbout(page, template, remark(2, { ...at, slot: "headline" }))).toEqual(areaAbout(page, template, words));
    expect(areaAbout(page, template, remark(3, at))).toBeNull();
    expect(areaAbout(page, template, remark(4, { ...at, page: "another", slot: "headline" }))).toBeNull();
  });
});

describe("pins upon one another", () => {
  const SIZE = 28;
  const at = (number: number, x: number, y: number): Pin => ({
    x,
    y,
    remark: remark(number, { edition: "en-VN", slot: "a" }),
  });

  it.each([0.3, 1, 4])("stand side by side at %s pixels a point, and others stay", (scale) => {
    const pins = [at(1, 100, 100), at(2, 100, 100), at(3, 101, 100), at(4, 400, 300), at(5, 100, 100)];
    const spread = spreadPins(pins, scale, SIZE);
    expect(spread.map(({ remark: { number } }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(spread[0]?.aside).toBe(0);
    expect(spread[3]?.aside).toBe(0);
    for (const [index, one] of spread.entries()) {
      for (const other of spread.slice(0, index)) {
        const across = Math.abs(one.x * scale + one.aside - other.x * scale - other.aside);
        const down = Math.abs(one.y - other.y) * scale;
        expect(Math.max(across, down)).toBeGreaterThanOrEqual(SIZE / 2);
      }
    }
  });

  it("stay where they are when there is room", () => {
    const spread = spreadPins([at(1, 0, 0), at(2, 20, 0), at(3, 0, 20)], 1, SIZE);
    expect(spread.map(({ aside }) => aside)).toEqual([0, 0, 0]);
  });
});
