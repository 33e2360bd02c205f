import { FileText, FolderOpen, HardDrive, Upload } from "lucide-react";
import { useState } from "react";
import { DropZone, FileTrigger, ListBox, ListBoxItem, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { dateName, isolate } from "../i18n/names.ts";
import { useApp, useAppState, useOpen } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { Button } from "../ui/actions/Button.tsx";
import { classes } from "../ui/classes.ts";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { problemText } from "../ui/status/problemText.ts";
import type { ChosenCopy } from "./copies.ts";
import styles from "./Merge.module.css";

/** Which copy: the document's own file, one from the machine's dialog or from Manara's folder, one from this computer. */

export interface Props {
  readonly onChoose: (copy: ChosenCopy) => void;
}

export function ChooseCopy({ onChoose }: Props) {
  const { t } = useTranslation("merge");
  const app = useApp();
  const { session } = useOpen();
  const name = useStore(session.store, (view) => view.confirmed.name);
  const choose = () =>
    app.attempt(async () => {
      const chosen = await app.client.call("documents.choose", {});
      if (chosen !== null) onChoose({ other: { from: "file", handle: chosen.handle }, name: "" });
    });
  return (
    <div className={styles.form}>
      <p>{t("choose.text")}</p>
      {name !== null && (
        <div className={styles.way}>
          <div className={styles.grow}>
            <p className={styles.strong}>{t("choose.disk")}</p>
            <p className={styles.quiet}>{t("choose.diskText", { name: isolate(name) })}</p>
          </div>
          <Button icon={HardDrive} onPress={() => onChoose({ other: { from: "disk" }, name })}>
            {t("compare")}
          </Button>
        </div>
      )}
      {app.host.dialogs === "native" ? (
        <Button icon={FolderOpen} variant="primary" onPress={choose} className={styles.start}>
          {t("choose.file")}
        </Button>
      ) : (
        <Listed own={name} onChoose={onChoose} />
      )}
    </div>
  );
}

/** @param own name of the open document's file, which is no other copy. */
function Listed({ own, onChoose }: Props & { readonly own: string | null }) {
  const { t, i18n } = useTranslation("merge");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const { value, error } = useCall("documents.list", {});
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const entries = (value ?? []).filter(({ name }) => name !== own);
  const take = async (file: File | undefined) => {
    if (file === undefined || isPending) return;
    setPending(true);
    setProblem(null);
    try {
      const upload = await app.client.put(new Uint8Array(await file.arrayBuffer()));
      onChoose({ other: { from: "upload", upload, name: file.name.slice(0, 200) }, name: file.name });
    } catch (failure) {
      setProblem(failure);
    } finally {
      setPending(false);
    }
  };
  const failed = problem ?? error;
  const wrong = failed === null ? null : problemText(i18n, failed);
  return (
    <>
      {wrong !== null && (
        <div role="alert" className={styles.wrong}>
          <strong>{wrong.title}</strong>
          <p>{wrong.hint}</p>
        </div>
      )}
      {value === null ? (
        error === null && <Progress label={t("loading")} />
      ) : (
        <div>
          <p className={styles.label}>{t("choose.list")}</p>
          <ListBox
            aria-label={t("choose.list")}
            onAction={(key) => {
              const entry = entries.find(({ handle }) => handle === key);
              if (entry !== undefined) onChoose({ other: { from: "file", handle: entry.handle }, name: entry.name });
            }}
            className={classes(styles.list)}
            renderEmptyState={() => (
              <EmptyState icon={FolderOpen} title={t("choose.none")} text={t("choose.noneText")} />
            )}
          >
            {entries.map(({ handle, title, name, modified }) => (
              <ListBoxItem key={handle} id={handle} textValue={title} className={classes(styles.entry)}>
                <FileText size={20} aria-hidden="true" />
                <span className={styles.words}>
                  <Text slot="label" dir="auto">
                    {title}
                  </Text>
                  <Text slot="description" className={classes(styles.entryFacts)}>
                    <bdi>{name}</bdi>
                    <span>{dateName(modified, language, "moment")}</span>
                  </Text>
                </span>
              </ListBoxItem>
            ))}
          </ListBox>
        </div>
      )}
      <DropZone
        aria-label={t("choose.drop")}
        onDrop={({ items }) => {
          const file = items.find((item) => item.kind === "file");
          if (file !== undefined) app.attempt(async () => take(await file.getFile()));
        }}
        className={classes(styles.drop)}
      >
        <span>{t("choose.drop")}</span>
        <FileTrigger acceptedFileTypes={[".manara"]} onSelect={(files) => app.attempt(() => take(files?.[0]))}>
          <Button icon={Upload} isPending={isPending}>
            {t("choose.pick")}
          </Button>
        </FileTrigger>
      </DropZone>
    </>
  );
}
