import { canonicalText } from "../base/digest.ts";
import type { Comment } from "./documentSchema.ts";

/** Two versions of one thread of remarks → one thread with every remark of both. */

/** The schema allows no longer thread. */
const LONGEST = 200;

/**
 * Oldest first, each remark once. It counts as resolved where nothing was said after that.
 * Null where the two are about different places, or hold too much together.
 */
export function mergeComments(ours: Comment, theirs: Comment): Comment | null {
  if (canonicalText(ours.about) !== canonicalText(theirs.about)) return null;
  const remarks = new Map([...ours.thread, ...theirs.thread].map((one) => [`${one.at} ${canonicalText(one)}`, one]));
  const thread = [...remarks].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, remark]) => remark);
  if (thread.length > LONGEST) return null;
  const [resolved = null] = [ours.resolved, theirs.resolved]
    .filter((one) => one !== null)
    .sort((one, other) => (`${one.at} ${one.by}` > `${other.at} ${other.by}` ? -1 : 1));
  const last = thread.at(-1)?.at ?? "";
  return { about: ours.about, thread, resolved: resolved !== null && resolved.at >= last ? resolved : null };
}
