import { diffArrays } from "diff";

/** An earlier and a later text → both in one, word by word. */

/** A stretch of words that both texts share, or that only the earlier or the later one has. */
export interface WordChange {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** Beyond so many changed words it is another text, and finding them would hold up the window. */
const MOST = 1000;
/** Words of any script whole, spaces, and every other sign alone. */
const TOKEN = /[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu;

/** The library's own words are Latin: it would take Arabic apart letter by letter. */
export function wordDifference(before: string, after: string): WordChange[] {
  const changes = diffArrays(before.match(TOKEN) ?? [], after.match(TOKEN) ?? [], { maxEditLength: MOST });
  if (changes === undefined) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  }
  return changes.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value.join(""),
  }));
}
