import { FileQuestion, RotateCw, TriangleAlert } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { ChecksPanel } from "../checks/ChecksPanel.tsx";
import { useApp, useLooking } from "../state/hooks.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Progress } from "../ui/Progress.tsx";
import { problemText } from "../ui/problemText.ts";
import { DecideDialog, type Decision } from "./DecideDialog.tsx";
import { DecisionPanel } from "./DecisionPanel.tsx";
import { PieceList } from "./PieceList.tsx";
import { ProofStage } from "./ProofStage.tsx";
import { pieceKey } from "./pieceStatus.ts";
import styles from "./Review.module.css";
import { useApprovals } from "./useApprovals.ts";

/** The Review room: every piece as it will print, what is wrong with it, and the decision about it. */
export function Review() {
  const { t, i18n } = useTranslation("review");
  const app = useApp();
  const looking = useLooking();
  const approvals = useApprovals();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ decision: Decision; pieces: readonly PieceState[] } | null>(null);
  const { pieces, reload } = approvals;
  const current = useMemo(
    () => pieces?.find((one) => pieceKey(one) === pieceKey(looking)) ?? pieces?.[0] ?? null,
    [pieces, looking],
  );
  const onSeen = useCallback(
    (proof: string) => setSeen((before) => (before.has(proof) ? before : new Set([...before, proof]))),
    [],
  );
  if (pieces === null) {
    if (approvals.isLoading) {
      return (
        <div className={styles.waiting}>
          <Progress label={t("loading")} />
        </div>
      );
    }
    const { title, hint } = problemText(i18n, approvals.error);
    return (
      <div role="alert">
        <EmptyState
          icon={TriangleAlert}
          title={title}
          text={hint}
          action={
            <Button icon={RotateCw} onPress={reload}>
              {t("again")}
            </Button>
          }
        />
      </div>
    );
  }
  if (current === null) {
    return (
      <EmptyState
        icon={FileQuestion}
        title={t("empty")}
        text={t("emptyText")}
        action={<Button onPress={() => app.enter("localise")}>{t("toLocalise")}</Button>}
      />
    );
  }
  return (
    <div className={styles.room}>
      <PieceList
        pieces={pieces}
        current={current}
        seen={seen}
        isLoading={approvals.isLoading}
        onChoose={({ template, edition }) => app.look({ template, edition, page: 0, frame: null })}
        onApprove={(chosen) => setAsking({ decision: "approve", pieces: chosen })}
      />
      <ProofStage
        key={pieceKey(current)}
        piece={current}
        pieces={pieces}
        isLoading={approvals.isLoading}
        onSeen={onSeen}
        onReload={reload}
      />
      <div className={styles.side}>
        <DecisionPanel
          piece={current}
          isSeen={seen.has(current.proof)}
          isLoading={approvals.isLoading}
          onDecide={(decision) => setAsking({ decision, pieces: [current] })}
        />
        <ChecksPanel diagnostics={current.diagnostics} canMend={false} className={styles.checks ?? ""} />
      </div>
      {asking !== null && (
        <DecideDialog
          decision={asking.decision}
          pieces={asking.pieces}
          onClose={() => setAsking(null)}
          onDone={approvals.take}
          onRefused={reload}
        />
      )}
    </div>
  );
}
