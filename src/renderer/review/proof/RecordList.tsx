import { BadgeCheck, Languages, type LucideIcon, MessageSquareWarning, ScrollText, Send, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Decision } from "../../../shared/approve/approval.ts";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import { diagnosticText } from "../../checks/diagnosticText.ts";
import { dateName, isolateValue } from "../../i18n/names.ts";
import { useAppState, useOpen } from "../../state/hooks.ts";
import looks from "../../ui/Looks.module.css";
import { EmptyState } from "../../ui/status/EmptyState.tsx";
import { MixedText } from "../../ui/status/MixedText.tsx";
import { Tag } from "../../ui/status/Tag.tsx";
import styles from "./Record.module.css";

/** Everything that was signed about a piece, the newest first: who, in which role, when, and with which words. */

type Entry = NonNullable<PieceState["record"]>[number];

const ICONS: Readonly<Record<Decision, LucideIcon>> = {
  submit: Send,
  review: Languages,
  approve: BadgeCheck,
  "request-changes": MessageSquareWarning,
  withdraw: Undo2,
};

export function RecordList({ piece }: { readonly piece: PieceState }) {
  const { t } = useTranslation("review");
  const record = piece.record ?? [];
  if (record.length === 0) {
    return <EmptyState icon={ScrollText} title={t("record.none")} text={t("record.noneText")} />;
  }
  return (
    <ol className={styles.record} aria-label={t("history")}>
      {record.toReversed().map((entry) => (
        <li
          key={`${entry.at} ${entry.decision} ${entry.by} ${entry.note}`}
          className={styles.entry}
          data-current={entry.current}
        >
          <One entry={entry} edition={piece.edition} />
        </li>
      ))}
    </ol>
  );
}

function One({ entry, edition }: { readonly entry: Entry; readonly edition: string }) {
  const { t, i18n } = useTranslation("review");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const { decision, by, organisation, role, at, note, reasons, current } = entry;
  const Icon = ICONS[decision];
  const finding = (code: string) =>
    diagnosticText(i18n, { code, severity: "warning", edition, place: "", message: code, hint: "" }, pack, language)
      .title;
  return (
    <>
      <span className={styles.icon} data-decision={decision}>
        <Icon size={16} aria-hidden="true" />
      </span>
      <div className={styles.words}>
        <p className={styles.what}>{t(`decided.${decision}`, { by: isolateValue(by) })}</p>
        <p className={styles.who}>
          {role !== null && <Tag>{t(`roles.${role}`)}</Tag>}
          {organisation !== "" && <bdi>{organisation}</bdi>}
        </p>
        <p className={looks.quiet}>
          <time dateTime={at}>{dateName(at, language, "moment")}</time>
          {!current && ` · ${t("earlierPages")}`}
        </p>
        {note !== "" && (
          <p dir="auto" className={styles.note}>
            <MixedText text={note} />
          </p>
        )}
        {reasons.length > 0 && (
          <details className={styles.reasons}>
            <summary>{t("record.reasons", { count: reasons.length })}</summary>
            <ul>
              {reasons.map(({ code, place, reason }) => (
                <li key={`${code} ${place}`}>
                  <span className={looks.quiet}>{finding(code)}</span>
                  <p dir="auto">
                    <MixedText text={reason} />
                  </p>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </>
  );
}
