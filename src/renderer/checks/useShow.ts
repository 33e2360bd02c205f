import { useCallback } from "react";
import { useApp, useOpen } from "../state/hooks.ts";
import { frameOfSlot } from "./slotFrames.ts";

/** The place of a diagnostic → that frame, selected in the Design room. */

export interface Target {
  /** BCP 47 tag. */
  readonly edition?: string | undefined;
  readonly template?: string | undefined;
  /** Page id, or its index. */
  readonly page?: string | number | undefined;
  readonly frame?: string | undefined;
  readonly slot?: string | undefined;
}

export function useShow(): (target: Target) => void {
  const app = useApp();
  const { pack, session } = useOpen();
  return useCallback(
    (target) => {
      const { looking } = app.store.getState();
      const { document } = session.store.getState();
      const wanted = target.template ?? looking?.template;
      const among = wanted === undefined ? document.templates : [wanted, ...document.templates];
      const found = target.slot === undefined ? null : frameOfSlot(pack, among, target.slot);
      const template = pack.templates.find(({ id }) => id === (target.template ?? found?.template ?? wanted));
      const named =
        typeof target.page === "number"
          ? target.page
          : (template?.pages.findIndex(({ id }) => id === target.page) ?? -1);
      const page = named >= 0 ? named : found?.template === template?.id ? (found?.page ?? 0) : 0;
      app.look({
        ...(target.edition === undefined ? {} : { edition: target.edition }),
        ...(template === undefined ? {} : { template: template.id }),
        page,
        frame: target.frame ?? found?.frame ?? null,
      });
      app.enter("design");
    },
    [app, pack, session],
  );
}
