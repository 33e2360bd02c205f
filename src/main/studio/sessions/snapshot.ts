import { z } from "zod";
import { sha256 } from "../../../shared/document/documentSchema.ts";
import { parseDocument } from "../../../shared/document/parseDocument.ts";
import { draft } from "./journal.ts";
import { keptEdits } from "./keptEdits.ts";

/** The whole of somebody's work at one step, as the recovery folder keeps it. */

export const snapshot = z.strictObject({
  version: z.literal(1),
  generation: z.number().int().min(0),
  at: z.iso.datetime(),
  /** Null where it was never saved. */
  path: z.string().max(4096).nullable(),
  /** Of the file that the changes belong to. */
  file: sha256.nullable(),
  document: z.unknown(),
  /** Digests of the pages that people decided on. */
  pages: z.array(sha256).max(2000).catch([]).default([]),
  // The words are worth more than their undo.
  past: keptEdits.catch([]),
  future: keptEdits.catch([]),
  /** The last step of its document that it has. */
  step: z.number().int().min(0).default(0),
  drafts: z.array(draft).max(100).catch([]).default([]),
});
export type Snapshot = z.infer<typeof snapshot>;

export function isDocument(value: unknown): boolean {
  try {
    parseDocument(value);
    return true;
  } catch {
    return false;
  }
}

/** Words are worth recovering where the file of a picture is lost. */
export function withoutPictures(document: ReturnType<typeof parseDocument>, lost: readonly string[]) {
  const kept = <Value>(record: Readonly<Record<string, Value>>, digestOf: (key: string, value: Value) => string) =>
    Object.fromEntries(Object.entries(record).filter(([key, value]) => !lost.includes(digestOf(key, value))));
  return {
    ...document,
    pictures: kept(document.pictures, (digest) => digest),
    placements: kept(document.placements, (_, { digest }) => digest),
  };
}
