import { type CancelSignal, stopIfCancelled } from "../base/cancel.ts";
import type { CampaignDocument } from "../document/documentSchema.ts";
import type { Composer } from "./composer.ts";
import type { Piece } from "./piece.ts";

/** A document, editions → their pieces, one edition after another, so that others get their turn in between. */

export interface EditionsToCompose {
  /** BCP 47 tags; those that the document lacks give nothing. */
  readonly editions: Iterable<string>;
  /** ISO date against which sources and consents expire. */
  readonly today: string;
  /** Lets whatever else waits have its turn: setting an edition takes the whole process. */
  readonly pause: () => Promise<unknown>;
  readonly signal?: CancelSignal | undefined;
}

/** In the pack's order. Fails with `contract/cancelled` and the codes of `Composer.pieces`. */
export async function composeEditions(
  composer: Composer,
  document: CampaignDocument,
  { editions, today, pause, signal }: EditionsToCompose,
): Promise<Piece[]> {
  const wanted = new Set(editions);
  const pieces: Piece[] = [];
  for (const { tag } of composer.pack.editions) {
    if (!wanted.has(tag) || document.editions[tag] === undefined) continue;
    await pause();
    stopIfCancelled(signal);
    pieces.push(...composer.pieces(document, tag, today));
  }
  return pieces;
}
