import { useEffect, useState } from "react";
import type { Decision } from "../../shared/approve/approval.ts";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import type { TeamState } from "../../shared/contract/teamCalls.ts";
import { NextInQueue } from "../pieces/NextInQueue.tsx";
import { CloserLook, type LookTab } from "./CloserLook.tsx";
import { DecisionPanel } from "./decide/DecisionPanel.tsx";
import { PackTrust } from "./decide/PackTrust.tsx";
import { ProofStage } from "./proof/ProofStage.tsx";
import { useChanges } from "./proof/useChanges.ts";
import styles from "./Review.module.css";
import { usePieceRemarks } from "./remarks/usePieceRemarks.ts";

/** One piece as it will print, beside its decision and everything that helps to take it. */

export interface Props {
  readonly piece: PieceState;
  readonly pieces: readonly PieceState[];
  /** Null without one, and until it is known. */
  readonly team: TeamState | null;
  readonly isSeen: boolean;
  /** The host looks at a newer document just now. */
  readonly isLoading: boolean;
  readonly onSeen: (proof: string) => void;
  readonly onReload: () => void;
  readonly onDecide: (decision: Decision) => void;
}

export function PieceReview({ piece, pieces, team, isSeen, isLoading, onSeen, onReload, onDecide }: Props) {
  const changes = useChanges(piece);
  const remarks = usePieceRemarks(piece);
  const [isMarked, setMarked] = useState(true);
  const isPackUnknown = piece.reasons.some(({ code }) => code === "approve/pack-not-trusted");
  const hasChanged = piece.reasons.some(({ code }) => code === "approve/pages-changed");
  const { chosen, draft, isPlacing } = remarks;
  const [part, setPart] = useState<LookTab>(hasChanged ? "changes" : remarks.open.length > 0 ? "remarks" : "checks");
  const called = isPlacing || draft !== null ? "new" : (chosen?.id ?? null);
  // A pin that somebody pressed opens its thread, whatever was beside the pages before.
  useEffect(() => {
    if (called !== null) setPart("remarks");
  }, [called]);
  return (
    <>
      <ProofStage
        piece={piece}
        pieces={pieces}
        isLoading={isLoading}
        onSeen={onSeen}
        onReload={onReload}
        changes={isMarked ? changes : null}
        remarks={remarks}
      />
      <div className={styles.side}>
        <DecisionPanel piece={piece} team={team} isSeen={isSeen} onDecide={onDecide} />
        <NextInQueue />
        {isPackUnknown && <PackTrust onTrusted={onReload} />}
        <CloserLook
          piece={piece}
          changes={changes}
          isMarked={isMarked}
          onMark={setMarked}
          remarks={remarks}
          part={part}
          onPart={setPart}
        />
      </div>
    </>
  );
}
