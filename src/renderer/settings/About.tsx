import { useTranslation } from "react-i18next";
import { isolateValue } from "../i18n/names.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import looks from "../ui/Looks.module.css";
import styles from "./SettingsDialog.module.css";

/** Which Manara this is, which packs it has, and under which licences it is given. */
export function About() {
  const { t } = useTranslation("settings");
  const { host } = useApp();
  const language = useAppState((state) => state.language);
  const { value: packs } = useCall("packs.list", {});
  return (
    <div className={styles.fields}>
      <dl className={styles.facts}>
        <dt>{t("about.version")}</dt>
        <dd>{isolateValue(host.engine)}</dd>
        <dt>{t("about.folder")}</dt>
        <dd>
          <bdi>{host.folder}</bdi>
        </dd>
        <dt>{t("about.packs")}</dt>
        {(packs ?? []).map(({ id, title, release, publisher }) => (
          <dd key={id}>{t("about.pack", { title: title[language], release, publisher: isolateValue(publisher) })}</dd>
        ))}
      </dl>
      <p className={looks.muted}>{t("about.licence")}</p>
    </div>
  );
}
