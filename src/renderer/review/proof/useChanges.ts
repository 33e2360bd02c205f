import { useCallback } from "react";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import type { CallOutput } from "../../../shared/contract/contract.ts";
import { useApp, useOpen } from "../../state/hooks.ts";
import { useLatest } from "../../state/useAnswer.ts";

/** What is different from the approved pages, asked for once for each proof that was approved otherwise. */

export type FoundChanges = NonNullable<CallOutput<"approvals.changes">>;
export type FoundChange = FoundChanges["blocks"][number];

/** Null where nothing was approved, where its pages are not kept, and until the answer is there. */
export function useChanges(piece: PieceState | null): FoundChanges | null {
  const { client } = useApp();
  const { session } = useOpen();
  const wanted = piece?.reasons.some(({ code }) => code === "approve/pages-changed") ? piece : null;
  const { template, edition, proof } = wanted ?? { template: "", edition: "", proof: null };
  const ask = useCallback(
    (signal: AbortSignal) => client.call("approvals.changes", { session: session.id, template, edition }, { signal }),
    [client, session, template, edition],
  );
  return useLatest(proof, ask);
}
