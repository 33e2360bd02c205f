import { canonicalText } from "../base/digest.ts";
import type { CampaignDocument } from "./documentSchema.ts";
import type { Edit } from "./edits.ts";

/** Two states of a document → the edits that lead from one to the other: all content, neither signatures nor events. */

/** In an order in which they can be applied; none where the content is the same. */
export function editsBetween(before: CampaignDocument, after: CampaignDocument): readonly Edit[] {
  const edits: Edit[] = [];
  if (before.title !== after.title) edits.push({ kind: "set-title", title: after.title });
  if (differ(before.templates, after.templates)) edits.push({ kind: "set-templates", templates: after.templates });
  if (before.source !== after.source) edits.push({ kind: "set-source", source: after.source ?? null });
  for (const [edition, content] of changed(before.editions, after.editions)) {
    edits.push({ kind: "set-edition", edition, content });
  }
  const pictures = changed(before.pictures, after.pictures).map(
    ([digest, picture]) => ({ kind: "set-picture", digest, picture }) as const,
  );
  // A picture is there before it is placed, and goes after its places are empty.
  edits.push(...pictures.filter(({ picture }) => picture !== null));
  for (const [slot, placement] of changed(before.placements, after.placements)) {
    edits.push({ kind: "place-picture", slot, placement });
  }
  edits.push(...pictures.filter(({ picture }) => picture === null));
  for (const [id, remark] of changed(before.comments ?? {}, after.comments ?? {})) {
    edits.push({ kind: "set-remark", id, remark });
  }
  return edits;
}

/** Sorted by key; null for what is gone. */
function changed<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): [string, Value | null][] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((key) => differ(before[key] ?? null, after[key] ?? null))
    .map((key) => [key, after[key] ?? null]);
}

function differ(one: unknown, other: unknown): boolean {
  return one !== other && canonicalText(one) !== canonicalText(other);
}
