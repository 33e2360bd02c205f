import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallOutput } from "../../../shared/contract/contract.ts";
import { useApp, useOpen } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { FileDrop } from "../../ui/fields/FileDrop.tsx";
import { TextField } from "../../ui/fields/TextField.tsx";
import looks from "../../ui/Looks.module.css";
import { Problem } from "../../ui/status/Problem.tsx";
import { Progress } from "../../ui/status/Progress.tsx";
import { Dialog } from "../../ui/surfaces/Dialog.tsx";
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
  const { t } = useTranslation("localise");
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

  const take = async (file: File) => {
    if (by === "" || isPending) return;
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
  return (
    <Dialog title={t("import.title")} onClose={onClose} actions={<Button onPress={onClose}>{t("cancel")}</Button>}>
      <div className={looks.form}>
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
        <Problem error={problem} ref={failed} />
        {/* It stays while a file is read: without it the keys would belong to nothing. */}
        <FileDrop
          text={t("import.drop")}
          button={t("import.pick")}
          accepts={ENDINGS}
          variant="primary"
          isDisabled={by === ""}
          isPending={isPending}
          onFile={take}
        />
        {isPending && <Progress label={t("import.reading")} />}
      </div>
    </Dialog>
  );
}
