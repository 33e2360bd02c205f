import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import looks from "../ui/Looks.module.css";
import { WORK_STATES, type Work } from "./rows/rowState.ts";
import styles from "./WorkBar.module.css";

/** How far an edition is: reviewed, drafted, changed at the source, missing; one bar, and the same in words. */

export function WorkBar({ work }: { readonly work: Work }) {
  const { t } = useTranslation("localise");
  const { total, states } = work;
  const words = WORK_STATES.filter((state) => states[state] > 0).map((state) =>
    t("counted", { state: t(`state.${state}`), count: states[state] }),
  );
  return (
    <div className={styles.work}>
      <span className={styles.workWords}>
        <span>{t("progress")}</span>
        <span className={looks.quiet}>{t("reviewedOf", { count: states.reviewed, total })}</span>
      </span>
      <span role="img" aria-label={words.join(t("comma"))} className={styles.workBar} title={words.join(t("comma"))}>
        {WORK_STATES.map((state) => (
          <span key={state} className={clsx(styles.part, styles[state])} style={{ flexGrow: states[state] }} />
        ))}
      </span>
    </div>
  );
}
