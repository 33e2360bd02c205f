import { BadgeCheck, MessageSquareWarning, Stamp, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { countDiagnostics } from "../checks/groupDiagnostics.ts";
import { dateName, isolate } from "../i18n/names.ts";
import { useAppState } from "../state/hooks.ts";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Panel.tsx";
import type { Decision } from "./DecideDialog.tsx";
import { PieceTag } from "./PieceTag.tsx";
import { pieceStatus } from "./pieceStatus.ts";
import styles from "./Review.module.css";

/** Where a piece stands, what can be decided now, and what was decided before. */

export interface Props {
  readonly piece: PieceState;
  readonly isSeen: boolean;
  readonly isLoading: boolean;
  readonly onDecide: (decision: Decision) => void;
}

const ICONS = { approve: BadgeCheck, "request-changes": MessageSquareWarning, withdraw: Undo2 } as const;

export function DecisionPanel({ piece, isSeen, isLoading, onDecide }: Props) {
  const { t } = useTranslation("review");
  const language = useAppState((state) => state.language);
  const status = pieceStatus(piece);
  const { error } = countDiagnostics(piece.diagnostics);
  const latest = piece.decisions.filter(({ current }) => current).at(-1);
  const by = isolate(latest?.by ?? "");
  const open = piece.gate === "open";
  return (
    <Panel title={t("decision")} className={styles.decision} bodyClassName={styles.decisionBody}>
      <div className={styles.state} role="status">
        <PieceTag status={status} />
        <p>{t(`explain.${status}`, { count: error, by })}</p>
      </div>
      <div className={styles.buttons}>
        {!open && (
          <Button
            variant="primary"
            icon={Stamp}
            isDisabled={error > 0 || !isSeen || isLoading}
            onPress={() => onDecide("approve")}
          >
            {t("approve")}
          </Button>
        )}
        <Button icon={MessageSquareWarning} isDisabled={isLoading} onPress={() => onDecide("request-changes")}>
          {t("requestChanges")}
        </Button>
        {open && (
          <Button variant="danger" icon={Undo2} isDisabled={isLoading} onPress={() => onDecide("withdraw")}>
            {t("withdraw")}
          </Button>
        )}
      </div>
      {!open && error === 0 && !isSeen && <p className={styles.quiet}>{t("lookFirst")}</p>}
      {piece.decisions.length > 0 && (
        <section aria-label={t("history")} className={styles.history}>
          <h3 className={styles.templateName}>{t("history")}</h3>
          <ol className={styles.decisions}>
            {piece.decisions.toReversed().map((one) => {
              const Icon = ICONS[one.decision];
              return (
                <li key={`${one.at} ${one.by} ${one.decision}`} className={styles.one}>
                  <Icon size={16} aria-hidden="true" />
                  <div>
                    <p>{t(`decided.${one.decision}`, { by: isolate(one.by) })}</p>
                    <p className={styles.quiet}>
                      {dateName(one.at, language, "moment")}
                      {!one.current && one.decision !== "withdraw" && ` · ${t("earlierPages")}`}
                    </p>
                    {one.note !== "" && (
                      <p dir="auto" className={styles.note}>
                        {one.note}
                      </p>
                    )}
                  </div>
                </li>
              );
            })}
          </ol>
        </section>
      )}
    </Panel>
  );
}
