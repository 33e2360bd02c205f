import { Lock, MousePointerClick, Pencil } from "lucide-react";
import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import type { Edition } from "../../shared/base/locale.ts";
import type { RichText } from "../../shared/document/documentSchema.ts";
import { lockedSlots } from "../../shared/document/locks.ts";
import { familyOf } from "../../shared/pack/lookUp.ts";
import type { Slot, Template } from "../../shared/pack/templatePack.ts";
import type { Page } from "../../shared/typeset/page/page.ts";
import { FindingList } from "../checks/ChecksPanel.tsx";
import { SlotEditor } from "../editor/SlotEditor.tsx";
import { isListSlot } from "../editor/slotExtensions.ts";
import { problemsOf, problemsOfAll, roomLeft, slotSizeOf, writtenIn } from "../pieces/frameFacts.ts";
import { isTextFrame, type PlacedFrame, slotsOf } from "../pieces/frames.ts";
import { useAppState, useOpen, useSession } from "../state/hooks.ts";
import { IconButton } from "../ui/actions/IconButton.tsx";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Tag } from "../ui/status/Tag.tsx";
import { Panel } from "../ui/surfaces/Panel.tsx";
import { useFrameName } from "./canvas/useFrameName.ts";
import styles from "./Inspector.module.css";
import { PictureControls } from "./picture/PictureControls.tsx";
import { DESIGN_KEYS } from "./useDesignCommands.ts";

/** Everything about the chosen frame: what it is, what may be changed and what not, its words or its picture, its problems. */

interface Props {
  readonly placed: PlacedFrame | null;
  /** As it was last typeset; null before the first time. */
  readonly page: Page | null;
  readonly template: Template;
  readonly edition: Edition;
  readonly diagnostics: readonly Diagnostic[];
  /** Slot that is written over the page: it has no second field here. */
  readonly writing: string | null;
  readonly uploading: string | null;
  readonly onWrite: (frame: string, slot: string) => void;
  readonly onFile: (slot: string, file: File) => void;
  readonly onLeave: () => void;
}

export function Inspector(props: Props) {
  const { t } = useTranslation("design");
  const { placed, diagnostics } = props;
  const ofAll = useMemo(() => problemsOfAll(diagnostics), [diagnostics]);
  return (
    <Panel title={t("inspector.title")} className={styles.inspector}>
      {placed === null ? (
        <>
          {ofAll.length > 0 && <FindingList diagnostics={ofAll} />}
          <EmptyState icon={MousePointerClick} title={t("inspector.none")} text={t("inspector.noneText")} />
        </>
      ) : (
        <OfFrame {...props} placed={placed} />
      )}
    </Panel>
  );
}

function OfFrame(props: Props & { readonly placed: PlacedFrame }) {
  const { placed, page, template, edition, diagnostics, writing, uploading, onWrite, onFile, onLeave } = props;
  const { t } = useTranslation("design");
  const { pack } = useOpen();
  const familyId = useSession((view) => view.document.family);
  const templates = useSession((view) => view.document.templates);
  const name = useFrameName();
  const { frame } = placed;
  const slots = useMemo(() => {
    const family = familyOf(pack, familyId);
    return slotsOf(frame).flatMap((id) => family.slots.find((slot) => slot.id === id) ?? []);
  }, [pack, familyId, frame]);
  const locked = useMemo(() => lockedSlots(pack, templates), [pack, templates]);
  const room = page === null || !isTextFrame(frame) ? null : roomLeft(page, placed, pack, edition);
  const problems = problemsOf(diagnostics, { template: template.id, page: page?.id ?? "", frame });
  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        <h3 className={styles.name}>{name(frame)}</h3>
        <Tag>{t(`kind.${frame.kind}`)}</Tag>
      </header>
      <Locks locks={frame.locks} />
      {slots.map((slot) =>
        frame.locks.content || locked.has(slot.id) ? null : slot.kind === "picture" ? (
          <section key={slot.id} className={styles.slot}>
            <PictureControls slot={slot} isUploading={uploading === slot.id} onFile={onFile} />
          </section>
        ) : (
          <SlotField
            key={`${edition.tag} ${slot.id}`}
            slot={slot}
            edition={edition}
            isWriting={writing === slot.id}
            size={page !== null && isTextFrame(frame) ? slotSizeOf(page, frame, slot.id) : null}
            onWrite={isTextFrame(frame) ? () => onWrite(frame.id, slot.id) : null}
            onLeave={onLeave}
          />
        ),
      )}
      {room !== null && !frame.locks.content && (
        <p className={styles.room}>{room === 0 ? t("room.full") : t("room.lines", { count: room })}</p>
      )}
      {problems.length > 0 && (
        <section className={styles.problems} aria-label={t("problems")}>
          <h4 className={styles.subtitle}>{t("problems")}</h4>
          <FindingList diagnostics={problems} />
        </section>
      )}
    </div>
  );
}

