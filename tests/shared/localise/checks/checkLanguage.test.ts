import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findWording } from "../../../../src/shared/localise/checks/checkLanguage.ts";
import { rulesFile } from "../../../../src/shared/pack/file/dataSchema.ts";
import { checkDocument, documentWith, paragraph } from "../../../fixtures/checkedDocument.ts";
import { PACK_FOLDER, pack } from "../../../fixtures/safeMigration.ts";

const rules = rulesFile.parse(JSON.parse(readFileSync(join(PACK_FOLDER, "data/rules.json"), "utf8")));
const ids = (text: string, language: "en" | "vi" | "ar") => findWording(text, language, pack).map((hit) => hit.rule.id);

describe("the language rules' own sentences", () => {
  it("come from 92 rules, each with both kinds of sentences", () => {
    expect(rules.rules).toHaveLength(92);
    expect(
      rules.rules.filter(({ tests }) => tests.hit.length === 0 || tests.ok.length === 0).map(({ id }) => id),
    ).toEqual([]);
  });

  it.each(rules.rules.map((rule) => [rule.id, rule] as const))("%s flags and leaves alone what it says", (id, rule) => {
    for (const sentence of rule.tests.hit) expect(ids(sentence, rule.lang), sentence).toContain(id);
    for (const sentence of rule.tests.ok) expect(ids(sentence, rule.lang), sentence).not.toContain(id);
  });

  it.each(["en", "vi", "ar"] as const)("the official names of %s are exempt from every rule", (language) => {
    for (const name of pack.allowNames[language]) expect(ids(name, language), name).toEqual([]);
  });
});

describe("the whole check of a document", () => {
  const TAGS = { en: "en-VN", vi: "vi-VN", ar: "ar-EG" } as const;
  const LANGUAGE_RULES = new Set(rules.rules.map(({ id }) => `localise/${id}`));
  const said = (text: string, language: "en" | "vi" | "ar") => {
    const tag = TAGS[language];
    return checkDocument(documentWith({ [tag]: { body: paragraph(text) } }), tag)
      .filter(({ code, at }) => LANGUAGE_RULES.has(code) || at?.slot === "body")
      .map(({ code, severity, message }) => `${severity} ${code}: ${message}`);
  };
  /** A name in use that is not the agreed one, a helpline of another country: no harmful wording, and rightly told. */
  const OTHERWISE = /^(?:warning localise\/C19|error localise\/out-of-reach):/;

  it.each(rules.rules.map((rule) => [rule.id, rule] as const))(
    "has no false alarm in what %s leaves alone",
    (_, rule) => {
      for (const sentence of rule.tests.ok) {
        expect(
          said(sentence, rule.lang).filter((one) => !OTHERWISE.test(one)),
          sentence,
        ).toEqual([]);
      }
    },
  );

  it("finds what each rule flags", () => {
    for (const { id, lang, tests } of rules.rules) {
      for (const sentence of tests.hit) {
        expect(
          said(sentence, lang).filter((one) => one.includes(`localise/${id}:`)).length,
          `${id}: ${sentence}`,
        ).toBeGreaterThan(0);
      }
    }
  });
});

describe("findWording", () => {
  it.each([
    ["decomposed letters", "Những tháng ngày tủi nhục nơi xứ người".normalize("NFD"), "vi", "VI-15"],
    ["capitals", "NHỮNG THÁNG NGÀY TỦI NHỤC", "vi", "VI-15"],
    ["the other place of the tone mark", "Bị đem bán như hàng hoá", "vi", "VI-17"],
    ["no-break spaces", "Illegal\u00a0migrants", "en", "EN-01"],
    ["a soft hyphen inside the word", "Illegal mi\u00adgrants", "en", "EN-01"],
    ["harakat and tatweel", "مُهاجـــر غَير شرعي", "ar", "AR-01"],
    ["a direction mark", "مهاجر \u200fغير شرعي", "ar", "AR-01"],
    ["a hamza under the alif, as written", "جريمة الإتجار بالبشر", "ar", "AR-20"],
  ] as const)("sees through %s", (_what, text, language, id) => {
    expect(ids(text, language)).toContain(id);
  });

  it("gives back the letters as written, marks included", () => {
    const text = "هذا مُهاجـر غير شرعيّ هنا";
    const hit = findWording(text, "ar", pack).find(({ rule }) => rule.id === "AR-01");
    expect(hit?.found).toBe("مُهاجـر غير شرعيّ");
    expect(text.slice(hit?.start, hit?.end)).toBe(hit?.found);
  });

  it("sees the wording beside an official name", () => {
    const name = pack.allowNames.ar[0] ?? "";
    expect(ids(`${name} والهجرة غير الشرعية`, "ar")).toContain("AR-02");
    expect(ids(name, "ar")).not.toContain("AR-02");
  });
});

describe("what the pack itself offers", () => {
  const offered = [
    ...pack.facts.map((fact) => fact.text),
    ...pack.names.map((name) => name.text),
    ...pack.terms.map((term) => term.text),
    ...pack.calendar.map((day) => day.name),
    ...pack.helplines.map((line) => line.name),
  ];

  it.each(["en", "vi", "ar"] as const)("is never wording that must change (%s)", (language) => {
    expect(offered.length).toBeGreaterThan(150);
    for (const text of offered) {
      const serious = findWording(text[language], language, pack).filter((hit) => hit.rule.severity !== "info");
      expect(
        serious.map((hit) => [hit.rule.id, hit.found]),
        text[language],
      ).toEqual([]);
    }
  });
});
