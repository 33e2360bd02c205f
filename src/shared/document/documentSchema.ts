import { z } from "zod";
import { SHORT_DIGEST } from "../base/digest.ts";
import { id } from "../pack/file/packSchema.ts";

/** What a designer makes: one campaign document with its content per edition, pictures, approvals and history. */

export const DOCUMENT_VERSION = 1;

export const tag = z.string().regex(/^[a-z]{2,3}-[A-Z]{2}$/, "use a language and a country, for example ar-EG");
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "use a SHA-256 in lower-case hex");
/** Registry ids of helplines and facts are the pack's own, for example `VN-111`. */
const registryId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,59}$/, "use an id of the pack's registry");
const moment = z.iso.datetime({ offset: false });
/** 0 to 1. */
const share = z.number().min(0).max(1);

/** Running text, or one entry of the pack's registry that nobody can retype. */
export const inline = z.union([
  z.strictObject({
    text: z.string().min(1).max(20_000),
    emphasis: z.literal(true).optional(),
    /** BCP 47 tag where it differs from the edition's language. */
    language: z.string().min(2).max(35).optional(),
  }),
  z.strictObject({ helpline: registryId }),
  z.strictObject({ fact: registryId }),
]);
export type Inline = z.infer<typeof inline>;

const inlines = z.array(inline).max(500);

export const block = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("paragraph"), content: inlines }),
  z.strictObject({ kind: z.literal("list"), items: z.array(inlines).max(200) }),
]);
export type Block = z.infer<typeof block>;

/** In one slot; a folded leaflet has some 3,000 in all its slots together. */
const MOST_CHARACTERS = 20_000;
const MOST_ITEMS = 500;
/** In all editions together: checking and setting them takes about a second. */
const MOST_CHARACTERS_OF_ALL = 200_000;

export const richText = z
  .array(block)
  .max(200)
  .superRefine((blocks, context) => {
    const items = blocks.reduce((sum, one) => sum + (one.kind === "list" ? one.items.length : 0), 0);
    if (items > MOST_ITEMS) context.addIssue(tooBig(MOST_ITEMS, "array", blocks, ["items"]));
    const length = charactersOf(blocks);
    if (length > MOST_CHARACTERS) context.addIssue(tooBig(MOST_CHARACTERS, "string", blocks, []));
  });
export type RichText = z.infer<typeof richText>;

function charactersOf(blocks: readonly Block[]): number {
  const inlines = blocks.flatMap((one) => (one.kind === "list" ? one.items.flat() : one.content));
  return inlines.reduce((sum, one) => sum + ("text" in one ? one.text.length : 0), 0);
}

function tooBig(maximum: number, origin: "array" | "string", input: unknown, path: PropertyKey[]) {
  return { code: "too_big" as const, maximum, origin, inclusive: true, input, path };
}

/** What is known of one slot of one edition as a translation of another edition. */
export const unit = z.strictObject({
  /** The other edition's content as it was when this was localised. */
  source: z.strictObject({ edition: tag, content: richText }),
  /** Who localised it last. */
  by: z.string().min(1).max(200),
  at: moment,
  /** Counts only while the slot's content still has this digest (canonical JSON in normal form). */
  reviewed: z.strictObject({ by: z.string().min(1).max(200), at: moment, content: sha256 }).nullable(),
});
export type Unit = z.infer<typeof unit>;

export const editionContent = z.strictObject({
  slots: z.record(id, richText),
  /** Slot → where its words come from. */
  units: z.record(id, unit).exactOptional(),
  /** The digits that its numbers are printed in, whatever was typed; absent: as typed, or as the pack says. */
  digits: z.enum(["latn", "arab"]).exactOptional(),
});
export type EditionContent = z.infer<typeof editionContent>;

/** People who can be recognised need a record of consent. */
const consent = z.strictObject({
  person: z.string().min(1).max(200),
  date: z.iso.date(),
  uses: z.string().min(1).max(1000),
  expires: z.iso.date(),
  withdraw: z.string().min(1).max(500),
});

export const picture = z.strictObject({
  name: z.string().min(1).max(200),
  type: z.enum(["image/jpeg", "image/png", "image/webp"]),
  /** Pixels, after EXIF orientation. */
  width: z.number().int().min(1).max(30_000),
  height: z.number().int().min(1).max(30_000),
  /** Null where nobody can be recognised. */
  consent: consent.nullable(),
});
export type Picture = z.infer<typeof picture>;
export type Consent = NonNullable<Picture["consent"]>;

