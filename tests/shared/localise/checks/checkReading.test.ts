import { describe, expect, it } from "vitest";
import { schoolGrade, wordsOf } from "../../../../src/shared/localise/checks/checkReading.ts";

it("counts words and Vietnamese syllables by their spaces", () => {
  expect(wordsOf("Thấy một dấu hiệu – hỏi cho rõ")).toHaveLength(7);
});

describe("schoolGrade", () => {
  it("is the formula on words of known syllables", () => {
    // 6 words of one syllable in one sentence: 0.39 · 6 + 11.8 · 1 − 15.59.
    expect(schoolGrade(["The cat sat on the mat."])).toBeCloseTo(-1.45, 9);
    // 2 + 3 + 5 + 2 syllables in 4 words.
    expect(schoolGrade(["Children remember responsibility always"])).toBeGreaterThan(15);
  });

  it.each([
    ["asked", 1],
    ["wanted", 2],
    ["promises", 3],
    ["table", 2],
    ["licence", 2],
    ["company", 3],
    ["people", 2],
    ["phone", 1],
  ])("hears the syllables of %s", (word, syllables) => {
    expect(schoolGrade([word])).toBeCloseTo(0.39 + 11.8 * syllables - 15.59, 9);
  });
});
