import { useCallback, useRef, useState } from "react";
import { frameOfSlot } from "../../checks/slotFrames.ts";
import { useApp, useAppState, useOpen, useSession } from "../../state/hooks.ts";
import type { RowHandle } from "./rowProps.ts";
import { type Filter, isOpenRow, passesFilter } from "./rowState.ts";
import { nextSlot } from "./slotProblems.ts";
import type { useRows } from "./useRows.ts";

/** The rows of an edition → which one is written in, and how somebody moves from one to another. */

type Rows = ReturnType<typeof useRows>;

export interface Moves {
  /** Slot of the row that is written in; null where none is. */
  readonly active: string | null;
  readonly activate: (slot: string | null) => void;
  /** Rows that the filter leaves; the active one is always among them. */
  readonly visible: Rows;
  /** Slots that can be written in, whatever the filter. */
  readonly writable: readonly string[];
  readonly rowOf: (slot: string) => Rows[number] | undefined;
  /** What the active row can do; null until it is there. */
  readonly handle: { readonly current: RowHandle | null };
  readonly takeHandle: (row: RowHandle | null) => void;
  readonly move: (step: 1 | -1) => void;
  /** To words that are missing or old. */
  readonly moveToOpen: (step: 1 | -1) => void;
  readonly moveToFinding: (step: 1 | -1) => void;
  /** To the next row in sight that nobody has reviewed yet. */
  readonly moveToReview: (from: string) => void;
}

export function useMoves(rows: Rows, filter: Filter, edition: string): Moves {
  const app = useApp();
  const { pack, session } = useOpen();
  const [active, setActive] = useState<string | null>(useRemarkedSlot(edition));
  const handle = useRef<RowHandle | null>(null);
  /** The row that is opened next shows its first finding. */
  const isSeeking = useRef(false);
  const writable = rows.filter(({ placed }) => !placed.locked).map(({ placed }) => placed.slot.id);
  const visible = rows.filter((row) => passesFilter(filter, row) || row.placed.slot.id === active);
  const inSight = visible.filter(({ placed }) => !placed.locked).map(({ placed }) => placed.slot.id);
  const rowOf = (slot: string) => rows.find(({ placed }) => placed.slot.id === slot);

  const activate = useCallback(
    (slot: string | null) => {
      setActive(slot);
      if (slot === null) return;
      const { looking: now } = app.store.getState();
      const { templates } = session.store.getState().document;
      // The format that is looked at stays, where it shows the slot.
      const frame = frameOfSlot(pack, now === null ? templates : [now.template, ...templates], slot);
      if (frame !== null) app.look(frame);
    },
    [app, pack, session],
  );
  const takeHandle = useCallback((row: RowHandle | null) => {
    handle.current = row;
    if (row === null || !row.isReady || !isSeeking.current) return;
    isSeeking.current = false;
    row.toFirstFinding();
  }, []);

  return {
    active,
    activate,
    visible,
    writable,
    rowOf,
    handle,
    takeHandle,
    move: (step) => activate(nextSlot(inSight, () => true, active, step)),
    moveToOpen(step) {
      const isLeft = (slot: string) => {
        const row = rowOf(slot);
        return row !== undefined && isOpenRow(row);
      };
      const found = nextSlot(writable, isLeft, active, step);
      if (found !== null) activate(found);
    },
    moveToFinding(step) {
      if (handle.current?.toFinding(step) === true) return;
      const found = nextSlot(writable, (slot) => (rowOf(slot)?.findings.length ?? 0) > 0, active, step);
      if (found === null) return;
      if (found === active) handle.current?.toFirstFinding();
      else {
        isSeeking.current = true;
        activate(found);
      }
    },
    moveToReview: (from) =>
      activate(nextSlot(inSight, (slot) => slot !== from && rowOf(slot)?.state !== "reviewed", from, 1)),
  };
}

/** The slot that the chosen remark is about, where it is an open one of this edition; null otherwise. */
function useRemarkedSlot(edition: string): string | null {
  const id = useAppState((state) => state.remark);
  const remark = useSession((view) => (id === null ? undefined : view.document.comments?.[id]));
  if (remark === undefined || remark.resolved !== null || remark.about.edition !== edition) return null;
  return remark.about.slot ?? null;
}
