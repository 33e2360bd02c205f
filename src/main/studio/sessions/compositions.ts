import type { CancelSignal } from "../../../shared/base/cancel.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { todayOf } from "../../../shared/base/moment.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import type { Piece, PieceName } from "../../../shared/piece/piece.ts";
import { composeDocument } from "../../services/document/composeDocument.ts";
import type { OpenDocument } from "../../services/document/documents.ts";
import type { LoadedPack } from "../../services/pack/packs.ts";
import type { Machine } from "../../services/ports.ts";
import type { Rules } from "./rules.ts";
import type { Session } from "./session.ts";

/** An open document → the pages that would print, set once for as long as its content and its pack stay as they are. */

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

/** With the pack as it is on the disk. Fails with the codes of `loadPack` and `composeDocument`. */
export type ComposeSession = (session: Session, signal?: CancelSignal) => Promise<Composition>;

export function createCompositions(machine: Machine, rules: Pick<Rules, "freshen">): ComposeSession {
  const kept = new WeakMap<Session, Kept>();
  return async (session, signal) => {
    await rules.freshen(session);
    const { open, loaded } = session;
    const { document } = open;
    const today = todayOf(machine.clock);
    const known = kept.get(session);
    if (known?.today === today && known.loaded === loaded && isComposedAlike(known.document, document)) {
      return { open, pieces: known.pieces };
    }
    const pieces = await composeDocument(machine, loaded, document, { today, signal });
    kept.set(session, { document, loaded, today, pieces });
    return { open, pieces };
  };
}

/** Everything that pages and diagnostics depend on is the same: documents are never changed in place. */
export function isComposedAlike(one: CampaignDocument, other: CampaignDocument): boolean {
  const { approvals: _, history: __, comments: ___, ...content } = one;
  return Object.entries(content).every(([name, value]) => other[name as keyof CampaignDocument] === value);
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