export const placement = z.strictObject({
  digest: sha256,
  /** From the top-left corner: the point that stays visible when the picture is cropped. */
  focus: z.strictObject({ x: share, y: share }),
  /** Edition → alternative text. */
  alt: z.record(tag, z.string().max(1000)),
});
export type Placement = z.infer<typeof placement>;

/**
 * A signature over the exact text of a statement. It is kept as it was signed, byte for byte, and
 * is never migrated: rewriting it would break the signature.
 */
export const signedStatement = z.strictObject({
  /** Canonical JSON. */
  statement: z.string().min(2).max(100_000),
  /** `ed25519:` and the public key in base64url. */
  key: z.string().regex(/^ed25519:[A-Za-z0-9_-]{43}$/, "use ed25519: and 43 characters of base64url"),
  /** Ed25519 over the UTF-8 bytes of `statement`, base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/, "use 86 characters of base64url"),
});
export type SignedStatement = z.infer<typeof signedStatement>;

const short = z.string().regex(SHORT_DIGEST, "use the first 16 digits of a SHA-256");

const said = z.strictObject({ by: z.string().min(1).max(200), at: moment });
/** Characters of a remark or an answer. */
export const LONGEST_REMARK = 4000;
/** A remark and its answers. */
export const MOST_SAID = 200;

/** A question or a remark about one place, with its answers. Nobody signs it, and it closes no gate. */
export const remark = z.strictObject({
  about: z.union([
    /** A point on a page of a template, in points from the page's top-left corner. */
    z.strictObject({
      edition: tag,
      template: id,
      page: z.string().min(1).max(100),
      x: z.number().min(-10_000).max(10_000),
      y: z.number().min(-10_000).max(10_000),
      /** Whose words stand there. */
      slot: id.exactOptional(),
      /** Of the pages that it was said about: when the proof is another, they have changed since. */
      proof: short.exactOptional(),
    }),
    /** The words of a slot, on whatever page they stand. */
    z.strictObject({ edition: tag, slot: id }),
  ]),
  /** Oldest first. */
  thread: z
    .array(said.extend({ text: z.string().min(1).max(LONGEST_REMARK) }))
    .min(1)
    .max(MOST_SAID),
  resolved: said.nullable(),
});
export type Remark = z.infer<typeof remark>;

const event = z.strictObject({
  at: moment,
  what: z.enum([
    "created",
    "filled",
    "edited",
    "merged",
    "submitted",
    "reviewed",
    "approved",
    "changes-requested",
    "withdrawn",
  ]),
  /** Who, where somebody signed. */
  by: z.string().max(200).optional(),
  edition: tag.optional(),
  /**
   * What was changed, by the names of `changeDigests`, with the first digits of the digests of what was there before and is
   * there since; null where nothing was or is. Two copies of the document tell by it which of them is ahead.
   */
  changed: z
    .array(z.strictObject({ unit: z.string().min(1).max(300), was: short.nullable(), is: short.nullable() }))
    .max(1000)
    .exactOptional(),
});
export type DocumentEvent = z.infer<typeof event>;

export const campaignDocument = z.strictObject({
  version: z.literal(DOCUMENT_VERSION),
  id: z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "use a UUID in lower case"),
  title: z.string().min(1).max(300),
  pack: z.strictObject({ id, release: z.string().min(1).max(40), digest: sha256 }),
  /** Group of templates that share these slots. */
  family: id,
  /** Formats made from this content. */
  templates: z.array(id).min(1).max(20),
  /** The edition that the others are localised from; absent where nobody chose one. */
  source: tag.exactOptional(),
  editions: z.record(tag, editionContent).superRefine((editions, context) => {
    const slots = Object.values(editions).flatMap((edition) => Object.values(edition.slots));
    const length = slots.reduce((sum, blocks) => sum + charactersOf(blocks), 0);
    if (length > MOST_CHARACTERS_OF_ALL) context.addIssue(tooBig(MOST_CHARACTERS_OF_ALL, "string", editions, []));
  }),
  /** Every picture by the digest of its file. */
  pictures: z.record(sha256, picture),
  /** Slot → picture placed there. */
  placements: z.record(id, placement),
  /** The remarks, by an id of their own, such as a UUID. */
  comments: z.record(id, remark).exactOptional(),
  created: z.strictObject({ at: moment, engine: z.string().min(1).max(40) }),
  approvals: z.array(signedStatement).max(5000),
  history: z.array(event).max(10_000),
});
export type CampaignDocument = z.infer<typeof campaignDocument>;
