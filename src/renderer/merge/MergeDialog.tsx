import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApp, useOpen } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { Dialog } from "../ui/surfaces/Dialog.tsx";
import { ChooseCopy } from "./ChooseCopy.tsx";
import { Comparison } from "./Comparison.tsx";
import type { ChosenCopy } from "./mergePreview.ts";

/** Two copies of the open document → one: which copy, what will happen, what to choose; then the merge, or nothing. */

/** Asks for the other copy first. */
export function MergeDialog() {
  const { t } = useTranslation("merge");
  const close = useClose();
  const [copy, setCopy] = useState<ChosenCopy | null>(null);
  if (copy !== null) return <Comparison copy={copy} title={t("title")} onBack={() => setCopy(null)} onClose={close} />;
  return (
    <Dialog title={t("title")} onClose={close} actions={<Button onPress={close}>{t("cancel")}</Button>}>
      <ChooseCopy onChoose={setCopy} />
    </Dialog>
  );
}

/** With what somebody else saved under this document's own name. */
export function MergeFileDialog() {
  const { t } = useTranslation("merge");
  const { session } = useOpen();
  const close = useClose();
  const { name } = session.store.getState().confirmed;
  return <Comparison copy={{ other: { from: "disk" }, name: name ?? "" }} title={t("titleFile")} onClose={close} />;
}

function useClose(): () => void {
  const app = useApp();
  return () => app.showDialog(null);
}
