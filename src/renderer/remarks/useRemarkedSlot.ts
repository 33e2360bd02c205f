import { useAppState, useSession } from "../state/hooks.ts";

/** The slot that the chosen remark is about, where it is an open one of this edition; null otherwise. */
export function useRemarkedSlot(edition: string): string | null {
  const id = useAppState((state) => state.remark);
  const remark = useSession((view) => (id === null ? undefined : view.document.comments?.[id]));
  if (remark === undefined || remark.resolved !== null || remark.about.edition !== edition) return null;
  return remark.about.slot ?? null;
}
