import { describe, expect, it } from "vitest";
import { isOneSlip, nearLine } from "../../../src/shared/document/nearLine.ts";
import { HELPLINES } from "../../fakes/samplePack.ts";

describe("isOneSlip", () => {
  it.each([
    ["15580", "15508", true],
    ["15509", "15508", true],
    ["1558", "15508", true],
    ["155508", "15508", true],
    ["15508", "15508", false],
    ["15850", "15508", false],
    ["51580", "15508", false],
    ["08055", "15508", false],
    ["0981848448", "0981848484", true],
    ["0981844848", "0981848484", false],
  ])("%s and %s: %s", (one, other, near) => {
    expect(isOneSlip(one, other)).toBe(near);
    expect(isOneSlip(other, one)).toBe(near);
  });
});

describe("nearLine", () => {
  const [sample] = HELPLINES;
  if (!sample) throw new Error("the sample pack has helplines");
  const line = (id: string, country: string, number: string, use = true) => ({ ...sample, id, country, number, use });

  it("prefers the readers' country", () => {
    const helplines = [line("one", "EG", "15508"), line("other", "VN", "15509")];
    expect(nearLine("15507", { helplines }, "VN")?.id).toBe("other");
    expect(nearLine("15507", { helplines }, "EG")?.id).toBe("one");
    expect(nearLine("15507", { helplines }, "JO")?.id).toBe("one");
  });

  it("names no line that may not be printed, and none with a short number", () => {
    expect(nearLine("15507", { helplines: [line("one", "EG", "15508", false)] }, "EG")).toBe(null);
    expect(nearLine("112", { helplines: [line("one", "VN", "111")] }, "VN")).toBe(null);
  });

  it("knows a number with its country code, and in its own country", () => {
    const helplines = [line("one", "VN", "+84981848484")];
    expect(nearLine("0981848448", { helplines }, "VN")?.id).toBe("one");
    expect(nearLine("84981848448", { helplines }, "EG")?.id).toBe("one");
  });
});
