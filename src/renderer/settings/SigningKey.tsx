import { KeyRound, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApp } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { Button } from "../ui/actions/Button.tsx";
import { TextField } from "../ui/fields/TextField.tsx";
import looks from "../ui/Looks.module.css";
import { Progress } from "../ui/status/Progress.tsx";
import { problemText } from "../ui/status/problemText.ts";
import styles from "./SettingsDialog.module.css";

/** The key with which a person signs approvals on this machine: there is one, or it is made here. */
export function SigningKey() {
  const { t, i18n } = useTranslation("settings");
  const mine = useCall("keys.mine", {});
  if (mine.isLoading) return <Progress label={t("key.tab")} />;
  if (mine.error !== null) {
    const { title, hint } = problemText(i18n, mine.error);
    return (
      <div className={styles.fields} role="alert">
        <p className={looks.strong}>{title}</p>
        <p className={looks.muted}>{hint}</p>
      </div>
    );
  }
  if (mine.value === null) return <Create onDone={mine.again} />;
  return (
    <div className={styles.fields}>
      <p className={styles.line}>
        <ShieldCheck size={20} aria-hidden="true" />
        <bdi className={looks.strong}>{mine.value.name}</bdi>
        {mine.value.organisation !== undefined && <bdi className={looks.muted}>{mine.value.organisation}</bdi>}
      </p>
      <div>
        <p className={looks.muted}>{t("key.public")}</p>
        <code dir="ltr" className={styles.code}>
          {mine.value.key}
        </code>
      </div>
      <p className={looks.muted}>{t("key.kept")}</p>
    </div>
  );
}

function Create({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation("settings");
  const app = useApp();
  const [name, setName] = useState("");
  const [organisation, setOrganisation] = useState("");
  const [isPending, setPending] = useState(false);
  const create = () =>
    app.attempt(async () => {
      setPending(true);
      try {
        const place = organisation.trim();
        await app.client.call("keys.create", { name: name.trim(), ...(place === "" ? {} : { organisation: place }) });
        onDone();
      } finally {
        setPending(false);
      }
    });
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") create();
      }}
    >
      <p className={looks.muted}>{t("key.none")}</p>
      <TextField
        label={t("key.name")}
        description={t("key.nameText")}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
      />
      <TextField label={t("key.organisation")} value={organisation} onChange={setOrganisation} maxLength={200} />
      <Button
        type="submit"
        variant="primary"
        icon={KeyRound}
        isDisabled={name.trim() === ""}
        isPending={isPending}
        className={styles.button}
      >
        {t("key.create")}
      </Button>
    </form>
  );
}
