import { useTranslation } from "react-i18next";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { ChecksPanel } from "../checks/ChecksPanel.tsx";
import { Panel } from "../ui/surfaces/Panel.tsx";
import { Tabs } from "../ui/surfaces/Tabs.tsx";
import styles from "./CloserLook.module.css";
import { ProofChanges } from "./proof/ProofChanges.tsx";
import { RecordList } from "./proof/RecordList.tsx";
import type { FoundChanges } from "./proof/useChanges.ts";
import { RemarkList } from "./remarks/RemarkList.tsx";
import type { PieceRemarks } from "./remarks/usePieceRemarks.ts";

/** What helps to decide: what is wrong, what people remark, what changed since the approval, and what others decided. */

export interface Props {
  readonly piece: PieceState;
  readonly changes: FoundChanges | null;
  /** Changed places show on the pages. */
  readonly isMarked: boolean;
  readonly onMark: (marked: boolean) => void;
  readonly remarks: PieceRemarks;
  readonly part: LookTab;
  readonly onPart: (part: LookTab) => void;
}

export type LookTab = "remarks" | "checks" | "changes" | "record";

export function CloserLook({ piece, changes, isMarked, onMark, remarks, part, onPart }: Props) {
  const { t } = useTranslation("review");
  const open = remarks.open.length;
  return (
    <Panel title={t("closer")} hideTitle className={styles.closer} bodyClassName={styles.closerBody}>
      <Tabs
        label={t("closer")}
        selected={part}
        onSelect={onPart}
        className={styles.tabs}
        items={[
          {
            id: "remarks",
            label: t("parts.remarks"),
            badge: open > 0 && (
              <span className={styles.badge}>
                <span aria-hidden="true">{open}</span>
                <span className="unseen">{t("remarks.open", { count: open })}</span>
              </span>
            ),
            content: <RemarkList piece={piece} remarks={remarks} />,
          },
          {
            id: "checks",
            label: t("parts.checks"),
            content: <ChecksPanel diagnostics={piece.diagnostics} canMend={false} className={styles.checks ?? ""} />,
          },
          {
            id: "changes",
            label: t("parts.changes"),
            content: <ProofChanges piece={piece} changes={changes} isMarked={isMarked} onMark={onMark} />,
          },
          { id: "record", label: t("parts.record"), content: <RecordList piece={piece} /> },
        ]}
      />
    </Panel>
  );
}
