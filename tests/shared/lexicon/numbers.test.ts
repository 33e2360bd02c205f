import { describe } from "vitest";
import { findHelplines } from "../../../src/shared/document/findHelplines.ts";
import { lexiconOf } from "../../../src/shared/lexicon/lexicon.ts";
import { findNumbers } from "../../../src/shared/localise/words/findNumbers.ts";
import { pack } from "../../fixtures/safeMigration.ts";
import { LANGUAGES, testTable } from "../../fixtures/wordTables.ts";

/** Words around numbers: those that one dials, and those that count. */

const TEXTS = {
  en: { calling: "call", counted: "decree", plain: "bread" },
  vi: { calling: "gọi", counted: "nghị định", plain: "mì" },
  ar: { calling: "هاتف", counted: "قرار", plain: "خبز" },
} as const;

/** Too short to be dialled without a word that says so, and long enough to be. */
const SHORT = "112";
const LONG = "11234567";
const helplines = pack.helplines.filter(({ number }) => number === "111");

describe.each(LANGUAGES)("numbers in %s", (language) => {
  const { numbers } = lexiconOf(language);
  const { calling, counted, plain } = TEXTS[language];
  const dialled = (text: string) => findNumbers(text).length > 0;
  const inRegistry = (text: string) => findHelplines(text, helplines).length > 0;

  testTable("calls", numbers.calls, { frame: `___ ${SHORT}`, clean: plain, finds: dialled });
  testTable("callsThen", numbers.callsThen, { frame: `${calling} ___ ${SHORT}`, clean: plain, finds: dialled });
  testTable("counted", numbers.counted, { frame: `___ ${LONG}`, clean: plain, finds: (text) => !dialled(text) });
  testTable("numberSigns", numbers.numberSigns, {
    frame: `${counted} ___ ${LONG}`,
    clean: plain,
    finds: (text) => !dialled(text),
  });
  testTable("amounts", numbers.amounts, { frame: `${LONG} ___`, clean: plain, finds: (text) => !dialled(text) });
  testTable("helplineCounted", numbers.helplineCounted, {
    frame: "___ 111",
    clean: plain,
    finds: (text) => !inRegistry(text),
  });
  testTable("numberSigns before a helpline", numbers.numberSigns, {
    frame: `${counted} ___ 111`,
    clean: plain,
    finds: (text) => !inRegistry(text),
  });
  testTable("helplineAmounts", numbers.helplineAmounts, {
    frame: "111 ___",
    clean: plain,
    finds: (text) => !inRegistry(text),
  });
});
