import { FileText, FolderOpen, Upload } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { DropZone, FileTrigger, ListBox, ListBoxItem, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { dateName } from "../i18n/names.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { Button } from "../ui/actions/Button.tsx";
import { classes } from "../ui/classes.ts";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { Dialog } from "../ui/surfaces/Dialog.tsx";
import styles from "./NewDialog.module.css";
import { isFileDrop, useTakeFile } from "./useTakeFile.ts";

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
  const take = (file: File | undefined) => {
    if (file !== undefined) app.attempt(() => takeFile(file));
  };
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
      <div className={styles.form}>
        <p className={styles.folder}>
          <bdi>{app.host.folder}</bdi>
        </p>
        {value === null ? (
          <Progress label={t("loading")} />
        ) : (
          <ListBox
            aria-label={t("documents")}
            selectionMode="single"
            selectionBehavior="replace"
            selectedKeys={chosen === null ? [] : [chosen]}
            onSelectionChange={(keys) => setChosen(keys === "all" ? null : String([...keys][0] ?? "") || null)}
            onAction={(key) => open(String(key))}
            className={classes(styles.list)}
            renderEmptyState={() => (
              <EmptyState icon={FolderOpen} title={t("noDocuments")} text={t("noDocumentsText")} />
            )}
          >
            {value.map(({ handle, title, name, modified }) => (
              <ListBoxItem key={handle} id={handle} textValue={title} className={classes(styles.entry)}>
                <FileText size={20} aria-hidden="true" />
                <span className={styles.words}>
                  <Text slot="label" dir="auto">
                    {title}
                  </Text>
                  <Text slot="description" className={classes(styles.more)}>
                    <bdi>{name}</bdi>
                    <span className={styles.when}>{dateName(modified, language, "moment")}</span>
                  </Text>
                </span>
              </ListBoxItem>
            ))}
          </ListBox>
        )}
        <DropZone
          aria-label={t("dropHere")}
          onDrop={({ items }) => {
            const file = items.find(isFileDrop);
            if (file !== undefined) app.attempt(async () => take(await file.getFile()));
          }}
          className={classes(styles.drop)}
        >
          <span>{t("dropHere")}</span>
          <FileTrigger acceptedFileTypes={[".manara"]} onSelect={(files) => take(files?.[0])}>
            <Button icon={Upload}>{t("pickFile")}</Button>
          </FileTrigger>
        </DropZone>
      </div>
    </Dialog>
  );
}
