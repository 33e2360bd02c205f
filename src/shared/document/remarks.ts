import { type CampaignDocument, type Comment, MOST_SAID } from "./documentSchema.ts";
import type { Edit } from "./edits.ts";

/** Comments of a document ⇄ remarks about a slot or a piece, in the order in which people made them. */

export interface Remark {
  readonly id: string;
  readonly comment: Comment;
}

export interface NumberedRemark extends Remark {
  /** From 1, among all remarks of the piece, settled ones too: settling one renumbers nothing. */
  readonly number: number;
}

export interface Saying {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

type About = Comment["about"];
/** A point on a page, in points from its top-left corner. */
export type PinPlace = Extract<About, { readonly page: string }>;

type Commented = Pick<CampaignDocument, "comments">;

export function isPinned(about: About): about is PinPlace {
  return "page" in about;
}

/** Open ones about the words of a slot, on whatever page, oldest first: said in Localise, or pinned to those words. */
export function remarksOfSlot(document: Commented, edition: string, slot: string): readonly Remark[] {
  return oldestFirst(document).filter(
    ({ comment: { about, resolved } }) => about.edition === edition && about.slot === slot && resolved === null,
  );
}

/** Oldest first: pins on the pages of the piece, and remarks about the words that it shows. @param slots of its template. */
export function remarksOfPiece(
  document: Commented,
  { template, edition }: { readonly template: string; readonly edition: string },
  slots: ReadonlySet<string>,
): readonly NumberedRemark[] {
  return oldestFirst(document)
    .filter(({ comment: { about } }) => {
      if (about.edition !== edition) return false;
      return isPinned(about) ? about.template === template : slots.has(about.slot);
    })
    .map((remark, index) => ({ ...remark, number: index + 1 }));
}

function oldestFirst({ comments = {} }: Commented): readonly Remark[] {
  // Moments are whole seconds: what was said in the same one stands in the order of ids, the same in every window.
  const key = ({ id, comment }: Remark) => `${comment.thread[0]?.at ?? ""} ${id}`;
  return Object.entries(comments)
    .map(([id, comment]) => ({ id, comment }))
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** True where the pages are others than those that it was pinned to; false where nobody knows. */
export function isAboutOthers({ about }: Comment, proof: string): boolean {
  return isPinned(about) && about.proof !== undefined && !proof.startsWith(about.proof);
}

/** Digits of a proof's digest that a pin remembers. */
export const PIN_DIGITS = 16;

/** The document holds no longer thread. */
export function isFull({ thread }: Comment): boolean {
  return thread.length >= MOST_SAID;
}

/** Only what nobody answered, by whoever said it: an answer to nothing helps nobody. */
export function canTakeBack({ thread }: Comment, name: string | null): boolean {
  return thread.length === 1 && thread[0]?.by === name;
}

export function newRemark(id: string, about: About, text: string, who: Saying): Edit {
  return { kind: "set-comment", id, comment: { about, thread: [{ ...who, text }], resolved: null } };
}

/** An answer opens a settled remark again. `isFull` says where there is no room for one. */
export function answerRemark({ id, comment }: Remark, text: string, who: Saying): Edit {
  return {
    kind: "set-comment",
    id,
    comment: { ...comment, thread: [...comment.thread, { ...who, text }], resolved: null },
  };
}

export function resolveRemark({ id, comment }: Remark, who: Saying): Edit {
  return { kind: "set-comment", id, comment: { ...comment, resolved: { ...who } } };
}

export function reopenRemark({ id, comment }: Remark): Edit {
  return { kind: "set-comment", id, comment: { ...comment, resolved: null } };
}

export function takeBackRemark({ id }: Remark): Edit {
  return { kind: "set-comment", id, comment: null };
}
