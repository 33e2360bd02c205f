import { z } from "zod";

/**
 * The files of a campaign pack, as written by a designer: `pack.json` and one file per template.
 *
 * Lengths are in the template's own unit (millimetres or pixels); type sizes are points in
 * millimetre templates and pixels in pixel templates. `parsePack` turns all of them into points.
 */

export const PACK_VERSION = 1;

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "use lower-case letters, digits and single hyphens");
const tag = z.string().regex(/^[a-z]{2,3}-[A-Z]{2}$/, "use a language and a country, for example ar-EG");
/** A path inside the pack: forward slashes, no `..`, not absolute. */
export const packPath = z
  .string()
  .max(200)
  .regex(/^(?!.*(?:^|\/)\.\.?(?:\/|$))[A-Za-z0-9][A-Za-z0-9._/-]*$/, "use a relative path inside the pack");
const length = z.number().min(-20_000).max(20_000);
const positive = z.number().positive().max(20_000);
const percent = z.number().min(0).max(100);
const colour = id;

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

/** Line height as a multiple of the type size: Arabic and Vietnamese need more room than English. */
const leading = z.strictObject({ en: positive, vi: positive, ar: positive });

const styleFile = z.strictObject({
  family: z.string(),
  weight: z.number().int().min(100).max(900),
  /** Weight of emphasised runs. */
  emphasis: z.number().int().min(100).max(900),
  leading,
  colour,
  align: z.enum(["start", "center", "end"]).default("start"),
  /** Lines of similar length (headlines); otherwise lines are filled and a lonely last word avoided. */
  balance: z.boolean().default(false),
  /** What the text is, for screen readers and for checks. */
  role: z.enum(["h1", "h2", "p"]).default("p"),
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

const locks = z.strictObject({
  position: z.boolean().default(true),
  style: z.boolean().default(true),
  content: z.boolean().default(false),
  existence: z.boolean().default(true),
});
const ALL_LOCKED = { position: true, style: true, content: true, existence: true };
const CONTENT_OPEN = { position: true, style: true, content: false, existence: true };

/** Two lengths in the template's unit, least and greatest size of the type. */
const sizeRange = z
  .tuple([positive, positive])
  .refine(([least, greatest]) => least <= greatest, "the least size comes first");

const listStyle = z.strictObject({
  marker: z.enum(["none", "bullet", "number", "box", "check"]),
  markerColour: colour,
  /** Colour of the numeral or tick inside the marker. */
  markerInk: colour,
  columns: z.number().int().min(1).max(3).default(1),
  columnGap: length.default(0),
  rowGap: length.default(0),
  /** Marker size as a multiple of the type size. */
  markerScale: positive.default(1),
  /** Space between marker and text. */
  markerGap: length.default(0),
  /** Colour of a hairline between rows. */
  rule: colour.optional(),
});

const helplineStyle = z.strictObject({
  /** `columns`: numbers side by side; `rows`: one under another; `inline`: as running text. */
  layout: z.enum(["columns", "rows", "inline"]),
  numberStyle: id,
  /** Size of the numbers as a multiple of the label's size. */
  numberScale: positive,
  gap: length.default(0),
  /** Space between a number and its label. */
  labelGap: length.default(0),
});

const blockFile = z.strictObject({
  slot: id,
  style: id,
  size: sizeRange,
  /** Space above, unless the block is the first; shrinks together with the type. */
  before: length.default(0),
  align: z.enum(["start", "center", "end"]).optional(),
  colour: colour.optional(),
  /** Space kept free at the start and the end of every line. */
  indent: z.tuple([length, length]).default([0, 0]),
  list: listStyle.optional(),
  helplines: helplineStyle.optional(),
  /** A rounded field behind the block, for example a call to action set as a button. */
  field: z
    .strictObject({
      colour,
      padding: z.tuple([length, length]),
      radius: length.default(0),
      hug: z.boolean().default(false),
    })
    .optional(),
});
export type BlockFile = z.infer<typeof blockFile>;

const rect = z.tuple([length, length, positive, positive]);
const frameBase = {
  id,
  /** x, y, width, height from the top-left corner of the page (or of the panel in `panel`), for left-to-right editions. */
  at: rect,
  /** Panel that `at` is measured from. */
  panel: id.optional(),
  /** In right-to-left editions the frame moves to its mirrored place, or keeps it. */
  rtl: z.enum(["mirror", "keep"]).default("mirror"),
};

const textFrame = z.strictObject({
  ...frameBase,
  kind: z.enum(["text", "helpline"]),
  locks: locks.default(CONTENT_OPEN),
  blocks: z.array(blockFile).min(1).max(20),
  anchor: z.enum(["top", "middle", "bottom"]).default("top"),
});

const pictureFrame = z.strictObject({
  ...frameBase,
  kind: z.enum(["picture", "logo"]),
  locks: locks.default(ALL_LOCKED),
  /** Key into the pack's images. */
  image: id,
  /** Slot whose picture replaces the image when a designer places one. */
  slot: id.optional(),
  fit: z.enum(["cover", "contain"]).default("contain"),
  /** Where the image sits in the frame when the shapes differ: 0 is start or top, 1 is end or bottom. */
  anchor: z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]).default([0.5, 0.5]),
  /** Whether the drawing itself is reflected in right-to-left editions. A logo and a photograph never are. */
  flip: z.boolean().default(true),
});

const shapeFrame = z.strictObject({
  ...frameBase,
  kind: z.literal("shape"),
  locks: locks.default(ALL_LOCKED),
  shape: z.enum(["rectangle", "ellipse"]),
  colour,
  radius: length.default(0),
  opacity: z.number().min(0).max(1).default(1),
});

const qrFrame = z.strictObject({
  ...frameBase,
  kind: z.literal("qr"),
  locks: locks.default(ALL_LOCKED),
  /** Slot of kind `link`. */
  slot: id,
  colour,
  ground: colour,
});

export const frameFile = z.discriminatedUnion("kind", [textFrame, pictureFrame, shapeFrame, qrFrame]);
export type FrameFile = z.infer<typeof frameFile>;

const panelFile = z.strictObject({ id, width: positive });

const pageFile = z.strictObject({
  id,
  title: localText,
  ground: colour,
  /** Panels from left to right in left-to-right editions; their widths sum to the page's. Folds lie between them. */
  panels: z.array(panelFile).max(12).default([]),
  /** In painter's order, which is reading order too for text. */
  frames: z.array(frameFile).min(1).max(200),
});

export const templateFile = z.strictObject({
  id,
  family: id,
  title: localText,
  unit: z.enum(["mm", "px"]),
  /** Trim width and height. */
  size: z.tuple([positive, positive]),
  /** Bleed on each side, millimetres. */
  bleed: z.number().min(0).max(20),
  /** Distance from the trim that text and logos keep, in the template's unit: top, end, bottom, start. */
  safe: z.tuple([length, length, length, length]),
  pages: z.array(pageFile).min(1).max(40),
});
export type TemplateFile = z.infer<typeof templateFile>;

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
