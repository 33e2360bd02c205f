import { clsx } from "clsx";
import { Check, Copy, Undo2 } from "lucide-react";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import { Button as Cell } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { UnitStatus } from "../../../shared/localise/units/unitStatus.ts";
import { diagnosticText } from "../../checks/diagnosticText.ts";
import { countDiagnostics } from "../../checks/groupDiagnostics.ts";
import { SeverityIcon } from "../../checks/SeverityIcon.tsx";
import { SlotEditor, type SlotHandle } from "../../editor/SlotEditor.tsx";
import type { WordMark, WordRange } from "../../editor/wordMarks.ts";
import { OpenRemarks } from "../../remarks/OpenRemarks.tsx";
import { IconButton } from "../../ui/actions/IconButton.tsx";
import looks from "../../ui/Looks.module.css";
import { Tag } from "../../ui/status/Tag.tsx";
import { KEYS } from "./keys.ts";
import { Length } from "./Length.tsx";
import { RichView, type ViewMark } from "./RichView.tsx";
import { RowDetails } from "./RowDetails.tsx";
import type { RowProps } from "./rowProps.ts";
import styles from "./SlotRow.module.css";
import { StaleNote } from "./StaleNote.tsx";
import { StateTag } from "./StateTag.tsx";
import { sourceTerms } from "./sourceTerms.ts";
import { wordRange } from "./wordFindings.ts";

/** One slot: the words to be translated, the words that stand for them in the other edition, and how far they are. */

export const SlotRow = memo(function SlotRow(props: RowProps) {
  const { placed, pack, language, source, target, sourceWords, words, state, status, findings, isActive } = props;
  const { actions, onActivate } = props;
  const { slot, locked } = placed;
  const { t, i18n } = useTranslation("localise");
  const row = useRef<HTMLLIElement>(null);
  const cell = useRef<HTMLButtonElement>(null);
  const wasActive = useRef(false);
  const [caret, setCaret] = useState<WordRange | null>(null);
  const [editor, setEditor] = useState<SlotHandle | null>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: "nearest" });
    // After Escape the keys belong to the row again.
    else if (wasActive.current && document.activeElement === document.body) cell.current?.focus();
    wasActive.current = isActive;
    if (!isActive) setCaret(null);
  }, [isActive]);
  const stale = useHeld(status.stale, isActive);
  const marks = useMemo(
    () =>
      findings.flatMap((one): WordMark[] => {
        const range = wordRange(one);
        const { message } = diagnosticText(i18n, one, pack, language);
        return range === null ? [] : [{ ...range, severity: one.severity, title: message }];
      }),
    [findings, i18n, pack, language],
  );
  const viewMarks = useMemo(
    () => marks.map(({ severity, ...mark }): ViewMark => ({ ...mark, look: severity })),
    [marks],
  );
  const terms = useMemo(
    () => (source === null ? [] : sourceTerms(sourceWords, pack, source.tag, target.tag)),
    [source, target, sourceWords, pack],
  );
  const termMarks = useMemo(
    () =>
      terms.flatMap(({ places, approved }) =>
        places.map((place): ViewMark => ({ ...place, look: "term", title: approved.join(" / ") })),
      ),
    [terms],
  );
  const title = slot.title[language];
  const id = `slot-${slot.id}`;
  const isWork = source !== null && !locked;
  return (
    <li ref={row} data-slot={slot.id} className={clsx(styles.row, isActive && styles.active)}>
      <div className={styles.rowHead}>
        <h3 className={styles.rowTitle}>{title}</h3>
        <span id={`${id}-hint`} className={looks.quiet}>
          <Length slot={slot} pack={pack} target={target} words={words} isActive={isActive} crowded={props.crowded} />
        </span>
        <span className={styles.rowEnd}>
          <OpenRemarks edition={target.tag} slot={slot.id} />
          <Counts findings={findings} />
          <StateTag state={state} />
          {isWork && (
            <IconButton
              label={t("copy", { slot: title })}
              icon={Copy}
              shortcut={KEYS.copy}
              isDisabled={sourceWords.length === 0}
              onPress={() => actions.copy(slot.id)}
            />
          )}
          {isWork &&
            (state === "reviewed" ? (
              <IconButton
                label={t("takeBack", { slot: title })}
                icon={Undo2}
                mirror
                onPress={() => actions.takeBack(slot.id)}
              />
            ) : (
              <IconButton
                label={t("review", { slot: title })}
                icon={Check}
                shortcut={KEYS.review}
                isDisabled={words.length === 0}
                onPress={() => actions.review(slot.id, findings, () => undefined)}
              />
            ))}
        </span>
      </div>
      {stale !== null && source !== null && (
        <StaleNote
          title={title}
          stale={stale}
          source={source}
          isOpen={isActive}
          onStillRight={status.stale === null ? null : () => actions.stillRight(slot.id)}
        />
      )}
      <div className={source === null ? styles.alone : styles.pair}>
        {source !== null && (
          <div className={styles.source}>
            {sourceWords.length === 0 ? (
              <span className={looks.quiet}>{t("noSource")}</span>
            ) : (
              <RichView
                content={sourceWords}
                pack={pack}
                edition={source.tag}
                direction={source.direction}
                marks={termMarks}
              />
            )}
          </div>
        )}
        {isActive && !locked ? (
          <SlotEditor
            slot={slot}
            edition={target}
            look="field"
            autoFocus
            onLeave={() => onActivate(null)}
            describedBy={`${id}-hint`}
            marks={marks}
            onCaret={setCaret}
            onHandle={setEditor}
          />
        ) : locked ? (
          <div className={styles.target}>
            <RichView content={words} pack={pack} edition={target.tag} direction={target.direction} />
          </div>
        ) : (
          <Cell ref={cell} className={clsx(styles.target, styles.cell)} onPress={() => onActivate(slot.id)}>
            <span className="unseen">{t("write", { slot: title })}</span>
            {words.length === 0 ? (
              <span className={looks.quiet}>{t("writeHere")}</span>
            ) : (
              <RichView
                content={words}
                pack={pack}
                edition={target.tag}
                direction={target.direction}
                marks={viewMarks}
              />
            )}
          </Cell>
        )}
      </div>
      {locked && <p className={looks.quiet}>{t("lockedText")}</p>}
      {isActive && <RowDetails {...props} terms={terms} caret={caret} editor={editor} />}
    </li>
  );
});

/** What was stale when the row was opened stays in sight while it is written: new words answer it at the first letter. */
function useHeld(stale: UnitStatus["stale"], isActive: boolean): UnitStatus["stale"] {
  const held = useRef(stale);
  if (!isActive || stale !== null) held.current = stale;
  return held.current;
}

function Counts({ findings }: { readonly findings: readonly Diagnostic[] }) {
  const { t } = useTranslation("checks");
  const counts = countDiagnostics(findings);
  return (
    <>
      {counts.error > 0 && (
        <Tag tone="danger">
          <SeverityIcon severity="error" size={12} /> <span aria-hidden="true">{counts.error}</span>
          <span className="unseen">{t("count.error", { count: counts.error })}</span>
        </Tag>
      )}
      {counts.warning > 0 && (
        <Tag tone="warn">
          <SeverityIcon severity="warning" size={12} /> <span aria-hidden="true">{counts.warning}</span>
          <span className="unseen">{t("count.warning", { count: counts.warning })}</span>
        </Tag>
      )}
    </>
  );
}
