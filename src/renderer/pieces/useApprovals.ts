import { useCallback } from "react";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { useApp, useOpen, useRules, useSession, useToday } from "../state/hooks.ts";
import { useAnswer } from "../state/useAnswer.ts";

/** What the host knows of every piece of the open document: asked again after every change, when the day turns, and when the rules of the gate change. */

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
  const rules = useRules();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision, a new day and new rules ask again
  const ask = useCallback(
    async (signal: AbortSignal): Promise<readonly PieceState[]> => {
      await session.settle();
      return client.call("approvals.list", { session: session.id }, { signal });
    },
    [client, session, revision, today, rules],
  );
  const { value, error, isAsking, again, take } = useAnswer(session.id, ask, { calm: CALM, first: 0 });
  return { pieces: value, error, isLoading: isAsking, reload: again, take };
}
