import { useEffect, useRef, useState } from "react";
import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { useApp, useAppState } from "../state/hooks.ts";
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
  const { composer, report } = useApp();
  const [shown, setShown] = useState<{ readonly of: string; readonly piece: ComposedPiece } | null>(null);
  const asked = useRef(0);
  const registry = useRegistry();
  const { key = "", proof = false } = options;
  const { template, edition } = piece;
  const of = `${document.id}/${template}/${edition}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another registry makes other pages and findings
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    const question = { pack: document.pack.id, document, piece: { template, edition }, proof };
    composer
      .load(document.pack.id)
      .then(() => composer.compose(question, { key: `${of} ${key}`, urgency }))
      .then((composed) => {
        if (composed !== null && mine === asked.current) setShown({ of, piece: composed });
      }, report);
  }, [composer, report, document, template, edition, urgency, key, proof, of, registry]);
  return shown?.of === of ? shown.piece : null;
}

/** How long typing rests before words are checked again. */
const CALM = 250;

/** What is wrong with the words of one edition; null before the first look. */
export function useContentChecks(document: CampaignDocument, edition: string): readonly Diagnostic[] | null {
  const { composer, report } = useApp();
  const [found, setFound] = useState<{ readonly of: string; readonly diagnostics: readonly Diagnostic[] } | null>(null);
  const of = `${document.id}/${edition}`;
  const registry = useRegistry();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another registry makes other findings
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      composer
        .load(document.pack.id)
        .then(() => composer.check({ pack: document.pack.id, document, edition }, { key: of }))
        .then((diagnostics) => {
          if (diagnostics !== null && !gone) setFound({ of, diagnostics });
        }, report);
    }, CALM);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [composer, report, document, edition, of, registry]);
  return found?.of === of ? found.diagnostics : null;
}

/** Changes when somebody writes into the registry of the open document's pack. */
function useRegistry(): unknown {
  return useAppState(({ open }) => open?.pack);
}
