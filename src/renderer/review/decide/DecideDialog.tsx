import { Languages, MessageSquare, MessageSquareWarning, Send, Stamp, Undo2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Decision } from "../../../shared/approve/approval.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import type { TeamState } from "../../../shared/contract/teamCalls.ts";
import type { NumberedRemark } from "../../../shared/document/remarks.ts";
import { pieceKey } from "../../../shared/piece/piece.ts";
import { countDiagnostics } from "../../checks/groupDiagnostics.ts";
import { digestForEyes } from "../../i18n/names.ts";
import { usePieceName } from "../../pieces/usePieceName.ts";
import { useSizeText } from "../../pieces/useSizeText.ts";
import { useApp, useAppState, useOpen, useSession } from "../../state/hooks.ts";
import { useCall } from "../../state/useCall.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { TextField } from "../../ui/fields/TextField.tsx";
import looks from "../../ui/Looks.module.css";
import { MixedText } from "../../ui/status/MixedText.tsx";
import { Problem } from "../../ui/status/Problem.tsx";
import { Dialog } from "../../ui/surfaces/Dialog.tsx";
import { isOpenRemark, useRemarksOf } from "../remarks/usePieceRemarks.ts";
import { missingAfterMine } from "./choices.ts";
import styles from "./DecideDialog.module.css";
import { ReasonFields } from "./ReasonFields.tsx";
import { type Person, Signer } from "./Signer.tsx";
import { reasonsGiven, warningRows } from "./warningReasons.ts";

/** The last look before a signature: exactly what is signed, by whom. A person without a key makes one here. */

export interface Props {
  readonly decision: Decision;
  readonly pieces: readonly PieceState[];
  readonly team: TeamState | null;
  readonly onClose: () => void;
  readonly onDone: (pieces: readonly PieceState[]) => void;
  /** The pages are others by now. */
  readonly onRefused: () => void;
}

const LOOKS = {
  submit: { icon: Send, variant: "primary" },
  review: { icon: Languages, variant: "primary" },
  approve: { icon: Stamp, variant: "primary" },
  "request-changes": { icon: MessageSquareWarning, variant: "primary" },
  withdraw: { icon: Undo2, variant: "danger" },
} as const;

export function DecideDialog({ decision, pieces, team, onClose, onDone, onRefused }: Props) {
  const { t } = useTranslation("review");
  const app = useApp();
  const { session } = useOpen();
  const title = useSession((view) => view.document.title);
  const mine = useCall("keys.mine", {});
  const [person, setPerson] = useState<Person>({
    name: useAppState(({ settings }) => settings.name) ?? "",
    organisation: "",
  });
  const open = useOpenRemarks(pieces);
  const asksForChanges = decision === "request-changes";
  const seeRemarks = useSeeRemarks();
  const [note, setNote] = useState(() => (asksForChanges && pieces.length === 1 ? seeRemarks(open) : ""));
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const everyWarning = team?.rules.reasons ?? false;
  const rows = useMemo(
    () =>
      decision === "approve"
        ? warningRows(
            pieces.flatMap(({ diagnostics }) => diagnostics),
            everyWarning,
          )
        : [],
    [decision, everyWarning, pieces],
  );
  const { reasons, isComplete } = reasonsGiven(rows, said);
  const needsKey = mine.value === null && mine.error === null && !mine.isLoading;
  const isReady =
    !mine.isLoading &&
    mine.error === null &&
    isComplete &&
    (!needsKey || person.name.trim() !== "") &&
    (!asksForChanges || note.trim() !== "");
  const warnings = pieces.reduce((sum, one) => sum + countDiagnostics(one.diagnostics).warning, 0);
  const sign = async () => {
    if (!isReady || isPending) return;
    setPending(true);
    setProblem(null);
    try {
      if (needsKey) {
        const organisation = person.organisation.trim();
        const named = { name: person.name.trim(), ...(organisation === "" ? {} : { organisation }) };
        await app.client.call("keys.create", named);
      }
      const done = await app.client.call("approvals.decide", {
        session: session.id,
        pieces: pieces.map(({ template, edition, proof }) => ({ template, edition, proof })),
        decision,
        note: note.trim(),
        reasons,
      });
      onDone(done);
      app.say(`review:done.${decision}`, { count: pieces.length });
      onClose();
    } catch (error) {
      setProblem(error);
      mine.again();
      if (error instanceof StudioError && error.code === "approve/pages-changed") onRefused();
    } finally {
      setPending(false);
    }
  };
  const shown = problem ?? mine.error;
  return (
    <Dialog
      title={t(`ask.${decision}`, { count: pieces.length })}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button {...LOOKS[decision]} isDisabled={!isReady || isPending} onPress={() => void sign()}>
            {t(`sign.${decision}`)}
          </Button>
        </>
      }
    >
      <div className={looks.form}>
        <p>{t(`means.${decision}`)}</p>
        <Signed title={title} pieces={pieces} />
        {decision === "approve" && team !== null && <After pieces={pieces} team={team} />}
        {rows.length > 0 && <ReasonFields rows={rows} said={said} onSay={setSaid} />}
        {decision === "approve" && warnings > 0 && rows.length === 0 && (
          <p className={looks.warned}>{t("withWarnings", { count: warnings })}</p>
        )}
        <Signer mine={mine} person={person} onPerson={setPerson} />
        {open.length > 0 && decision !== "withdraw" && (
          <p className={styles.remarked}>
            <MessageSquare size={16} aria-hidden="true" />
            {t(asksForChanges ? "remarks.goWith" : "remarks.stillOpen", { count: open.length })}
          </p>
        )}
        <TextField
          label={asksForChanges ? t("whatToChange") : t("note")}
          description={asksForChanges ? t("whatToChangeText") : t("noteText")}
          value={note}
          onChange={setNote}
          multiline
          rows={asksForChanges ? 4 : 2}
          maxLength={2000}
          isRequired={asksForChanges}
        />
        <Problem error={shown} />
      </div>
    </Dialog>
  );
}

