import { z } from "zod";
import { inline, sha256, tag } from "../document/documentSchema.ts";
import { session } from "./documentCalls.ts";

/** Calls about the words of an edition: files for translators' tools, and earlier translations. */

const id = z.string().min(1).max(100);
const score = z.number().min(0).max(1);

const unitReport = z.strictObject({
  slot: z.string(),
  /** `empty`: nobody filled it; what the document has is kept. */
  outcome: z.enum(["taken", "unchanged", "empty", "skipped"]),
  reason: z
    .enum([
      "another-document",
      "other-source",
      "unknown-slot",
      "locked",
      "lost",
      "added",
      "unknown-code",
      "merged",
      "unknown-segments",
      "twice",
      "too-large",
    ])
    .nullable(),
  message: z.string(),
  reviewed: z.boolean(),
  warnings: z.array(
    z.enum([
      "stale-source",
      "partly-filled",
      "split",
      "re-indented",
      "direction-marks",
      "retyped-number",
      "number-as-text",
      "too-long",
      "has-errors",
    ]),
  ),
});

export const localiseCalls = {
  /** A file for translators as an asset, to be downloaded. A source of null is the document's own. */
  "localise.export": {
    input: z.strictObject({
      session,
      edition: tag,
      source: tag.nullable(),
      format: z.enum(["xliff", "xliff12", "csv"]),
    }),
    output: z.strictObject({ asset: sha256, name: z.string() }),
  },
  /**
   * Takes in a file that was put as an asset, in one edit. An edition of null is the file's own. Units that cannot be
   * taken are left as they are and told. Fails with `localise/…` where the whole file cannot be.
   */
  "localise.import": {
    input: z.strictObject({
      session,
      upload: sha256,
      edition: tag.nullable(),
      /** Who takes it in. */
      by: z.string().trim().min(1).max(200),
    }),
    output: z.strictObject({
      revision: z.number().int(),
      edition: tag,
      source: tag,
      units: z.array(unitReport),
      /** Slots that the file does not speak of. */
      absent: z.array(z.string()),
    }),
  },
  /**
   * What reviewed documents in Manara's own folder say for each paragraph of the source of a slot, best first.
   * Without a source, the document's own.
   */
  "localise.suggest": {
    input: z.strictObject({ session, edition: tag, slot: id, source: tag.exactOptional() }),
    output: z.strictObject({
      /** The edition that the matches are for. */
      source: tag,
      segments: z.array(
        z.strictObject({
          /** From 1. */
          segment: z.number().int().min(1),
          source: z.array(inline),
          matches: z.array(
            z.strictObject({
              score,
              source: z.array(inline),
              target: z.array(inline),
              by: z.string(),
              at: z.string(),
              from: z.strictObject({ file: z.string(), title: z.string(), slot: z.string() }),
            }),
          ),
        }),
      ),
      /** Documents that could not be read. */
      notices: z.array(z.strictObject({ file: z.string(), code: z.string(), message: z.string() })),
    }),
  },
} as const;
