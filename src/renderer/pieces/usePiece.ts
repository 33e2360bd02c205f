import { useCallback } from "react";
import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import type { PieceName } from "../../shared/piece/piece.ts";
import { useApp, useAppState, useToday } from "../state/hooks.ts";
import { useLatest } from "../state/useAnswer.ts";
import type { ComposedPiece, Urgency } from "../typeset/typesetClient.ts";

/** A document and the name of a piece → its pages, as the worker sets them. */

/**
 * The newest pages there are; null before the first. While newer ones are being set the earlier ones stay,
 * and a late result never replaces a newer one. `key` tells two users of the same piece apart.
 */
export function usePiece(
  document: CampaignDocument,
  piece: PieceName,
  urgency: Urgency,
  options: { readonly key?: string; readonly proof?: boolean } = {},
): ComposedPiece | null {
  const { typeset } = useApp();
  const registry = useRegistry();
  const { key = "", proof = false } = options;
  const { template, edition } = piece;
  const of = `${document.id}/${template}/${edition}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another registry makes other pages and findings
  const ask = useCallback(async () => {
    await typeset.load(document.pack.id);
    const question = { pack: document.pack.id, document, piece: { template, edition }, proof };
    return (await typeset.compose(question, { key: `${of} ${key}`, urgency })) ?? undefined;
  }, [typeset, document, template, edition, urgency, key, proof, of, registry]);
  return useLatest(of, ask);
}

/** How long typing rests before the edition is looked at again. */
const CALM = 250;

/** What is wrong with one edition on every page, today; null before the first look. */
export function useFindings(document: CampaignDocument, edition: string): readonly Diagnostic[] | null {
  const { typeset } = useApp();
  const registry = useRegistry();
  const today = useToday();
  const of = `${document.id}/${edition}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another registry makes other findings
  const ask = useCallback(
    async (signal: AbortSignal) => {
      await typeset.load(document.pack.id);
      if (signal.aborted) return undefined;
      return (await typeset.find({ pack: document.pack.id, document, edition, today }, { key: of })) ?? undefined;
    },
    [typeset, document, edition, today, of, registry],
  );
  return useLatest(of, ask, { calm: CALM });
}

/** Changes when somebody writes into the registry of the open document's pack. */
function useRegistry(): unknown {
  return useAppState(({ open }) => open?.pack);
}
