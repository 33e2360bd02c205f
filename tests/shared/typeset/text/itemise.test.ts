import { describe, expect, it } from "vitest";
import { analyse } from "../../../../src/shared/typeset/text/analyse.ts";
import { isolate } from "../../../../src/shared/typeset/text/isolate.ts";
import { itemise } from "../../../../src/shared/typeset/text/itemise.ts";
import { resolveLevels } from "../../../../src/shared/typeset/text/resolveLevels.ts";
import { directionOf, run } from "./packFonts.ts";

function items(language: string, ...texts: string[]): string[] {
  const runs = texts.map((text) => run(text, language));
  const itemised = itemise(resolveLevels(isolate(analyse({ runs, direction: directionOf(language), language }))));
  return itemised.items.map(({ start, end, level, script }) => `${level} ${script} ${itemised.text.slice(start, end)}`);
}

describe("itemise", () => {
  it("keeps words of one script, their spaces and their marks in one item", () => {
    expect(items("vi-VN", "Gọi 111 (miễn phí)!")).toEqual(["0 Latn Gọi 111 (miễn phí)!"]);
    expect(items("ar-EG", "مَن، هنا؟")).toEqual(["1 Arab مَن، هنا؟"]);
  });

  it("splits where the level changes", () => {
    expect(items("ar-EG", "رقم 1800-1567 هنا")).toEqual(["1 Arab رقم ", "2 Arab 1800-1567", "1 Arab  هنا"]);
  });

  it("gives common characters to the neighbour of the same level", () => {
    expect(items("ar-EG", "(ILO) هنا")).toEqual(["1 Arab (", "2 Latn ILO", "1 Arab ) هنا"]);
    expect(items("en-VN", "«سلام»")).toEqual(["0 Latn «", "1 Arab سلام", "0 Latn »"]);
  });

  it("splits where the script changes within a level", () => {
    expect(items("en-VN", "abc где")).toEqual(["0 Latn abc ", "0 Cyrl где"]);
  });

  it("takes the script of the language where no character has one", () => {
    expect(items("ar-EG", "111")).toEqual(["2 Arab 111"]);
    expect(items("vi-VN", "111")).toEqual(["0 Latn 111"]);
  });

  it("splits at runs", () => {
    expect(items("vi-VN", "Gọi ", "111")).toEqual(["0 Latn Gọi ", "0 Latn 111"]);
  });
});
