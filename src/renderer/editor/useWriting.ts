import { useCallback } from "react";
import { momentOf } from "../../shared/base/moment.ts";
import type { RichText } from "../../shared/document/documentSchema.ts";
import type { Edit } from "../../shared/document/edits.ts";
import { NO_NAME, writeWords } from "../../shared/localise/units/unitEdits.ts";
import type { WhoAndWhen } from "../../shared/localise/units/units.ts";
import { useName } from "../remarks/useSay.ts";
import { useOpen } from "../state/hooks.ts";

/** Words for a slot → the edit that writes them: the same in every room, with who wrote them from which source. */
export function useWriting(): (edition: string, slot: string, content: RichText | null) => Edit {
  const { session } = useOpen();
  const name = useName();
  return useCallback(
    (edition, slot, content) =>
      writeWords(session.store.getState().document, { edition, slot }, content, whoNow(name ?? NO_NAME)),
    [session, name],
  );
}

export function whoNow(by: string): WhoAndWhen {
  return { by, at: momentOf(new Date()) };
}
