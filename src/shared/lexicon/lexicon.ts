import type { Language } from "../base/locale.ts";
import arCampaign from "./default/ar/campaign.json" with { type: "json" };
import enCampaign from "./default/en/campaign.json" with { type: "json" };
import viCampaign from "./default/vi/campaign.json" with { type: "json" };
import arDates from "./floor/ar/dates.json" with { type: "json" };
import arFairness from "./floor/ar/fairness.json" with { type: "json" };
import arLines from "./floor/ar/lines.json" with { type: "json" };
import arLiterals from "./floor/ar/literals.json" with { type: "json" };
import arPeople from "./floor/ar/people.json" with { type: "json" };
import arQuantities from "./floor/ar/quantities.json" with { type: "json" };
import arSentences from "./floor/ar/sentences.json" with { type: "json" };
import arStories from "./floor/ar/stories.json" with { type: "json" };
import enDates from "./floor/en/dates.json" with { type: "json" };
import enFairness from "./floor/en/fairness.json" with { type: "json" };
import enLines from "./floor/en/lines.json" with { type: "json" };
import enLiterals from "./floor/en/literals.json" with { type: "json" };
import enPeople from "./floor/en/people.json" with { type: "json" };
import enQuantities from "./floor/en/quantities.json" with { type: "json" };
import enSentences from "./floor/en/sentences.json" with { type: "json" };
import enStories from "./floor/en/stories.json" with { type: "json" };
import viDates from "./floor/vi/dates.json" with { type: "json" };
import viFairness from "./floor/vi/fairness.json" with { type: "json" };
import viLines from "./floor/vi/lines.json" with { type: "json" };
import viLiterals from "./floor/vi/literals.json" with { type: "json" };
import viPeople from "./floor/vi/people.json" with { type: "json" };
import viQuantities from "./floor/vi/quantities.json" with { type: "json" };
import viSentences from "./floor/vi/sentences.json" with { type: "json" };
import viStories from "./floor/vi/stories.json" with { type: "json" };
import type { DefaultLexicon, FloorLexicon, Lexicon } from "./tableSchema.ts";

/** A language → every table of words that checks and typesetting look for in it. */

const FLOOR: Readonly<Record<Language, FloorLexicon>> = {
  en: {
    people: enPeople,
    stories: enStories,
    fairness: enFairness,
    dates: enDates,
    lines: enLines,
    literals: enLiterals,
    sentences: enSentences,
    quantities: enQuantities,
  },
  vi: {
    people: viPeople,
    stories: viStories,
    fairness: viFairness,
    dates: viDates,
    lines: viLines,
    literals: viLiterals,
    sentences: viSentences,
    quantities: viQuantities,
  },
  ar: {
    people: arPeople,
    stories: arStories,
    fairness: arFairness,
    dates: arDates,
    lines: arLines,
    literals: arLiterals,
    sentences: arSentences,
    quantities: arQuantities,
  },
};

const DEFAULT: Readonly<Record<Language, DefaultLexicon>> = {
  en: { campaign: enCampaign },
  vi: { campaign: viCampaign },
  ar: { campaign: arCampaign },
};

const LEXICONS: Readonly<Record<Language, Lexicon>> = {
  en: { ...DEFAULT.en, ...FLOOR.en },
  vi: { ...DEFAULT.vi, ...FLOOR.vi },
  ar: { ...DEFAULT.ar, ...FLOOR.ar },
};

/** The one way to the tables: words of a pack's own would take the place of the defaults here, and never of the floor. */
export function lexiconOf(language: Language): Lexicon {
  return LEXICONS[language];
}

/** For text whose language nobody says: the tables of all languages, English first. */
export const allLexicons: readonly Lexicon[] = [LEXICONS.en, LEXICONS.vi, LEXICONS.ar];
