import { z } from "zod";
import type { Migration } from "../../base/versioned.ts";

/** `pack.json` of a campaign pack, as written by a designer; `templateSchema` has the file of a template. */

export const PACK_VERSION = 1;

/** Of anything that a pack names itself. */
export const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "use lower-case letters, digits and single hyphens");
const tag = z.string().regex(/^[a-z]{2,3}-[A-Z]{2}$/, "use a language and a country, for example ar-EG");
/** A path inside the pack: forward slashes, no `..`, not absolute. */
const packPath = z
  .string()
  .max(200)
  .regex(/^(?!.*(?:^|\/)\.\.?(?:\/|$))[A-Za-z0-9][A-Za-z0-9._/-]*$/, "use a relative path inside the pack");
export const positive = z.number().positive().max(20_000);
const percent = z.number().min(0).max(100);

/** One text per interface language. */
export const localText = z.strictObject({
  en: z.string().min(1).max(2000),
  vi: z.string().min(1).max(2000),
  ar: z.string().min(1).max(2000),
});
export type LocalText = z.infer<typeof localText>;

const inkFile = z.strictObject({
  rgb: z.string().regex(/^#[0-9a-f]{6}$/, "use #rrggbb in lower case"),
  cmyk: z.tuple([percent, percent, percent, percent]),
  name: localText.optional(),
});

const familyFile = z.strictObject({
  /** Weight → font file. */
  weights: z.record(z.string().regex(/^[1-9]00$/), packPath),
  /** Families tried, in order, for letters that this one lacks. */
  fallback: z.array(z.string()).max(8).default([]),
});

/** Language → line height as a multiple of the type size: Arabic and Vietnamese need more room than English. */
const leading = z.record(z.string().regex(/^[a-z]{2,3}$/, "use a language, for example ar"), positive);

const styleFile = z
  .strictObject({
    family: z.string(),
    weight: z.number().int().min(100).max(900),
    /** Weight of emphasised runs. */
    emphasis: z.number().int().min(100).max(900),
    leading,
    colour: id,
    align: z.enum(["start", "center", "end"]).default("start"),
    /** Lines of similar length (headlines); otherwise lines are filled and a lonely last word avoided. */
    balance: z.boolean().default(false),
    /**
     * Editions in Arabic script fill their lines: spaces grow a little, then one stroke a word, where scribes put it; the
     * last line of a paragraph stays as it is. Other editions stay ragged.
     */
    justify: z.literal("kashida").exactOptional(),
    /** What the text is, for screen readers and for checks. */
    role: z.enum(["h1", "h2", "p"]).default("p"),
  })
  .refine((style) => !(style.balance && style.justify), {
    message: "lines are balanced or justified, not both",
    path: ["justify"],
  });
export type StyleFile = z.infer<typeof styleFile>;

const editionFile = z.strictObject({
  tag,
  direction: z.enum(["ltr", "rtl"]),
  digits: z.enum(["latn", "arab"]).default("latn"),
});

const imageFile = z.strictObject({
  file: packPath,
  /** A drawing may mirror with the page; a photograph never does. */
  kind: z.enum(["drawing", "photograph"]),
  alt: localText.nullable(),
  /** People who can be recognised need a record of consent; drawings have no people to ask. */
  consent: z
    .strictObject({
      person: z.string(),
      date: z.iso.date(),
      uses: z.string(),
      expires: z.iso.date(),
      withdraw: z.string(),
    })
    .nullable()
    .default(null),
});

const slotFile = z.strictObject({
  id,
  title: localText,
  kind: z.enum(["line", "text", "list", "helplines", "link", "picture"]),
  /** What the words do, for the content rules. */
  role: z.enum([
    "eyebrow",
    "headline",
    "subhead",
    "body",
    "items",
    "cta",
    "helpline",
    "sources",
    "safety",
    "note",
    "detail",
    "link",
    "picture",
  ]),
  required: z.boolean().default(false),
  /** Greatest number of paragraphs or items. */
  lines: z.number().int().min(1).max(60).default(1),
  /** Greatest number of characters in one paragraph or item. */
  characters: z.number().int().min(1).max(5000).default(600),
});
export type SlotFile = z.infer<typeof slotFile>;

/** Templates that share slots: one content flows into every format. */
const familyOfTemplates = z.strictObject({
  id,
  title: localText,
  audience: localText,
  slots: z.array(slotFile).min(1).max(80),
  templates: z.array(id).min(1).max(20),
});

export const packFile = z.strictObject({
  version: z.literal(PACK_VERSION),
  id,
  /** Edition of the pack itself, `year.month` or semantic, for example `1.0.0`. */
  release: z.string().min(1).max(40),
  title: localText,
  publisher: z.string().min(1).max(200),
  licence: z.string().min(1).max(200),
  editions: z.array(editionFile).min(1).max(40),
  palette: z.record(id, inkFile),
  /** The palette colour of black text: K only. */
  black: id,
  families: z.record(z.string().max(60), familyFile),
  styles: z.record(id, styleFile),
  images: z.record(id, imageFile),
  /** Groups of templates that share slots. */
  content: z.array(familyOfTemplates).min(1).max(60),
  /** Hosts that links and QR codes may lead to. */
  hosts: z.array(z.string().regex(/^[a-z0-9.-]+$/)).max(100),
  /** Files with helplines, facts, terms, language rules and calendar. */
  data: z.strictObject({
    helplines: packPath,
    facts: packPath,
    termbase: packPath,
    rules: packPath,
    calendar: packPath,
  }),
});
export type PackFile = z.infer<typeof packFile>;

/** Every change of `pack.json` since version 1, as the step from version n to n + 1. Templates and data follow the pack's version. */
export const PACK_MIGRATIONS: Readonly<Record<number, Migration>> = {};
