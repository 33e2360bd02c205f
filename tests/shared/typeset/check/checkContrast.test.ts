import { describe, expect, it } from "vitest";
import { checkContrast } from "../../../../src/shared/typeset/check/checkContrast.ts";
import { composePages } from "../../../../src/shared/typeset/composePages.ts";
import type { Page } from "../../../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, sample } from "../../../fixtures/safeMigration.ts";

const typesetter = createTypesetter(fonts, pack.families);
const [poster] = composePages({ ...sample("poster-fake-job-signs", "ar-EG"), pack, typesetter, fonts }).pages;
if (!poster) throw new Error("the poster has one page");

/** The page with one ink's screen colour changed to another's. */
function recoloured(page: Page, ink: string, rgb: string): Page {
  const found = page.inks[ink];
  if (!found) throw new Error(`no ink ${ink}`);
  return { ...page, inks: { ...page.inks, [ink]: { ...found, rgb } } };
}

describe("checkContrast", () => {
  it("finds nothing on the poster as designed", () => {
    expect(checkContrast(poster)).toEqual([]);
  });

  it("finds the headline when its white becomes the colour of the field behind it", () => {
    const found = checkContrast(recoloured(poster, "white", poster.inks["mid-sea"]?.rgb ?? ""));
    expect(found.map((d) => d.code)).toContain("typeset/low-contrast");
    expect(found.some((d) => d.place.includes("headline"))).toBe(true);
  });

  it("finds black text when the paper behind it turns dark", () => {
    const found = checkContrast(recoloured(poster, "paper", "#202020"));
    expect(found.some((d) => d.place.endsWith("body"))).toBe(true);
    expect(found.some((d) => d.place.endsWith("sources"))).toBe(false);
  });

  it("asks less of large text than of small text", () => {
    const grey = recoloured(poster, "white", "#7d95a3");
    const places = checkContrast(grey).map((d) => d.place);
    expect(places.filter((place) => place.endsWith("› headline"))).toEqual([]);
  });
});
