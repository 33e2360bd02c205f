import { useCallback } from "react";
import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { useApp, useOpen } from "../state/hooks.ts";
import { useLatest } from "../state/useAnswer.ts";
import { URGENCY } from "../typeset/typesetClient.ts";

/** A document in one edition → what its other formats say of the words, each set with its real frames. */

/** How long typing rests before every format is set again, milliseconds. */
const CALM = 400;

/** @param shown the format that is set anyway. Null before the first look. */
export function useFormats(document: CampaignDocument, edition: string, shown: string): readonly Diagnostic[] | null {
  const { typeset } = useApp();
  const { pack } = useOpen();
  const others = document.templates.filter((template) => template !== shown).join(" ");
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const all: Diagnostic[] = [];
      for (const template of others === "" ? [] : others.split(" ")) {
        const question = { pack: pack.id, document, piece: { template, edition } };
        const options = { key: `formats ${document.id}/${template}/${edition}`, urgency: URGENCY.check };
        const piece = signal.aborted ? null : await typeset.compose(question, options);
        // Newer words are on their way.
        if (piece === null) return undefined;
        all.push(...piece.diagnostics);
      }
      return all;
    },
    [typeset, pack, document, edition, others],
  );
  return useLatest<readonly Diagnostic[]>(`${document.id}/${edition}/${others}`, ask, { calm: CALM });
}

/** Frames that have no room for their words. */
const NO_ROOM = ["typeset/overflow", "typeset/too-wide", "typeset/clipped"];

/** Formats in which the words of a row have no room, in the order of `templates`. */
export function crowdedFormats(findings: readonly Diagnostic[], templates: readonly string[]): readonly string[] {
  const crowded = findings.flatMap(({ code, at }) => (NO_ROOM.includes(code) ? [at?.template] : []));
  return templates.filter((template) => crowded.includes(template));
}
