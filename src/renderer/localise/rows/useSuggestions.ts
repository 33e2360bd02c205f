import { useCallback } from "react";
import type { CallOutput } from "../../../shared/contract/contract.ts";
import type { Inline, RichText } from "../../../shared/document/documentSchema.ts";
import { useApp, useOpen } from "../../state/hooks.ts";
import { useLatest } from "../../state/useAnswer.ts";
import { NUMBERS } from "./keys.ts";

/** A slot's source → what reviewed documents said for it. */

export type Suggested = CallOutput<"localise.suggest">;

export interface Suggestion {
  /** Index of the source's paragraph. */
  readonly segment: number;
  readonly now: readonly Inline[];
  readonly match: Suggested["segments"][number]["matches"][number];
}

/** The best of every paragraph first: as many as there are keys for. */
export function rankSuggestions({ segments }: Pick<Suggested, "segments">): readonly Suggestion[] {
  const ranked = segments.flatMap(({ segment, source, matches }) =>
    matches.map((match, rank) => ({ rank, suggestion: { segment: segment - 1, now: source, match } })),
  );
  ranked.sort((one, other) => one.rank - other.rank || one.suggestion.segment - other.suggestion.segment);
  return ranked.slice(0, NUMBERS.length).map(({ suggestion }) => suggestion);
}

const NONE: readonly Suggestion[] = [];

/** Asked again when the source says something else. @param question a source of null asks nothing. */
export function useSuggestions({
  edition,
  slot,
  source,
  sourceWords,
}: {
  readonly edition: string;
  readonly slot: string;
  readonly source: string | null;
  readonly sourceWords: RichText;
}): readonly Suggestion[] {
  const { client } = useApp();
  const { session } = useOpen();
  const isAsked = source !== null && source !== edition && sourceWords.length > 0;
  const ask = useCallback(
    async (signal: AbortSignal) => {
      if (source === null) return NONE;
      await session.settle();
      const input = { session: session.id, edition, slot, source };
      return rankSuggestions(await client.call("localise.suggest", input, { signal }));
    },
    [client, session, edition, slot, source],
  );
  return useLatest(isAsked ? JSON.stringify([edition, slot, source, sourceWords]) : null, ask) ?? NONE;
}
