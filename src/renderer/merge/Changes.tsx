import { useTranslation } from "react-i18next";
import { Content } from "./Content.tsx";
import type { Preview } from "./copies.ts";
import { Difference } from "./Difference.tsx";
import styles from "./Merge.module.css";
import { usePlaceName } from "./usePlaceName.ts";

/** Everything that will be different in this copy and that nobody has to decide, for whoever wants to see it. */
export function Changes({ taken }: { readonly taken: Preview["taken"] }) {
  const { t } = useTranslation("merge");
  const placeName = usePlaceName();
  return (
    <details className={styles.changes}>
      <summary>{t("summary.changes")}</summary>
      <ul>
        {taken.map(({ place, before, after }) => {
          const name = placeName(place);
          return (
            <li key={JSON.stringify(place)} className={styles.change}>
              <span className={styles.place}>{name}</span>
              <Difference before={before} after={after} place={place}>
                <dl className={styles.more}>
                  <div>
                    <dt>{t("summary.now")}</dt>
                    <dd>
                      <Content content={before} place={place} />
                    </dd>
                  </div>
                  <div>
                    <dt>{t("summary.after")}</dt>
                    <dd>
                      <Content content={after} place={place} />
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
