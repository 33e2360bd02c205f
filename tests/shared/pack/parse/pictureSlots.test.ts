import { describe, expect, it } from "vitest";
import type { LocalisedDocument } from "../../../../src/shared/localise/localisedDocument.ts";
import { composePages } from "../../../../src/shared/typeset/composePages.ts";
import type { Page } from "../../../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, type Sample, samples } from "../../../fixtures/safeMigration.ts";

/** Places for an officer's photograph in the built-in pack: a drawing until it comes, and no letter upon it. */

const typesetter = createTypesetter(fonts, pack.families);
const framesOf = ({ template }: Sample) =>
  template.pages.flatMap(({ frames }) =>
    frames.flatMap((frame) => (frame.kind === "picture" && frame.slot !== undefined ? [frame] : [])),
  );
const places = samples.filter((one) => framesOf(one).length > 0);

const compose = (one: Sample, pictures: LocalisedDocument["pictures"]) =>
  composePages({ localised: { ...one.localised, pictures }, template: one.template, pack, typesetter, fonts });
const photo = { digest: "0".repeat(64), width: 4000, height: 4000, focus: { x: 0.5, y: 0.5 }, alt: "A door." };
const figures = (pages: readonly Page[]) =>
  pages.flatMap(({ blocks }) => blocks).filter(({ role, slot }) => role === "figure" && slot === "photo");

describe("a place for a photograph", () => {
  it("is in every format of the family that has the slot", () => {
    const families = pack.content.filter(({ slots }) => slots.some(({ kind }) => kind === "picture"));
    expect(families.map(({ id }) => id)).toEqual(["fake-job-signs"]);
    const shown = new Set(places.map(({ template }) => template.id));
    expect([...shown].sort()).toEqual(families.flatMap(({ templates }) => templates).sort());
    for (const { locks } of places.flatMap(framesOf)) expect(locks).toMatchObject({ content: false, position: true });
  });

  it.each(places.map((one) => [`${one.template.id} ${one.tag}`, one] as const))("%s", (_, one) => {
    const bare = compose(one, {}).pages;
    expect(bare.flatMap(({ items }) => items).some(({ kind }) => kind === "picture")).toBe(false);
    expect(figures(bare).map(({ text }) => text)).toEqual([expect.stringMatching(/.{20}/)]);

    const { pages, diagnostics } = compose(one, { photo });
    expect(diagnostics).toEqual([]);
    expect(figures(pages).map(({ text }) => text)).toEqual(["A door."]);
    const shown = pages.flatMap((page) =>
      page.items.flatMap((item) => (item.kind === "picture" ? [{ page, rect: item.rect }] : [])),
    );
    expect(shown).toHaveLength(1);
    for (const { page, rect } of shown) {
      for (const { role, text, bounds } of page.blocks) {
        if (role === "figure") continue;
        const apart =
          bounds.x >= rect.x + rect.width ||
          bounds.x + bounds.width <= rect.x ||
          bounds.y >= rect.y + rect.height ||
          bounds.y + bounds.height <= rect.y;
        expect(apart, text).toBe(true);
      }
    }
  });
});
