import { useMemo } from "react";
import { momentOf } from "../../shared/base/moment.ts";
import type { Remark } from "../../shared/document/documentSchema.ts";
import type { Edit } from "../../shared/document/edits.ts";
import {
  answerRemark,
  type ListedRemark,
  newRemark,
  reopenRemark,
  resolveRemark,
  type Saying,
  takeBackRemark,
} from "../../shared/document/remarks.ts";
import { useApp, useAppState, useOpen } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";

/** What the person at this window does with remarks: said under their name, and undone like every edit. */

export interface Says {
  /** `id` is the new remark's own; `sent` is called when it is in the document. */
  readonly begin: (about: Remark["about"], text: string, id: string, sent: () => void) => void;
  readonly answer: (remark: ListedRemark, text: string, sent: () => void) => void;
  readonly resolve: (remark: ListedRemark) => void;
  readonly reopen: (remark: ListedRemark) => void;
  readonly takeBack: (remark: ListedRemark) => void;
}

export type Done = "said" | "answered" | "resolved" | "reopened" | "takenBack";

export interface SayOptions {
  /** Null where nobody said one: then `askName` is called with what waits for it. */
  readonly name: string | null;
  readonly askName: (then: (name: string) => void) => void;
  readonly tell: (done: Done) => void;
}

export function useSay({ name, askName, tell }: SayOptions): Says {
  const app = useApp();
  const { session } = useOpen();
  return useMemo(() => {
    const named = (then: (by: string) => void) => (name === null ? askName(then) : then(name));
    const now = (by: string): Saying => ({ by, at: momentOf(new Date()) });
    const edit = (made: Edit, done: Done, sent?: () => void) =>
      app.attempt(() => {
        session.edit(made);
        sent?.();
        tell(done);
      });
    return {
      begin: (about, text, id, sent) => named((by) => edit(newRemark(id, about, text, now(by)), "said", sent)),
      answer: (remark, text, sent) => named((by) => edit(answerRemark(remark, text, now(by)), "answered", sent)),
      resolve: (remark) => named((by) => edit(resolveRemark(remark, now(by)), "resolved")),
      reopen: (remark) => edit(reopenRemark(remark), "reopened"),
      takeBack: (remark) => edit(takeBackRemark(remark), "takenBack"),
    };
  }, [app, session, name, askName, tell]);
}

/** Who writes and reviews here: the name of the person's own key, or the one that they gave this window. Null before either. */
export function useName(): string | null {
  const { value } = useCall("keys.mine", {});
  const given = useAppState((state) => state.settings.name);
  return value?.name ?? given ?? null;
}
