import { KeyRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { isolateValue } from "../i18n/names.ts";
import { useApp } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import { Problem } from "../ui/status/Problem.tsx";
import styles from "./Registry.module.css";

/** What somebody writes down under their own name: without a key it cannot be signed, and says so first. */

export interface Props {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
  readonly submit: (isPending: boolean) => ReactNode;
  readonly onSubmit: () => Promise<void>;
  readonly onCancel: () => void;
}

export function SignedForm({ title, text, children, submit, onSubmit, onCancel }: Props) {
  const { t } = useTranslation("registry");
  const app = useApp();
  const mine = useCall("keys.mine", {});
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const run = async () => {
    if (isPending) return;
    setPending(true);
    setProblem(null);
    try {
      await onSubmit();
    } catch (error) {
      setProblem(error);
      setPending(false);
    }
  };
  const wrong = problem ?? mine.error;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <h3 className={looks.strong}>{title}</h3>
      <p className={looks.muted}>{text}</p>
      <Problem error={wrong} />
      {mine.value === null && !mine.isLoading && mine.error === null ? (
        <>
          <p>{t("noKey")}</p>
          <div className={styles.actions}>
            <Button variant="primary" icon={KeyRound} autoFocus onPress={() => app.showDialog("settings", "key")}>
              {t("makeKey")}
            </Button>
            <Button onPress={onCancel}>{t("cancel")}</Button>
          </div>
        </>
      ) : (
        <>
          {children}
          {mine.value !== null && (
            <p className={looks.muted}>{t("signedAs", { name: isolateValue(mine.value.name) })}</p>
          )}
          <div className={styles.actions}>
            {submit(isPending)}
            <Button onPress={onCancel}>{t("cancel")}</Button>
          </div>
        </>
      )}
    </form>
  );
}
