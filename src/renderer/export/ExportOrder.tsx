import { clsx } from "clsx";
import { Bell, FolderOpen, Printer, X } from "lucide-react";
import { useState } from "react";
import { CheckboxGroup, Label } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { EXPORT_FORMATS, type ExportFormat } from "../../shared/export/manifest.ts";
import { mayAskToNotify } from "../host/callBack.ts";
import { isolateValue } from "../i18n/names.ts";
import { usePieceName } from "../pieces/usePieceName.ts";
import { useApp, useOpen, useSession } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { Choice } from "../ui/fields/Choice.tsx";
import { Switch } from "../ui/fields/Switch.tsx";
import { Tick } from "../ui/fields/Tick.tsx";
import looks from "../ui/Looks.module.css";
import { Progress } from "../ui/status/Progress.tsx";
import { Panel } from "../ui/surfaces/Panel.tsx";
import styles from "./ExportOrder.module.css";
import type { ExportState } from "./exportRun.ts";

/** As which files, to where; then how far it is. */

export interface Folder {
  readonly target: string;
  readonly folder: string;
}

export interface Props {
  /** Pieces that are chosen. */
  readonly count: number;
  readonly formats: readonly ExportFormat[];
  readonly onFormats: (formats: readonly ExportFormat[]) => void;
  readonly draft: boolean;
  readonly onDraft: (draft: boolean) => void;
  /** Null for Manara's own. */
  readonly folder: Folder | null;
  readonly onFolder: (folder: Folder | null) => void;
  readonly ppi: number;
  readonly onPpi: (ppi: number) => void;
  readonly running: ExportState["running"];
  readonly canStart: boolean;
  readonly onStart: () => void;
  readonly onCancel: () => void;
}

/** Pixels per inch: for screens, for a projector or a copy shop, for a print shop that asks for pictures. */
const PPI = ["96", "150", "300"] as const;

export function ExportOrder(props: Props) {
  const { count, formats, onFormats, draft, onDraft, ppi, onPpi, running, canStart, onStart, onCancel } = props;
  const { t } = useTranslation("export");
  const { pack } = useOpen();
  const templates = useSession((view) => view.document.templates);
  const paper = pack.templates.some(({ id, pixels }) => templates.includes(id) && pixels === null);
  const raster = formats.some((format) => !format.endsWith("-pdf"));
  const isBusy = running !== null;
  return (
    <Panel title={t("files")} className={styles.order} bodyClassName={styles.orderBody}>
      <CheckboxGroup
        value={[...formats]}
        onChange={(values) => onFormats(EXPORT_FORMATS.filter((format) => values.includes(format)))}
        isDisabled={isBusy}
        className={clsx(styles.formats)}
      >
        <Label className={clsx(styles.label)}>{t("formats")}</Label>
        {EXPORT_FORMATS.map((format) => (
          <Tick key={format} value={format} className={styles.format}>
            <span className={looks.name}>{t(`format.${format}.name`)}</span>
            <span className={looks.path}>{t(`format.${format}.text`)}</span>
          </Tick>
        ))}
        {formats.length === 0 && <p className={styles.needed}>{t("formatNeeded")}</p>}
      </CheckboxGroup>
      {raster && paper && (
        <Choice
          label={t("ppi")}
          items={PPI.map((id) => ({
            id,
            label: t("ppiValue", { value: id }),
            description: t(`ppiText.${id}`),
          }))}
          value={PPI.find((id) => Number(id) === ppi) ?? "150"}
          onChange={(value) => onPpi(Number(value))}
          isDisabled={isBusy}
        />
      )}
      <Switch
        label={t("draft")}
        description={t("draftText")}
        isSelected={draft}
        onChange={onDraft}
        isDisabled={isBusy}
      />
      <Target {...props} />
      <div className={styles.run}>
        {running === null ? (
          <>
            <Button variant="primary" icon={Printer} isDisabled={!canStart} onPress={onStart}>
              {count === 0 ? t("run") : t(draft ? "runDraft" : "runFinal", { count })}
            </Button>
            {count === 0 && <p className={looks.path}>{t(draft ? "nothingChosen" : "nothingReady")}</p>}
          </>
        ) : (
          <Running running={running} onCancel={onCancel} />
        )}
      </div>
    </Panel>
  );
}

function Target({ folder, onFolder, running }: Props) {
  const { t } = useTranslation("export");
  const app = useApp();
  const choose = () =>
    app.attempt(async () => {
      const chosen = await app.client.call("exports.choose", {});
      if (chosen !== null) onFolder(chosen);
    });
  return (
    <div className={styles.target}>
      <p className={styles.label}>{t("folder")}</p>
      <p className={styles.folder}>{folder === null ? t("ownFolder") : <bdi dir="ltr">{folder.folder}</bdi>}</p>
      {app.host.dialogs === "native" && (
        <div className={styles.buttons}>
          <Button icon={FolderOpen} onPress={choose} isDisabled={running !== null}>
            {t("chooseFolder")}
          </Button>
          {folder !== null && (
            <Button variant="quiet" onPress={() => onFolder(null)} isDisabled={running !== null}>
              {t("useOwn")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Running({ running, onCancel }: { running: NonNullable<Props["running"]>; onCancel: () => void }) {
  const { t } = useTranslation("export");
  const names = usePieceName();
  const [mayAsk, setMayAsk] = useState(mayAskToNotify);
  const asked = () => setMayAsk(mayAskToNotify());
  const { progress, total } = running;
  const [template, edition] = progress?.what.split("/") ?? [];
  const last = template === undefined || edition === undefined ? "" : isolateValue(names.piece({ template, edition }));
  return (
    <>
      <Progress
        label={t("running")}
        value={progress?.done}
        max={Math.max(1, progress?.total ?? total)}
        text={t("progress", { done: progress?.done ?? 0, total: progress?.total ?? total })}
      />
      <p role="status" className={looks.path}>
        {last === "" ? t("starting") : t("lastDone", { piece: last })}
      </p>
      <span className={styles.buttons}>
        <Button icon={X} onPress={onCancel}>
          {t("cancel")}
        </Button>
        {mayAsk && (
          <Button variant="quiet" icon={Bell} onPress={() => void Notification.requestPermission().finally(asked)}>
            {t("tellMe")}
          </Button>
        )}
      </span>
    </>
  );
}
