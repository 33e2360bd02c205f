import { z } from "zod";

/**
 * A table of words as a language expert writes it → what it may hold.
 *
 * Programs that read the tables use these types only: a test reads every table by its schema, so that no start has
 * to. docs/lexicon.md says in plain words what each part is for.
 */

const text = z.string().min(1).max(300);
/**
 * Letters of a word or phrase. `*` ends a word that may go on, after two letters at least: fewer would find half of a
 * dictionary. `…` stands for one word or none. No signs that nobody sees, and no letters in the forms of old fonts.
 */
const spelling = z
  .string()
  .regex(
    /^(?:[^\s*…]+|[^\s*…]{2,}\*)(?: (?:[^\s*…]+|[^\s*…]{2,}\*|…(?= [^…])))*$/u,
    "write words with one space between",
  )
  .refine(
    (word) => word.split("…").every((part) => part === part.normalize("NFKC")) && !/\p{Cf}/u.test(word),
    "write plain letters and nothing unseen",
  );
const entry = z.union([spelling, z.strictObject({ word: spelling, note: text.optional(), example: text.optional() })]);
const entries = z.array(entry).min(1).max(1000);
const letters = z.array(z.string().regex(/^\S+$/u, "write letters without a space")).min(1).max(50);

export const wordTable = z
  .strictObject({
    /** What the words are for, and which rule reads them. */
    about: text,
    /** One of these has to stand before each of the words. */
    introducedBy: z.array(spelling).min(1).optional(),
    /** Letters that may stand before each of the words, in one word with it. */
    before: letters.optional(),
    /** Letters that may stand after each of the words, in one word with it. */
    after: letters.optional(),
    /** Whole words. */
    words: entries.optional(),
    /** Found inside longer words too. */
    parts: entries.optional(),
    /** Arabic: whole words with every particle before them and every ending of number and gender. */
    nouns: entries.optional(),
  })
  .refine(({ words, parts, nouns }) => words ?? parts ?? nouns, "a table needs words");
export type WordTable = z.infer<typeof wordTable>;
export type Entry = z.infer<typeof entry>;

/** Names of months (January first) or of weekdays (Sunday first), each with all its spellings. */
const names = (count: number) =>
  z.strictObject({ about: text, names: z.array(z.array(spelling).min(1)).length(count).readonly() });

export const datesFile = z.strictObject({ months: names(12).optional(), weekdays: names(7) });

export const peopleFile = z.strictObject({
  children: wordTable,
  adults: wordTable,
  unknowable: wordTable,
  trafficked: wordTable,
  posed: wordTable,
  women: wordTable,
  men: wordTable,
});

export const storiesFile = z.strictObject({
  violence: wordTable,
  firms: wordTable,
  firmForms: wordTable.optional(),
  offences: wordTable,
  decisions: wordTable,
});

export const fairnessFile = z.strictObject({ offenders: wordTable, others: wordTable });

export const linesFile = z.strictObject({ leaning: wordTable });

export const literalsFile = z.strictObject({
  calling: wordTable,
  linking: wordTable,
  contact: wordTable,
  abroad: wordTable,
  spanning: wordTable,
  counting: wordTable,
  naming: wordTable,
  units: wordTable,
  counted: wordTable,
  announcing: wordTable,
  clock: wordTable.optional(),
  abbreviations: wordTable.optional(),
  titles: wordTable.optional(),
  idle: wordTable,
});

export const sentencesFile = z.strictObject({ ahead: wordTable, behind: wordTable.optional() });

/** Words with what they are worth. */
const values = z.strictObject({ about: text, values: z.record(spelling, z.number().min(0)) });
/** Under a name that is the same in every language: the words for it. */
const kinds = z.strictObject({ about: text, values: z.record(z.string().regex(/^[a-z]+$/), z.array(spelling).min(1)) });

export const quantitiesFile = z.strictObject({
  numerals: values,
  multipliers: values,
  scales: values,
  percent: values,
  shares: values,
  counted: kinds,
  pairs: kinds.optional(),
  clock: values,
  hours: wordTable.optional(),
  atHour: wordTable.optional(),
  laws: wordTable,
  lawYears: wordTable,
});

export const campaignFile = z.strictObject({
  subject: wordTable,
  performances: wordTable,
  emblems: wordTable,
  peoples: wordTable,
});

const forms = z.strictObject({ about: text, forms: letters });
const pairs = z.strictObject({ about: text, pairs: z.record(z.string().length(1), z.string().length(1)) });

export const particlesFile = z.strictObject({
  conjunctions: forms,
  prepositions: forms,
  articles: forms,
  nounEndings: forms,
  termEndings: forms,
  possessives: forms,
});

export const typingFile = z.strictObject({
  typedStarts: forms,
  typedInside: forms,
  typedVowels: forms,
  typedTones: forms,
  strokedD: pairs,
});

export const marksFile = z.strictObject({
  latinMarks: pairs,
  foreignLetters: pairs,
  yehAtEnd: forms,
  alefAtEnd: forms,
});

export const lookAlikesFile = z.strictObject({ cyrillic: pairs, greek: pairs });

/** No pack may take anything out of these: they keep people safe, or are facts of a language. */
export interface FloorLexicon {
  readonly people: z.infer<typeof peopleFile>;
  readonly stories: z.infer<typeof storiesFile>;
  readonly fairness: z.infer<typeof fairnessFile>;
  readonly dates: z.infer<typeof datesFile>;
  readonly lines: z.infer<typeof linesFile>;
  readonly literals: z.infer<typeof literalsFile>;
  readonly sentences: z.infer<typeof sentencesFile>;
  readonly quantities: z.infer<typeof quantitiesFile>;
}

/** What a campaign of another organisation may want otherwise. */
export interface DefaultLexicon {
  readonly campaign: z.infer<typeof campaignFile>;
}

export type Lexicon = FloorLexicon & DefaultLexicon;
