import { describe, expect, it } from "vitest";
import marks from "../../../src/shared/lexicon/floor/ar/letters.json" with { type: "json" };
import particles from "../../../src/shared/lexicon/floor/ar/particles.json" with { type: "json" };
import lookAlikes from "../../../src/shared/lexicon/floor/lookAlikes.json" with { type: "json" };
import typing from "../../../src/shared/lexicon/floor/vi/letters.json" with { type: "json" };
import { findTerms } from "../../../src/shared/localise/words/findTerms.ts";
import { checkWords } from "../../fixtures/wordTables.ts";

/** Letters: those that look like others, those typed and left unfinished, and those that Arabic joins to words. */

const caseOf = (language: "en" | "vi" | "ar", body: string) =>
  checkWords(language, { slots: { body } }).find(({ values }) =>
    ["latin", "telex", "latin-punctuation"].includes(String(values?.case)),
  );

describe("lookAlikes", () => {
  const pairs = Object.entries({ ...lookAlikes.cyrillic.pairs, ...lookAlikes.greek.pairs });

  it.each(pairs)("%s looks like %s", (letter, latin) => {
    expect(caseOf("en", `Wr${letter}te to us`)?.fix?.text).toBe(`Wr${latin}te`);
    expect(caseOf("en", `Wr${latin}te to us`)).toBeUndefined();
  });

  it("are of the scripts that they are listed under", () => {
    expect(Object.keys(lookAlikes.cyrillic.pairs).filter((letter) => !/\p{Script=Cyrillic}/u.test(letter))).toEqual([]);
    expect(Object.keys(lookAlikes.greek.pairs).filter((letter) => !/\p{Script=Greek}/u.test(letter))).toEqual([]);
    expect(pairs.filter(([, latin]) => !/^[A-Za-z]$/.test(latin))).toEqual([]);
  });
});

describe("unfinished Vietnamese typing", () => {
  const { typedStarts, typedInside, typedVowels, typedTones } = typing;
  const typed = [
    ...typedStarts.forms.map((form) => `${form}i`),
    ...typedInside.forms.map((form) => `ng${form}i`),
    ...typedVowels.forms.flatMap((vowel) => typedTones.forms.map((tone) => `t${vowel}n${tone}`)),
  ];

  it.each(typed)("%s is told", (word) => {
    expect(caseOf("vi", `Hãy ${word} nhé`)?.values).toEqual({ case: "telex", found: word });
  });

  it("leaves finished words alone", () => {
    expect(caseOf("vi", "Hãy đi nhé, người bạn tốt")).toBeUndefined();
  });
});

describe("Latin punctuation in Arabic", () => {
  it.each(Object.entries(marks.latinMarks.pairs))("%s becomes %s", (latin, arabic) => {
    expect(caseOf("ar", `خبز${latin} ماء`)?.fix?.text).toBe(`ز${arabic}`);
    expect(caseOf("ar", `خبز${arabic} ماء`)).toBeUndefined();
  });
});

describe("Arabic particles", () => {
  const { conjunctions, prepositions, articles, termEndings, possessives } = particles;
  const text = { en: "x", vi: "x", ar: "مندوب" };
  const found = (word: string) => findTerms(word, "ar", [{ id: "x", text, note: "" }]).length > 0;

  it("stand before a term, in their order", () => {
    const before = [...conjunctions.forms, ...prepositions.forms, ...articles.forms];
    const joined = conjunctions.forms.flatMap((one) =>
      [...prepositions.forms, ...articles.forms].map((two) => one + two),
    );
    expect([...before, ...joined].filter((letters) => !found(`${letters}مندوب`))).toEqual([]);
    expect(found("سمندوب")).toBe(false);
  });

  it("stand after a term", () => {
    expect([...termEndings.forms, ...possessives.forms].filter((letters) => !found(`مندوب${letters}`))).toEqual([]);
    expect(found("مندوبس")).toBe(false);
  });
});
