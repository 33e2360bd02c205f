import { describe } from "vitest";
import { lexiconOf } from "../../../src/shared/lexicon/lexicon.ts";
import { analyse } from "../../../src/shared/typeset/text/analyse.ts";
import { breakOpportunities } from "../../../src/shared/typeset/text/breakOpportunities.ts";
import { isolate } from "../../../src/shared/typeset/text/isolate.ts";
import { LANGUAGES, testTable } from "../../fixtures/wordTables.ts";
import { directionOf, run } from "../typeset/text/packFonts.ts";

/** Words that stay on a line with their neighbours. */

const PLAIN = { en: "bread", vi: "mì", ar: "خبز" } as const;

describe.each(LANGUAGES)("lines in %s", (language) => {
  const { lines } = lexiconOf(language);
  const clean = PLAIN[language];
  const leans = (text: string) => {
    const isolated = isolate(analyse({ runs: [run(text, language)], direction: directionOf(language), language }));
    return breakOpportunities(isolated).some(({ dislike }) => dislike > 0);
  };

  testTable("leaning", lines.leaning, { frame: `${clean} ___ ${clean}`, clean, finds: leans });
});
