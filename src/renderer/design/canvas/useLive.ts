import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { useApp, useOpen } from "../../state/hooks.ts";
import type { ComposedPiece } from "../../typeset/typesetClient.ts";
import { createLivePiece, type LivePiece } from "./livePiece.ts";
import type { CanvasStage } from "./stage.ts";

/** What happens beside React → what components show, as seldom as people can notice. */

export function useLivePiece(template: string, edition: string): LivePiece {
  const app = useApp();
  const { session } = useOpen();
  return useMemo(() => createLivePiece(app, session, { template, edition }), [app, session, template, edition]);
}

/** Milliseconds without a key. */
const CALM = 160;

/** The piece, once typing rests; at once where another one is looked at. */
export function useCalmPiece(live: LivePiece): ComposedPiece | null {
  const [shown, setShown] = useState<{ readonly of: LivePiece; readonly piece: ComposedPiece | null }>({
    of: live,
    piece: live.current(),
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => setShown({ of: live, piece: live.current() });
    let first = live.current() === null;
    const stop = live.listen(() => {
      clearTimeout(timer);
      if (first) take();
      else timer = setTimeout(take, CALM);
      first = false;
    });
    take();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [live]);
  return shown.of === live ? shown.piece : live.current();
}

/** The document, once typing rests: for what may come a little later. */
export function useCalmDocument(): CampaignDocument {
  const { session } = useOpen();
  const [document, setDocument] = useState(() => session.store.getState().document);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => setDocument(session.store.getState().document);
    const stop = session.store.subscribe((view, before) => {
      if (view.document === before.document) return;
      clearTimeout(timer);
      timer = setTimeout(take, view.draft === null ? 0 : 2 * CALM);
    });
    take();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [session]);
  return document;
}

/** CSS pixels for each point. */
export function useScale(stage: CanvasStage): number {
  return useSyncExternalStore(stage.listen, () => stage.view().scale);
}
