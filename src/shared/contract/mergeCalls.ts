import { z } from "zod";
import { picture, placement, remark, richText, sha256, tag } from "../document/documentSchema.ts";
import { handle, session, sessionState } from "./documentCalls.ts";

/** Calls about another copy of an open document: what merging it would do, and doing it. */

const id = z.string().min(1).max(100);
const side = z.enum(["ours", "theirs"]);

/** `disk`: what is in the document's own file by now. An upload is read, and no file is made of it. */
const otherCopy = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("disk") }),
  z.strictObject({ from: z.literal("file"), handle }),
  z.strictObject({ from: z.literal("upload"), upload: sha256, name: z.string().min(1).max(200) }),
]);
export type OtherCopy = z.infer<typeof otherCopy>;

/** See `ReportedChange`. */
const change = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["title", "source", "templates"]) }),
  z.strictObject({ kind: z.enum(["slot", "alt", "unit"]), edition: tag, slot: z.string() }),
  z.strictObject({ kind: z.enum(["edition", "digits"]), edition: tag }),
  z.strictObject({ kind: z.enum(["placement", "focus"]), slot: z.string() }),
  z.strictObject({ kind: z.literal("picture"), digest: sha256 }),
  z.strictObject({ kind: z.literal("remark"), id: z.string() }),
]);

/** What one of the copies has where something changed. Pictures that it names are assets. */
const content = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("nothing") }),
  z.strictObject({ kind: z.literal("words"), words: richText }),
  z.strictObject({ kind: z.literal("text"), text: z.string() }),
  z.strictObject({ kind: z.literal("edition"), edition: tag }),
  z.strictObject({ kind: z.literal("templates"), templates: z.array(id) }),
  /** An edition that is there. */
  z.strictObject({ kind: z.literal("present") }),
  z.strictObject({ kind: z.literal("placement"), digest: sha256, name: z.string() }),
  z.strictObject({ kind: z.literal("focus"), focus: placement.shape.focus }),
  z.strictObject({ kind: z.literal("picture"), digest: sha256, picture }),
  z.strictObject({ kind: z.literal("remarks"), thread: remark.shape.thread, resolved: z.boolean() }),
  /** Where words come from and who reviewed them. */
  z.strictObject({ kind: z.literal("unit"), by: z.string(), reviewedBy: z.string().nullable() }),
]);
export type MergeContent = z.infer<typeof content>;

const version = z.strictObject({
  content,
  /** Null where the document does not say. */
  by: z.string().nullable(),
  at: z.string().nullable(),
});
export type MergeVersion = z.infer<typeof version>;

const conflict = z.strictObject({
  /** What `choices` call it. */
  name: z.string(),
  change,
  ours: version,
  theirs: version,
  /** What both started from; null where nothing tells. */
  before: content.nullable(),
});
export type MergeConflict = z.infer<typeof conflict>;

const choices = z.record(z.string(), side);
export type MergeChoices = z.infer<typeof choices>;

const question = z.strictObject({
  session,
  other: otherCopy,
  /** What was chosen by now; for the rest this copy's version is shown. */
  choices,
});

export const mergeCalls = {
  /**
   * What merging would do; nothing is changed. Fails with the codes of `openDocument` and `mergeCopies`, and with
   * `document/merge-no-file` where the document was never saved.
   */
  "merge.preview": {
    input: question,
    output: z.strictObject({
      /** Of what was compared: `merge.apply` does just that, or nothing. */
      seen: sha256,
      /** The copy that both started from is known, and so is who changed what. */
      base: z.boolean(),
      conflicts: z.array(conflict),
      /** What changes in this copy, besides conflicts. */
      taken: z.array(z.strictObject({ change, before: content, after: content })),
      /** What only this copy has, or has newer. */
      kept: z.array(change),
      /** Where one copy has something that the other has not, and nothing tells whether it was added or taken away. */
      additions: z.array(z.strictObject({ change, from: side })),
      /** Signed decisions that only the other copy has, and that only this one has. */
      decisions: z.strictObject({ taken: z.number().int(), kept: z.number().int() }),
    }),
  },
  /** Pieces that somebody approved: whether the approval holds for the pages as they would be. Slower than the preview. */
  "merge.approvals": {
    input: question,
    output: z.array(z.strictObject({ template: id, edition: tag, holds: z.boolean() })),
  },
  /**
   * In memory, as one step that `documents.undo` takes back; saving writes it. Fails as `merge.preview`, with
   * `document/merge-changed` where either copy is not what was seen any more, and with `document/merge-undecided`.
   */
  "merge.apply": { input: question.extend({ seen: sha256 }), output: sessionState },
} as const;
