import { Coffee, FolderOpen, KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isolateValue } from "../i18n/names.ts";
import { useApp } from "../state/hooks.ts";
import type { QueueFilter } from "../state/queueOrder.ts";
import { useCall } from "../state/useCall.ts";
import { Button } from "../ui/actions/Button.tsx";
import { EmptyState } from "../ui/status/EmptyState.tsx";

/** Nothing to show: what would appear here, and for somebody outside the team, why nothing can. */
export function QueueEmpty({ filter }: { readonly filter: QueueFilter }) {
  const { t } = useTranslation("queue");
  const app = useApp();
  const { value: team } = useCall("team.read", {});
  if (filter === "waiting" && team !== null && team.mine === null) {
    return (
      <EmptyState
        icon={KeyRound}
        title={t("none.waiting")}
        text={t("notInTeam", { team: isolateValue(team.name) })}
        action={<Button onPress={() => app.showDialog("settings", "team")}>{t("settings")}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={filter === "waiting" ? Coffee : FolderOpen}
      title={t(`none.${filter}`)}
      text={t(`noneText.${filter}`)}
    />
  );
}
