import { clsx } from "clsx";
import { ChevronRight, MessageSquare, Stamp } from "lucide-react";
import { useEffect, useState } from "react";
import { Button as Row } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import type { TeamState } from "../../shared/contract/teamCalls.ts";
import { pieceKey } from "../../shared/piece/piece.ts";
import { countDiagnostics } from "../checks/groupDiagnostics.ts";
import { SeverityIcon } from "../checks/SeverityIcon.tsx";
import { useCommands } from "../commands/commands.ts";
import { PageView } from "../pieces/PageView.tsx";
import { PieceTag } from "../pieces/PieceTag.tsx";
import { pieceStatus } from "../pieces/pieceStatus.ts";
import { usePiece } from "../pieces/usePiece.ts";
import { usePieceName } from "../pieces/usePieceName.ts";
import { useSession } from "../state/hooks.ts";
import { URGENCY } from "../typeset/typesetClient.ts";
import { Button } from "../ui/actions/Button.tsx";
import { IconButton } from "../ui/actions/IconButton.tsx";
import { Tick } from "../ui/fields/Tick.tsx";
import looks from "../ui/Looks.module.css";
import { Panel } from "../ui/surfaces/Panel.tsx";
import { choicesFor, waitsForMe } from "./decide/choices.ts";
import styles from "./PieceList.module.css";
import { isOpenRemark, useRemarksOf } from "./remarks/usePieceRemarks.ts";

/** Every piece with its state; those that were looked at can be approved together. */

export interface Props {
  readonly pieces: readonly PieceState[];
  readonly current: PieceState;
  /** Null without one, and until it is known. */
  readonly team: TeamState | null;
  /** Digests of proofs that were looked at to the end. */
  readonly seen: ReadonlySet<string>;
  readonly isLoading: boolean;
  readonly onChoose: (piece: PieceState) => void;
  readonly onApprove: (pieces: readonly PieceState[]) => void;
}

/** To the next piece that waits for this person. */
const NEXT = "Alt+N";

export function PieceList({ pieces, current, team, seen, isLoading, onChoose, onApprove }: Props) {
  const { t } = useTranslation("review");
  const { t: say } = useTranslation("checks");
  const names = usePieceName();
  const remarksOf = useRemarksOf();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const canTick = (piece: PieceState) =>
    pieceStatus(piece) !== "changes" &&
    choicesFor(piece, team, seen.has(piece.proof)).some(({ decision, why }) => decision === "approve" && why === null);
  // A tick is for these very pages: when they change, it is gone.
  const chosen = pieces.filter((piece) => ticked.has(piece.proof) && canTick(piece));
  useEffect(() => {
    // What was decided meanwhile is not ticked again when the decision is taken back.
    const waiting = pieces.filter((piece) => pieceStatus(piece) !== "approved").map(({ proof }) => proof);
    setTicked((before) => {
      const kept = [...before].filter((proof) => waiting.includes(proof));
      return kept.length === before.size ? before : new Set(kept);
    });
  }, [pieces]);
  const approved = pieces.filter((piece) => pieceStatus(piece) === "approved").length;
  const waiting = pieces.filter((piece) => waitsForMe(piece, team));
  const here = pieces.findIndex((piece) => pieceKey(piece) === pieceKey(current));
  const next =
    [...pieces.slice(here + 1), ...pieces.slice(0, Math.max(0, here))].find((one) => waiting.includes(one)) ?? null;
  useCommands([
    {
      id: "review/next",
      label: t("next"),
      icon: ChevronRight,
      shortcut: NEXT,
      when: next !== null,
      run: () => {
        if (next !== null) onChoose(next);
      },
    },
  ]);
  const templates = [...new Set(pieces.map(({ template }) => template))];
  return (
    <Panel title={t("pieces")} className={styles.list}>
      <div className={styles.summary}>
        <p>{t("approvedOf", { count: approved, total: pieces.length })}</p>
        {waiting.length > 0 && (
          <div className={styles.queue}>
            <p className={looks.strong}>{t("waitFor", { count: waiting.length })}</p>
            {next !== null && (
              <IconButton label={t("next")} icon={ChevronRight} mirror shortcut={NEXT} onPress={() => onChoose(next)} />
            )}
          </div>
        )}
      </div>
      {templates.map((template) => (
        <section key={template} aria-label={names.template(template)} className={styles.template}>
          <h3 className={styles.templateName}>{names.template(template)}</h3>
          <ul className={styles.pieces}>
            {pieces
              .filter((piece) => piece.template === template)
              .map((piece) => {
                const { error, warning } = countDiagnostics(piece.diagnostics);
                const remarks = remarksOf(piece).filter(isOpenRemark).length;
                return (
                  <li key={piece.edition} className={styles.piece}>
                    {pieces.length > 1 && (
                      <Tick
                        aria-label={t("tick", { piece: names.piece(piece) })}
                        isSelected={chosen.includes(piece)}
                        isDisabled={!canTick(piece)}
                        onChange={(on) => {
                          const next = new Set(ticked);
                          if (on) next.add(piece.proof);
                          else next.delete(piece.proof);
                          setTicked(next);
                        }}
                      />
                    )}
                    <Row
                      onPress={() => onChoose(piece)}
                      className={clsx(styles.row)}
                      {...(pieceKey(piece) === pieceKey(current) ? { "aria-current": "true" as const } : {})}
                    >
                      <Thumb piece={piece} />
                      <span className={styles.rowWords}>
                        <span className={looks.name}>{names.edition(piece.edition)}</span>
                        <PieceTag status={pieceStatus(piece)} />
                        {team !== null && waiting.includes(piece) && (
                          <span className={styles.forYou}>{t("forYou")}</span>
                        )}
                        {(error > 0 || warning > 0 || remarks > 0) && (
                          <span className={styles.counts}>
                            {error > 0 && (
                              <span className={looks.marked}>
                                <SeverityIcon severity="error" size={14} />
                                {say("count.error", { count: error })}
                              </span>
                            )}
                            {warning > 0 && (
                              <span className={looks.marked}>
                                <SeverityIcon severity="warning" size={14} />
                                {say("count.warning", { count: warning })}
                              </span>
                            )}
                            {remarks > 0 && (
                              <span className={looks.marked}>
                                <MessageSquare size={14} aria-hidden="true" />
                                {t("remarks.open", { count: remarks })}
                              </span>
                            )}
                          </span>
                        )}
                      </span>
                    </Row>
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
      {pieces.length > 1 && (
        <div className={styles.together}>
          {chosen.length > 0 ? (
            <Button icon={Stamp} isDisabled={isLoading} onPress={() => onApprove(chosen)}>
              {t("approveSeveral", { count: chosen.length })}
            </Button>
          ) : (
            <p className={looks.quiet}>{t("togetherHint")}</p>
          )}
        </div>
      )}
    </Panel>
  );
}

/** CSS pixels. */
const THUMB = 44;

function Thumb({ piece }: { readonly piece: PieceState }) {
  const document = useSession((view) => view.document);
  const { template, edition } = piece;
  const page = usePiece(document, { template, edition }, URGENCY.thumbnail, { key: "thumbnail" })?.pages[0];
  return (
    <span className={styles.thumb} aria-hidden="true">
      {page !== undefined && <PageView page={page} width={THUMB} height={THUMB} label="" />}
    </span>
  );
}
