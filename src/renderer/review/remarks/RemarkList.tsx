import { ChevronRight, MessageSquare, MessageSquarePlus } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import type { NumberedRemark } from "../../../shared/document/remarks.ts";
import { NameDialog } from "../../remarks/NameDialog.tsx";
import { Say } from "../../remarks/Say.tsx";
import { Button } from "../../ui/actions/Button.tsx";
import { IconButton } from "../../ui/actions/IconButton.tsx";
import { EmptyState } from "../../ui/status/EmptyState.tsx";
import { RemarkItem } from "./RemarkItem.tsx";
import styles from "./Remarks.module.css";
import { SpotPicker } from "./SpotPicker.tsx";
import { useSlotTitle } from "./useFrameTitle.ts";
import type { PieceRemarks } from "./usePieceRemarks.ts";
import { NEXT_REMARK } from "./usePieceRemarks.ts";

/** The remarks of a piece: open ones with their answers, settled ones folded away, and the making of a new one. */

export interface Props {
  readonly piece: PieceState;
  readonly remarks: PieceRemarks;
}

export function RemarkList({ piece, remarks }: Props) {
  const { t } = useTranslation("review");
  const { all, open, settled, chosen, draft, next, told } = remarks;
  const list = useRef<HTMLDivElement>(null);
  // What had the focus went to another list, or away.
  useEffect(() => {
    if (told !== null && document.activeElement === document.body) list.current?.focus();
  }, [told]);
  const slotTitle = useSlotTitle();
  const isMaking = remarks.isPlacing || draft !== null;
  const items = (some: readonly NumberedRemark[]) => (
    <ol className={styles.items}>
      {some.map((remark) => (
        <RemarkItem key={remark.id} remark={remark} piece={piece} remarks={remarks} />
      ))}
    </ol>
  );
  return (
    <div ref={list} tabIndex={-1} className={styles.remarks}>
      {!isMaking && all.length > 0 && (
        <div className={styles.bar}>
          <Button icon={MessageSquarePlus} onPress={remarks.startPlacing}>
            {t("remarks.add")}
          </Button>
          <IconButton
            label={t("remarks.next")}
            icon={ChevronRight}
            mirror
            shortcut={NEXT_REMARK}
            isDisabled={next === null}
            onPress={() => remarks.choose(next?.id ?? null, "page")}
          />
        </div>
      )}
      {remarks.isPlacing && <SpotPicker piece={piece} onPick={remarks.place} onStop={remarks.stop} />}
      {draft !== null && (
        <section className={styles.draft} aria-label={t("remarks.draft", { number: all.length + 1 })}>
          <h3 className={styles.head}>
            <span className={styles.number} data-state="draft" aria-hidden="true">
              {all.length + 1}
            </span>
            {t("remarks.draft", { number: all.length + 1 })}
          </h3>
          {draft.slot !== undefined && <p className={styles.about}>{slotTitle(draft.slot)}</p>}
          <Say
            label={t("remarks.new")}
            send={t("remarks.send")}
            onSay={remarks.finish}
            onLeave={remarks.stop}
            autoFocus
          >
            <Button variant="quiet" onPress={remarks.stop}>
              {t("cancel")}
            </Button>
          </Say>
        </section>
      )}
      {all.length === 0 && !isMaking && (
        <EmptyState
          icon={MessageSquare}
          title={t("remarks.none")}
          text={t("remarks.noneText")}
          action={
            <Button icon={MessageSquarePlus} onPress={remarks.startPlacing}>
              {t("remarks.add")}
            </Button>
          }
        />
      )}
      {open.length > 0 && items(open)}
      {settled.length > 0 && (
        <details
          className={styles.settledOnes}
          // A settled one that somebody chose is in sight.
          open={chosen !== null && settled.includes(chosen) ? true : undefined}
        >
          <summary>{t("remarks.settled", { count: settled.length })}</summary>
          {items(settled)}
        </details>
      )}
      <span key={told?.count} role="status" className="unseen">
        {told !== null && t(`remarks.told.${told.done}`)}
      </span>
      {remarks.asking !== null && (
        <NameDialog
          before=""
          onClose={remarks.stopAsking}
          onDone={(name) => {
            remarks.stopAsking();
            remarks.asking?.(name);
          }}
        />
      )}
    </div>
  );
}
