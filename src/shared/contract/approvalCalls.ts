import { z } from "zod";
import { DECISIONS, findingReason, MOST_REASONS, ROLES } from "../approve/approval.ts";
import { PROOF_CHANGES } from "../approve/proofChanges.ts";
import { STAGES } from "../approve/workflow.ts";
import { sha256, tag } from "../document/documentSchema.ts";
import { EXPORT_FORMATS } from "../export/manifest.ts";
import { handle, session } from "./documentCalls.ts";
import { diagnostic, diagnosticValues } from "./wire.ts";

/** Calls about proofs, approvals, keys and exports: what is signed, and what is exported. */

const nothing = z.strictObject({});
const template = z.string().min(1).max(100);
const keyName = z.string().trim().min(1).max(200);

const rect = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

const ownKey = z.strictObject({ name: z.string(), key: z.string(), organisation: z.string().exactOptional() });

const pieceState = z.strictObject({
  template,
  edition: tag,
  /** Digest of exactly what would print. */
  proof: sha256,
  gate: z.enum(["open", "closed"]),
  /** Why it is closed. */
  reasons: z.array(
    z.strictObject({
      code: z.string(),
      message: z.string(),
      values: diagnosticValues.exactOptional(),
      /** Of changed pages: what is different from the approved ones, where the approval tells. */
      changes: z.array(z.strictObject({ what: z.enum(PROOF_CHANGES), slots: z.array(z.string()) })).exactOptional(),
    }),
  ),
  /** Where the piece stands on its way to print. */
  stage: z.enum(STAGES).exactOptional(),
  /** Genuine decisions about this piece, oldest first; `current` where they are about these very pages. */
  decisions: z.array(
    z.strictObject({
      decision: z.enum(["approve", "request-changes", "withdraw"]),
      by: z.string(),
      at: z.string(),
      note: z.string(),
      current: z.boolean(),
    }),
  ),
  /** As `decisions`, with submissions and reviews of the language, and with what else was signed. */
  record: z
    .array(
      z.strictObject({
        decision: z.enum(DECISIONS),
        by: z.string(),
        organisation: z.string(),
        role: z.enum(ROLES).nullable(),
        at: z.string(),
        note: z.string(),
        reasons: z.array(findingReason),
        current: z.boolean(),
        /** Signed with this person's own key. */
        own: z.boolean().exactOptional(),
      }),
    )
    .exactOptional(),
  /** What the team's list does not let this person do here, and why; `keys/none` where there is no key to look for. */
  refused: z
    .array(z.strictObject({ decision: z.enum(DECISIONS), code: z.string(), values: diagnosticValues }))
    .exactOptional(),
  diagnostics: z.array(diagnostic),
});
export type PieceState = z.infer<typeof pieceState>;

export const approvalCalls = {
  /** Every template of the document in every edition, editions first. */
  "approvals.list": { input: z.strictObject({ session }), output: z.array(pieceState) },
  /**
   * Signs with the person's own key. `proof` is what the person has looked at: where the pages are others by now,
   * nothing is signed (`approve/pages-changed`). Fails with `keys/none`, `approve/has-errors`, `approve/needs-reasons`
   * where the team wants a reason for every warning, and with why the team's list does not allow the decision.
   */
  "approvals.decide": {
    input: z.strictObject({
      session,
      pieces: z
        .array(z.strictObject({ template, edition: tag, proof: sha256 }))
        .min(1)
        .max(200),
      decision: z.enum(DECISIONS),
      note: z.string().max(2000),
      /** Why warnings may stand; an empty place stands for all places of the code. */
      reasons: z.array(findingReason).max(MOST_REASONS).exactOptional(),
    }),
    output: z.array(pieceState),
  },
  /** What is different from the pages that somebody approved last, block by block; null where there are none to compare. */
  "approvals.changes": {
    input: z.strictObject({ session, template, edition: tag }),
    output: z
      .strictObject({
        blocks: z.array(
          z.strictObject({
            page: z.number().int(),
            frame: z.string(),
            slot: z.string().nullable(),
            kind: z.enum(["words", "moved", "added", "removed"]),
            /** Points on the page as it is now; null where the block is gone. */
            after: rect.nullable(),
            wordsBefore: z.string(),
            wordsAfter: z.string(),
          }),
        ),
        /** Pages, from 0, whose drawing differs though every block is the same. */
        otherwise: z.array(z.number().int()),
      })
      .nullable(),
  },
  /** The person's key on this machine; null before there is one. */
  "keys.mine": { input: nothing, output: ownKey.nullable() },
  /** Makes and keeps one. Fails with `keys/exists`. */
  "keys.create": {
    input: z.strictObject({ name: keyName, organisation: z.string().trim().max(200).exactOptional() }),
    output: ownKey,
  },
  /** Where exports go: the machine's dialog. Null where the person cancelled; fails with `host/no-dialogs` in a browser. */
  "exports.choose": { input: nothing, output: z.strictObject({ target: handle, folder: z.string() }).nullable() },
  /** A target of null is a folder named after the document inside Manara's own folder. */
  "exports.run": {
    input: z.strictObject({
      session,
      pieces: z
        .array(z.strictObject({ template, edition: tag }))
        .min(1)
        .max(200),
      formats: z.array(z.enum(EXPORT_FORMATS)).min(1).max(EXPORT_FORMATS.length),
      draft: z.boolean(),
      target: handle.nullable(),
      /** Of raster files of print formats. */
      ppi: z.number().int().min(36).max(600),
    }),
    output: z.strictObject({
      target: handle,
      folder: z.string(),
      files: z.array(
        z.strictObject({
          path: z.string(),
          template,
          edition: tag,
          format: z.enum(EXPORT_FORMATS),
          bytes: z.number().int(),
          asset: sha256,
        }),
      ),
      diagnostics: z.array(diagnostic),
    }),
    progress: z.strictObject({ done: z.number().int(), total: z.number().int(), what: z.string() }),
  },
  /** Shows the folder in the machine's file manager. Fails with `host/no-dialogs` in a browser. */
  "exports.reveal": { input: z.strictObject({ target: handle }), output: nothing },
} as const;
