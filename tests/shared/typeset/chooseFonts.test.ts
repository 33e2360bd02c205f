import { describe, expect, it } from "vitest";
import type { FontFamily } from "../../../src/shared/pack/templatePack.ts";
import { analyse } from "../../../src/shared/typeset/analyse.ts";
import { chooseFonts, createFontChoice } from "../../../src/shared/typeset/chooseFonts.ts";
import { isolate } from "../../../src/shared/typeset/isolate.ts";
import { itemise } from "../../../src/shared/typeset/itemise.ts";
import { loadFont } from "../../../src/shared/typeset/loadFont.ts";
import type { FontFile } from "../../../src/shared/typeset/ports.ts";
import { resolveLevels } from "../../../src/shared/typeset/resolveLevels.ts";
import { packFonts, paragraph } from "./packFonts.ts";

/** A font that lacks letters: the same file with characters taken out of its character map. */
function without(file: FontFile, letters: string): FontFile {
  const bytes = file.bytes.slice();
  const view = new DataView(bytes.buffer);
  const tables = view.getUint16(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    if (String.fromCharCode(...bytes.slice(record, record + 4)) === "cmap") {
      removeFromCmap(view, view.getUint32(record + 8), letters);
    }
  }
  return { ...file, id: "Sparse-400", family: "Sparse", weight: 400, bytes };
}

/** Formats 4 (UTF-16 segments) and 12 (groups): a segment that holds one of the letters is emptied. */
function removeFromCmap(view: DataView, cmap: number, letters: string): void {
  const codes = [...letters].map((letter) => letter.codePointAt(0) ?? 0);
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const table = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    if (view.getUint16(table) === 12) {
      for (let group = 0; group < view.getUint32(table + 12); group += 1) {
        const at = table + 16 + group * 12;
        if (codes.some((code) => view.getUint32(at) <= code && code <= view.getUint32(at + 4))) {
          view.setUint32(at + 8, 0);
          view.setUint32(at + 4, view.getUint32(at));
        }
      }
    } else if (view.getUint16(table) === 4) {
      const segments = view.getUint16(table + 6) / 2;
      for (let segment = 0; segment < segments; segment += 1) {
        const end = view.getUint16(table + 14 + segment * 2);
        const start = view.getUint16(table + 16 + (segments + segment) * 2);
        if (codes.some((code) => start <= code && code <= end)) {
          view.setUint16(table + 16 + (segments * 2 + segment) * 2, 0x10000 - start);
          view.setUint16(table + 16 + (segments * 3 + segment) * 2, 0);
          view.setUint16(table + 14 + segment * 2, start);
        }
      }
    }
  }
}

const [whole] = packFonts;
if (whole === undefined) throw new Error("the pack has no fonts");
const sparse = without(whole, "ع(");
const families: Record<string, FontFamily> = {
  Sparse: { name: "Sparse", weights: [], fallback: ["Readex Pro"] },
  "Readex Pro": { name: "Readex Pro", weights: [], fallback: [] },
};
const readex = packFonts.filter(({ id }) => id === "ReadexPro-400");

function choose(text: string, files: readonly FontFile[], language = "ar-EG") {
  const itemised = itemise(resolveLevels(isolate(analyse(paragraph(text, language, { family: "Sparse" })))));
  return chooseFonts(itemised, createFontChoice(files, families));
}

describe("chooseFonts", () => {
  it("has a witness: a font that really lacks the letter", () => {
    expect(loadFont(whole).covers("ع")).toBe(true);
    expect(loadFont(sparse).covers("ع")).toBe(false);
    expect(loadFont(sparse).covers("a")).toBe(true);
  });

  it("takes a lacking letter from the fallback family and says so", () => {
    const { fontedItems, substituted, missing } = choose("سعس", [sparse, ...readex]);
    expect(fontedItems.map(({ start, end, font }) => [start, end, font.file.id])).toEqual([
      [0, 1, "Sparse-400"],
      [1, 2, "ReadexPro-400"],
      [2, 3, "Sparse-400"],
    ]);
    expect(substituted).toEqual([{ text: "ع", offset: 1, family: "Readex Pro" }]);
    expect(missing).toEqual([]);
  });

  it("keeps a mark with its base, in one font", () => {
    const { fontedItems } = choose("عَس", [sparse, ...readex]);
    expect(fontedItems.map(({ start, end, font }) => [start, end, font.file.id])).toEqual([
      [0, 2, "ReadexPro-400"],
      [2, 3, "Sparse-400"],
    ]);
  });

  it("keeps a space between two fallback letters in their font", () => {
    const { fontedItems } = choose("ع ع", [sparse, ...readex]);
    expect(fontedItems.map(({ font }) => font.file.id)).toEqual(["ReadexPro-400"]);
  });

  it("lists letters that nobody has", () => {
    const { missing, substituted, fontedItems } = choose("سع", [sparse]);
    expect(missing).toEqual([{ text: "ع", offset: 1 }]);
    expect(substituted).toEqual([]);
    expect(fontedItems.every(({ font }) => font.file.id === "Sparse-400")).toBe(true);
  });
});
