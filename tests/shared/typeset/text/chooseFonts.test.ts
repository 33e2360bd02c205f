import { describe, expect, it } from "vitest";
import type { FontFamily } from "../../../../src/shared/pack/templatePack.ts";
import { analyse } from "../../../../src/shared/typeset/text/analyse.ts";
import { chooseFonts, createFontChoice } from "../../../../src/shared/typeset/text/chooseFonts.ts";
import { isolate } from "../../../../src/shared/typeset/text/isolate.ts";
import { itemise } from "../../../../src/shared/typeset/text/itemise.ts";
import { resolveLevels } from "../../../../src/shared/typeset/text/resolveLevels.ts";
import { packFamilies, packFonts, paragraph } from "./packFonts.ts";

// Readex Pro has no gaf (گ) and no arrow (→); Alexandria has both.

function choose(text: string, families: Readonly<Record<string, FontFamily>> = packFamilies) {
  const itemised = itemise(resolveLevels(isolate(analyse(paragraph(text, "ar-EG", { family: "Readex Pro" })))));
  const { fontedItems, missing, substituted } = chooseFonts(itemised, createFontChoice(packFonts, families));
  const parts = fontedItems.map(({ start, end, font }) => [itemised.text.slice(start, end), font.file.id]);
  return { parts, missing, substituted };
}

describe("chooseFonts", () => {
  it("takes a lacking letter from the fallback family and says so", () => {
    const { parts, missing, substituted } = choose("سگس");
    expect(parts).toEqual([
      ["س", "ReadexPro-400"],
      ["گ", "Alexandria-400"],
      ["س", "ReadexPro-400"],
    ]);
    expect(substituted).toEqual([{ text: "گ", offset: 1, family: "Alexandria" }]);
    expect(missing).toEqual([]);
  });

  it("keeps a mark with its base, in one font", () => {
    expect(choose("گَس").parts).toEqual([
      ["گَ", "Alexandria-400"],
      ["س", "ReadexPro-400"],
    ]);
  });

  it("keeps a space between two fallback letters in their font", () => {
    expect(choose("گ گ").parts).toEqual([["گ گ", "Alexandria-400"]]);
  });

  it("lists letters that nobody has, set in the first font", () => {
    const lonely = { "Readex Pro": { name: "Readex Pro", weights: [], fallback: [] } };
    const { parts, missing, substituted } = choose("سگ", lonely);
    expect(missing).toEqual([{ text: "گ", offset: 1 }]);
    expect(substituted).toEqual([]);
    expect(parts).toEqual([["سگ", "ReadexPro-400"]]);
  });

  it("asks fallback families in their order", () => {
    const families = {
      "Readex Pro": { name: "Readex Pro", weights: [], fallback: ["Nobody", "Alexandria"] },
      Alexandria: { name: "Alexandria", weights: [], fallback: [] },
    };
    expect(choose("→", families).substituted).toEqual([{ text: "→", offset: 0, family: "Alexandria" }]);
  });
});
