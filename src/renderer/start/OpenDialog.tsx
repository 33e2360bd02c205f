import { FolderOpen } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { dateName } from "../i18n/names.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { Button } from "../ui/actions/Button.tsx";
import { DocumentList } from "../ui/fields/DocumentList.tsx";
import { FileDrop } from "../ui/fields/FileDrop.tsx";
import looks from "../ui/Looks.module.css";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { Dialog } from "../ui/surfaces/Dialog.tsx";
import { useTakeFile } from "./useTakeFile.ts";

/** Which document to open: the machine's own dialog, or in a browser Manara's folder and a file from this computer. */
export function OpenDialog() {
  const { host } = useApp();
  return host.dialogs === "native" ? <Native /> : <Listed />;
}

function Native() {
  const app = useApp();
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    app.showDialog(null);
    app.attempt(async () => {
      const chosen = await app.client.call("documents.choose", {});
      if (chosen !== null) await app.openDocument(chosen.handle);
    });
  }, [app]);
  return null;
}

function Listed() {
  const { t } = useTranslation("start");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const { value, error } = useCall("documents.list", {});
  const [chosen, setChosen] = useState<string | null>(null);
  const takeFile = useTakeFile();
  const close = () => app.showDialog(null);
  const open = (handle: string) => app.attempt(() => app.openDocument(handle));
  useEffect(() => {
    if (error !== null) app.report(error);
  }, [app, error]);
  return (
    <Dialog
      title={t("openTitle")}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("cancel")}</Button>
          <Button
            variant="primary"
            isDisabled={chosen === null}
            onPress={() => {
              if (chosen !== null) open(chosen);
            }}
          >
            {t("openIt")}
          </Button>
        </>
      }
    >
      <div className={looks.form}>
        <p className={looks.path}>
          <bdi>{app.host.folder}</bdi>
        </p>
        {value === null ? (
          <Progress label={t("loading")} />
        ) : (
          <DocumentList
            label={t("documents")}
            entries={value.map((entry) => ({ ...entry, when: dateName(entry.modified, language, "moment") }))}
            empty={<EmptyState icon={FolderOpen} title={t("noDocuments")} text={t("noDocumentsText")} />}
            selectionMode="single"
            selectionBehavior="replace"
            selectedKeys={chosen === null ? [] : [chosen]}
            onSelectionChange={(keys) => setChosen(keys === "all" ? null : String([...keys][0] ?? "") || null)}
            onOpen={open}
          />
        )}
        <FileDrop text={t("dropHere")} button={t("pickFile")} accepts={[".manara"]} onFile={takeFile} />
      </div>
    </Dialog>
  );
}
