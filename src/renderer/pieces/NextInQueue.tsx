import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCommands } from "../commands/commands.ts";
import { isolateValue } from "../i18n/names.ts";
import { useNextInQueue } from "../state/useQueue.ts";
import { Button } from "../ui/actions/Button.tsx";
import styles from "./NextInQueue.module.css";

/** In a room of an open document: on to what waits for this person in the others. Nothing where nothing waits. */

/** Without Shift it leads to the next piece of the document itself. */
const NEXT = "Alt+Shift+N";

export function NextInQueue() {
  const { t } = useTranslation("queue");
  const { count, next, go } = useNextInQueue();
  useCommands([
    { id: "queue/next", label: t("next"), icon: ChevronRight, shortcut: NEXT, when: next !== null, run: go },
  ]);
  if (next === null) return null;
  return (
    <section aria-label={t("waitingTitle")} className={styles.next}>
      <p>{t("elsewhere", { count })}</p>
      <Button icon={ChevronRight} mirror onPress={go}>
        {t("nextIn", { title: isolateValue(next.row.document?.title ?? next.row.name) })}
      </Button>
    </section>
  );
}
