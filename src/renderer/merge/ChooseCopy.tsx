import { clsx } from "clsx";
import { FolderOpen, HardDrive } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { cutText } from "../../shared/base/unicode.ts";
import { dateName, isolateValue } from "../i18n/names.ts";
import { useApp, useAppState, useOpen } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { Button } from "../ui/actions/Button.tsx";
import { DocumentList } from "../ui/fields/DocumentList.tsx";
import { FileDrop } from "../ui/fields/FileDrop.tsx";
import looks from "../ui/Looks.module.css";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Problem } from "../ui/status/Problem.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import styles from "./ChooseCopy.module.css";
import type { ChosenCopy } from "./mergePreview.ts";

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
    <div className={looks.form}>
      <p>{t("choose.text")}</p>
      {name !== null && (
        <div className={styles.way}>
          <div className={looks.words}>
            <p className={looks.strong}>{t("choose.disk")}</p>
            <p className={looks.quiet}>{t("choose.diskText", { name: isolateValue(name) })}</p>
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
  const { t } = useTranslation("merge");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const { value, error } = useCall("documents.list", {});
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const entries = (value ?? []).filter(({ name }) => name !== own);
  const take = async (file: File) => {
    if (isPending) return;
    setPending(true);
    setProblem(null);
    try {
      const upload = await app.client.put(new Uint8Array(await file.arrayBuffer()));
      onChoose({ other: { from: "upload", upload, name: cutText(file.name, 200) }, name: file.name });
    } catch (failure) {
      setProblem(failure);
    } finally {
      setPending(false);
    }
  };
  const failed = problem ?? error;
  return (
    <>
      <Problem error={failed} />
      {value === null ? (
        error === null && <Progress label={t("loading")} />
      ) : (
        <div>
          <p className={clsx(looks.quiet, styles.label)}>{t("choose.list")}</p>
          <DocumentList
            label={t("choose.list")}
            entries={entries.map((entry) => ({ ...entry, when: dateName(entry.modified, language, "moment") }))}
            empty={<EmptyState icon={FolderOpen} title={t("choose.none")} text={t("choose.noneText")} />}
            onOpen={(handle) => {
              const entry = entries.find((one) => one.handle === handle);
              if (entry !== undefined) onChoose({ other: { from: "file", handle }, name: entry.name });
            }}
          />
        </div>
      )}
      <FileDrop
        text={t("choose.drop")}
        button={t("choose.pick")}
        accepts={[".manara"]}
        onFile={take}
        isPending={isPending}
      />
    </>
  );
}
