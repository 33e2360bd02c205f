import { describe, expect, it } from "vitest";
import { lineOf, sameLine } from "../../../src/shared/document/dialledLine.ts";
import { HELPLINES } from "../../fakes/samplePack.ts";

const WAYS = [
  ["+84981848484", "0981848484", true],
  ["0084981848484", "+84981848484", true],
  ["+201102121600", "01102121600", true],
  ["0912345678", "8888912345678", false],
  ["111", "1111", false],
  ["16000", "1600", false],
  ["0981848484", "0981848485", false],
  ["+20100244044", "00201002440441", false],
] as const;

describe("sameLine", () => {
  it.each(WAYS)("%s and %s: %s", (one, other, same) => {
    expect(sameLine(one, other)).toBe(same);
    expect(sameLine(other, one)).toBe(same);
  });
});

describe("lineOf", () => {
  const [sample] = HELPLINES;

  it.each(WAYS)("knows %s where the registry has %s: %s", (one, other, same) => {
    if (!sample) throw new Error("the sample pack has helplines");
    const bare = (number: string) => number.replace("+", "");
    const registry = (number: string) => ({ helplines: [{ ...sample, number }], refusedNumbers: [] });
    expect(lineOf(bare(one), registry(other)) !== null).toBe(same);
    expect(lineOf(bare(other), registry(one)) !== null).toBe(same);
  });

  it("prefers the entry that may be printed, and says what is refused", () => {
    if (!sample) throw new Error("the sample pack has helplines");
    const unused = { ...sample, id: "unused", number: "555", use: false };
    const used = { ...sample, id: "used", number: "555", use: true };
    const refused = { digits: "555", insteadOf: null, reason: "old" };
    const line = lineOf("555", { helplines: [unused, used], refusedNumbers: [refused] });
    expect(line).toEqual({ helpline: used, refused });
  });
});
