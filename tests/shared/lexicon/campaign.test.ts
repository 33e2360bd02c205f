import { describe } from "vitest";
import { lexiconOf } from "../../../src/shared/lexicon/lexicon.ts";
import { checkWords, has, LANGUAGES, testTable } from "../../fixtures/wordTables.ts";

/** What the campaign is about, its events, and emblems of others. Peoples are in fairness.test.ts. */

const TEXTS = {
  en: { frame: "Come: ___!", plain: "bread" },
  vi: { frame: "Mời bạn: ___!", plain: "mì" },
  ar: { frame: "تعالوا: ___!", plain: "خبز" },
} as const;

describe.each(LANGUAGES)("campaign in %s", (language) => {
  const { campaign } = lexiconOf(language);
  const { frame, plain } = TEXTS[language];
  const tell = (template: string, slot: string, rule: string) => (text: string) =>
    has(checkWords(language, { template, slots: { [slot]: text } }), rule);

  testTable("subject", campaign.subject, {
    frame,
    clean: plain,
    finds: tell("card-helpline", "front-headline", "C29"),
  });
  testTable("performances", campaign.performances, {
    frame,
    clean: plain,
    finds: tell("flyer-forum-theatre", "headline", "C28"),
  });
  testTable("emblems", campaign.emblems, {
    frame,
    clean: plain,
    finds: (alt) => has(checkWords(language, { pictures: [{ alt }] }), "C33"),
  });
});
