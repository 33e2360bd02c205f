import { Upload } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { DropZone, FileTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { CallOutput } from "../../../shared/contract/contract.ts";
import { useApp, useOpen } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { classes } from "../../ui/classes.ts";
import { TextField } from "../../ui/fields/TextField.tsx";
import { Progress } from "../../ui/status/Progress.tsx";
import { problemText } from "../../ui/status/problemText.ts";
import { Dialog } from "../../ui/surfaces/Dialog.tsx";
import styles from "./Import.module.css";
import { ImportReport } from "./ImportReport.tsx";

/** A translated file → the document's words, in one step that can be taken back; then what became of every unit. */

export interface Props {
  /** Null where nobody said one. */
  readonly name: string | null;
  readonly onClose: () => void;
  /** The edition that the words came into. */
  readonly onTaken: (edition: string) => void;
}

/** Endings of what translators' tools give back. */
const ENDINGS = [".xlf", ".xliff", ".csv"];

export function ImportDialog({ name, onClose, onTaken }: Props) {
  const { t, i18n } = useTranslation("localise");
  const app = useApp();
  const { session } = useOpen();
  const [said, setSaid] = useState("");
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [done, setDone] = useState<{ readonly file: string; readonly report: CallOutput<"localise.import"> } | null>(
    null,
  );
  const failed = useRef<HTMLDivElement>(null);
  // The machine's own dialog may leave the keys with nobody: Escape has to work.
  useLayoutEffect(() => {
    if (problem !== null) failed.current?.focus();
  }, [problem]);
  const by = name ?? said.trim();

  const take = async (file: File | undefined) => {
    if (file === undefined || by === "" || isPending) return;
    setPending(true);
    setProblem(null);
    try {
      if (name === null) await app.changeSettings({ name: by });
      await session.settle();
      const upload = await app.client.put(new Uint8Array(await file.arrayBuffer()));
      const report = await app.client.call("localise.import", { session: session.id, upload, edition: null, by });
      setDone({ file: file.name, report });
      onTaken(report.edition);
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  };

  if (done !== null) return <ImportReport {...done} onClose={onClose} />;
  const wrong = problem === null ? null : problemText(i18n, problem);
  return (
    <Dialog title={t("import.title")} onClose={onClose} actions={<Button onPress={onClose}>{t("cancel")}</Button>}>
      <div className={styles.form}>
        <p>{t("import.text")}</p>
        {name === null && (
          <TextField
            label={t("name.label")}
            description={t("name.text")}
            value={said}
            onChange={setSaid}
            maxLength={200}
            autoFocus
          />
        )}
        {wrong !== null && (
          <div ref={failed} role="alert" tabIndex={-1} className={styles.wrong}>
            <strong>{wrong.title}</strong>
            <p>{wrong.hint}</p>
          </div>
        )}
        {/* It stays while a file is read: without it the keys would belong to nothing. */}
        <DropZone
          aria-label={t("import.drop")}
          isDisabled={by === ""}
          onDrop={({ items }) => {
            const file = items.find((item) => item.kind === "file");
            if (file !== undefined) app.attempt(async () => take(await file.getFile()));
          }}
          className={classes(styles.drop)}
        >
          <span>{t("import.drop")}</span>
          <FileTrigger acceptedFileTypes={ENDINGS} onSelect={(files) => app.attempt(() => take(files?.[0]))}>
            <Button icon={Upload} variant="primary" isDisabled={by === ""} isPending={isPending}>
              {t("import.pick")}
            </Button>
          </FileTrigger>
        </DropZone>
        {isPending && <Progress label={t("import.reading")} />}
      </div>
    </Dialog>
  );
}
