import { ArrowDown, CircleArrowDown, FileDown, FileUp, Languages, Plus, UserPen } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RichText } from "../../shared/document/documentSchema.ts";
import { sourceEdition } from "../../shared/localise/units/units.ts";
import { ChecksPanel } from "../checks/ChecksPanel.tsx";
import { gatherDiagnostics } from "../checks/groupDiagnostics.ts";
import { type Target, useShow } from "../checks/useShow.ts";
import { useCommands } from "../commands/commands.ts";
import { editionName } from "../i18n/names.ts";
import { useFindings, usePiece } from "../pieces/usePiece.ts";
import { NameDialog } from "../remarks/NameDialog.tsx";
import { useName } from "../remarks/useSay.ts";
import { useApp, useAppState, useLooking, useOpen, useSession } from "../state/hooks.ts";
import { URGENCY } from "../typeset/typesetClient.ts";
import { Button } from "../ui/actions/Button.tsx";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Panel } from "../ui/surfaces/Panel.tsx";
import { AddEdition, EditionBar } from "./EditionBar.tsx";
import { Filters } from "./Filters.tsx";
import { ImportDialog } from "./files/ImportDialog.tsx";
import { useWordFiles } from "./files/useWordFiles.ts";
import { KeyHelp } from "./KeyHelp.tsx";
import { LivePage } from "./LivePage.tsx";
import styles from "./Localise.module.css";
import { KEYS } from "./rows/keys.ts";
import { FILTERS, type Filter, passesFilter, workOf } from "./rows/rowState.ts";
import { SlotRow } from "./rows/SlotRow.tsx";
import { useMoves } from "./rows/useMoves.ts";
import { useRowKeys } from "./rows/useRowKeys.ts";
import { useRows } from "./rows/useRows.ts";
import { useUnitActions } from "./rows/useUnitActions.ts";
import { crowdedFormats, useFormats } from "./useFormats.ts";

/** The Localise room: every slot of one edition beside the words of another, how far each is, and the page that they make. */

const NO_WORDS: RichText = [];

