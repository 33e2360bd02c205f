import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import { wordDifference } from "../../../shared/localise/words/wordDifference.ts";
import { familyOf } from "../../../shared/pack/lookUp.ts";
import { isolateValue } from "../../i18n/names.ts";
import { useAppState, useOpen, useSession } from "../../state/hooks.ts";
import { Switch } from "../../ui/fields/Switch.tsx";
import { EmptyState } from "../../ui/status/EmptyState.tsx";
import { WordDifference } from "../../ui/status/WordDifference.tsx";
import styles from "./ProofChanges.module.css";
import type { FoundChange, FoundChanges } from "./useChanges.ts";

/** What changed since these pages were approved: in a sentence, then word by word. */

export interface Props {
  readonly piece: PieceState;
  /** Null where the approved pages are not kept. */
  readonly changes: FoundChanges | null;
  readonly isMarked: boolean;
  readonly onMark: (marked: boolean) => void;
}

export function ProofChanges({ piece, changes, isMarked, onMark }: Props) {
  const { t } = useTranslation("review");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const slots = useSlotTitle();
  const direction = pack.editions.find(({ tag }) => tag === piece.edition)?.direction ?? "ltr";
  const changed = piece.reasons.filter(({ code }) => code === "approve/pages-changed");
  if (changed.length === 0) return <EmptyState icon={History} title={t("changes.none")} text={t("changes.noneText")} />;
  const kinds = changed.flatMap((reason) => reason.changes ?? []);
  const list = new Intl.ListFormat(language);
  const blocks = changes?.blocks ?? [];
  const words = blocks.filter(({ kind }) => kind !== "moved");
  const moved = [...new Set(blocks.filter(({ kind }) => kind === "moved").map(slots))];
  return (
    <div className={styles.changes}>
      {changed.map(({ values }) => {
        const by = String(values?.name ?? "");
        const key = values?.case === "identical" ? "changes.identical" : "changes.since";
        return <p key={by}>{t(key, { by: isolateValue(by) })}</p>;
      })}
      {kinds.length > 0 && (
        <ul className={styles.kinds}>
          {[...new Set(kinds.map(({ what }) => what))].map((what) => {
            const named = kinds.filter((one) => one.what === what).flatMap((one) => one.slots);
            const titles = [...new Set(named.map((slot) => slots({ slot, frame: slot })))].map(isolateValue);
            return (
              <li key={what}>
                <span className={styles.kind}>{t(`changes.what.${what}`)}</span>
                {titles.length > 0 && <span className={styles.quiet}>{list.format(titles)}</span>}
              </li>
            );
          })}
        </ul>
      )}
      {blocks.length > 0 && <Switch label={t("changes.mark")} isSelected={isMarked} onChange={onMark} />}
      {changes === null && <p className={styles.quiet}>{t("changes.notKept")}</p>}
      {words.map((block) => (
        <section
          key={`${block.page} ${block.frame} ${block.slot} ${block.wordsBefore} ${block.wordsAfter}`}
          className={styles.block}
          aria-label={slots(block)}
        >
          <h3 className={styles.slot}>{slots(block)}</h3>
          <WordDifference
            changes={wordDifference(block.wordsBefore, block.wordsAfter)}
            edition={piece.edition}
            direction={direction}
          />
        </section>
      ))}
      {moved.length > 0 && <p className={styles.quiet}>{t("changes.moved", { what: list.format(moved) })}</p>}
      {changes !== null && changes.otherwise.length > 0 && (
        <p className={styles.quiet}>{t("changes.otherwise", { count: changes.otherwise.length })}</p>
      )}
    </div>
  );
}

/** What a block holds, as people call it. */
function useSlotTitle(): (block: Pick<FoundChange, "slot" | "frame">) => string {
  const { t } = useTranslation("review");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const family = useSession((view) => view.document.family);
  const { slots } = familyOf(pack, family);
  return ({ slot, frame }) =>
    slots.find(({ id }) => id === (slot ?? frame))?.title[language] ?? t("changes.fixedWords");
}
