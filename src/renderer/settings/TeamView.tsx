import { clsx } from "clsx";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TeamState } from "../../shared/contract/teamCalls.ts";
import { dateName, digestForEyes, editionName, isolateValue } from "../i18n/names.ts";
import { useAppState } from "../state/hooks.ts";
import looks from "../ui/Looks.module.css";
import { Tag } from "../ui/status/Tag.tsx";
import dialog from "./SettingsDialog.module.css";
import styles from "./Team.module.css";

/** A team's list: its rules, its members and their roles, until when it holds and who signed it. */

export function TeamView({ team }: { readonly team: TeamState }) {
  const { t } = useTranslation("settings");
  const language = useAppState((state) => state.language);
  const list = new Intl.ListFormat(language);
  const { rules, members, mine, valid, by, digest } = team;
  const said = [
    t("team.rules.approvals", { count: rules.approvals }),
    rules.stages === "two" && t("team.rules.review"),
    !rules.authorMayRelease && t("team.rules.second"),
    rules.reasons && t("team.rules.reasons"),
  ].filter((rule) => rule !== false);
  const isOut = (key: string) => team.revoked.some((one) => one.key === key);
  return (
    <section className={styles.team} aria-label={team.name}>
      <h3 className={looks.strong}>
        <bdi>{team.name}</bdi>
      </h3>
      {!team.holds && (
        <p className={clsx(looks.warned, looks.line)}>
          <TriangleAlert size={16} aria-hidden="true" />
          {t("team.over")}
        </p>
      )}
      <p>
        {mine === null
          ? t("team.notIn")
          : t("team.you", { roles: list.format(mine.roles.map((role) => t(`team.roles.${role}`))) })}
      </p>
      <dl className={dialog.facts}>
        <dt>{t("team.holds")}</dt>
        <dd>{t("team.fromUntil", { from: dateName(valid.from, language), until: dateName(valid.until, language) })}</dd>
        <dt>{t("team.signed")}</dt>
        <dd>
          {t("team.signedBy", { by: isolateValue(by.name), at: dateName(team.at, language), number: team.number })}
        </dd>
        <dt>{t("team.digest")}</dt>
        <dd>
          <code dir="ltr">{digestForEyes(digest, 16)}</code>
        </dd>
      </dl>
      <h4 className={looks.muted}>{t("team.rulesTitle")}</h4>
      <ul className={styles.steps}>
        {said.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <h4 className={looks.muted}>{t("team.members", { count: members.length })}</h4>
      <ul className={looks.lined}>
        {members.map((one) => (
          <li key={one.key} className={styles.member}>
            <p>
              <bdi className={looks.strong}>{one.name}</bdi>
              {one.organisation !== "" && (
                <span className={looks.muted}>
                  {" · "}
                  <bdi>{one.organisation}</bdi>
                </span>
              )}
            </p>
            <p className={styles.roles}>
              {isOut(one.key) && <Tag tone="danger">{t("team.revoked")}</Tag>}
              {one.roles.map((role) => (
                <Tag key={role}>{t(`team.roles.${role}`)}</Tag>
              ))}
              <span className={looks.muted}>
                {one.editions === null
                  ? t("team.allEditions")
                  : list.format(one.editions.map((tag) => isolateValue(editionName(tag, language))))}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
