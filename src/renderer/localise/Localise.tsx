import { CircleArrowDown, Languages, Plus } from "lucide-react";
import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RichText } from "../../shared/document/documentSchema.ts";
import { slotStatuses } from "../../shared/document/slotStatuses.ts";
import { ChecksPanel } from "../checks/ChecksPanel.tsx";
import { gatherDiagnostics } from "../checks/groupDiagnostics.ts";
import { frameOfSlot, readingOrder } from "../checks/slotPlaces.ts";
import { type Target, useShow } from "../checks/useShow.ts";
import { isOneLine } from "../document/slotExtensions.ts";
import { editionName } from "../i18n/names.ts";
import { useApp, useAppState, useLooking, useOpen, useSession } from "../state/hooks.ts";
import { useContentChecks, usePiece } from "../state/usePiece.ts";
import { URGENCY } from "../typeset/composer.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { useCommands } from "../ui/commands.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Menu } from "../ui/Menu.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Progress } from "../ui/Progress.tsx";
import { LivePage } from "./LivePage.tsx";
import styles from "./Localise.module.css";
import { SlotRow } from "./SlotRow.tsx";
import { nextSlot, problemsBySlot } from "./slotProblems.ts";

/** The Localise room: every slot of one edition beside the words of another, and the page that they make. */

const NO_WORDS: RichText = [];

