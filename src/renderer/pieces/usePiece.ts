import { useCallback } from "react";
import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useLatest } from "../state/useAnswer.ts";
import type { ComposedPiece, Urgency } from "../typeset/composer.ts";
import type { PieceName } from "../typeset/messages.ts";

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
  const { composer } = useApp();
  const registry = useRegistry();
  const { key = "", proof = false } = options;
  const { template, edition } = piece;
  const of = `${document.id}/${template}/${edition}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another registry makes other pages and findings
  const ask = useCallback(async () => {
    await composer.load(document.pack.id);
    const question = { pack: document.pack.id, document, piece: { template, edition }, proof };
    return (await composer.compose(question, { key: `${of} ${key}`, urgency })) ?? undefined;
  }, [composer, document, template, edition, urgency, key, proof, of, registry]);
  return useLatest(of, ask);
}

/** How long typing rests before words are checked again. */
const CALM = 250;

/** What is wrong with the words of one edition; null before the first look. */
export function useContentChecks(document: CampaignDocument, edition: string): readonly Diagnostic[] | null {
  const { composer } = useApp();
  const registry = useRegistry();
  const of = `${document.id}/${edition}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another registry makes other findings
  const ask = useCallback(
    async (signal: AbortSignal) => {
      await composer.load(document.pack.id);
      if (signal.aborted) return undefined;
      return (await composer.check({ pack: document.pack.id, document, edition }, { key: of })) ?? undefined;
    },
    [composer, document, edition, of, registry],
  );
  return useLatest(of, ask, { calm: CALM });
}

/** Changes when somebody writes into the registry of the open document's pack. */
function useRegistry(): unknown {
  return useAppState(({ open }) => open?.pack);
}
