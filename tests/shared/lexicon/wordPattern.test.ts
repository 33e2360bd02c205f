import { describe, expect, it } from "vitest";
import { allLexicons } from "../../../src/shared/lexicon/lexicon.ts";
import type { WordTable } from "../../../src/shared/lexicon/tableSchema.ts";
import { wordPattern, wordSource } from "../../../src/shared/lexicon/wordPattern.ts";

function found(table: Omit<WordTable, "about">, text: string): string | undefined {
  return wordPattern({ about: "x", ...table }).exec(text)?.[0];
}

describe("wordPattern", () => {
  it.each<[string, Omit<WordTable, "about">, string, string | undefined]>([
    ["whole words in any capitals", { words: ["girl"] }, "A GIRL.", "GIRL"],
    ["no part of a word", { words: ["girl"] }, "girls", undefined],
    ["no end of a word", { words: ["girl"] }, "schoolgirl", undefined],
    ["no noun inside another word", { nouns: ["طفل"] }, "سطفل", undefined],
    ["no part of a Vietnamese word", { words: ["cô"] }, "công", undefined],
    ["a word with a mark of Arabic", { words: ["طفل"] }, "طفلٌ", "طفل"],
    ["phrases with any white space", { words: ["coat of arms"] }, "coat\u00a0of  arms", "coat\u00a0of  arms"],
    ["the longer of two that begin alike", { words: ["law", "law court"] }, "law court", "law court"],
    ["a word that goes on", { words: ["traffick*"] }, "Traffickers!", "Traffickers"],
    ["a word that may go on and does not", { words: ["blood*"] }, "blood", "blood"],
    ["one word between", { words: ["tied … up"] }, "tied them up", "tied them up"],
    ["no word between", { words: ["tied … up"] }, "tied up", "tied up"],
    ["not two words between", { words: ["tied … up"] }, "tied all them up", undefined],
    ["parts of words", { parts: ["buôn"] }, "xbuônx", "buôn"],
    ["letters as letters", { words: ["Co., Ltd"] }, "Cox, Ltd", undefined],
    ["what stands before", { before: ["ال"], words: ["مصري"] }, "المصري", "المصري"],
    ["what stands after", { after: ["s"], words: ["Thai"] }, "Thais", "Thais"],
    ["only after an introduction", { introducedBy: ["người"], words: ["Hoa"] }, "Hoa nở, người Hoa", "người Hoa"],
    ["nouns with particles and endings", { nouns: ["مراهق"] }, "وبالمراهقين", "وبالمراهقين"],
    ["the word of an entry with a note", { words: [{ word: "girl", note: "x" }] }, "girl", "girl"],
  ])("finds %s", (_, table, text, expected) => {
    expect(found(table, text)).toBe(expected);
  });

  it("repeats nothing inside a repetition, so that its time grows with the text alone", () => {
    const tables = allLexicons.flatMap(({ people, stories, fairness, campaign }) =>
      [people, stories, fairness, campaign].flatMap((file) => Object.values<WordTable | undefined>(file)),
    );
    const sources = tables.flatMap((table) => (table ? [wordSource(table)] : []));
    expect(sources.length).toBeGreaterThan(50);
    const repeated = /[*+]\)*[*+{]|[*+][^()]*\)[*+{]/;
    expect(sources.filter((source) => repeated.test(source))).toEqual([]);
  });
});
