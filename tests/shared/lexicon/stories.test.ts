import { describe } from "vitest";
import { lexiconOf } from "../../../src/shared/lexicon/lexicon.ts";
import { checkWords, has, LANGUAGES, testTable } from "../../fixtures/wordTables.ts";

/** Words about violence, and about firms and what they are accused of. */

const TEXTS = {
  en: {
    told: "It was said: ___.",
    firm: "Beware of Golden Star ___: fake.",
    accused: "Golden Star Agency: ___ it.",
    decided: "Ha Noi, ___ 12",
    accusation: "Golden Star Agency is fake.",
    plain: "bread",
  },
  vi: {
    told: "Họ kể: ___.",
    firm: "___ Sao Vàng lừa đảo.",
    accused: "Công ty Sao Vàng: ___.",
    decided: "Hà Nội, ___ 12",
    accusation: "Công ty Sao Vàng lừa đảo.",
    plain: "mì",
  },
  ar: {
    told: "قالوا: ___.",
    firm: "___ «النجم الذهبي» وهمية.",
    accused: "شركة «النجم الذهبي»: ___.",
    decided: "القاهرة، ___ 12",
    accusation: "شركة «النجم الذهبي» وهمية.",
    plain: "خبز",
  },
} as const;

describe.each(LANGUAGES)("stories in %s", (language) => {
  const { stories } = lexiconOf(language);
  const { told, firm, accused, decided, accusation, plain } = TEXTS[language];
  const found = (slots: Readonly<Record<string, string>>) => checkWords(language, { slots });

  // One plain sentence about violence may stand.
  testTable("violence", stories.violence, {
    frame: told,
    clean: plain,
    finds: (text) => has(found({ body: `${text} ${text}` }), "C15"),
  });
  testTable("firms", stories.firms, { frame: firm, clean: plain, finds: (body) => has(found({ body }), "C26") });
  testTable("offences", stories.offences, {
    frame: accused,
    clean: plain,
    finds: (body) => has(found({ body }), "C26"),
  });
  testTable("decisions", stories.decisions, {
    frame: decided,
    clean: plain,
    finds: (sources) => !has(found({ body: accusation, sources }), "C26"),
  });
  if (language === "vi") {
    testTable("firmForms", stories.firmForms, {
      frame: "Công ty ___ Sao Vàng lừa đảo.",
      clean: plain,
      finds: (body) => has(found({ body }), "C26"),
    });
  }
});
