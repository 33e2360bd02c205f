import { ChevronRight, Maximize2, MessageSquarePlus, RotateCw, TriangleAlert, ZoomIn, ZoomOut } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import { useCommands } from "../../commands/commands.ts";
import { digestForEyes } from "../../i18n/names.ts";
import { usePiece } from "../../pieces/usePiece.ts";
import { usePieceName } from "../../pieces/usePieceName.ts";
import { useOpen, useSession } from "../../state/hooks.ts";
import { URGENCY } from "../../typeset/typesetClient.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { IconButton } from "../../ui/actions/IconButton.tsx";
import { Choice } from "../../ui/fields/Choice.tsx";
import looks from "../../ui/Looks.module.css";
import { Progress } from "../../ui/status/Progress.tsx";
import { Panel } from "../../ui/surfaces/Panel.tsx";
import { useSize } from "../../ui/useSize.ts";
import { Pins } from "../remarks/Pins.tsx";
import type { PieceRemarks } from "../remarks/usePieceRemarks.ts";
import { ADD_REMARK, NEXT_REMARK } from "../remarks/usePieceRemarks.ts";
import styles from "./ProofStage.module.css";
import { Beside, Sheet } from "./Sheet.tsx";
import type { FoundChanges } from "./useChanges.ts";
import { useSeenPages } from "./useSeenPages.ts";

/** The pages that will print, and beside them those of another edition. */

export interface Props {
  readonly piece: PieceState;
  readonly pieces: readonly PieceState[];
  /** The host looks at a newer document just now. */
  readonly isLoading: boolean;
  /** All pages of this proof have been on the screen. */
  readonly onSeen: (proof: string) => void;
  readonly onReload: () => void;
  /** What is different from the approved pages; null where nothing is to be marked. */
  readonly changes: FoundChanges | null;
  readonly remarks: PieceRemarks;
}

/** CSS pixels for each point at 100 %. */
const ACTUAL = 96 / 72;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;
/** Around pages, CSS pixels. */
const MARGIN = 48;

