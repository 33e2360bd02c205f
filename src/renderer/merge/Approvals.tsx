import { RotateCcw, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MergeChoices, OtherCopy } from "../../shared/contract/mergeCalls.ts";
import { usePieceName } from "../pieces/usePieceName.ts";
import { useCall } from "../state/useCall.ts";
import looks from "../ui/Looks.module.css";
import { Progress } from "../ui/status/Progress.tsx";
import styles from "./Approvals.module.css";

/** Which approvals hold for the pages as they would be. */

export interface Props {
  readonly session: string;
  readonly other: OtherCopy;
  readonly choices: MergeChoices;
}

export function Approvals({ session, other, choices }: Props) {
  const { t } = useTranslation("merge");
  const names = usePieceName();
  const { value, error } = useCall("merge.approvals", { session, other, choices });
  // What keeps the pages from being compared is said where the copies are.
  if (error !== null) return null;
  const rows = [
    { id: "holds", icon: ShieldCheck, tone: looks.ok, pieces: (value ?? []).filter(({ holds }) => holds) },
    { id: "lapses", icon: RotateCcw, tone: looks.warn, pieces: (value ?? []).filter(({ holds }) => !holds) },
  ] as const;
  return (
    <section aria-label={t("approvals.title")} className={looks.section}>
      <h3 className={looks.strong}>{t("approvals.title")}</h3>
      {value === null ? (
        <Progress label={t("approvals.checking")} />
      ) : (
        <div role="status" className={styles.approvals}>
          {value.length === 0 && <p className={looks.quiet}>{t("approvals.none")}</p>}
          {rows.map(
            ({ id, icon: Icon, tone, pieces }) =>
              pieces.length > 0 && (
                <div key={id}>
                  <p className={tone}>
                    <Icon size={16} aria-hidden="true" /> {t(`approvals.${id}`)}
                  </p>
                  <ul>
                    {pieces.map((piece) => (
                      <li key={`${piece.template} ${piece.edition}`}>{names.piece(piece)}</li>
                    ))}
                  </ul>
                </div>
              ),
          )}
        </div>
      )}
    </section>
  );
}
