import { z } from "zod";
import { EXPORT_FORMATS } from "../../../shared/export/manifest.ts";
import type { FontFile } from "../../../shared/typeset/text/ports.ts";
import type { RenderJob } from "../ports.ts";

/** What the studio and an exporter process say to each other, carried by structured clone and parsed where it arrives. */

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const id = z.int().positive();
const count = z.int().min(0);

/** Fonts and jobs come from our own studio, which has parsed what they are made of: only their outside is looked at. */
const font = z.custom<FontFile>((value) => z.looseObject({ bytes }).safeParse(value).success);
const job = z.custom<RenderJob>((value) => z.looseObject({ pages: z.array(z.unknown()) }).safeParse(value).success);

export const toExporter = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("start"), fonts: z.array(font) }),
  z.strictObject({ say: z.literal("run"), id, job }),
  /** The job ends with `failed` at the next page or format; it may also be done already. */
  z.strictObject({ say: z.literal("cancel"), id }),
  z.strictObject({ say: z.literal("shutdown") }),
]);
export type ToExporter = z.infer<typeof toExporter>;

const renderedFile = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  suffix: z.string().regex(/^(\.[a-z0-9-]+)+$/),
  pages: count,
  pixels: z.tuple([count, count]).nullable(),
  bytes,
});

export const fromExporter = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("ready") }),
  z.strictObject({ say: z.literal("progress"), id, done: count, total: count }),
  z.strictObject({ say: z.literal("done"), id, files: z.array(renderedFile) }),
  z.strictObject({
    say: z.literal("failed"),
    id,
    code: z.string(),
    kind: z.enum(["content", "usage", "failure"]),
    message: z.string(),
    hint: z.string(),
  }),
]);
export type FromExporter = z.infer<typeof fromExporter>;
