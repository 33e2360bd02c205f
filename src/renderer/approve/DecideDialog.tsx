import { KeyRound, MessageSquareWarning, Stamp, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StudioError } from "../../shared/base/errors.ts";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { countDiagnostics } from "../checks/groupDiagnostics.ts";
import { useApp, useOpen, useSession } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { usePieceName } from "../state/usePieceName.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Progress } from "../ui/Progress.tsx";
import { problemText } from "../ui/problemText.ts";
import { TextField } from "../ui/TextField.tsx";
import { useSizeText } from "../ui/useSizeText.ts";
import { pieceKey, shortDigest } from "./pieceStatus.ts";
import styles from "./Review.module.css";

/** The last look before a signature: exactly what is signed, by whom. A person without a key makes one here. */

export type Decision = "approve" | "request-changes" | "withdraw";

export interface Props {
  readonly decision: Decision;
  readonly pieces: readonly PieceState[];
  readonly onClose: () => void;
  readonly onDone: (pieces: readonly PieceState[]) => void;
  /** The pages are others by now. */
  readonly onRefused: () => void;
}

const LOOKS = {
  approve: { icon: Stamp, variant: "primary" },
  "request-changes": { icon: MessageSquareWarning, variant: "primary" },
  withdraw: { icon: Undo2, variant: "danger" },
} as const;

export function DecideDialog({ decision, pieces, onClose, onDone, onRefused }: Props) {
  const { t, i18n } = useTranslation("review");
  const app = useApp();
  const { session } = useOpen();
  const title = useSession((view) => view.document.title);
  const mine = useCall("keys.mine", {});
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const needsKey = mine.value === null && mine.error === null && !mine.isLoading;
  const isReady =
    !mine.isLoading &&
    mine.error === null &&
    (!needsKey || name.trim() !== "") &&
    (decision !== "request-changes" || note.trim() !== "");
  const warnings = pieces.reduce((sum, one) => sum + countDiagnostics(one.diagnostics).warning, 0);
  const sign = async () => {
    if (!isReady || isPending) return;
    setPending(true);
    setProblem(null);
    try {
      if (needsKey) await app.client.call("keys.create", { name: name.trim() });
      const done = await app.client.call("approvals.decide", {
        session: session.id,
        pieces: pieces.map(({ template, edition, proof }) => ({ template, edition, proof })),
        decision,
        note: note.trim(),
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
      <div className={styles.form}>
        <p>{t(`means.${decision}`)}</p>
        <Signed title={title} pieces={pieces} />
        {decision === "approve" && warnings > 0 && (
          <p className={styles.warned}>{t("withWarnings", { count: warnings })}</p>
        )}
        {mine.isLoading && <Progress label={t("key")} />}
        {mine.value !== null && (
          <p className={styles.signer}>
            <KeyRound size={16} aria-hidden="true" />
            <span>
              {t("signedAs")} <bdi className={styles.strong}>{mine.value.name}</bdi>
            </span>
          </p>
        )}
        {needsKey && (
          <TextField
            label={t("yourName")}
            description={t("yourNameText")}
            value={name}
            onChange={setName}
            maxLength={200}
            autoFocus
          />
        )}
        <TextField
          label={decision === "request-changes" ? t("whatToChange") : t("note")}
          description={decision === "request-changes" ? t("whatToChangeText") : t("noteText")}
          value={note}
          onChange={setNote}
          multiline
          rows={decision === "request-changes" ? 4 : 2}
          maxLength={2000}
          isRequired={decision === "request-changes"}
        />
        {shown !== null && (
          <div role="alert" className={styles.problem}>
            <p className={styles.strong}>{problemText(i18n, shown).title}</p>
            <p>{problemText(i18n, shown).hint}</p>
          </div>
        )}
      </div>
    </Dialog>
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
      <p className={styles.strong} dir="auto">
        {title}
      </p>
      <ul className={styles.signedPieces}>
        {pieces.map((piece) => {
          const template = pack.templates.find(({ id }) => id === piece.template);
          return (
            <li key={pieceKey(piece)}>
              <p>{names.piece(piece)}</p>
              <p className={styles.quiet}>
                {template !== undefined && <span>{sizeText(template)} · </span>}
                {t("proof")} <code dir="ltr">{shortDigest(piece.proof)}</code>
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
