import type { CampaignDocument, Comment } from "../../shared/document/documentSchema.ts";
import type { Edit } from "../../shared/document/edits.ts";
import type { WhoAndWhen } from "../../shared/localise/units.ts";

/** Remarks about the words of a slot ⇄ the document's comments. */

export interface Remark {
  readonly id: string;
  readonly comment: Comment;
}

/** Those that nobody resolved, oldest first. */
export function remarksOf({ comments = {} }: CampaignDocument, edition: string, slot: string): readonly Remark[] {
  return Object.entries(comments)
    .filter(
      ([, { about, resolved }]) =>
        "slot" in about && about.slot === slot && about.edition === edition && resolved === null,
    )
    .map(([id, comment]) => ({ id, comment }))
    .sort((one, other) => ((one.comment.thread[0]?.at ?? "") < (other.comment.thread[0]?.at ?? "") ? -1 : 1));
}

export function newRemark(
  id: string,
  { edition, slot }: { readonly edition: string; readonly slot: string },
  text: string,
  who: WhoAndWhen,
): Edit {
  return { kind: "set-comment", id, comment: { about: { edition, slot }, thread: [{ ...who, text }], resolved: null } };
}

export function answerRemark({ id, comment }: Remark, text: string, who: WhoAndWhen): Edit {
  return { kind: "set-comment", id, comment: { ...comment, thread: [...comment.thread, { ...who, text }] } };
}

export function resolveRemark({ id, comment }: Remark, who: WhoAndWhen): Edit {
  return { kind: "set-comment", id, comment: { ...comment, resolved: { ...who } } };
}
