import { describe, expect, it } from "vitest";
import { opening } from "../../../../src/shared/typeset/check/locate.ts";

describe("opening", () => {
  it("keeps a short text, and of a long one sixty characters", () => {
    expect(opening("هل العقد معك؟")).toBe("هل العقد معك؟");
    expect(opening("x".repeat(61))).toBe("x".repeat(60));
  });

  it("never cuts a character that takes two code units", () => {
    const text = `${"x".repeat(59)}😀😀`;
    expect(opening(text)).toBe(`${"x".repeat(59)}😀`);
    expect(opening("😀".repeat(200))).toBe("😀".repeat(60));
  });
});
