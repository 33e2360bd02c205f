import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Decision } from "../../shared/approve/approval.ts";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { pieceKey } from "../../shared/piece/piece.ts";
import { NoPieces } from "../pieces/NoPieces.tsx";
import { useApprovals } from "../pieces/useApprovals.ts";
import { useApp, useAppState, useLooking } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { DecideDialog } from "./decide/DecideDialog.tsx";
import { PieceList } from "./PieceList.tsx";
import { PieceReview } from "./PieceReview.tsx";
import styles from "./Review.module.css";

/** The Review room: every piece as it will print, what is wrong with it, and the decision about it. */
export function Review() {
  const app = useApp();
  const looking = useLooking();
  const approvals = useApprovals();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ decision: Decision; pieces: readonly PieceState[] } | null>(null);
  const { pieces, reload } = approvals;
  const { value: team, again } = useCall("team.read", {});
  const current = useMemo(
    () => pieces?.find((one) => pieceKey(one) === pieceKey(looking)) ?? pieces?.[0] ?? null,
    [pieces, looking],
  );
  const onSeen = useCallback(
    (proof: string) => setSeen((before) => (before.has(proof) ? before : new Set([...before, proof]))),
    [],
  );
  const isSettings = useAppState((state) => state.dialog === "settings");
  const wasSettings = useRef(isSettings);
  useEffect(() => {
    // A key or a team's list may have come meanwhile: both say what this person can decide.
    if (wasSettings.current && !isSettings) {
      again();
      reload();
    }
    wasSettings.current = isSettings;
  }, [isSettings, again, reload]);
  if (pieces === null || current === null) return <NoPieces {...approvals} />;
  return (
    <div className={styles.room}>
      <PieceList
        pieces={pieces}
        current={current}
        team={team}
        seen={seen}
        isLoading={approvals.isLoading}
        onChoose={({ template, edition }) => app.look({ template, edition, page: 0, frame: null })}
        onApprove={(chosen) => setAsking({ decision: "approve", pieces: chosen })}
      />
      <PieceReview
        key={pieceKey(current)}
        piece={current}
        pieces={pieces}
        team={team}
        isSeen={seen.has(current.proof)}
        isLoading={approvals.isLoading}
        onSeen={onSeen}
        onReload={reload}
        onDecide={(decision) => setAsking({ decision, pieces: [current] })}
      />
      {asking !== null && (
        <DecideDialog
          decision={asking.decision}
          pieces={asking.pieces}
          team={team}
          onClose={() => setAsking(null)}
          onDone={approvals.take}
          onRefused={reload}
        />
      )}
    </div>
  );
}
