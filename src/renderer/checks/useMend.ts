import { useCallback } from "react";
import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import { applyFix } from "../../shared/localise/checks/applyFix.ts";
import { useWriting } from "../editor/useWriting.ts";
import { useApp, useOpen } from "../state/hooks.ts";

/**
 * A finding with a safe replacement → the words with it. The words are examined again first: somebody may have
 * written since, and then the place of the finding is another, or the finding is gone and nothing happens.
 */
export function useMend(): (diagnostic: Diagnostic) => Promise<void> {
  const { typeset, store } = useApp();
  const { pack, session } = useOpen();
  const write = useWriting();
  return useCallback(
    async ({ code, edition, fix }) => {
      if (edition === undefined || fix === undefined) return;
      session.commit();
      const { document } = session.store.getState();
      const { today } = store.getState();
      const found = await typeset.find({ pack: pack.id, document, edition, today }, { key: `mend ${edition}` });
      const same = (found ?? []).filter(
        (one) =>
          one.code === code &&
          one.fix?.slot === fix.slot &&
          one.fix.paragraph === fix.paragraph &&
          one.fix.text === fix.text,
      );
      const fresh = (same.find((one) => one.fix?.start === fix.start) ?? same[0])?.fix;
      const content = document.editions[edition]?.slots[fix.slot];
      const now = session.store.getState().document.editions[edition]?.slots[fix.slot];
      if (fresh === undefined || content === undefined || JSON.stringify(now) !== JSON.stringify(content)) return;
      const mended = applyFix(content, fresh, pack, edition);
      if (mended !== null) session.edit(write(edition, fix.slot, mended));
    },
    [typeset, store, pack, session, write],
  );
}
