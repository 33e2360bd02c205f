import { useMemo } from "react";
import type { Inline, RichText } from "../../shared/document/documentSchema.ts";
import type { Edit } from "../../shared/document/edits.ts";
import { contentOf, type WhoAndWhen } from "../../shared/localise/units.ts";
import { useApp, useOpen } from "../state/hooks.ts";
import { answerRemark, newRemark, type Remark, resolveRemark } from "./remarks.ts";
import { keepForNewSource, markReviewed, NOBODY, takeReviewBack, withParagraph, writeWords } from "./unitEdits.ts";

/** What the person at this window does with the slots of an edition. */

export interface UnitActions {
  readonly write: (slot: string, content: RichText | null) => Edit;
  readonly copy: (slot: string) => void;
  readonly accept: (slot: string, paragraph: number, content: readonly Inline[]) => void;
  readonly review: (slot: string) => void;
  readonly takeBack: (slot: string) => void;
  readonly stillRight: (slot: string) => void;
  readonly say: (slot: string, remark: Remark | null, text: string) => void;
  readonly resolve: (remark: Remark) => void;
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
  const { session } = useOpen();
  return useMemo(() => {
    const now = () => {
      // What is being typed belongs to the document that the next edit is made for.
      session.commit();
      return session.store.getState().document;
    };
    const who = (by: string): WhoAndWhen => ({ by, at: `${new Date().toISOString().slice(0, 19)}Z` });
    const place = (slot: string) => ({ edition, source, slot });
    const named = (then: (by: string) => void) => (name === null ? askName(then) : then(name));
    const edit = (made: Edit | null, what: Parameters<typeof tell>[0]) => {
      if (made === null) return;
      app.attempt(() => {
        session.edit(made);
        tell(what);
      });
    };
    const by = () => who(name ?? NOBODY);
    return {
      write: (slot, content) => writeWords(session.store.getState().document, place(slot), content, by()),
      copy(slot) {
        const document = now();
        const words = source === null ? [] : contentOf(document, source, slot);
        if (words.length > 0) edit(writeWords(document, place(slot), words, by()), "copied");
      },
      accept(slot, paragraph, content) {
        const document = now();
        const before = contentOf(document, edition, slot);
        const original = source === null ? [] : contentOf(document, source, slot);
        const words = withParagraph(before, original, paragraph, content);
        edit(writeWords(document, place(slot), words, by()), "accepted");
      },
      review: (slot) => named((said) => edit(markReviewed(now(), place(slot), who(said)), "reviewed")),
      takeBack: (slot) => edit(takeReviewBack(now(), place(slot)), "takenBack"),
      stillRight: (slot) => edit(keepForNewSource(now(), place(slot)), "kept"),
      say: (slot, remark, text) =>
        named((said) =>
          edit(
            remark === null
              ? newRemark(crypto.randomUUID(), { edition, slot }, text, who(said))
              : answerRemark(remark, text, who(said)),
            "said",
          ),
        ),
      resolve: (remark) => named((said) => edit(resolveRemark(remark, who(said)), "resolved")),
    };
  }, [app, session, edition, source, name, askName, tell]);
}