export function Localise() {
  const { t } = useTranslation("localise");
  const app = useApp();
  const { pack, session } = useOpen();
  const document = useSession((view) => view.document);
  const looking = useLooking();
  const language = useAppState((state) => state.language);
  const { edition, template } = looking;
  const [filter, setFilter] = useState<Filter>("all");
  const [dialog, setDialog] = useState<"import" | "help" | null>(null);
  const [asking, setAsking] = useState<{ readonly andThen: (name: string) => void } | null>(null);
  const [told, setTold] = useState("");
  const name = useName();
  const present = pack.editions.filter(({ tag }) => document.editions[tag] !== undefined);
  const absent = pack.editions.filter(({ tag }) => document.editions[tag] === undefined).map(({ tag }) => tag);
  const target = present.find(({ tag }) => tag === edition) ?? null;
  const origin = present.find(({ tag }) => tag === sourceEdition(document)) ?? null;
  const source = origin === null || origin.tag === edition ? null : origin;
  const piece = usePiece(document, { template, edition }, URGENCY.typing, { key: "localise" });
  const content = useFindings(document, edition);
  const formats = useFormats(document, edition, template);
  const diagnostics = useMemo(() => {
    const shown = piece?.diagnostics ?? null;
    // Other formats come a moment later; what is known is shown meanwhile.
    return gatherDiagnostics(content, shown, formats ?? []);
  }, [content, piece, formats]);
  const rows = useRows(document, pack, { edition, source: source?.tag ?? edition }, diagnostics);
  const work = workOf(rows.map(({ state }) => state));
  const moves = useMoves(rows, filter, edition);
  const { active, activate } = moves;
  const show = useShow();
  const saveWords = useWordFiles(edition, source?.tag ?? null);
  const askName = useCallback((andThen: (name: string) => void) => setAsking({ andThen }), []);
  const tell = useCallback((what: Parameters<Parameters<typeof useUnitActions>[0]["tell"]>[0]) => {
    setTold("");
    // A message that is there already would not be read again.
    setTimeout(() => setTold(what), 50);
  }, []);
  const actions = useUnitActions({ edition, source: source?.tag ?? null, name, askName, tell });

  const lookAt = (tag: string) => {
    activate(null);
    app.look({ edition: tag });
  };
  const add = (tag: string) =>
    app.attempt(() => {
      session.edit({ kind: "set-edition", edition: tag, content: { slots: {} } });
      lookAt(tag);
    });
  const open = (to: Target) => {
    const row = to.frame === undefined ? undefined : rows.find(({ placed }) => placed.shownIn?.frame === to.frame);
    const slot = to.slot ?? row?.placed.slot.id;
    if (slot !== undefined && moves.writable.includes(slot)) activate(slot);
    else show(to);
  };
  const onKey = useRowKeys(moves, actions, () => setDialog("help"));
  useCommands([
    {
      id: "localise/missing",
      label: t("nextOpen"),
      icon: CircleArrowDown,
      shortcut: KEYS.nextOpen,
      when: work.states.missing + work.states.stale > 0,
      run: () => moves.moveToOpen(1),
    },
    {
      id: "localise/finding",
      label: t("nextFinding"),
      icon: ArrowDown,
      shortcut: KEYS.nextFinding,
      run: () => moves.moveToFinding(1),
    },
    { id: "localise/import", label: t("import.menu"), icon: FileUp, run: () => setDialog("import") },
    ...(["xliff", "xliff12", "csv"] as const).map((format) => ({
      id: `localise/export ${format}`,
      label: t(`export.${format}`),
      icon: FileDown,
      run: () => saveWords(format),
    })),
    { id: "localise/name", label: t("name.menu"), icon: UserPen, run: () => setAsking({ andThen: () => undefined }) },
    { id: "localise/keys", label: t("help.title"), shortcut: KEYS.help, run: () => setDialog("help") },
    ...absent.map((tag) => ({
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
        action={<AddEdition tags={absent} onAdd={add} />}
      />
    );
  }
  const counts = Object.fromEntries(
    FILTERS.map((one) => [one, rows.filter((row) => passesFilter(one, row)).length]),
  ) as Record<Filter, number>;
  return (
    <div className={styles.room}>
      <Panel title={t("words")} hideTitle bodyClassName={styles.wordsBody}>
        <EditionBar
          present={present}
          absent={absent}
          edition={edition}
          source={origin}
          work={work}
          onSource={(tag) => app.attempt(() => session.edit({ kind: "set-source", source: tag }))}
          onEdition={lookAt}
          onAdd={add}
          onSaveWords={saveWords}
          onImport={() => setDialog("import")}
          onName={() => setAsking({ andThen: () => undefined })}
        />
        <div className={styles.filterBar}>
          <Filters value={filter} counts={counts} onChange={setFilter} />
          <span className={styles.tools}>
            {work.states.missing + work.states.stale > 0 && (
              <Button variant="quiet" icon={CircleArrowDown} onPress={() => moves.moveToOpen(1)}>
                {t("nextOpen")}
              </Button>
            )}
            <KeyHelp isOpen={dialog === "help"} onOpenChange={(is) => setDialog(is ? "help" : null)} />
          </span>
        </div>
        <div className={styles.scroll} onKeyDownCapture={onKey}>
          {present.length === 1 && <p className={styles.note}>{t("alone")}</p>}
          {present.length > 1 && source === null && (
            <div className={styles.note}>
              <p>{t("isSource")}</p>
              <div className={styles.into}>
                {present
                  .filter(({ tag }) => tag !== edition)
                  .map(({ tag }) => (
                    <Button key={tag} icon={Languages} onPress={() => lookAt(tag)}>
                      {editionName(tag, language)}
                    </Button>
                  ))}
              </div>
            </div>
          )}
          {moves.visible.length === 0 && <p className={styles.note}>{t("noRows")}</p>}
          <ol className={styles.rows}>
            {moves.visible.map(({ placed, status, state, findings }) => (
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
                state={state}
                status={status}
                findings={findings}
                crowded={
                  diagnostics === null || formats === null
                    ? null
                    : crowdedFormats(findings, document.templates)
                        .map((id) => pack.templates.find((one) => one.id === id)?.title[language] ?? id)
                        .join(t("comma"))
                }
                isActive={placed.slot.id === active}
                actions={actions}
                onActivate={activate}
                onHandle={moves.takeHandle}
              />
            ))}
          </ol>
        </div>
        <span role="status" className="unseen">
          {told === "" ? "" : t(`told.${told as "copied"}`)}
        </span>
      </Panel>
      <div className={styles.side}>
        <LivePage piece={piece} slot={active} />
        <ChecksPanel diagnostics={diagnostics} onOpen={open} className={styles.checks ?? ""} />
      </div>
      {dialog === "import" && <ImportDialog name={name} onClose={() => setDialog(null)} onTaken={lookAt} />}
      {asking !== null && (
        <NameDialog
          before={name ?? ""}
          onClose={() => setAsking(null)}
          onDone={(said) => {
            setAsking(null);
            asking.andThen(said);
          }}
        />
      )}
    </div>
  );
}
