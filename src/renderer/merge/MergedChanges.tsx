import { useTranslation } from "react-i18next";
import looks from "../ui/Looks.module.css";
import { Content } from "./Content.tsx";
import { Difference } from "./Difference.tsx";
import styles from "./MergedChanges.module.css";
import type { MergePreview } from "./mergePreview.ts";
import { useChangeName } from "./useChangeName.ts";

/** Everything that will be different in this copy and that nobody has to decide, for whoever wants to see it. */
export function MergedChanges({ taken }: { readonly taken: MergePreview["taken"] }) {
  const { t } = useTranslation("merge");
  const changeName = useChangeName();
  return (
    <details className={styles.changes}>
      <summary>{t("summary.changes")}</summary>
      <ul>
        {taken.map(({ change, before, after }) => {
          const name = changeName(change);
          return (
            <li key={JSON.stringify(change)} className={styles.change}>
              <span className={looks.strong}>{name}</span>
              <Difference before={before} after={after} change={change}>
                <dl className={styles.more}>
                  <div>
                    <dt>{t("summary.now")}</dt>
                    <dd>
                      <Content content={before} change={change} />
                    </dd>
                  </div>
                  <div>
                    <dt>{t("summary.after")}</dt>
                    <dd>
                      <Content content={after} change={change} />
                    </dd>
                  </div>
                </dl>
              </Difference>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
