import { FileWarning } from "lucide-react";
import { useTranslation } from "react-i18next";
import { StudioError } from "../../shared/base/errors.ts";
import type { QueueDocument } from "../../shared/contract/queueCalls.ts";
import looks from "../ui/Looks.module.css";
import { problemText } from "../ui/status/problemText.ts";
import styles from "./QueueBroken.module.css";

/** Files of the folder that could not be read, each with its reason: something may wait in them too. */
export function QueueBroken({ rows }: { readonly rows: readonly QueueDocument[] }) {
  const { t, i18n } = useTranslation("queue");
  const broken = rows.flatMap((row) => (row.problem === null ? [] : [{ row, problem: row.problem }]));
  if (broken.length === 0) return null;
  return (
    <details className={styles.broken}>
      <summary>
        <FileWarning size={18} aria-hidden="true" />
        {t("broken", { count: broken.length })}
      </summary>
      <ul>
        {broken.map(({ row, problem: { code, message } }) => (
          <li key={row.handle} className={styles.brokenFile}>
            <bdi className={looks.name}>{row.name}</bdi>
            <span className={looks.path}>{problemText(i18n, new StudioError(code, "failure", message)).title}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
