import { assert } from "../../shared/base/errors.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";

/**
 * Document → what is different from the one before, and back.
 *
 * An edit keeps every part that it does not change as the same object. Copying the whole document to the worker took
 * as long as setting the words that a key changed.
 */

export type DocumentDelta = Whole | Within;

interface Whole {
  readonly whole: unknown;
}

interface Within {
  /** Name → what is different there; undefined where it is gone. */
  readonly within: Readonly<Record<string, DocumentDelta | undefined>>;
}

/** @param before null where there is none to build on. */
export function documentDelta(before: CampaignDocument | null, after: CampaignDocument): DocumentDelta {
  // Another document shares nothing, whatever its names are.
  if (before === null || before.id !== after.id) return { whole: after };
  return deltaOf(before, after) ?? { within: {} };
}

/** @param before exactly the document that was given to `documentDelta`. */
export function applyDocumentDelta(before: CampaignDocument | null, delta: DocumentDelta): CampaignDocument {
  return apply(before, delta) as CampaignDocument;
}

/** Null where nothing is different. */
function deltaOf(before: unknown, after: unknown): DocumentDelta | null {
  if (before === after) return null;
  if (!isRecord(before) || !isRecord(after)) return { whole: after };
  const within: Record<string, DocumentDelta | undefined> = {};
  for (const name of Object.keys(after)) {
    const delta = Object.hasOwn(before, name) ? deltaOf(before[name], after[name]) : { whole: after[name] };
    if (delta !== null) within[name] = delta;
  }
  for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) within[name] = undefined;
  return Object.keys(within).length === 0 ? null : { within };
}

function apply(before: unknown, delta: DocumentDelta): unknown {
  if ("whole" in delta) return delta.whole;
  assert(isRecord(before), "the worker and its window remember the same document");
  const after = { ...before };
  for (const [name, one] of Object.entries(delta.within)) {
    if (one === undefined) delete after[name];
    else after[name] = apply(before[name], one);
  }
  return after;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
