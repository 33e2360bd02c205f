import { canonicalText } from "../base/digest.ts";
import { MOST_SAID, type Remark } from "./documentSchema.ts";

/** Two versions of one thread of remarks → one thread with every remark of both. */

/**
 * Oldest first, each remark once. It counts as resolved where nothing was said after that.
 * Null where the two are about different places, or hold too much together.
 */
export function mergeRemarks(ours: Remark, theirs: Remark): Remark | null {
  if (canonicalText(ours.about) !== canonicalText(theirs.about)) return null;
  const said = new Map([...ours.thread, ...theirs.thread].map((one) => [`${one.at} ${canonicalText(one)}`, one]));
  const thread = [...said].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
  if (thread.length > MOST_SAID) return null;
  const [resolved = null] = [ours.resolved, theirs.resolved]
    .filter((one) => one !== null)
    .sort((one, other) => (`${one.at} ${one.by}` > `${other.at} ${other.by}` ? -1 : 1));
  const last = thread.at(-1)?.at ?? "";
  return { about: ours.about, thread, resolved: resolved !== null && resolved.at >= last ? resolved : null };
}
