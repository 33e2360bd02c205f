import { Check, History } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Edition } from "../../../shared/base/locale.ts";
import type { UnitStatus } from "../../../shared/localise/units/unitStatus.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { WordDifference } from "../../ui/status/WordDifference.tsx";
import styles from "./StaleNote.module.css";

/** The source is another than the words were written from: what changed, and that it does not matter. */

export interface Props {
  readonly title: string;
  readonly stale: NonNullable<UnitStatus["stale"]>;
  readonly source: Edition;
  /** Shown from the start. */
  readonly isOpen: boolean;
  /** Null where new words answer the change already. */
  readonly onStillRight: (() => void) | null;
}

export function StaleNote({ title, stale, source, isOpen, onStillRight }: Props) {
  const { t } = useTranslation("localise");
  const [isAsked, setAsked] = useState(false);
  const shows = isOpen || isAsked;
  return (
    <div className={styles.stale}>
      <div className={styles.staleHead}>
        <span>{onStillRight === null ? t("stale.answered") : t("stale.text")}</span>
        {!isOpen && (
          <Button variant="quiet" icon={History} aria-expanded={shows} onPress={() => setAsked(!isAsked)}>
            {t("stale.show")}
            <span className="unseen">{` ${title}`}</span>
          </Button>
        )}
        {onStillRight !== null && (
          <Button variant="quiet" icon={Check} onPress={onStillRight}>
            {t("stale.right")}
            <span className="unseen">{` ${title}`}</span>
          </Button>
        )}
      </div>
      {shows && <WordDifference changes={stale.changes} edition={source.tag} direction={source.direction} />}
    </div>
  );
}
