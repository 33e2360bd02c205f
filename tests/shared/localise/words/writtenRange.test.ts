import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composedRange } from "../../../../src/shared/localise/words/writtenRange.ts";

const text = fc.string({
  unit: fc.constantFrom(
    ..."aeđ ẫộữ1٣".split(""),
    "a\u0302\u0303",
    "o\u031b\u0309",
    "e\u0323\u0302",
    "ا\u0653",
    "م\u064f",
    "ش\u0651\u064e",
    "\u0301",
    "한",
    "\u1112\u1161\u11ab",
    "\u212b",
    "👩🏽",
  ),
  maxLength: 12,
});

describe("composedRange", () => {
  it("gives letters whose composed form holds what was asked for", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (written, one, other) => {
        const composed = written.normalize("NFC");
        const start = one % (composed.length + 1);
        const end = start + (other % (composed.length - start + 1));
        if (start === end) return;
        const range = composedRange(written, { start, end });
        expect(range.end).toBeGreaterThan(range.start);
        expect(written.slice(range.start, range.end).normalize("NFC")).toContain(composed.slice(start, end));
      }),
      { numRuns: 2000 },
    );
  });

  it("takes no letter too many", () => {
    const written = "tủi nhục".normalize("NFD");
    const start = written.normalize("NFC").indexOf("nhục");
    const range = composedRange(written, { start, end: start + 4 });
    expect(written.slice(range.start, range.end)).toBe("nhục".normalize("NFD"));
  });
});
