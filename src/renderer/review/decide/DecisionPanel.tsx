import { Languages, MessageSquareWarning, Send, Stamp, Undo2, UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Decision, ROLES } from "../../../shared/approve/approval.ts";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import type { TeamState } from "../../../shared/contract/teamCalls.ts";
import { diagnosticText } from "../../checks/diagnosticText.ts";
import { countDiagnostics } from "../../checks/groupDiagnostics.ts";
import { isolateValue } from "../../i18n/names.ts";
import { PieceTag } from "../../pieces/PieceTag.tsx";
import { pieceStatus } from "../../pieces/pieceStatus.ts";
import { useApp, useAppState, useOpen } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import looks from "../../ui/Looks.module.css";
import { MixedText } from "../../ui/status/MixedText.tsx";
import { Panel } from "../../ui/surfaces/Panel.tsx";
import { choicesFor } from "./choices.ts";
import styles from "./Decision.module.css";
import { useWhy } from "./useWhy.ts";

/** Where a piece stands, what this person can decide now, and why not the rest. */

export interface Props {
  readonly piece: PieceState;
  /** Null without one, and until it is known. */
  readonly team: TeamState | null;
  readonly isSeen: boolean;
  readonly onDecide: (decision: Decision) => void;
}

const ICONS = {
  submit: Send,
  review: Languages,
  approve: Stamp,
  "request-changes": MessageSquareWarning,
  withdraw: Undo2,
} as const;
const TEXTS = {
  submit: "submit",
  review: "reviewLanguage",
  approve: "approve",
  "request-changes": "requestChanges",
  withdraw: "withdraw",
} as const;
/** Of a decision that is in the document and counts for nothing. */
const UNCOUNTED = [
  "approve/not-trusted",
  "approve/wrong-role",
  "approve/wrong-edition",
  "approve/key-revoked",
  "approve/team-expired",
  "approve/team-outdated",
  "approve/other-team",
  "approve/bad-signature",
  "approve/from-the-future",
];
/** Reasons that the state of the piece says already. */
const SAID = ["approve/changes-requested", "approve/pages-changed", "approve/withdrawn", "approve/not-approved"];

export function DecisionPanel({ piece, team, isSeen, onDecide }: Props) {
  const { t, i18n } = useTranslation("review");
  const app = useApp();
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const why = useWhy(team);
  const status = pieceStatus(piece);
  const { error } = countDiagnostics(piece.diagnostics);
  const latest = (piece.record ?? []).findLast(
    ({ decision, current }) => current && decision !== "submit" && decision !== "review",
  );
  const submitted = (piece.record ?? []).findLast(({ current }) => current);
  const by = isolateValue((status === "inReview" ? submitted : latest)?.by ?? "");
  const choices = choicesFor(piece, team, isSeen);
  const refusedByTeam = choices.filter((one) => one.why !== null && !["errors", "look"].includes(one.why.code));
  const buttons = choices.filter((one) => !refusedByTeam.includes(one));
  const main = buttons.find(({ decision }) => decision === "approve" || decision === "review" || decision === "submit");
  const needsLook = buttons.some((one) => one.why?.code === "look");
  const alike =
    new Set(refusedByTeam.map((one) => one.why?.code)).size === 1 && refusedByTeam.length === choices.length;
  const [first] = refusedByTeam;
  const others = piece.reasons.filter(({ code }) => !SAID.includes(code));
  const words = ({ code, message, values = {} }: PieceState["reasons"][number]) => {
    const roles = ROLES.filter((role) => String(values.roles ?? "").includes(role)).map((role) => t(`roles.${role}`));
    const named = roles.length > 0 ? { ...values, roles: roles.join(", ") } : values;
    const said = { code, severity: "error" as const, place: "", message, hint: "", values: named };
    const text = diagnosticText(i18n, said, pack, language).message;
    return UNCOUNTED.includes(code) ? t("notCounted", { why: text }) : text;
  };
  return (
    <Panel title={t("decision")} className={styles.decision} bodyClassName={styles.decisionBody}>
      <div className={styles.state} role="status">
        <PieceTag status={status} />
        <p>{t(`explain.${status}`, { count: error, by })}</p>
        {status === "changes" && latest !== undefined && latest.note !== "" && (
          <p dir="auto" className={styles.note}>
            <MixedText text={latest.note} />
          </p>
        )}
        {others.length > 0 && (
          <ul className={styles.needs}>
            {others.map((reason) => (
              <li key={`${reason.code} ${reason.message}`}>{words(reason)}</li>
            ))}
          </ul>
        )}
      </div>
      {buttons.length > 0 && (
        <div className={styles.buttons}>
          {buttons.map((one) => (
            <Button
              key={one.decision}
              icon={ICONS[one.decision]}
              variant={one === main ? "primary" : one.decision === "withdraw" ? "danger" : "secondary"}
              isDisabled={one.why !== null}
              onPress={() => onDecide(one.decision)}
            >
              {t(TEXTS[one.decision])}
            </Button>
          ))}
        </div>
      )}
      {needsLook && <p className={looks.quiet}>{t("lookFirst")}</p>}
      {alike && first?.why != null ? (
        <div className={styles.refused}>
          <p>{why(first.why, first.decision)}</p>
          <Button icon={UsersRound} onPress={() => app.showDialog("settings", "team")}>
            {t("openTeam")}
          </Button>
        </div>
      ) : (
        refusedByTeam.length > 0 && (
          <ul className={styles.refused} aria-label={t("notYours")}>
            {refusedByTeam.map((one) => (
              <li key={one.decision}>
                <span className={looks.strong}>{t(`names.${one.decision}`)}</span>{" "}
                {one.why !== null && why(one.why, one.decision)}
              </li>
            ))}
          </ul>
        )
      )}
    </Panel>
  );
}
