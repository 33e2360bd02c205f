import { clsx } from "clsx";
import { ArrowRight, CircleCheck, Wrench } from "lucide-react";
import { useMemo, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Diagnostic, Severity } from "../../shared/base/diagnostics.ts";
import { isolateValue, unbroken } from "../i18n/names.ts";
import { useApp, useAppState, useOpen, useSession } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { Panel } from "../ui/surfaces/Panel.tsx";
import styles from "./Checks.module.css";
import { diagnosticText, target } from "./diagnosticText.ts";
import { countDiagnostics, groupDiagnostics } from "./groupDiagnostics.ts";
import { SeverityIcon } from "./SeverityIcon.tsx";
import { useMend } from "./useMend.ts";
import { type Target, useShow } from "./useShow.ts";

/** Everything that is wrong with what is looked at: where, why, what to do, and the way there. */

export interface Props {
  /** Null while the first examination runs. */
  readonly diagnostics: readonly Diagnostic[] | null;
  /** Leads to the place; otherwise the Design room opens there. */
  readonly onOpen?: (target: Target) => void;
  /** Safe replacements are offered; not where somebody only looks. */
  readonly canMend?: boolean;
  readonly className?: string;
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "notice"];

export function ChecksPanel({ diagnostics, onOpen, canMend = true, className }: Props) {
  const { t } = useTranslation("checks");
  const [only, setOnly] = useState<Severity | null>(null);
  const counts = useMemo(() => countDiagnostics(diagnostics ?? []), [diagnostics]);
  const shown = only !== null && counts[only] > 0 ? only : null;
  const total = diagnostics?.length ?? 0;
  return (
    <Panel
      title={t("title")}
      className={className}
      actions={
        total > 0 && (
          <ToggleButtonGroup
            aria-label={t("filter")}
            selectedKeys={shown === null ? [] : [shown]}
            onSelectionChange={(keys) => setOnly(SEVERITIES.find((severity) => keys.has(severity)) ?? null)}
            className={clsx(styles.filters)}
          >
            {SEVERITIES.map((severity) => (
              <ToggleButton
                key={severity}
                id={severity}
                isDisabled={counts[severity] === 0}
                aria-label={t(`count.${severity}`, { count: counts[severity] })}
                className={clsx(styles.filter)}
              >
                <SeverityIcon severity={severity} />
                {counts[severity]}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        )
      }
    >
      <p role="status" className="unseen">
        {diagnostics === null
          ? ""
          : total === 0
            ? t("none")
            : SEVERITIES.filter((severity) => counts[severity] > 0)
                .map((severity) => t(`count.${severity}`, { count: counts[severity] }))
                .join(t("comma"))}
      </p>
      {diagnostics === null ? (
        <div className={styles.waiting}>
          <Progress label={t("checking")} />
        </div>
      ) : total === 0 ? (
        <EmptyState icon={CircleCheck} title={t("none")} text={t("noneText")} />
      ) : (
        <FindingList
          diagnostics={shown === null ? diagnostics : diagnostics.filter(({ severity }) => severity === shown)}
          canMend={canMend}
          {...(onOpen === undefined ? {} : { onOpen })}
        />
      )}
    </Panel>
  );
}

/** The list alone, for places that have their own frame. */
export function FindingList({
  diagnostics,
  onOpen,
  canMend = false,
}: Pick<Props, "onOpen" | "canMend"> & { diagnostics: readonly Diagnostic[] }) {
  const { t, i18n } = useTranslation("checks");
  const { pack } = useOpen();
  const document = useSession((view) => view.document);
  const language = useAppState((state) => state.language);
  const show = useShow();
  const { attempt } = useApp();
  const mend = useMend();
  const items = useMemo(
    () =>
      diagnostics.map((one, index) => ({
        key: `${index} ${one.code}`,
        severity: one.severity,
        diagnostic: one,
        ...diagnosticText(i18n, one, pack, language),
        target: target(one, pack, document),
      })),
    [diagnostics, i18n, pack, language, document],
  );
  return (
    <div className={styles.list}>
      {groupDiagnostics(items, (item) => item).map(({ severity, places }) => (
        <section key={severity} aria-label={t(`severity.${severity}`)} className={styles.group}>
          <h3 className={styles.heading}>
            <SeverityIcon severity={severity} />
            {t(`severity.${severity}`)}
          </h3>
          {places.map(({ place, items: found }) => (
            <div key={place} className={styles.place}>
              {place !== "" && (
                <p className={styles.where} dir="auto">
                  {place}
                </p>
              )}
              <ul className={styles.items}>
                {found.map((item) => {
                  const to = item.target;
                  return (
                    <li key={item.key} className={styles.item}>
                      <div className={styles.words}>
                        {item.title !== item.message && (
                          <p className={styles.title} dir="auto">
                            {item.title}
                          </p>
                        )}
                        <p dir="auto">{unbroken(item.message)}</p>
                        {item.hint !== "" && (
                          <p className={styles.hint} dir="auto">
                            {unbroken(item.hint)}
                          </p>
                        )}
                      </div>
                      <div className={styles.ways}>
                        {canMend && item.diagnostic.fix !== undefined && (
                          <Button
                            variant="quiet"
                            icon={Wrench}
                            onPress={() => attempt(() => mend(item.diagnostic))}
                            className={styles.show}
                          >
                            {item.diagnostic.fix.text.trim() === ""
                              ? t("mend")
                              : t("replace", { text: isolateValue(item.diagnostic.fix.text) })}
                          </Button>
                        )}
                        {to !== null && (
                          <Button
                            variant="quiet"
                            icon={ArrowRight}
                            mirror
                            aria-label={t("showThis", { title: item.title, place })}
                            onPress={() => (onOpen ?? show)(to)}
                            className={styles.show}
                          >
                            {t("show")}
                          </Button>
                        )}
                      </div>
                    </li>
                  );
                })}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
