import { CircleX, Download, FolderOpen, Images } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FindingList } from "../checks/ChecksPanel.tsx";
import { localeOf } from "../i18n/names.ts";
import { usePieceName } from "../pieces/usePieceName.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { problemText } from "../ui/status/problemText.ts";
import { Tag } from "../ui/status/Tag.tsx";
import { Panel } from "../ui/surfaces/Panel.tsx";
import styles from "./ExportResult.module.css";
import { sizeIn } from "./exportable.ts";
import type { Exported, ExportState } from "./exportRun.ts";

/** The files of the last export, or why there are none. */
export function ExportResult({ state }: { readonly state: ExportState }) {
  const { t, i18n } = useTranslation("export");
  const app = useApp();
  const { result, error, running, wasCancelled } = state;
  const reveal = () =>
    app.attempt(async () => {
      if (result !== null) await app.client.call("exports.reveal", { target: result.target });
    });
  return (
    <Panel
      title={t("result")}
      className={styles.result}
      actions={
        result !== null &&
        app.host.dialogs === "native" && (
          <Button icon={FolderOpen} onPress={reveal}>
            {t("reveal")}
          </Button>
        )
      }
    >
      {error !== null && (
        <div role="alert" className={styles.problem}>
          <p className={styles.problemTitle}>
            <CircleX size={20} aria-hidden="true" />
            {problemText(i18n, error).title}
          </p>
          <p>{problemText(i18n, error).hint}</p>
          {error.diagnostics.length > 0 && <FindingList diagnostics={error.diagnostics} />}
        </div>
      )}
      {wasCancelled && running === null && (
        <p role="status" className={styles.cancelled}>
          {t("cancelled")}
        </p>
      )}
      {result !== null ? (
        <Files result={result} />
      ) : (
        error === null && !wasCancelled && <EmptyState icon={Images} title={t("none")} text={t("noneText")} />
      )}
    </Panel>
  );
}

function Files({ result }: { readonly result: Exported }) {
  const { t } = useTranslation("export");
  const { client } = useApp();
  const language = useAppState((state) => state.language);
  const names = usePieceName();
  const size = (bytes: number) => {
    const { value, unit } = sizeIn(bytes);
    return new Intl.NumberFormat(localeOf(language), { style: "unit", unit, unitDisplay: "short" }).format(value);
  };
  return (
    <>
      <p className={styles.where}>
        {result.draft && <Tag tone="warn">{t("drafts")}</Tag>}
        <span>{t("inFolder")}</span>
        <bdi dir="ltr" className={styles.path}>
          {result.folder}
        </bdi>
      </p>
      <ul className={styles.fileList}>
        {result.files.map((file) => {
          const name = file.path.split("/").at(-1) ?? file.path;
          const full = `${file.edition}-${name}`;
          return (
            <li key={file.path} className={styles.file}>
              <span className={looks.words}>
                <span className={looks.name}>{names.piece(file)}</span>
                <span className={looks.path}>
                  {t(`format.${file.format}.name`)} · <bdi dir="ltr">{name}</bdi> · <bdi>{size(file.bytes)}</bdi>
                </span>
              </span>
              <a
                href={`${client.assetUrl(file.asset)}?name=${encodeURIComponent(full)}`}
                download={full}
                aria-label={t("downloadThis", { name: full })}
                className={styles.download}
              >
                <Download size={16} aria-hidden="true" />
                {t("download")}
              </a>
            </li>
          );
        })}
      </ul>
      {result.diagnostics.length > 0 && (
        <details className={styles.noticed}>
          <summary>{t("noticed", { count: result.diagnostics.length })}</summary>
          <FindingList diagnostics={result.diagnostics} />
        </details>
      )}
    </>
  );
}