export function Localise() {
  const { t } = useTranslation("localise");
  const app = useApp();
  const { pack, session } = useOpen();
  const document = useSession((view) => view.document);
  const looking = useLooking();
  const language = useAppState((state) => state.language);
  const { edition, template } = looking;
  const [chosenSource, setSource] = useState<string | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const present = pack.editions.filter(({ tag }) => document.editions[tag] !== undefined);
  const absent = pack.editions.filter(({ tag }) => document.editions[tag] === undefined);
  const others = present.filter(({ tag }) => tag !== edition);
  const target = present.find(({ tag }) => tag === edition) ?? null;
  const source =
    others.find(({ tag }) => tag === (chosenSource ?? document.source)) ??
    others.find((one) => one.language === "en") ??
    others[0] ??
    null;
  const piece = usePiece(document, { template, edition }, URGENCY.typing, { key: "localise" });
  const content = useContentChecks(document, edition);
  const diagnostics = useMemo(() => gatherDiagnostics(content, piece?.diagnostics ?? null), [content, piece]);
  const problems = useMemo(() => problemsBySlot(diagnostics ?? [], pack), [diagnostics, pack]);
  const rows = useMemo(
    () => readingOrder(pack, document.family, document.templates).filter(({ place }) => place !== null),
    [pack, document.family, document.templates],
  );
  const statuses = slotStatuses(document, pack, edition);
  const writable = rows.filter(({ locked }) => !locked).map(({ slot }) => slot.id);
  const filled = rows.filter(({ slot }) => statuses[slot.id] === "filled").length;
  const missing = rows.filter(({ slot }) => statuses[slot.id] === "missing").length;
  const show = useShow();

  const activate = useCallback(
    (slot: string | null) => {
      setActive(slot);
      if (slot === null) return;
      const { looking: now } = app.store.getState();
      const { templates } = session.store.getState().document;
      // The format that is looked at stays, where it shows the slot.
      const place = frameOfSlot(pack, now === null ? templates : [now.template, ...templates], slot);
      if (place !== null) app.look(place);
    },
    [app, pack, session],
  );
  const copy = useCallback(
    (slot: string) => {
      if (source === null) return;
      const words = session.store.getState().document.editions[source.tag]?.slots[slot];
      if (words === undefined) return;
      app.attempt(() => session.edit({ kind: "set-slot", edition, slot, content: words }));
    },
    [app, session, source, edition],
  );
  const move = (step: 1 | -1) => activate(nextSlot(writable, () => true, active, step));
  const moveToMissing = (step: 1 | -1) => {
    const found = nextSlot(writable, (slot) => statuses[slot] !== "filled", active, step);
    if (found !== null) activate(found);
  };
  const add = (tag: string) =>
    app.attempt(() => {
      session.edit({ kind: "set-edition", edition: tag, content: { slots: {} } });
      setSource(edition);
      setActive(null);
      app.look({ edition: tag });
    });
  const open = (to: Target) => {
    const place = to.frame === undefined ? undefined : rows.find((row) => row.place?.frame === to.frame);
    const slot = to.slot ?? place?.slot.id;
    if (slot !== undefined && writable.includes(slot)) activate(slot);
    else show(to);
  };
  const onKey = (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, nativeEvent } = event;
    // Enter ends a word that is being composed; it goes nowhere.
    if (nativeEvent.isComposing || key === "Process") return;
    const slot = rows.find((row) => row.slot.id === active)?.slot;
    const inEditor = event.target instanceof HTMLElement && event.target.isContentEditable;
    const plain = !altKey && !ctrlKey && !metaKey && !shiftKey;
    const step =
      (altKey && key === "ArrowDown") ||
      ((ctrlKey || metaKey) && key === "Enter") ||
      (plain && key === "Enter" && inEditor && slot !== undefined && isOneLine(slot))
        ? 1
        : altKey && key === "ArrowUp"
          ? -1
          : null;
    if (step !== null) move(step);
    else if (key === "F8") moveToMissing(shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  useCommands([
    {
      id: "localise/missing",
      label: t("nextMissing"),
      icon: CircleArrowDown,
      shortcut: "F8",
      when: filled < rows.length,
      run: () => moveToMissing(1),
    },
    ...absent.map(({ tag }) => ({
      id: `localise/add ${tag}`,
      label: t("addEdition", { edition: editionName(tag, language) }),
      icon: Plus,
      run: () => add(tag),
    })),
  ]);

  if (target === null) {
    return (
      <EmptyState
        icon={Languages}
        title={t("none")}
        text={t("noneText")}
        action={<AddEdition tags={absent.map(({ tag }) => tag)} onAdd={add} />}
      />
    );
  }
  return (
    <div className={styles.room}>
      <Panel title={t("words")} hideTitle bodyClassName={styles.wordsBody}>
        <div className={styles.bar}>
          {source !== null && (
            <Choice
              label={t("from")}
              items={others.map(({ tag }) => ({ id: tag, label: editionName(tag, language) }))}
              value={source.tag}
              onChange={setSource}
              className={styles.choice}
            />
          )}
          <Choice
            label={t("to")}
            items={present.map(({ tag }) => ({ id: tag, label: editionName(tag, language) }))}
            value={edition}
            onChange={(tag) => {
              setActive(null);
              app.look({ edition: tag });
            }}
            className={styles.choice}
          />
          {absent.length > 0 && <AddEdition tags={absent.map(({ tag }) => tag)} onAdd={add} iconOnly />}
          <div className={styles.progress}>
            <Progress
              label={t("progress")}
              value={filled}
              max={Math.max(1, rows.length)}
              text={t("filledOf", { count: filled, total: rows.length })}
            />
          </div>
          {filled < rows.length && (
            <Button icon={CircleArrowDown} onPress={() => moveToMissing(1)}>
              {t("missing", { count: missing })}
            </Button>
          )}
        </div>
        <div className={styles.scroll} onKeyDownCapture={onKey}>
          {source === null && <p className={styles.note}>{t("alone")}</p>}
          <ol className={styles.rows}>
            {rows.map((placed) => (
              <SlotRow
                key={`${edition} ${placed.slot.id}`}
                placed={placed}
                pack={pack}
                language={language}
                source={source}
                target={target}
                sourceWords={
                  source === null ? NO_WORDS : (document.editions[source.tag]?.slots[placed.slot.id] ?? NO_WORDS)
                }
                words={document.editions[edition]?.slots[placed.slot.id] ?? NO_WORDS}
                status={statuses[placed.slot.id] ?? "empty"}
                problems={problems.get(placed.slot.id) ?? []}
                isActive={placed.slot.id === active}
                onActivate={activate}
                onCopy={copy}
              />
            ))}
          </ol>
          <p className={styles.keys}>{t("keys")}</p>
        </div>
      </Panel>
      <div className={styles.side}>
        <LivePage piece={piece} slot={active} />
        <ChecksPanel diagnostics={diagnostics} onOpen={open} className={styles.checks ?? ""} />
      </div>
    </div>
  );
}

interface AddProps {
  readonly tags: readonly string[];
  readonly onAdd: (tag: string) => void;
  readonly iconOnly?: boolean;
}

function AddEdition({ tags, onAdd, iconOnly = false }: AddProps) {
  const { t } = useTranslation("localise");
  const language = useAppState((state) => state.language);
  return (
    <Menu
      label={t("add")}
      icon={Plus}
      iconOnly={iconOnly}
      variant="secondary"
      items={tags.map((tag) => ({ id: tag, label: editionName(tag, language), run: () => onAdd(tag) }))}
    />
  );
}
