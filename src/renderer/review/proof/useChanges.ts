import { useEffect, useState } from "react";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import type { CallOutput } from "../../../shared/contract/contract.ts";
import { useApp, useOpen } from "../../state/hooks.ts";

/** What is different from the approved pages, asked for once for each proof that was approved otherwise. */

export type FoundChanges = NonNullable<CallOutput<"approvals.changes">>;
export type FoundChange = FoundChanges["blocks"][number];

/** Null where nothing was approved, where its pages are not kept, and until the answer is there. */
export function useChanges(piece: PieceState | null): FoundChanges | null {
  const { client, report } = useApp();
  const { session } = useOpen();
  const [found, setFound] = useState<{ readonly proof: string; readonly changes: FoundChanges | null } | null>(null);
  const wanted = piece?.reasons.some(({ code }) => code === "approve/pages-changed") ? piece : null;
  const { template, edition, proof } = wanted ?? { template: null, edition: null, proof: null };
  useEffect(() => {
    if (template === null) return;
    const stop = new AbortController();
    client
      .call("approvals.changes", { session: session.id, template, edition }, { signal: stop.signal })
      .then((changes) => !stop.signal.aborted && setFound({ proof, changes }))
      .catch(report);
    return () => stop.abort();
  }, [client, report, session, template, edition, proof]);
  return proof !== null && found?.proof === proof ? found.changes : null;
}
