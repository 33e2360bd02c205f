import { useEffect, useRef, useState } from "react";
import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import type { PieceName } from "../../shared/piece/piece.ts";
import { useApp, useAppState, useToday } from "../state/hooks.ts";
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
  const { typeset, report } = useApp();
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
    typeset
      .load(document.pack.id)
      .then(() => typeset.compose(question, { key: `${of} ${key}`, urgency }))
      .then((composed) => {
        if (composed !== null && mine === asked.current) setShown({ of, piece: composed });
      }, report);
  }, [typeset, report, document, template, edition, urgency, key, proof, of, registry]);
  return shown?.of === of ? shown.piece : null;
}

/** How long typing rests before the edition is looked at again. */
const CALM = 250;

/** What is wrong with one edition on every page, today; null before the first look. */
export function useFindings(document: CampaignDocument, edition: string): readonly Diagnostic[] | null {
  const { typeset, report } = useApp();
  const [found, setFound] = useState<{ readonly of: string; readonly diagnostics: readonly Diagnostic[] } | null>(null);
  const of = `${document.id}/${edition}`;
  const today = useToday();
  const registry = useRegistry();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another registry makes other findings
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      typeset
        .load(document.pack.id)
        .then(() => typeset.find({ pack: document.pack.id, document, edition, today }, { key: of }))
        .then((diagnostics) => {
          if (diagnostics !== null && !gone) setFound({ of, diagnostics });
        }, report);
    }, CALM);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [typeset, report, document, edition, today, of, registry]);
  return found?.of === of ? found.diagnostics : null;
}

/** Changes when somebody writes into the registry of the open document's pack. */
function useRegistry(): unknown {
  return useAppState(({ open }) => open?.pack);
}
