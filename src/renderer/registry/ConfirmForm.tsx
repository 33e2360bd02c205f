import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryItem } from "../../shared/contract/registryCalls.ts";
import { useApp, useToday } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { TextField } from "../ui/fields/TextField.tsx";
import styles from "./Registry.module.css";
import { SignedForm } from "./SignedForm.tsx";

/** Somebody asked, and it is right: whom they asked, on which day, and until when that is good. */

export interface Props {
  readonly pack: string;
  readonly kind: RegistryItem["kind"];
  readonly id: string;
  readonly owner: string | null;
  readonly onDone: (entries: readonly RegistryItem[]) => void;
  readonly onCancel: () => void;
}

export function ConfirmForm({ pack, kind, id, owner, onDone, onCancel }: Props) {
  const { t } = useTranslation("registry");
  const { client } = useApp();
  const today = useToday();
  const [note, setNote] = useState("");
  const [on, setOn] = useState(today);
  const [reviewBy, setReviewBy] = useState("");
  const [keeper, setKeeper] = useState(owner ?? "");
  const future = on > today;
  const early = reviewBy !== "" && reviewBy <= on;
  return (
    <SignedForm
      title={t("confirm.title")}
      text={t(`confirm.texts.${kind}`)}
      onCancel={onCancel}
      onSubmit={async () => {
        const entries = await client.call("registry.confirm", {
          pack,
          kind,
          id,
          on: on === "" ? null : on,
          reviewBy: reviewBy === "" ? null : reviewBy,
          owner: keeper.trim() === "" ? null : keeper.trim(),
          note: note.trim(),
        });
        onDone(entries);
      }}
      submit={(isPending) => (
        <Button
          type="submit"
          variant="primary"
          icon={CircleCheck}
          isPending={isPending}
          isDisabled={note.trim() === "" || future || early}
        >
          {t("confirm.sign")}
        </Button>
      )}
    >
      <TextField
        label={t("confirm.note")}
        description={t("confirm.noteText")}
        value={note}
        onChange={setNote}
        maxLength={1000}
        multiline
        rows={2}
        autoFocus
      />
      <div className={styles.dates}>
        <TextField
          label={t("confirm.on")}
          type="date"
          value={on}
          onChange={setOn}
          errorMessage={future ? t("confirm.future") : null}
        />
        <TextField
          label={t("confirm.reviewBy")}
          type="date"
          value={reviewBy}
          onChange={setReviewBy}
          errorMessage={early ? t("confirm.early") : null}
        />
      </div>
      <TextField
        label={t("confirm.owner")}
        description={t("confirm.ownerText")}
        value={keeper}
        onChange={setKeeper}
        maxLength={200}
      />
    </SignedForm>
  );
}
