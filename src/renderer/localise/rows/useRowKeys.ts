import type { KeyboardEvent } from "react";
import { isOneLine } from "../../editor/slotExtensions.ts";
import { useApp } from "../../state/hooks.ts";
import { pressOf, type RowKey } from "./keys.ts";
import type { Moves } from "./useMoves.ts";
import type { useUnitActions } from "./useUnitActions.ts";

/** A key that is pressed among the rows → what it does there. */
export function useRowKeys(
  moves: Moves,
  actions: ReturnType<typeof useUnitActions>,
  showHelp: () => void,
): (event: KeyboardEvent) => void {
  const { host } = useApp();
  const { active, activate, handle, rowOf } = moves;
  const review = (slot: string | null) => {
    const row = slot === null ? undefined : rowOf(slot);
    if (slot === null || row === undefined || row.placed.locked) return;
    // What keeps it from being right is in sight then.
    if (row.findings.some(({ severity }) => severity === "error")) activate(slot);
    actions.review(slot, row.findings, () => moves.moveToReview(slot));
  };
  const run = (key: RowKey, slot: string | null) => {
    if (key === "next" || key === "done") moves.move(1);
    else if (key === "before") moves.move(-1);
    else if (key === "review") review(slot);
    else if (key === "nextOpen") moves.moveToOpen(1);
    else if (key === "openBefore") moves.moveToOpen(-1);
    else if (key === "nextFinding") moves.moveToFinding(1);
    else if (key === "findingBefore") moves.moveToFinding(-1);
    else if (key === "mend") handle.current?.mend();
    else if (key === "help") showHelp();
    else if (slot !== null) actions.copy(slot);
  };
  return (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, nativeEvent } = event;
    // Enter ends a word that is being composed; it goes nowhere.
    if (nativeEvent.isComposing || key === "Process") return;
    const press = pressOf(nativeEvent, host.platform);
    const element = event.target instanceof HTMLElement ? event.target : null;
    // A remark that is being written has its own keys.
    if (element?.matches("input, textarea") === true) return;
    const slot = element?.closest<HTMLElement>("[data-slot]")?.dataset.slot ?? active;
    const plain = !altKey && !ctrlKey && !metaKey && !shiftKey;
    const written = rowOf(active ?? "")?.placed.slot;
    const endsLine =
      plain && key === "Enter" && element?.isContentEditable === true && written !== undefined && isOneLine(written);
    if (endsLine) moves.move(1);
    else if (press === null) return;
    else if (press.kind === "key") run(press.key, slot);
    else if (press.kind === "suggestion") handle.current?.takeSuggestion(press.index);
    else handle.current?.writeTerm(press.index);
    event.preventDefault();
    event.stopPropagation();
  };
}
