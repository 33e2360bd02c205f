import { setImmediate } from "node:timers/promises";
import type { CancelSignal } from "../../../shared/base/cancel.ts";
import { todayOf } from "../../../shared/base/moment.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { composeEditions } from "../../../shared/piece/composeEditions.ts";
import { createComposer } from "../../../shared/piece/composer.ts";
import type { Piece, PieceSetter } from "../../../shared/piece/piece.ts";
import type { Machine } from "../ports.ts";

/** A document on this machine → the pieces that would print today. */

export interface ComposeOptions {
  /** BCP 47 tags; all that the document has where nothing is asked for. */
  readonly editions?: Iterable<string>;
  /** ISO date; today where nothing is said. */
  readonly today?: string;
  readonly signal?: CancelSignal | undefined;
}

/** Fails with the codes of `composeEditions`. */
export function composeDocument(
  { engine, clock }: Pick<Machine, "engine" | "clock">,
  loaded: PieceSetter,
  document: CampaignDocument,
  { editions = Object.keys(document.editions), today = todayOf(clock), signal }: ComposeOptions = {},
): Promise<Piece[]> {
  return composeEditions(createComposer(loaded, engine), document, { editions, today, pause: setImmediate, signal });
}
