import { useCallback, useRef } from "react";

/** Pages that were on the screen, each with its proof → whether somebody has looked at all pages of a proof. */

/** Proof → ids of its pages that were on the screen. */
export type SeenPages = ReadonlyMap<string, ReadonlySet<string>>;

export function seePage(seen: SeenPages, proof: string, page: string): SeenPages {
  return new Map(seen).set(proof, new Set(seen.get(proof)).add(page));
}

/** @param pages ids of all pages of the proof. A proof without pages has been seen by nobody. */
export function hasSeenAll(seen: SeenPages, proof: string, pages: readonly string[]): boolean {
  return pages.length > 0 && pages.every((page) => seen.get(proof)?.has(page) === true);
}

/**
 * @param proof of what is on the screen; null while that is not the proof to decide on.
 * @param pages see `hasSeenAll`.
 * @returns takes the id of a page whose middle is on the screen.
 */
export function useSeenPages(
  proof: string | null,
  pages: readonly string[],
  onSeen: (proof: string) => void,
): (page: string) => void {
  const seen = useRef<SeenPages>(new Map());
  const all = useRef(pages);
  all.current = pages;
  return useCallback(
    (page) => {
      if (proof === null) return;
      seen.current = seePage(seen.current, proof, page);
      if (hasSeenAll(seen.current, proof, all.current)) onSeen(proof);
    },
    [proof, onSeen],
  );
}
