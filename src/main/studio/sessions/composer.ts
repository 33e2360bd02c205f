import { setImmediate } from "node:timers/promises";
import { type CancelSignal, cancelled } from "../../../shared/base/cancel.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { todayOf } from "../../../shared/base/moment.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { composePieces, type Piece } from "../../../shared/piece/composePieces.ts";
import type { OpenDocument } from "../../services/document/documents.ts";
import type { LoadedPack } from "../../services/pack/packs.ts";
import type { Machine } from "../../services/ports.ts";
import type { Session } from "./session.ts";

/** An open document → the pages that would print, set once for as long as its content stays as it is. */

export interface Composition {
  /** The document at the moment from which the pages are. */
  readonly open: OpenDocument;
  readonly pieces: readonly Piece[];
}

interface Kept {
  readonly document: CampaignDocument;
  readonly loaded: LoadedPack;
  readonly today: string;
  readonly pieces: readonly Piece[];
}

export type Compose = (session: Session, signal?: CancelSignal) => Promise<Composition>;

export function createComposer(machine: Machine): Compose {
  const kept = new WeakMap<Session, Kept>();
  return async (session, signal) => {
    const { open, loaded } = session;
    const { document } = open;
    const today = todayOf(machine.clock);
    const known = kept.get(session);
    if (known?.today === today && known.loaded === loaded && sameContent(known.document, document)) {
      return { open, pieces: known.pieces };
    }
    const pieces: Piece[] = [];
    for (const edition of loaded.pack.editions) {
      if (document.editions[edition.tag] === undefined) continue;
      // Setting an edition takes the whole process: other windows get their turn in between.
      await setImmediate();
      if (signal?.aborted) throw cancelled();
      pieces.push(...composePieces(document, [edition], { loaded, engine: machine.engine, today }));
    }
    kept.set(session, { document, loaded, today, pieces });
    return { open, pieces };
  };
}

/** Everything that pages and diagnostics depend on: documents are never changed in place. */
export function sameContent(one: CampaignDocument, other: CampaignDocument): boolean {
  const { approvals: _, history: __, comments: ___, ...content } = one;
  return Object.entries(content).every(([name, value]) => other[name as keyof CampaignDocument] === value);
}

export interface PieceName {
  readonly template: string;
  readonly edition: string;
}

/** In the order asked for, each once. Fails with `document/unknown-piece`. */
export function choosePieces(pieces: readonly Piece[], wanted: readonly PieceName[]): Piece[] {
  const chosen = wanted.map(({ template, edition }) => {
    const piece = pieces.find((one) => one.template === template && one.edition.tag === edition);
    if (piece !== undefined) return piece;
    throw new StudioError("document/unknown-piece", "usage", `The document has no ${template} in ${edition}.`, {
      hint: "Look at the document again: another window may have changed its formats or editions.",
    });
  });
  return [...new Set(chosen)];
}
