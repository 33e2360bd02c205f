import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApp } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { TextField } from "../ui/fields/TextField.tsx";
import { Dialog } from "../ui/surfaces/Dialog.tsx";

/** Asks for the name that stands beside what somebody says and reviews. */

export interface Props {
  readonly before: string;
  /** The name is kept by then. */
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

export function NameDialog({ before, onDone, onClose }: Props) {
  const { t } = useTranslation("localise");
  const app = useApp();
  const [name, setName] = useState(before);
  const keep = () =>
    app.attempt(async () => {
      const said = name.trim();
      if (said === "") return;
      await app.changeSettings({ name: said });
      onDone(said);
    });
  return (
    <Dialog
      title={t("name.title")}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button variant="primary" isDisabled={name.trim() === ""} onPress={keep}>
            {t("name.keep")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <TextField
          label={t("name.label")}
          description={t("name.text")}
          value={name}
          onChange={setName}
          maxLength={200}
          autoFocus
        />
      </form>
    </Dialog>
  );
}
