import type { CampaignDocument } from "./documentSchema.ts";
import { applyEdit, type Edit } from "./edits.ts";

/** Edits one after another → a document that can be taken back and forth. Immutable. */
export interface EditHistory {
  readonly document: CampaignDocument;
  /** Inverses, newest last. */
  readonly past: readonly Edit[];
  /** Inverses of what was undone, newest last. */
  readonly future: readonly Edit[];
}

/** One working day of steady typing at one edit every few seconds. */
const LONGEST = 5000;

export function startHistory(document: CampaignDocument): EditHistory {
  return { document, past: [], future: [] };
}

/** A new edit forgets what was undone; beyond 5000 steps the oldest is forgotten. */
export function edit(history: EditHistory, change: Edit): EditHistory {
  const { document, inverse } = applyEdit(history.document, change);
  return { document, past: [...history.past, inverse].slice(-LONGEST), future: [] };
}

/** The same history where there is nothing to take back. */
export function undo(history: EditHistory): EditHistory {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  const { document, inverse } = applyEdit(history.document, last);
  return { document, past: history.past.slice(0, -1), future: [...history.future, inverse] };
}

/** The same history where nothing was undone. */
export function redo(history: EditHistory): EditHistory {
  const last = history.future.at(-1);
  if (last === undefined) return history;
  const { document, inverse } = applyEdit(history.document, last);
  return { document, past: [...history.past, inverse], future: history.future.slice(0, -1) };
}
