import { useEffect, useState } from "react";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { useApp } from "../state/hooks.ts";

/**
 * A document for its thumbnails, read when somebody sees its row; null before, and where it cannot be read: its row says
 * why. @param stamp a new one reads it again.
 */
export function useQueuedDocument(handle: string, isSeen: boolean, stamp: string): CampaignDocument | null {
  const { client } = useApp();
  const [document, setDocument] = useState<CampaignDocument | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new stamp reads it again
  useEffect(() => {
    if (!isSeen) return;
    const stop = new AbortController();
    client.call("documents.peek", { handle }, { signal: stop.signal }).then(
      (found) => !stop.signal.aborted && setDocument(found),
      () => undefined,
    );
    return () => stop.abort();
  }, [client, handle, isSeen, stamp]);
  return document;
}