export function ProofStage({ piece, pieces, isLoading, onSeen, onReload, changes, remarks }: Props) {
  const { t } = useTranslation("review");
  const names = usePieceName();
  const document = useSession((view) => view.document);
  const { template, edition } = piece;
  const shown = usePiece(document, { template, edition }, URGENCY.shown, { key: "proof", proof: true });
  const others = pieces.filter((one) => one.template === template && one.edition !== edition);
  const [beside, setBeside] = useState("");
  const besideEdition = others.some((one) => one.edition === beside) ? beside : null;
  const stage = useRef<HTMLDivElement>(null);
  const room = useSize(stage);
  const [zoom, setZoom] = useState<number | null>(null);
  const [first] = shown?.pages ?? [];
  const columns = besideEdition === null ? 1 : 2;
  const fit =
    first === undefined || room === null
      ? 1
      : Math.min(
          (room.width - MARGIN - (columns - 1) * 24) / columns / first.width,
          (room.height - MARGIN) / first.height,
        ) / ACTUAL;
  const factor = zoom ?? Math.max(fit, 0.05);
  const scale = factor * ACTUAL;
  const step = (up: boolean) =>
    setZoom(
      up
        ? (STEPS.find((one) => one > factor * 1.01) ?? factor)
        : (STEPS.findLast((one) => one < factor * 0.99) ?? factor),
    );
  useCommands([
    { id: "zoomIn", label: t("zoomIn"), icon: ZoomIn, shortcut: "Mod+=", run: () => step(true) },
    { id: "zoomOut", label: t("zoomOut"), icon: ZoomOut, shortcut: "Mod+-", run: () => step(false) },
    { id: "zoomFit", label: t("zoomFit"), icon: Maximize2, shortcut: "Mod+0", run: () => setZoom(null) },
    {
      id: "review/remark",
      label: t("remarks.add"),
      icon: MessageSquarePlus,
      shortcut: ADD_REMARK,
      run: remarks.startPlacing,
    },
    {
      id: "review/nextRemark",
      label: t("remarks.next"),
      icon: ChevronRight,
      shortcut: NEXT_REMARK,
      when: remarks.next !== null,
      run: () => remarks.choose(remarks.next?.id ?? null, "page"),
    },
  ]);
  const { pack } = useOpen();
  const drawn = pack.templates.find(({ id }) => id === template);
  useLeave(remarks.isPlacing, remarks.stop);
  const isOld = shown !== null && !isLoading && shown.proof !== piece.proof;
  const proof = shown?.proof === piece.proof ? piece.proof : null;
  const onPage = useSeenPages(proof, shown?.pages.map(({ id }) => id) ?? [], onSeen);
  return (
    <Panel
      title={names.piece(piece)}
      className={styles.stage}
      bodyClassName={styles.stageBody}
      actions={
        <>
          {others.length > 0 && (
            <Choice
              label={t("beside")}
              hideLabel
              items={[
                { id: "", label: t("besideNone") },
                ...others.map((one) => ({
                  id: one.edition,
                  label: t("besideEdition", { edition: names.edition(one.edition) }),
                })),
              ]}
              value={besideEdition ?? ""}
              onChange={setBeside}
              className={styles.beside}
            />
          )}
          <IconButton
            label={t("remarks.add")}
            icon={MessageSquarePlus}
            shortcut={ADD_REMARK}
            aria-pressed={remarks.isPlacing}
            variant={remarks.isPlacing ? "primary" : "quiet"}
            onPress={remarks.isPlacing ? remarks.stop : remarks.startPlacing}
          />
          <IconButton label={t("zoomOut")} icon={ZoomOut} shortcut="Mod+-" onPress={() => step(false)} />
          <span className={styles.percent}>{t("percent", { value: Math.round(factor * 100) })}</span>
          <IconButton label={t("zoomIn")} icon={ZoomIn} shortcut="Mod+=" onPress={() => step(true)} />
          <IconButton
            label={t("zoomFit")}
            icon={Maximize2}
            shortcut="Mod+0"
            isDisabled={zoom === null}
            onPress={() => setZoom(null)}
          />
        </>
      }
    >
      {isOld && (
        <div role="alert" className={styles.old}>
          <TriangleAlert size={20} aria-hidden="true" />
          <p>{t("old")}</p>
          <Button icon={RotateCw} onPress={onReload}>
            {t("reload")}
          </Button>
        </div>
      )}
      {remarks.isPlacing && (
        <div role="status" className={styles.placing}>
          <p>{t("remarks.banner")}</p>
          <Button onPress={remarks.stop}>{t("cancel")}</Button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it */}
      <section ref={stage} tabIndex={0} className={styles.scroll} aria-label={t("pages")}>
        {shown === null || room === null ? (
          <Progress label={t("setting")} />
        ) : (
          shown.pages.map((page, index) => (
            <div key={page.id} className={styles.spread}>
              <Sheet
                page={page}
                scale={scale}
                stage={stage}
                onShown={onPage}
                marks={changes?.blocks.filter((block) => block.page === index) ?? []}
              >
                {drawn !== undefined && (
                  <Pins page={page} template={drawn} scale={scale} remarks={remarks} proof={shown.proof} />
                )}
              </Sheet>
              {besideEdition !== null && (
                <Beside template={template} edition={besideEdition} index={index} scale={scale} />
              )}
            </div>
          ))
        )}
      </section>
      <p className={styles.digest}>
        {t("proof")} <code dir="ltr">{digestForEyes(piece.proof)}</code>
        <span className={looks.quiet}>{t("proofText")}</span>
      </p>
    </Panel>
  );
}

/** Escape leaves what somebody is doing, wherever the focus is. */
function useLeave(isOn: boolean, leave: () => void): void {
  const now = useRef(leave);
  now.current = leave;
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("[data-modal]") !== null) return;
      now.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isOn]);
}
