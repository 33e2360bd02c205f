import { type CampaignDocument, MOST_SAID, type Remark } from "./documentSchema.ts";
import type { Edit } from "./edits.ts";

/** Remarks of a document ⇄ those about a slot or a piece, in the order in which people made them. */

export interface ListedRemark extends Remark {
  readonly id: string;
}

export interface NumberedRemark extends ListedRemark {
  /** From 1, among all remarks of the piece, settled ones too: settling one renumbers nothing. */
  readonly number: number;
}

export interface Saying {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

type About = Remark["about"];
/** A point on a page, in points from its top-left corner. */
export type PinPoint = Extract<About, { readonly page: string }>;

type Remarked = Pick<CampaignDocument, "comments">;

export function isPinned(about: About): about is PinPoint {
  return "page" in about;
}

/** Open ones about the words of a slot, on whatever page, oldest first: said in Localise, or pinned to those words. */
export function remarksOfSlot(document: Remarked, edition: string, slot: string): readonly ListedRemark[] {
  return oldestFirst(document).filter(
    ({ about, resolved }) => about.edition === edition && about.slot === slot && resolved === null,
  );
}

/** Oldest first: pins on the pages of the piece, and remarks about the words that it shows. @param slots of its template. */
export function remarksOfPiece(
  document: Remarked,
  { template, edition }: { readonly template: string; readonly edition: string },
  slots: ReadonlySet<string>,
): readonly NumberedRemark[] {
  return oldestFirst(document)
    .filter(({ about }) => {
      if (about.edition !== edition) return false;
      return isPinned(about) ? about.template === template : slots.has(about.slot);
    })
    .map((remark, index) => ({ ...remark, number: index + 1 }));
}

function oldestFirst({ comments: remarks = {} }: Remarked): readonly ListedRemark[] {
  // Moments are whole seconds: what was said in the same one stands in the order of ids, which sort by their moment.
  const key = ({ id, thread }: ListedRemark) => `${thread[0]?.at ?? ""} ${id}`;
  return Object.entries(remarks)
    .map(([id, remark]) => ({ id, ...remark }))
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** True where the pages are others than those that it was pinned to; false where nobody knows. */
export function isAboutOthers({ about }: Remark, proof: string): boolean {
  return isPinned(about) && about.proof !== undefined && !proof.startsWith(about.proof);
}

/** Digits of a proof's digest that a pin remembers. */
export const PIN_DIGITS = 16;

/** The document holds no longer thread. */
export function isFull({ thread }: Remark): boolean {
  return thread.length >= MOST_SAID;
}

/** Only what nobody answered, by whoever said it: an answer to nothing helps nobody. */
export function canTakeBack({ thread }: Remark, name: string | null): boolean {
  return thread.length === 1 && thread[0]?.by === name;
}

/**
 * Ids of new remarks sort by the moment in which they were begun, as UUIDs of version 7 (RFC 9562) do: people number
 * remarks in the order in which they made them, also those of one second.
 * @param now milliseconds since 1970. @param random a UUID of version 4.
 */
export function remarkIdAt(now: number, random: string): string {
  const time = now.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice("xxxxxxxx-xxxx-4".length)}`;
}

export function newRemark(id: string, about: About, text: string, who: Saying): Edit {
  return { kind: "set-remark", id, remark: { about, thread: [{ ...who, text }], resolved: null } };
}

/** An answer opens a settled remark again. `isFull` says where there is no room for one. */
export function answerRemark({ id, about, thread }: ListedRemark, text: string, who: Saying): Edit {
  return { kind: "set-remark", id, remark: { about, thread: [...thread, { ...who, text }], resolved: null } };
}

export function resolveRemark({ id, about, thread }: ListedRemark, who: Saying): Edit {
  return { kind: "set-remark", id, remark: { about, thread, resolved: { ...who } } };
}

export function reopenRemark({ id, about, thread }: ListedRemark): Edit {
  return { kind: "set-remark", id, remark: { about, thread, resolved: null } };
}

export function takeBackRemark({ id }: ListedRemark): Edit {
  return { kind: "set-remark", id, remark: null };
}
