import { diffWordsWithSpace } from "diff";
import type { WordChange } from "../../shared/localise/unitStatus.ts";

/** Words as they were approved and words as they stand → both in one. */

/** Beyond so many changed words it is another text, and finding them would hold up the window. */
const MOST = 1000;

export function wordDifference(before: string, after: string): WordChange[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST });
  if (changes === undefined) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  }
  return changes.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
