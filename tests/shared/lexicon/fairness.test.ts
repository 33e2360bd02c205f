import { describe } from "vitest";
import { lexiconOf } from "../../../src/shared/lexicon/lexicon.ts";
import { checkWords, has, LANGUAGES, testTable } from "../../fixtures/wordTables.ts";

/** Peoples beside offences, and who stands against them. */

const TEXTS = {
  en: { people: "Vietnamese ___", offender: "___ gang", between: "Vietnamese ___ gang", plain: "bread" },
  vi: { people: "người Thái ___", offender: "___ băng nhóm", between: "người Thái ___ băng nhóm", plain: "mì" },
  ar: { people: "مصري ___", offender: "___ عصابة", between: "مصري ___ عصابة", plain: "خبز" },
} as const;

describe.each(LANGUAGES)("fairness in %s", (language) => {
  const { fairness, campaign } = lexiconOf(language);
  const { people, offender, between, plain } = TEXTS[language];
  const told = (body: string) => has(checkWords(language, { slots: { body } }), "C24");

  testTable("offenders", fairness.offenders, { frame: people, clean: plain, finds: told });
  testTable("peoples", campaign.peoples, { frame: offender, clean: plain, finds: told });
  testTable("others", fairness.others, { frame: between, clean: plain, finds: (text) => !told(text) });
});
