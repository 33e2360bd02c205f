import { useCallback } from "react";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { useApp } from "../state/hooks.ts";
import { useLatest } from "../state/useAnswer.ts";

/**
 * A document for its thumbnails, read when somebody sees its row; null before, and where it cannot be read: its row says
 * why. @param stamp a new one reads it again.
 */
export function useQueuedDocument(handle: string, isSeen: boolean, stamp: string): CampaignDocument | null {
  const { client } = useApp();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new stamp reads it again
  const ask = useCallback(
    (signal: AbortSignal) => client.call("documents.peek", { handle }, { signal }).catch(() => undefined),
    [client, handle, stamp],
  );
  return useLatest(isSeen ? handle : null, ask);
}
