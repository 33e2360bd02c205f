import { clsx } from "clsx";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Consent } from "../../../shared/document/documentSchema.ts";
import { TextField } from "../../ui/fields/TextField.tsx";
import styles from "./Picture.module.css";

/** Whether somebody can be recognised, and what they agreed to. */

export interface ConsentDraft {
  /** Null until somebody answered. */
  readonly recognisable: boolean | null;
  readonly consent: Consent;
}

export const NO_CONSENT: Consent = { person: "", date: "", uses: "", expires: "", withdraw: "" };

/** Undefined while something is missing. */
export function consentOf({ recognisable, consent }: ConsentDraft): Consent | null | undefined {
  if (recognisable === null) return undefined;
  if (!recognisable) return null;
  const words = {
    ...consent,
    person: consent.person.trim(),
    uses: consent.uses.trim(),
    withdraw: consent.withdraw.trim(),
  };
  return Object.values(words).every((value) => value !== "") && words.date <= words.expires ? words : undefined;
}

export function ConsentFields(props: {
  readonly draft: ConsentDraft;
  readonly onChange: (draft: ConsentDraft) => void;
}) {
  const { draft, onChange } = props;
  const { t } = useTranslation("design");
  const { recognisable, consent } = draft;
  const set = (name: keyof Consent) => (value: string) =>
    onChange({ ...draft, consent: { ...consent, [name]: value } });
  const late = consent.date !== "" && consent.expires !== "" && consent.date > consent.expires;
  return (
    <>
      <RadioGroup
        value={recognisable === null ? null : String(recognisable)}
        onChange={(value) => onChange({ ...draft, recognisable: value === "true" })}
        className={clsx(styles.radios)}
      >
        <Label className={clsx(styles.question)}>{t("consent.question")}</Label>
        <Radio value="false" className={clsx(styles.radio)}>
          {t("consent.nobody")}
        </Radio>
        <Radio value="true" className={clsx(styles.radio)}>
          {t("consent.somebody")}
        </Radio>
      </RadioGroup>
      {recognisable === true && (
        <div className={styles.fields}>
          <TextField label={t("consent.person")} value={consent.person} onChange={set("person")} maxLength={200} />
          <TextField
            label={t("consent.uses")}
            description={t("consent.usesHint")}
            value={consent.uses}
            onChange={set("uses")}
            maxLength={1000}
          />
          <div className={styles.dates}>
            <TextField label={t("consent.date")} type="date" value={consent.date} onChange={set("date")} />
            <TextField
              label={t("consent.expires")}
              type="date"
              value={consent.expires}
              onChange={set("expires")}
              errorMessage={late ? t("consent.late") : null}
            />
          </div>
          <TextField
            label={t("consent.withdraw")}
            description={t("consent.withdrawHint")}
            value={consent.withdraw}
            onChange={set("withdraw")}
            maxLength={500}
          />
        </div>
      )}
    </>
  );
}
