import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useApp, useOpen } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { TextField } from "../ui/fields/TextField.tsx";
import looks from "../ui/Looks.module.css";
import { Dialog } from "../ui/surfaces/Dialog.tsx";

/** Under which name to save: the machine's own dialog, or in a browser a name in Manara's folder. */
export function SaveAsDialog() {
  const { host } = useApp();
  return host.dialogs === "native" ? <Native /> : <Named />;
}

/** @returns saves under the name, null for the machine's dialog. */
function useSaveAs(): (name: string | null) => void {
  const app = useApp();
  const { session } = useOpen();
  return (name) =>
    app.attempt(async () => {
      await session.settle();
      const state = await app.client.call("documents.saveAs", { session: session.id, name });
      if (state === null) return;
      session.take(state);
      app.showDialog(null);
      app.say("app:saved", { name: state.name ?? "" });
    });
}

function Native() {
  const app = useApp();
  const saveAs = useSaveAs();
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    app.showDialog(null);
    saveAs(null);
  }, [app, saveAs]);
  return null;
}

function Named() {
  const { t } = useTranslation("start");
  const app = useApp();
  const { session } = useOpen();
  const title = useStore(session.store, (view) => view.document.title);
  const [name, setName] = useState(title);
  const saveAs = useSaveAs();
  const close = () => app.showDialog(null);
  const save = () => {
    const wanted = name.trim();
    if (wanted !== "") saveAs(wanted.endsWith(".manara") ? wanted : `${wanted}.manara`);
  };
  return (
    <Dialog
      title={t("saveAsTitle")}
      size="small"
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("cancel")}</Button>
          <Button variant="primary" onPress={save} isDisabled={name.trim() === ""}>
            {t("saveIt")}
          </Button>
        </>
      }
    >
      <form
        className={looks.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField label={t("fileName")} value={name} onChange={setName} maxLength={120} autoFocus />
        <p className={looks.path}>
          <bdi>{app.host.folder}</bdi>
        </p>
      </form>
    </Dialog>
  );
}
