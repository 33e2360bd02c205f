import type { PieceName } from "../../../shared/piece/piece.ts";
import type { App } from "../../state/app.ts";
import type { SessionStore } from "../../state/sessionStore.ts";
import { type ComposedPiece, URGENCY } from "../../typeset/typesetClient.ts";

/** The pages under somebody's fingers: set anew at every change, beside React, so that nothing else is drawn for a key. */

export interface LivePiece {
  /** Null before the first. */
  readonly current: () => ComposedPiece | null;
  /** @returns stops listening. */
  readonly listen: (listener: () => void) => () => void;
}

/** Starts at the first listener, stops after the last. */
export function createLivePiece(app: App, session: SessionStore, name: PieceName): LivePiece {
  const listeners = new Set<() => void>();
  let shown: ComposedPiece | null = null;
  let asked: unknown = null;
  let round = 0;
  let stop: (() => void) | null = null;

  const ask = () => {
    const { document } = session.store.getState();
    if (document === asked) return;
    asked = document;
    round += 1;
    const mine = round;
    const pack = document.pack.id;
    app.typeset
      .compose(
        { pack, document, piece: name },
        { key: `live ${name.template} ${name.edition}`, urgency: URGENCY.typing },
      )
      .then((piece) => {
        // A stale answer is never shown over a newer one; one that is merely not the newest is progress.
        if (piece === null || mine < round - 1 || stop === null) return;
        shown = piece;
        for (const listener of [...listeners]) listener();
      }, app.report);
  };

  return {
    current: () => shown,
    listen(listener) {
      listeners.add(listener);
      if (stop === null) {
        stop = session.store.subscribe(ask);
        asked = null;
        ask();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
  };
}
