import { Copy, Lock, Wrench } from "lucide-react";
import { memo, useEffect, useMemo, useRef } from "react";
import { Button as Cell } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import type { Edition } from "../../shared/base/locale.ts";
import type { RichText } from "../../shared/document/documentSchema.ts";
import type { SlotStatus } from "../../shared/document/slotStatuses.ts";
import { termHits } from "../../shared/localise/termHits.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import { diagnosticText } from "../checks/diagnosticText.ts";
import { countDiagnostics } from "../checks/groupDiagnostics.ts";
import { SeverityIcon } from "../checks/SeverityIcon.tsx";
import type { PlacedSlot } from "../checks/slotPlaces.ts";
import { unbroken } from "../checks/unbroken.ts";
import { useMend } from "../checks/useMend.ts";
import { writtenIn } from "../document/frameFacts.ts";
import { SlotEditor } from "../document/SlotEditor.tsx";
import { isolate } from "../i18n/names.ts";
import { useApp } from "../state/hooks.ts";
import { Button } from "../ui/Button.tsx";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Tag, type Tone } from "../ui/Tag.tsx";
import styles from "./Localise.module.css";
import { RichView } from "./RichView.tsx";

/** One slot: the words to be translated, and the words that stand for them in the other edition. */

export interface Props {
  readonly placed: PlacedSlot;
  readonly pack: TemplatePack;
  readonly language: InterfaceLanguage;
  /** Null where there is nothing to translate from. */
  readonly source: Edition | null;
  readonly target: Edition;
  readonly sourceWords: RichText;
  readonly words: RichText;
  readonly status: SlotStatus;
  readonly problems: readonly Diagnostic[];
  readonly isActive: boolean;
  readonly onActivate: (slot: string | null) => void;
  readonly onCopy: (slot: string) => void;
}

const TONES: Readonly<Record<SlotStatus, Tone>> = { filled: "ok", empty: "neutral", missing: "warn" };

export const SlotRow = memo(function SlotRow(props: Props) {
  const { placed, pack, language, source, target, sourceWords, words, status, isActive } = props;
  const { onActivate, onCopy } = props;
  const { slot, locked } = placed;
  const { t } = useTranslation("localise");
  const row = useRef<HTMLLIElement>(null);
  const cell = useRef<HTMLButtonElement>(null);
  const wasActive = useRef(false);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: "nearest" });
    // After Escape the keys belong to the row again.
    else if (wasActive.current && document.activeElement === document.body) cell.current?.focus();
    wasActive.current = isActive;
  }, [isActive]);
  // The state of the row says already that its words are missing.
  const problems = props.problems.filter(({ code }) => code !== "localise/required-slot");
  const { error, warning } = countDiagnostics(problems);
  const title = slot.title[language];
  const id = `slot-${slot.id}`;
  return (
    <li ref={row} data-slot={slot.id} className={classes(styles.row, isActive && styles.active)}>
      <div className={styles.rowHead}>
        <h3 className={styles.rowTitle}>{title}</h3>
        <span id={`${id}-hint`} className={styles.quiet}>
          <Length placed={placed} pack={pack} target={target} words={words} isActive={isActive} />
        </span>
        <span className={styles.rowEnd}>
          {error > 0 && (
            <Tag tone="danger">
              <SeverityIcon severity="error" size={12} /> {error}
            </Tag>
          )}
          {warning > 0 && (
            <Tag tone="warn">
              <SeverityIcon severity="warning" size={12} /> {warning}
            </Tag>
          )}
          {locked ? <Tag icon={Lock}>{t("locked")}</Tag> : <Tag tone={TONES[status]}>{t(`status.${status}`)}</Tag>}
          {source !== null && !locked && (
            <IconButton
              label={t("copy", { slot: title })}
              icon={Copy}
              isDisabled={sourceWords.length === 0}
              onPress={() => onCopy(slot.id)}
            />
          )}
        </span>
      </div>
      <div className={source === null ? styles.alone : styles.pair}>
        {source !== null && (
          <div className={styles.source}>
            {sourceWords.length === 0 ? (
              <span className={styles.quiet}>{t("noSource")}</span>
            ) : (
              <RichView content={sourceWords} pack={pack} edition={source.tag} direction={source.direction} />
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
          />
        ) : locked ? (
          <div className={styles.target}>
            <RichView content={words} pack={pack} edition={target.tag} direction={target.direction} />
          </div>
        ) : (
          <Cell ref={cell} className={classes(styles.target, styles.cell)} onPress={() => onActivate(slot.id)}>
            <span className="unseen">{t("write", { slot: title })}</span>
            {words.length === 0 ? (
              <span className={styles.quiet}>{t("writeHere")}</span>
            ) : (
              <RichView content={words} pack={pack} edition={target.tag} direction={target.direction} />
            )}
          </Cell>
        )}
      </div>
      {locked && <p className={styles.quiet}>{t("lockedText")}</p>}
      {isActive && <Terms {...props} />}
      {isActive && problems.length > 0 && <Problems {...props} problems={problems} />}
    </li>
  );
});

function Length({
  placed: { slot },
  pack,
  target,
  words,
  isActive,
}: Pick<Props, "placed" | "pack" | "target" | "words" | "isActive">) {
  const { t } = useTranslation("localise");
  const most = t("letters", { count: slot.characters });
  const parts =
    slot.lines === 1
      ? most
      : t(slot.kind === "list" || slot.kind === "helplines" ? "items" : "paragraphs", {
          count: slot.lines,
          letters: most,
        });
  if (!isActive) return parts;
  const { longest } = writtenIn(words, pack, target);
  return (
    <>
      {parts}
      {" · "}
      <span className={classes(longest > slot.characters && styles.tooLong)}>{t("written", { count: longest })}</span>
    </>
  );
}

/** What the pack's own word list says about this source. */
function Terms({ source, target, sourceWords, pack }: Props) {
  const { t } = useTranslation("localise");
  const terms = useMemo(
    () => (source === null ? [] : termHits(sourceWords, pack, source.tag, target.tag)),
    [source, target, sourceWords, pack],
  );
  if (source === null || terms.length === 0) return null;
  return (
    <dl className={styles.terms} aria-label={t("terms")}>
      <dt className={styles.termsTitle}>{t("terms")}</dt>
      {terms.map((term) => (
        <dd key={term.source} className={styles.term} title={term.note}>
          <bdi lang={source.tag}>{term.source}</bdi>
          <span aria-hidden="true" className={styles.quiet}>
            {"="}
          </span>
          <bdi lang={target.tag} className={styles.strong}>
            {term.target}
          </bdi>
        </dd>
      ))}
    </dl>
  );
}

function Problems({ problems, pack, language }: Props) {
  const { t, i18n } = useTranslation("checks");
  const { attempt } = useApp();
  const mend = useMend();
  return (
    <ul className={styles.problems}>
      {problems.map((one, index) => {
        const { message, hint } = diagnosticText(i18n, one, pack, language);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same finding may be there twice
          <li key={`${one.code} ${index}`} className={styles.problem}>
            <SeverityIcon severity={one.severity} />
            <span>
              <span dir="auto">{unbroken(message)}</span> <span className={styles.hint}>{unbroken(hint)}</span>
            </span>
            {one.fix !== undefined && (
              <Button variant="quiet" icon={Wrench} onPress={() => attempt(() => mend(one))} className={styles.mend}>
                {one.fix.text.trim() === "" ? t("mend") : t("replace", { text: isolate(one.fix.text) })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