/** Each once: a remark about words may be about several pieces. */
function useOpenRemarks(pieces: readonly PieceState[]): readonly NumberedRemark[] {
  const remarksOf = useRemarksOf();
  const open = pieces.flatMap((piece) => remarksOf(piece).filter(isOpenRemark));
  return [...new Map(open.map((one) => [one.id, one])).values()];
}

/** Remarks → a first sentence that points to them, for whoever reads the signed note; empty where there are none. */
function useSeeRemarks(): (remarks: readonly NumberedRemark[]) => string {
  const { t } = useTranslation("review");
  const language = useAppState((state) => state.language);
  return (remarks) => {
    const numbers = new Intl.ListFormat(language).format(remarks.map(({ number }) => String(number)));
    return remarks.length === 0 ? "" : t("remarks.seeNote", { count: remarks.length, numbers });
  };
}

/** What the team's rules still ask for when this person has approved, so that nobody is surprised afterwards. */
function After({ pieces, team }: { readonly pieces: readonly PieceState[]; readonly team: TeamState }) {
  const { t } = useTranslation("review");
  const missing = pieces.map((piece) => missingAfterMine(piece, team));
  const approvals = Math.max(0, ...missing.map((one) => one.approvals));
  const needs = [
    missing.some(({ review }) => review) && t("after.review"),
    approvals > 0 && t("after.approvals", { count: approvals }),
    // Another approval is another person's signature anyway.
    missing.some((one) => one.second && one.approvals === 0) && t("after.second"),
  ].filter((need) => need !== false);
  if (needs.length === 0) return null;
  return (
    <div className={looks.warned}>
      <p>{t("after.title")}</p>
      <ul className={styles.needs}>
        {needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
    </div>
  );
}

/** Word for word what the signature will be about. */
function Signed({ title, pieces }: { readonly title: string; readonly pieces: readonly PieceState[] }) {
  const { t } = useTranslation("review");
  const { pack } = useOpen();
  const names = usePieceName();
  const sizeText = useSizeText();
  return (
    <div className={styles.signed}>
      <p className={looks.strong} dir="auto">
        <MixedText text={title} />
      </p>
      <ul className={styles.signedPieces}>
        {pieces.map((piece) => {
          const template = pack.templates.find(({ id }) => id === piece.template);
          return (
            <li key={pieceKey(piece)}>
              <p>{names.piece(piece)}</p>
              <p className={looks.quiet}>
                {template !== undefined && <span>{sizeText(template)} · </span>}
                {t("proof")} <code dir="ltr">{digestForEyes(piece.proof)}</code>
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
