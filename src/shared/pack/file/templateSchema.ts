import { z } from "zod";
import { id, localText, positive } from "./packSchema.ts";

/**
 * The file of a template, as written by a designer.
 *
 * Lengths are in the template's own unit (millimetres or pixels); type sizes are points in
 * millimetre templates and pixels in pixel templates. `parsePack` turns all of them into points.
 */

const length = z.number().min(-20_000).max(20_000);
/** Of the pack's palette. */
const colour = id;

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
  .refine(([least, greatest]) => least <= greatest, "the smallest size comes first");

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

const frameFile = z.discriminatedUnion("kind", [textFrame, pictureFrame, shapeFrame, qrFrame]);
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
