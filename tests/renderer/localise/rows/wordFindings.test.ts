import { describe, expect, it } from "vitest";
import { rankSuggestions } from "../../../../src/renderer/localise/rows/useSuggestions.ts";
import { isAt, mendable, nextRange, wordRange } from "../../../../src/renderer/localise/rows/wordFindings.ts";
import type { Diagnostic } from "../../../../src/shared/base/diagnostics.ts";

function finding(paragraph: number, start: number, end: number, fix = false): Diagnostic {
  return {
    code: "x/y",
    severity: "warning",
    place: "",
    message: "",
    hint: "",
    at: { slot: "a", paragraph, start, end },
    ...(fix ? { fix: { slot: "a", paragraph, start, end, text: "b" } } : {}),
  };
}

const caret = (paragraph: number, start: number) => ({ paragraph, start, end: start });
const early = finding(1, 2, 4);
const late = finding(2, 0, 3, true);
const whole: Diagnostic = { code: "x/y", severity: "warning", place: "", message: "", hint: "", at: { slot: "a" } };

describe("findings in words", () => {
  it("are under the caret from their first letter to behind their last", () => {
    expect([1, 2, 4, 5].map((start) => isAt(early, caret(1, start)))).toEqual([false, true, true, false]);
    expect(isAt(early, caret(2, 3))).toBe(false);
    expect(wordRange(whole)).toBeNull();
  });

  it("are gone through in the order of the words, forwards and back", () => {
    const all = [late, whole, early];
    expect(nextRange(all, null, 1)).toEqual(wordRange(early));
    expect(nextRange(all, caret(1, 2), 1)).toEqual(wordRange(late));
    expect(nextRange(all, caret(2, 0), 1)).toBeNull();
    expect(nextRange(all, caret(2, 3), -1)).toEqual(wordRange(early));
    expect(nextRange(all, caret(1, 4), -1)).toBeNull();
    expect(nextRange(all, null, -1)).toEqual(wordRange(late));
  });

  it("are mended under the caret first", () => {
    const other = finding(3, 0, 1, true);
    expect(mendable([early, late, other], null)).toBe(late);
    expect(mendable([early, late, other], caret(3, 1))).toBe(other);
    expect(mendable([early, whole], caret(1, 3))).toBeNull();
  });
});

describe("suggestions", () => {
  const match = (score: number, text: string) => ({
    score,
    source: [{ text }],
    target: [{ text }],
    by: "",
    at: "",
    from: { file: "", title: "", slot: "" },
  });
  it("give every paragraph its best before any its second, and as many as there are keys", () => {
    const segments = [
      { segment: 1, source: [{ text: "one" }], matches: [match(1, "a"), match(0.9, "b")] },
      { segment: 2, source: [{ text: "two" }], matches: [match(0.8, "c")] },
    ];
    const order = rankSuggestions({ segments }).map(({ segment, match: { target } }) => [segment, target]);
    expect(order).toEqual([
      [0, [{ text: "a" }]],
      [1, [{ text: "c" }]],
      [0, [{ text: "b" }]],
    ]);
    const many = Array.from({ length: 12 }, (_, index) => match(1, String(index)));
    expect(rankSuggestions({ segments: [{ segment: 1, source: [], matches: many }] })).toHaveLength(9);
  });
});
