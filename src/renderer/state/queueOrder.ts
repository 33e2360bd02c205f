import { dayOf } from "../../shared/base/moment.ts";
import type { QueueDocument, QueuePiece } from "../../shared/contract/queueCalls.ts";

/** Rows of the queue → what is shown, in which order, and what comes next. */

export const QUEUE_FILTERS = ["waiting", "in-review", "changes-requested", "approved", "all"] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

export interface QueueItem {
  readonly row: QueueDocument;
  readonly piece: QueuePiece;
}

export interface DocumentGroup {
  readonly row: QueueDocument;
  readonly pieces: readonly QueuePiece[];
}

export function passes({ stage, turn }: QueuePiece, filter: QueueFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "waiting":
      return turn !== null;
    case "in-review":
      return stage === "in-review" || stage === "reviewed";
    default:
      return stage === filter;
  }
}

/** Documents with something to show, those that have waited longest first; the others stay in their order. */
export function groupsOf(rows: readonly QueueDocument[], filter: QueueFilter): DocumentGroup[] {
  const groups = rows
    .map((row) => ({ row, pieces: row.pieces.filter((piece) => passes(piece, filter)) }))
    .filter(({ pieces }) => pieces.length > 0);
  const since = ({ pieces }: DocumentGroup) =>
    pieces.reduce((first, piece) => (piece.since !== null && piece.since < first ? piece.since : first), LATEST);
  return groups
    .map((group) => ({ group, since: since(group) }))
    .sort((one, other) => (one.since === other.since ? 0 : one.since < other.since ? -1 : 1))
    .map(({ group }) => group);
}

/** Sorts behind every moment. */
const LATEST = "~";

export function itemsOf(groups: readonly DocumentGroup[]): QueueItem[] {
  return groups.flatMap(({ row, pieces }) => pieces.map((piece) => ({ row, piece })));
}

/** The pieces that wait for this person in documents other than the open one; after the last comes the first again. */
export function waitingElsewhere(
  rows: readonly QueueDocument[],
  open: { readonly id: string; readonly name: string | null },
): QueueItem[] {
  return itemsOf(groupsOf(rows, "waiting")).filter(({ row }) => row.document?.id !== open.id || row.name !== open.name);
}

/** Whole days from one moment to a day, none where it lies in the future. */
export function daysSince(moment: string, today: string): number {
  const days = (Date.parse(today) - Date.parse(dayOf(moment))) / 86_400_000;
  return Number.isFinite(days) ? Math.max(0, Math.round(days)) : 0;
}
