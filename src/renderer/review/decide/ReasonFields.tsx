import { CopyCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { diagnosticText } from "../../checks/diagnosticText.ts";
import { SeverityIcon } from "../../checks/SeverityIcon.tsx";
import { useAppState, useOpen } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { TextField } from "../../ui/fields/TextField.tsx";
import looks from "../../ui/Looks.module.css";
import styles from "./Decision.module.css";
import type { WarningRow } from "./warningReasons.ts";

/** Each warning that would stand, with room for the reason why it may. */

export interface Props {
  readonly rows: readonly WarningRow[];
  /** Row → what somebody wrote. */
  readonly said: Readonly<Record<string, string>>;
  readonly onSay: (said: Readonly<Record<string, string>>) => void;
}

export function ReasonFields({ rows, said, onSay }: Props) {
  const { t, i18n } = useTranslation("review");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  return (
    <section className={styles.reasons} aria-label={t("reasons.title")}>
      <div>
        <h3 className={looks.strong}>{t("reasons.title")}</h3>
        <p className={looks.quiet}>{t("reasons.text")}</p>
      </div>
      <ol className={styles.reasonRows}>
        {rows.map(({ key, warning, place }, index) => {
          const words = diagnosticText(i18n, warning, pack, language);
          const same = rows.filter((row) => row.warning.code === warning.code);
          const text = said[key] ?? "";
          const isFirst = same[0]?.key === key;
          const canCopy = isFirst && text.trim() !== "" && same.some((row) => (said[row.key] ?? "").trim() === "");
          return (
            <li key={key} className={styles.reason}>
              <p className={looks.marked}>
                <SeverityIcon severity="warning" size={16} />
                <span className={looks.strong}>{words.title}</span>
              </p>
              <p className={looks.quiet}>{words.message}</p>
              {place !== "" && words.place !== "" && <p className={looks.quiet}>{words.place}</p>}
              <TextField
                label={t("reasons.reason", { number: index + 1 })}
                hideLabel
                placeholder={t("reasons.why")}
                value={text}
                onChange={(value) => onSay({ ...said, [key]: value })}
                maxLength={300}
                isRequired
              />
              {canCopy && (
                <Button
                  variant="quiet"
                  icon={CopyCheck}
                  onPress={() => {
                    const copied = same.filter((row) => (said[row.key] ?? "").trim() === "");
                    onSay({ ...said, ...Object.fromEntries(copied.map((row) => [row.key, text])) });
                  }}
                >
                  {t("reasons.same", { count: same.length })}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
