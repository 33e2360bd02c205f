import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isolateValue } from "../i18n/names.ts";
import { useApp } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { Dialog } from "../ui/surfaces/Dialog.tsx";

/** Closing with unsaved changes → save, throw away, or stay. */

export interface CloseGuard {
  readonly asking: boolean;
  /** Closes at once where everything is saved. */
  readonly close: () => void;
  readonly stay: () => void;
}

export function useCloseGuard(): CloseGuard {
  const app = useApp();
  const [asking, setAsking] = useState(false);
  const unsaved = () => app.store.getState().open?.session.store.getState().saved === false;
  useEffect(() => {
    // On a desktop the host asks before its window goes.
    if (app.host.host !== "browser") return;
    const leave = (event: BeforeUnloadEvent) => {
      if (app.store.getState().open?.session.store.getState().saved === false) event.preventDefault();
    };
    window.addEventListener("beforeunload", leave);
    return () => window.removeEventListener("beforeunload", leave);
  }, [app]);
  return {
    asking,
    close: () => (unsaved() ? setAsking(true) : app.attempt(() => app.closeDocument())),
    stay: () => setAsking(false),
  };
}

export function CloseDialog({ guard }: { readonly guard: CloseGuard }) {
  const { t } = useTranslation("app");
  const app = useApp();
  const title = app.store.getState().open?.session.store.getState().document.title ?? "";
  const discard = () => {
    guard.stay();
    app.attempt(() => app.closeDocument(true));
  };
  const save = () => {
    guard.stay();
    app.attempt(async () => {
      if (await app.save()) await app.closeDocument();
    });
  };
  return (
    <Dialog
      title={t("leave.title")}
      role="alertdialog"
      size="small"
      onClose={guard.stay}
      actions={
        <>
          <Button variant="danger" onPress={discard}>
            {t("leave.discard")}
          </Button>
          <Button onPress={guard.stay}>{t("cancel")}</Button>
          <Button variant="primary" onPress={save} autoFocus>
            {t("commands.save")}
          </Button>
        </>
      }
    >
      <p>{t("leave.text", { title: isolateValue(title) })}</p>
    </Dialog>
  );
}
