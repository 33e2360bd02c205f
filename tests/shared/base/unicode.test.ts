import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { characterOf, cutText, illFormedPlace, mendJson, parseJson } from "../../../src/shared/base/unicode.ts";

const HALF = "\ud83d";

describe("texts that hold half of a character", () => {
  it("are found at any place of a value, in members' names too", () => {
    expect(illFormedPlace({ editions: [{ title: "👍" }, { title: `a${HALF}` }] })).toBe("editions › 1 › title");
    expect(illFormedPlace({ a: { [HALF]: 1 } })).toBe("a › \ufffd");
    expect(illFormedPlace(HALF)).toBe("");
    expect(illFormedPlace({ title: "👍", list: ["Đi", null, 1] })).toBeNull();
  });

  it("are found however deep a value is", () => {
    let value: unknown = HALF;
    for (let level = 0; level < 100_000; level += 1) value = [value];
    expect(illFormedPlace(value)).not.toBeNull();
  });

  it("make JSON that is refused, or mended where the rest is worth more", () => {
    expect(() => parseJson('{"a":"\\ud83d"}')).toThrow('The text at "a" holds half of a character');
    expect(() => parseJson(`{"a":"${HALF}"}`)).toThrow("half of a character");
    expect(parseJson('{"a":"\\ud83d\\udc4d"}')).toEqual({ a: "👍" });
    expect(parseJson('{"a":"\\\\ud83d"}')).toEqual({ a: "\\ud83d" });
    expect(mendJson('{"a":["\\ud83d",1]}')).toEqual({ a: ["\ufffd", 1] });
  });

  it("are never made by a number or by shortening", () => {
    expect([characterOf(0x1f44d), characterOf(0xd83d), characterOf(0x110000), characterOf(Number.NaN)]).toEqual([
      "👍",
      null,
      null,
      null,
    ]);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, longest) => {
        const cut = cutText(text, longest);
        expect(cut.isWellFormed()).toBe(true);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, longest) - 1);
      }),
    );
  });
});
