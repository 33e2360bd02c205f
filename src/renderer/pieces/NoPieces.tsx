import { FileQuestion, RotateCw, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useApp } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { problemText } from "../ui/status/problemText.ts";
import styles from "./NoPieces.module.css";
import type { PieceApprovals } from "./useApprovals.ts";

/** In place of a room that shows pieces: they are still being set, could not be, or there are none. */
export function NoPieces({ pieces, isLoading, error, reload }: PieceApprovals) {
  const { t, i18n } = useTranslation("review");
  const app = useApp();
  if (pieces !== null) {
    return (
      <EmptyState
        icon={FileQuestion}
        title={t("empty")}
        text={t("emptyText")}
        action={<Button onPress={() => app.enter("localise")}>{t("toLocalise")}</Button>}
      />
    );
  }
  if (isLoading) {
    return (
      <div className={styles.waiting}>
        <Progress label={t("loading")} />
      </div>
    );
  }
  const { title, hint } = problemText(i18n, error);
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
