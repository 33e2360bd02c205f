import { CircleSlash, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryItem } from "../../shared/contract/registryCalls.ts";
import { useApp } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { TextField } from "../ui/fields/TextField.tsx";
import { SignedForm } from "./SignedForm.tsx";

/** Why nobody may print it any more, or why it may be printed again. */

export interface Props {
  readonly pack: string;
  readonly kind: RegistryItem["kind"];
  readonly id: string;
  readonly what: "withdraw" | "release";
  readonly onDone: (entries: readonly RegistryItem[]) => void;
  readonly onCancel: () => void;
}

export function ReasonForm({ pack, kind, id, what, onDone, onCancel }: Props) {
  const { t } = useTranslation("registry");
  const { client } = useApp();
  const [reason, setReason] = useState("");
  return (
    <SignedForm
      title={t(`${what}.title`)}
      text={t(`${what}.text`)}
      onCancel={onCancel}
      onSubmit={async () => onDone(await client.call(`registry.${what}`, { pack, kind, id, reason: reason.trim() }))}
      submit={(isPending) => (
        <Button
          type="submit"
          variant={what === "withdraw" ? "danger" : "primary"}
          icon={what === "withdraw" ? CircleSlash : RotateCcw}
          isPending={isPending}
          isDisabled={reason.trim() === ""}
        >
          {t(`${what}.sign`)}
        </Button>
      )}
    >
      <TextField
        label={t(`${what}.reason`)}
        description={t(`${what}.reasonText`)}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        multiline
        rows={2}
        autoFocus
      />
    </SignedForm>
  );
}
