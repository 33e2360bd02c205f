import type { Edition } from "../../src/shared/base/locale.ts";
import type { Fact, Helpline, TemplatePack } from "../../src/shared/pack/templatePack.ts";

/** A small pack as `parsePack` would give it, for tests that need a registry and slots but no pages. */

export const VI: Edition = { tag: "vi-VN", language: "vi", country: "VN", direction: "ltr", digits: "latn" };
export const EN: Edition = { tag: "en-VN", language: "en", country: "VN", direction: "ltr", digits: "latn" };
export const AR: Edition = { tag: "ar-EG", language: "ar", country: "EG", direction: "rtl", digits: "arab" };

function helpline(id: string, country: string, number: string, display: string, use = true): Helpline {
  const name = { en: `Line ${id}`, vi: `Số ${id}`, ar: `خط ${id}` };
  const dialFrom = number.startsWith("+") ? "anywhere" : "in_country";
  return {
    id,
    country,
    number,
    dialFrom,
    display,
    name,
    hours: "24/7",
    cost: "free",
    use,
    lastChecked: null,
    sources: [],
  };
}

export const HELPLINES: readonly Helpline[] = [
  helpline("VN-111", "VN", "111", "111"),
  helpline("VN-CONS", "VN", "+84981848484", "+84 981 84 84 84"),
  helpline("VN-PEACE", "VN", "1900969680", "1900 96 96 80"),
  helpline("EG-15508", "EG", "15508", "15508"),
  helpline("EG-122", "EG", "122", "122", false),
  helpline("EG-WA", "EG", "+201102121600", "0110 212 1600 (WhatsApp)", false),
];

const FACT: Fact = {
  id: "F1",
  text: {
    en: "27.6 million people were in forced labour in 2021.",
    vi: "Năm 2021 có 27,6 triệu người bị cưỡng bức lao động.",
    ar: "كان 27.6 مليون شخص في العمل الجبري عام 2021.",
  },
  source: "ILO",
  year: 2021,
};

const title = { en: "Poster", vi: "Áp phích", ar: "ملصق" };

export const PACK: TemplatePack = {
  id: "sample",
  release: "1.0.0",
  title,
  publisher: "Tests",
  digest: "a".repeat(64),
  editions: [AR, VI, EN],
  inks: {},
  black: "black",
  families: {},
  styles: {},
  images: {},
  content: [
    {
      id: "poster",
      title,
      audience: title,
      slots: [
        { id: "headline", title, kind: "line", role: "headline", required: true, lines: 1, characters: 200 },
        { id: "items", title, kind: "list", role: "items", required: false, lines: 8, characters: 200 },
        { id: "helpline", title, kind: "helplines", role: "helpline", required: true, lines: 4, characters: 200 },
      ],
      templates: ["poster-a3"],
    },
  ],
  templates: [
    {
      id: "poster-a3",
      family: "poster",
      title,
      unit: "mm",
      width: 842,
      height: 1191,
      bleed: 8.5,
      pixels: null,
      safe: { top: 0, end: 0, bottom: 0, start: 0 },
      pages: [],
    },
  ],
  hosts: [],
  helplines: HELPLINES,
  refusedNumbers: [],
  facts: [FACT],
  terms: [],
  names: [],
  allowNames: { en: [], vi: [], ar: [] },
  languageRules: [],
  contentRules: [],
  calendar: [],
};
