import { describe } from "vitest";
import { lexiconOf } from "../../../src/shared/lexicon/lexicon.ts";
import { checkWords, has, LANGUAGES, testTable } from "../../fixtures/wordTables.ts";

/** Words in descriptions of pictures. */

const CONSENT = { consentUntil: "2027-01-01" };

/** A description that says nothing, one that shows a child, a survivor, a woman; and the place of a word. */
const TEXTS = {
  en: { some: "In the sun: ___.", child: "A girl", survivor: "A survivor", woman: "A woman", plain: "bread" },
  vi: { some: "Dưới nắng: ___.", child: "Một bé gái", survivor: "Một nạn nhân", woman: "Một phụ nữ", plain: "mì" },
  ar: { some: "تحت الشمس: ___.", child: "طفلة", survivor: "ناجية", woman: "امرأة", plain: "خبز" },
} as const;

describe.each(LANGUAGES)("people in %s", (language) => {
  const { people } = lexiconOf(language);
  const { some, child, survivor, woman, plain } = TEXTS[language];
  const found = (...pictures: { alt: string; consentUntil?: string }[]) => checkWords(language, { pictures });

  testTable("children", people.children, { frame: some, clean: plain, finds: (alt) => has(found({ alt }), "C08") });
  testTable("adults", people.adults, {
    frame: some,
    clean: plain,
    finds: (alt) => has(found({ alt }), "C09"),
  });
  testTable("unknowable", people.unknowable, {
    frame: `${child}. ${some}`,
    clean: plain,
    finds: (alt) => !has(found({ alt }), "C08"),
  });
  testTable("trafficked", people.trafficked, {
    frame: some,
    clean: plain,
    finds: (alt) => has(found({ alt, ...CONSENT }), "C10"),
  });
  testTable("posed", people.posed, {
    frame: `${survivor}. ${some}`,
    clean: plain,
    finds: (alt) => !has(found({ alt, ...CONSENT }), "C10"),
  });
  testTable("women", people.women, {
    frame: some,
    clean: plain,
    finds: (alt) => has(found({ alt }, { alt }), "C25"),
  });
  testTable("men", people.men, {
    frame: some,
    clean: plain,
    finds: (alt) => !has(found({ alt: woman }, { alt: woman }, { alt }), "C25"),
  });
});
