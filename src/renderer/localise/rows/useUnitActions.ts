import { useMemo } from "react";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { Inline } from "../../../shared/document/documentSchema.ts";
import type { Edit } from "../../../shared/document/edits.ts";
import {
  answerRemark,
  type ListedRemark,
  newRemark,
  remarkIdAt,
  resolveRemark,
} from "../../../shared/document/remarks.ts";
import { refuseReview } from "../../../shared/localise/checks/slotErrors.ts";
import {
  keepForNewSource,
  markReviewed,
  NO_NAME,
  takeReviewBack,
  withParagraph,
  writeWords,
} from "../../../shared/localise/units/unitEdits.ts";
import { contentOf } from "../../../shared/localise/units/units.ts";
import { whoNow } from "../../editor/useWriting.ts";
import { useApp, useOpen } from "../../state/hooks.ts";

/** What the person at this window does with the slots of an edition. */

export interface UnitActions {
  readonly copy: (slot: string) => void;
  readonly accept: (slot: string, paragraph: number, content: readonly Inline[]) => void;
  /** Calls `then` when the words are marked; not at all where they cannot be, which is told. */
  readonly review: (slot: string, findings: readonly Diagnostic[], then: () => void) => void;
  readonly takeBack: (slot: string) => void;
  readonly stillRight: (slot: string) => void;
  /** Null begins a new remark. `sent` is called when the words stand in the document. */
  readonly say: (slot: string, remark: ListedRemark | null, text: string, sent: () => void) => void;
  readonly resolve: (remark: ListedRemark) => void;
}

export interface ActionOptions {
  readonly edition: string;
  /** Null where there is nothing to localise from. */
  readonly source: string | null;
  /** Null where nobody said one: then `askName` is called with what waits for it. */
  readonly name: string | null;
  readonly askName: (then: (name: string) => void) => void;
  /** Says aloud what was done. */
  readonly tell: (what: "copied" | "accepted" | "reviewed" | "takenBack" | "kept" | "said" | "resolved") => void;
}

export function useUnitActions({ edition, source, name, askName, tell }: ActionOptions): UnitActions {
  const app = useApp();
  const { pack, session } = useOpen();
  return useMemo(() => {
    const now = () => {
      // What is being typed belongs to the document that the next edit is made for.
      session.commit();
      return session.store.getState().document;
    };
    const unit = (slot: string) => ({ edition, slot });
    const named = (then: (by: string) => void) => (name === null ? askName(then) : then(name));
    const edit = (made: Edit | null, what: Parameters<typeof tell>[0], sent?: () => void) => {
      if (made === null) return;
      app.attempt(() => {
        session.edit(made);
        sent?.();
        tell(what);
      });
    };
    const by = () => whoNow(name ?? NO_NAME);
    return {
      copy(slot) {
        const document = now();
        const words = source === null ? [] : contentOf(document, source, slot);
        if (words.length > 0) edit(writeWords(document, unit(slot), words, by()), "copied");
      },
      accept(slot, paragraph, content) {
        const document = now();
        const before = contentOf(document, edition, slot);
        const original = source === null ? [] : contentOf(document, source, slot);
        const words = withParagraph(before, original, paragraph, content);
        edit(writeWords(document, unit(slot), words, by()), "accepted");
      },
      review: (slot, findings, then) =>
        named((said) =>
          app.attempt(() => {
            const document = now();
            const made = markReviewed(document, unit(slot), whoNow(said));
            if (made === null) return;
            refuseReview(document, made, pack, app.store.getState().today);
            // The page itself may have no room for the words.
            const unset = findings.filter(({ severity, code }) => severity === "error" && code.startsWith("typeset/"));
            if (unset[0] !== undefined) {
              throw new StudioError("localise/has-errors", "content", unset[0].message, { diagnostics: unset });
            }
            edit(made, "reviewed", then);
          }),
        ),
      takeBack: (slot) => edit(takeReviewBack(now(), unit(slot)), "takenBack"),
      stillRight: (slot) => edit(keepForNewSource(now(), unit(slot)), "kept"),
      say: (slot, remark, text, sent) =>
        named((said) =>
          edit(
            remark === null
              ? newRemark(remarkIdAt(Date.now(), crypto.randomUUID()), { edition, slot }, text, whoNow(said))
              : answerRemark(remark, text, whoNow(said)),
            "said",
            sent,
          ),
        ),
      resolve: (remark) => named((said) => edit(resolveRemark(remark, whoNow(said)), "resolved")),
    };
  }, [app, pack, session, edition, source, name, askName, tell]);
}
