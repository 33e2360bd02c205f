import { Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CallOutput } from "../../../shared/contract/contract.ts";
import { editionName, isolateValue } from "../../i18n/names.ts";
import { useAppState, useOpen, useSession } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import looks from "../../ui/Looks.module.css";
import { Tag, type Tone } from "../../ui/status/Tag.tsx";
import { Dialog } from "../../ui/surfaces/Dialog.tsx";
import styles from "./Import.module.css";

/** What became of every unit of a file: what could not be taken comes first, with its reason. */

type Imported = CallOutput<"localise.import">;

export interface Props {
  readonly file: string;
  readonly report: Imported;
  readonly onClose: () => void;
}

type Outcome = Imported["units"][number]["outcome"];

const ORDER: readonly Outcome[] = ["skipped", "taken", "unchanged", "empty"];
const TONES: Readonly<Record<Outcome, Tone>> = {
  skipped: "danger",
  taken: "ok",
  unchanged: "neutral",
  empty: "neutral",
};

export function ImportReport({ file, report, onClose }: Props) {
  const { t } = useTranslation("localise");
  const language = useAppState((state) => state.language);
  const { pack, session } = useOpen();
  const family = useSession((view) => view.document.family);
  const revision = useSession((view) => view.confirmed.revision);
  const slots = pack.content.find(({ id }) => id === family)?.slots ?? [];
  const nameOf = (slot: string) => slots.find(({ id }) => id === slot)?.title[language] ?? slot;
  const inOrder = ORDER.flatMap((outcome) => report.units.filter((unit) => unit.outcome === outcome));
  const isQuiet = (unit: Imported["units"][number]) => unit.outcome === "unchanged" && unit.warnings.length === 0;
  const told = inOrder.filter((unit) => !isQuiet(unit));
  const quiet = inOrder.filter(isQuiet);
  const changed = report.units.some(({ outcome }) => outcome === "taken");
  return (
    <Dialog
      title={t("import.done")}
      onClose={onClose}
      actions={
        <>
          {changed && (
            <Button
              icon={Undo2}
              mirror
              // Somebody wrote since: undo would take that back instead.
              isDisabled={revision !== report.revision}
              onPress={() => {
                session.undo();
                onClose();
              }}
            >
              {t("import.undo")}
            </Button>
          )}
          <Button variant="primary" onPress={onClose}>
            {t("import.close")}
          </Button>
        </>
      }
    >
      <div className={looks.form}>
        <p role="status">
          {t("import.into", { file: isolateValue(file), edition: isolateValue(editionName(report.edition, language)) })}
        </p>
        <p className={styles.counts}>
          {ORDER.map((outcome) => {
            const count = report.units.filter((unit) => unit.outcome === outcome).length;
            return count === 0 ? null : (
              <Tag key={outcome} tone={TONES[outcome]}>
                {t("counted", { state: t(`import.outcome.${outcome}`), count })}
              </Tag>
            );
          })}
          {report.absent.length > 0 && (
            <Tag>{t("counted", { state: t("import.absent"), count: report.absent.length })}</Tag>
          )}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keys */}
        <section tabIndex={0} aria-label={t("import.done")} className={styles.list}>
          <Units units={told} nameOf={nameOf} />
          {quiet.length > 0 && (
            <details>
              <summary>{t("counted", { state: t("import.outcome.unchanged"), count: quiet.length })}</summary>
              <Units units={quiet} nameOf={nameOf} />
            </details>
          )}
        </section>
      </div>
    </Dialog>
  );
}

interface UnitsProps {
  readonly units: Imported["units"];
  readonly nameOf: (slot: string) => string;
}

function Units({ units, nameOf }: UnitsProps) {
  const { t } = useTranslation("localise");
  return (
    <ul className={styles.units}>
      {units.map((unit, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a file may name a slot twice
          key={`${unit.slot} ${index}`}
          className={styles.unit}
        >
          <span className={styles.unitHead}>
            <bdi>{nameOf(unit.slot)}</bdi>
            <Tag tone={TONES[unit.outcome]}>{t(`import.outcome.${unit.outcome}`)}</Tag>
            {unit.reviewed && <Tag tone="ok">{t("state.reviewed")}</Tag>}
          </span>
          {unit.reason !== null && <span className={styles.reason}>{t(`import.reason.${unit.reason}`)}</span>}
          {unit.warnings.map((warning) => (
            <span key={warning} className={looks.quiet}>
              {t(`import.warning.${warning}`)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
