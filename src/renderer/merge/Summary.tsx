import { useTranslation } from "react-i18next";
import type { ReportedChange } from "../../shared/document/mergeReport.ts";
import { isolateValue } from "../i18n/names.ts";
import { useAppState } from "../state/hooks.ts";
import looks from "../ui/Looks.module.css";
import { type CountKind, countChanges } from "./countChanges.ts";
import type { ChosenCopy, MergePreview } from "./mergePreview.ts";
import styles from "./Summary.module.css";
import { useChangeName } from "./useChangeName.ts";

/** In words and numbers: what comes, what stays, what is to be decided. */

export interface Props {
  readonly preview: MergePreview;
  readonly copy: ChosenCopy;
}

export function Summary({ preview, copy }: Props) {
  const { t } = useTranslation("merge");
  const language = useAppState((state) => state.language);
  const changeName = useChangeName();
  const list = new Intl.ListFormat(language);
  const { taken, kept, conflicts, additions, decisions } = preview;
  const say = (changes: readonly ReportedChange[], signed: number) => {
    const counts: Readonly<Partial<Record<CountKind | "decisions", number>>> = {
      ...countChanges(changes),
      ...(signed > 0 ? { decisions: signed } : {}),
    };
    const words = Object.entries(counts).map(([kind, count]) => t(`counts.${kind as CountKind}`, { count }));
    return words.length === 0 ? t("summary.nothing") : list.format(words);
  };
  return (
    <section aria-label={t("summary.title")} className={looks.section}>
      {copy.name !== "" && (
        <p className={looks.quiet}>
          {t(copy.other.from === "disk" ? "summary.file" : "summary.with", { name: isolateValue(copy.name) })}
        </p>
      )}
      <div role="status">
        <dl className={styles.summary}>
          <div>
            <dt>{t("summary.taken")}</dt>
            <dd>
              {say(
                taken.map(({ change }) => change),
                decisions.taken,
              )}
            </dd>
          </div>
          <div>
            <dt>{t("summary.kept")}</dt>
            <dd>{say(kept, decisions.kept)}</dd>
          </div>
          <div>
            <dt>{t("summary.ask")}</dt>
            <dd className={conflicts.length > 0 ? looks.warn : ""}>
              {conflicts.length === 0 ? t("summary.askNothing") : t("counts.conflicts", { count: conflicts.length })}
            </dd>
          </div>
        </dl>
      </div>
      {additions.length > 0 && (
        <p className={looks.quiet}>
          {t("summary.additions", {
            what: list.format(additions.map(({ change }) => isolateValue(changeName(change)))),
          })}
        </p>
      )}
    </section>
  );
}
