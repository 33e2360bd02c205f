import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { ChecksPanel } from "../checks/ChecksPanel.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { Changes } from "./Changes.tsx";
import { RecordList } from "./RecordList.tsx";
import styles from "./Review.module.css";
import type { PageChanges } from "./useChanges.ts";

/** What helps to decide: what is wrong, what changed since the approval, and what others decided. */

export interface Props {
  readonly piece: PieceState;
  readonly changes: PageChanges | null;
  /** Changed places show on the pages. */
  readonly isMarked: boolean;
  readonly onMark: (marked: boolean) => void;
}

type Part = "checks" | "changes" | "record";

export function CloserLook({ piece, changes, isMarked, onMark }: Props) {
  const { t } = useTranslation("review");
  const hasChanged = piece.reasons.some(({ code }) => code === "approve/pages-changed");
  const [part, setPart] = useState<Part>(hasChanged ? "changes" : "checks");
  return (
    <Panel title={t("closer")} hideTitle className={styles.closer} bodyClassName={styles.closerBody}>
      <Tabs
        label={t("closer")}
        selected={part}
        onSelect={setPart}
        className={styles.tabs}
        items={[
          {
            id: "checks",
            label: t("parts.checks"),
            content: <ChecksPanel diagnostics={piece.diagnostics} canMend={false} className={styles.checks ?? ""} />,
          },
          {
            id: "changes",
            label: t("parts.changes"),
            content: <Changes piece={piece} changes={changes} isMarked={isMarked} onMark={onMark} />,
          },
          { id: "record", label: t("parts.record"), content: <RecordList piece={piece} /> },
        ]}
      />
    </Panel>
  );
}
