import { useCallback, useEffect, useRef, useState } from "react";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { useApp, useOpen, useSession, useToday } from "../state/hooks.ts";

/** What the host knows of every piece of the open document: asked again after every change, and when the day turns. */

export interface PieceApprovals {
  /** Editions first. Null before the first answer; an earlier answer stays while a newer one is on its way. */
  readonly pieces: readonly PieceState[] | null;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly reload: () => void;
  /** Takes what a decision gave back. */
  readonly take: (pieces: readonly PieceState[]) => void;
}

/** Milliseconds after a change; setting every piece takes the host a moment. */
const CALM = 300;

export function useApprovals(): PieceApprovals {
  const { client } = useApp();
  const { session } = useOpen();
  const revision = useSession((view) => view.confirmed.revision);
  const today = useToday();
  const [pieces, setPieces] = useState<readonly PieceState[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isLoading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  const asked = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision, a new day and a new round ask again
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      asked.current = true;
      setLoading(true);
      try {
        await session.settle();
        const found = await client.call("approvals.list", { session: session.id }, { signal: stop.signal });
        if (stop.signal.aborted) return;
        setPieces(found);
        setError(null);
        setLoading(false);
      } catch (problem) {
        if (stop.signal.aborted) return;
        setError(problem);
        setLoading(false);
      }
    };
    const timer = setTimeout(() => void ask(), asked.current ? CALM : 0);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [client, session, revision, today, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  const take = useCallback((found: readonly PieceState[]) => {
    setPieces(found);
    setError(null);
  }, []);
  return { pieces, error, isLoading, reload, take };
}
