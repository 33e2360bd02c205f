import { z } from "zod";
import { id } from "../pack/file/packSchema.ts";
import {
  campaignDocument,
  editionContent,
  picture,
  placement,
  remark,
  richText,
  sha256,
  tag,
  unit,
} from "./documentSchema.ts";
import type { Edit } from "./edits.ts";

/** An edit as it comes from outside: the same shapes and limits as the document itself. */

const simple = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("set-title"), title: campaignDocument.shape.title }),
  z.strictObject({ kind: z.literal("set-templates"), templates: campaignDocument.shape.templates }),
  z.strictObject({ kind: z.literal("set-edition"), edition: tag, content: editionContent.nullable() }),
  z.strictObject({ kind: z.literal("set-slot"), edition: tag, slot: id, content: richText.nullable() }),
  z.strictObject({ kind: z.literal("set-source"), source: tag.nullable() }),
  z.strictObject({ kind: z.literal("set-unit"), edition: tag, slot: id, unit: unit.nullable() }),
  z.strictObject({
    kind: z.literal("set-digits"),
    edition: tag,
    digits: editionContent.shape.digits.unwrap().nullable(),
  }),
  z.strictObject({ kind: z.literal("set-picture"), digest: sha256, picture: picture.nullable() }),
  z.strictObject({ kind: z.literal("set-remark"), id, remark: remark.nullable() }),
  z.strictObject({ kind: z.literal("place-picture"), slot: id, placement: placement.nullable() }),
]);

/** `together` holds simple edits only, so that nothing from outside can nest without end. */
export const editSchema: z.ZodType<Edit> = z.union([
  simple,
  z.strictObject({ kind: z.literal("together"), edits: z.array(simple).min(1).max(500) }),
]);
