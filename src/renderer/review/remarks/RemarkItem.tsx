import { clsx } from "clsx";
import { Check, History, Languages, PencilRuler, RotateCcw, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import { canTakeBack, isAboutOthers, isFull, isPinned, type NumberedRemark } from "../../../shared/document/remarks.ts";
import { familyOf } from "../../../shared/pack/lookUp.ts";
import { frameOfSlot } from "../../checks/slotFrames.ts";
import { useShow } from "../../checks/useShow.ts";
import { dateName, isolateValue } from "../../i18n/names.ts";
import { Say } from "../../remarks/Say.tsx";
import { Thread } from "../../remarks/Thread.tsx";
import { useApp, useAppState, useOpen, useSession } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { IconButton } from "../../ui/actions/IconButton.tsx";
import looks from "../../ui/Looks.module.css";
import { MixedText } from "../../ui/status/MixedText.tsx";
import { Tag } from "../../ui/status/Tag.tsx";
import styles from "./Remarks.module.css";
import { useSlotTitle } from "./useFrameTitle.ts";
import type { PieceRemarks } from "./usePieceRemarks.ts";

/** One remark: in two lines, and when somebody chose it, with its answers and what can be done about it. */

export interface Props {
  readonly remark: NumberedRemark;
  readonly piece: PieceState;
  readonly remarks: PieceRemarks;
}

export function RemarkItem({ remark, piece, remarks }: Props) {
  const { t } = useTranslation("review");
  const language = useAppState((state) => state.language);
  const slotTitle = useSlotTitle();
  const { id, about, thread, resolved, number } = remark;
  const [first, ...answers] = thread;
  const isChosen = remarks.chosen?.id === id;
  const isSettled = resolved !== null;
  const header = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) header.current?.closest("li")?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  useEffect(() => {
    if (isChosen && remarks.takesFocus(id)) header.current?.focus();
  }, [isChosen, remarks, id]);
  const { slot } = about;
  return (
    <li
      className={clsx(styles.item, isChosen && styles.isChosen)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || !isChosen) return;
        event.preventDefault();
        event.stopPropagation();
        remarks.choose(null);
        header.current?.focus();
      }}
    >
      <button
        ref={header}
        type="button"
        aria-expanded={isChosen}
        className={styles.header}
        onClick={() => remarks.choose(isChosen ? null : id)}
      >
        <span className={styles.number} data-state={isSettled ? "settled" : isChosen ? "chosen" : "open"}>
          {number}
        </span>
        <span className={styles.words}>
          {slot !== undefined && <span className={styles.about}>{slotTitle(slot)}</span>}
          {!isChosen && (
            <>
              <span dir="auto" className={styles.excerpt}>
                <MixedText text={first?.text ?? ""} />
              </span>
              <span className={looks.quiet}>
                <bdi>{first?.by}</bdi>
                {" · "}
                {dateName(first?.at ?? "", language, "moment")}
                {answers.length > 0 && ` · ${t("remarks.answers", { count: answers.length })}`}
              </span>
            </>
          )}
          {isChosen && slot === undefined && <span className={styles.about}>{t("remarks.onPage")}</span>}
        </span>
      </button>
      {isAboutOthers(remark, piece.proof) && !isSettled && (
        <Tag tone="warn" icon={History} className={styles.changed}>
          {t("remarks.changed")}
        </Tag>
      )}
      {isChosen && (
        <div className={styles.open}>
          <Thread remark={remark} language={language} />
          {isSettled && (
            <p className={looks.quiet}>
              {t("remarks.settledBy", {
                by: isolateValue(resolved.by),
                at: dateName(resolved.at, language, "moment"),
              })}
            </p>
          )}
          {isFull(remark) ? (
            <p className={looks.quiet}>{t("remarks.full")}</p>
          ) : (
            <Say
              label={t("remarks.answer")}
              send={t("remarks.sendAnswer")}
              onSay={(text, sent) => remarks.answer(remark, text, sent)}
            />
          )}
          <Actions remark={remark} piece={piece} remarks={remarks} />
        </div>
      )}
    </li>
  );
}

function Actions({ remark, piece, remarks }: Props) {
  const { t } = useTranslation("review");
  const app = useApp();
  const { pack } = useOpen();
  const show = useShow();
  const family = useSession((view) => view.document.family);
  const isWords = (id: string) => familyOf(pack, family).slots.some((one) => one.id === id && one.kind !== "picture");
  const { about, resolved } = remark;
  const { slot } = about;
  return (
    <div className={styles.actions}>
      {resolved === null ? (
        <Button icon={Check} onPress={() => remarks.settle(remark)}>
          {t("remarks.resolve")}
        </Button>
      ) : (
        <Button icon={RotateCcw} mirror onPress={() => remarks.reopen(remark)}>
          {t("remarks.reopen")}
        </Button>
      )}
      <span className={styles.tools}>
        {canTakeBack(remark, remarks.name) && (
          <IconButton label={t("remarks.takeBack")} icon={Trash2} onPress={() => remarks.takeBack(remark)} />
        )}
        {slot !== undefined && isWords(slot) && (
          <IconButton
            label={t("remarks.localise")}
            icon={Languages}
            onPress={() => {
              const { template, edition } = piece;
              app.look({ ...(frameOfSlot(pack, [template], slot) ?? { template, page: 0, frame: null }), edition });
              app.enter("localise");
            }}
          />
        )}
        <IconButton
          label={t("remarks.design")}
          icon={PencilRuler}
          onPress={() =>
            show({
              edition: piece.edition,
              template: piece.template,
              page: isPinned(about) ? about.page : undefined,
              slot,
            })
          }
        />
      </span>
    </div>
  );
}
