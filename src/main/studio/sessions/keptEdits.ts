import { z } from "zod";
import { editSchema } from "../../../shared/document/editSchema.ts";
import type { Edit } from "../../../shared/document/edits.ts";

/** Undo and redo as they are kept on the disk: checked like edits from outside, and bounded. */

/** Characters of JSON. */
const LONGEST = 1024 ** 2;
const MOST = 1000;

/** What was kept before remarks had that name is read as well. */
export const keptEdit = z.preprocess(inPresentWords, editSchema);
export const keptEdits = z.array(keptEdit).max(MOST);

/** The newest that fit: edits are kept newest last. */
export function newestEdits(edits: readonly Edit[]): readonly Edit[] {
  let room = LONGEST;
  let from = edits.length;
  while (from > 0 && edits.length - from < MOST) {
    room -= JSON.stringify(edits[from - 1]).length;
    if (room < 0) break;
    from -= 1;
  }
  return edits.slice(from);
}

function inPresentWords(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("kind" in value)) return value;
  if (value.kind === "together" && "edits" in value && Array.isArray(value.edits)) {
    return { ...value, edits: value.edits.map(inPresentWords) };
  }
  if (value.kind !== "set-comment" || !("comment" in value)) return value;
  const { comment: remark, ...rest } = value;
  return { ...rest, kind: "set-remark", remark };
}
