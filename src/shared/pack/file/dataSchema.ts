import { z } from "zod";
import { localText } from "./packSchema.ts";

/** The data files of a pack as its editors write them: helplines, facts, termbase, language rules, calendar. */

const key = z.string().regex(/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/, "use letters, digits and single hyphens");
const country = z.string().regex(/^[A-Z]{2}$/, "use a two-letter country, for example EG");
const words = z.string().max(4000);
const wordsPerLanguage = z.strictObject({ en: words, vi: words, ar: words });
const severity = z.enum(["block", "warn", "info"]);
const language = z.enum(["en", "vi", "ar"]);
const version = z.literal(1);
const sourceList = z.record(z.string(), z.strictObject({ title: words, url: words, status: words })).default({});

/** A person's signed word that a number or a figure is right: the exact text, the key, Ed25519 over its UTF-8 bytes. */
const confirmation = z.strictObject({
  statement: z.string().min(2).max(4000),
  key: z.string().regex(/^ed25519:[A-Za-z0-9_-]{43}$/, "use ed25519: and 43 characters of base64url"),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/, "use 86 characters of base64url"),
});

/** Who keeps an entry of the registry right, until when, and who confirmed it last. */
const upkeep = {
  owner: words.optional(),
  /** ISO date by which somebody has to look at the entry again. */
  review_by: z.iso.date().optional(),
  confirmation: confirmation.optional(),
};

const helpline = z.strictObject({
  id: key,
  country,
  /** As dialled: digits, with a leading `+` where it can be dialled from anywhere. */
  number: z.string().regex(/^\+?[0-9]{3,15}$/, "use 3 to 15 digits, with + in front of a country code"),
  display: z.string().min(1).max(60),
  dial_from: z.enum(["in_country", "anywhere"]),
  cost: words,
  hours: words,
  languages: z.array(words),
  name: localText,
  name_status: wordsPerLanguage,
  operator: wordsPerLanguage,
  for: wordsPerLanguage,
  status: z.enum(["published", "unconfirmed"]),
  evidence_date: words.nullable(),
  sources: z.array(z.string()),
  urls: z.array(words),
  email: words.nullable(),
  website: words.nullable(),
  use_in_templates: z.boolean(),
  notes: words,
  /** ISO date on which somebody last confirmed the number with its operator. */
  last_checked: z.iso.date().nullable(),
  ...upkeep,
});

const linesOfLanguage = z.strictObject({ full: z.array(words), short: words, extra: words });

export const helplinesFile = z.strictObject({
  version,
  note: words,
  helplines: z.array(helpline).max(500),
  retired: z.array(
    z.strictObject({
      number: z.string(),
      display: z.string(),
      country,
      replaced_by: key.nullable(),
      evidence: words,
      source: words,
    }),
  ),
  misprints: z.array(z.strictObject({ wrong: z.string(), right: z.string().nullable(), country, seen: words })),
  /** Country → language → the lines as they are usually printed. */
  lines: z.record(country, z.strictObject({ en: linesOfLanguage, vi: linesOfLanguage, ar: linesOfLanguage })),
  sources: sourceList,
});
export type HelplinesFile = z.infer<typeof helplinesFile>;

export const factsFile = z.strictObject({
  version,
  note: words,
  facts: z
    .array(
      z.strictObject({
        id: key,
        text: localText,
        source: z.string().min(1),
        year: z.number().int().min(1900).max(2200),
        status: words,
        source_key: words,
        note: words,
        last_checked: z.iso.date().nullable().optional(),
        ...upkeep,
      }),
    )
    .max(1000),
});

const status = wordsPerLanguage;
const spellings = z.array(z.string().min(2)).default([]);

export const termbaseFile = z.strictObject({
  version,
  terms: z
    .array(
      z.strictObject({
        id: key,
        domain: words,
        text: localText,
        status,
        /** Languages in which the words also mean something of every day: the translation is offered, not asked for. */
        everyday: z.array(language).default([]),
        /** Services and offices of one country: an edition for another names its own. */
        national: z.boolean().default(false),
        note: words,
        sources: z.array(z.string()),
        /** Words for the same thing that must not be used. */
        avoid: z.strictObject({ en: spellings, vi: spellings, ar: spellings }).default({ en: [], vi: [], ar: [] }),
      }),
    )
    .max(5000),
  names: z
    .array(
      z.strictObject({
        id: key,
        type: words,
        text: localText,
        status,
        variants_ar: z.array(z.string().min(1)),
        note: words,
        sources: z.array(z.string()),
      }),
    )
    .max(2000),
  sources: sourceList,
});

const languageRule = z.strictObject({
  id: key,
  lang: language,
  category: words,
  severity,
  avoid: z.array(z.string()),
  /** ECMAScript regular expression. */
  pattern: z.string().min(1).max(4000),
  flags: z.string().regex(/^(?!.*(.).*\1)[imsu]*u[imsu]*$/, "use the flags i, m, s and u, with u always"),
  prefer: z.array(z.string()),
  /** Words → what may take their place without touching the rest of the sentence, in the same form. */
  replace: z.record(z.string().min(1), z.string().min(1)).default({}),
  why: z.string().min(1),
  why_en: words.optional(),
  note: words.optional(),
  sources: z.array(z.string()),
  /** Runs on the text before normalisation. */
  raw: z.boolean().default(false),
  /** Sentences that the rule must flag and must leave alone. */
  tests: z.strictObject({ hit: z.array(z.string()), ok: z.array(z.string()) }),
});

export const rulesFile = z.strictObject({
  version,
  name: words,
  severity: z.record(severity, words),
  normalisation: z.record(z.string(), z.union([words, z.array(words)])),
  allow_names: z.strictObject({ en: z.array(z.string()), vi: z.array(z.string()), ar: z.array(z.string()) }),
  rules: z.array(languageRule).max(1000),
  content_rules: z
    .array(
      z.strictObject({
        id: key,
        area: words,
        severity,
        title: words,
        check: words,
        params: z.record(z.string(), z.unknown()),
        message: localText,
        sources: z.array(z.string()),
      }),
    )
    .max(200),
  sources: sourceList,
});

export const calendarFile = z.strictObject({
  version,
  note: words,
  days: z
    .array(
      z.strictObject({
        id: key,
        month: z.number().int().min(1).max(12),
        /** Null where the day moves; `rule` then says when it is. */
        day: z.number().int().min(1).max(31).nullable(),
        rule: words,
        name: localText,
        relevance: z.enum(["core", "related", "national"]),
        status: words,
        source: words,
        note: words,
      }),
    )
    .max(400),
  themes: z.array(
    z.strictObject({
      year: z.number().int(),
      en: words.nullable(),
      vi: words.nullable(),
      ar: words.nullable(),
      status: words,
    }),
  ),
});