const LOCKS = ["position", "style", "content", "existence"] as const;

function Locks({ locks }: { readonly locks: PlacedFrame["frame"]["locks"] }) {
  const { t } = useTranslation("design");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const held = LOCKS.filter((lock) => locks[lock]).map((lock) => t(`lock.${lock}`));
  if (held.length === 0) return null;
  return (
    <p className={styles.locks}>
      <Lock size={14} aria-hidden="true" />
      <span>
        {t("lock.says", { what: held.join(t("comma")), pack: pack.title[language] })}{" "}
        {locks.content ? t("lock.whyContent") : t("lock.why")}
      </span>
    </p>
  );
}

interface FieldProps {
  readonly slot: Slot;
  readonly edition: Edition;
  readonly isWriting: boolean;
  readonly size: ReturnType<typeof slotSizeOf>;
  readonly onWrite: (() => void) | null;
  readonly onLeave: () => void;
}

const NOTHING: RichText = [];

function SlotField({ slot, edition, isWriting, size, onWrite, onLeave }: FieldProps) {
  const { t } = useTranslation("design");
  const language = useAppState((state) => state.language);
  const id = useId();
  const title = (
    <h4 className={styles.subtitle}>
      {slot.title[language]}
      {slot.required && <span className={styles.required}> {t("required")}</span>}
    </h4>
  );
  return (
    <section className={styles.slot}>
      {isWriting ? (
        <>
          {title}
          <p className={styles.elsewhere}>
            <Pencil size={14} aria-hidden="true" />
            {t("writtenOnPage")}
          </p>
        </>
      ) : (
        <SlotEditor
          slot={slot}
          edition={edition}
          look="field"
          onLeave={onLeave}
          describedBy={id}
          title={title}
          actions={
            onWrite !== null && (
              <IconButton label={t("writeOnPage")} icon={Pencil} shortcut={DESIGN_KEYS.write} onPress={onWrite} />
            )
          }
        />
      )}
      <div id={id} className={styles.facts}>
        <Counts slot={slot} edition={edition} />
        {size !== null && (
          <span>
            {size.least < size.size
              ? t("size.shrinks", { size: size.size, least: size.least, unit: t(`unit.${size.unit}`) })
              : t("size.least", { size: size.size, unit: t(`unit.${size.unit}`) })}
          </span>
        )}
      </div>
    </section>
  );
}

/** Alone, because it changes with every key. */
function Counts({ slot, edition }: { readonly slot: Slot; readonly edition: Edition }) {
  const { t } = useTranslation("design");
  const { pack } = useOpen();
  const content = useSession(({ document }) => document.editions[edition.tag]?.slots[slot.id] ?? NOTHING);
  const { longest, paragraphs } = writtenIn(content, pack, edition);
  const over = longest > slot.characters || paragraphs > slot.lines;
  return (
    <span className={over ? styles.over : undefined}>
      {slot.lines > 1
        ? `${t(isListSlot(slot) ? "count.items" : "count.paragraphs", { done: paragraphs, most: slot.lines })} · ${t("count.longest", { done: longest, most: slot.characters })}`
        : t("count.characters", { done: longest, most: slot.characters })}
    </span>
  );
}
