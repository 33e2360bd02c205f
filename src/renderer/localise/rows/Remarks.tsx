import { clsx } from "clsx";
import { Check, Eye, MessageSquarePlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isFull, isPinned, type ListedRemark } from "../../../shared/document/remarks.ts";
import type { InterfaceLanguage } from "../../../shared/settings/settings.ts";
import { usePieceName } from "../../pieces/usePieceName.ts";
import { Say } from "../../remarks/Say.tsx";
import { Thread } from "../../remarks/Thread.tsx";
import { useApp, useAppState } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import looks from "../../ui/Looks.module.css";
import block from "./Block.module.css";
import styles from "./Remarks.module.css";

/** Remarks about these words, said here or pinned to a page in Review, and their answers. */

export interface Props {
  readonly title: string;
  readonly remarks: readonly ListedRemark[];
  readonly language: InterfaceLanguage;
  /** Null begins a new remark. `sent` is called when the words stand in the document. */
  readonly onSay: (remark: ListedRemark | null, text: string, sent: () => void) => void;
  readonly onResolve: (remark: ListedRemark) => void;
}

export function Remarks({ title, remarks, language, onSay, onResolve }: Props) {
  const { t } = useTranslation("localise");
  const { t: say } = useTranslation("review");
  const [isWriting, setWriting] = useState(false);
  const chosen = useAppState((state) => state.remark);
  const settle = (remark: ListedRemark) => (
    <Button
      icon={Check}
      aria-label={t("remarks.resolve", { slot: title })}
      onPress={() => onResolve(remark)}
      className={styles.alignStart}
    >
      {say("remarks.resolve")}
    </Button>
  );
  return (
    <section aria-label={t("remarks.title")} className={block.block}>
      {remarks.map((remark) => (
        <div key={remark.id} className={clsx(styles.remark, remark.id === chosen && block.current)}>
          <PinnedAt remark={remark} />
          <Thread remark={remark} language={language} />
          {isFull(remark) ? (
            <>
              <p className={looks.quiet}>{say("remarks.full")}</p>
              {settle(remark)}
            </>
          ) : (
            <Say label={t("remarks.answer")} send={t("remarks.send")} onSay={(text, sent) => onSay(remark, text, sent)}>
              {settle(remark)}
            </Say>
          )}
        </div>
      ))}
      {isWriting ? (
        <Say
          label={t("remarks.new")}
          send={t("remarks.send")}
          autoFocus
          onLeave={() => setWriting(false)}
          onSay={(text, sent) =>
            onSay(null, text, () => {
              sent();
              setWriting(false);
            })
          }
        />
      ) : (
        <Button variant="quiet" icon={MessageSquarePlus} onPress={() => setWriting(true)} className={styles.alignStart}>
          {t("remarks.add")}
        </Button>
      )}
    </section>
  );
}

/** The format on whose page somebody pinned it, and the way there. */
function PinnedAt({ remark: { id, about } }: { readonly remark: ListedRemark }) {
  const { t } = useTranslation("review");
  const app = useApp();
  const names = usePieceName();
  if (!isPinned(about)) return null;
  const { template, edition } = about;
  return (
    <p className={block.origin}>
      <span className={looks.quiet}>{names.template(template)}</span>
      <Button
        variant="quiet"
        icon={Eye}
        onPress={() => {
          app.look({ template, edition, page: 0, frame: null });
          app.store.setState({ remark: id });
          app.enter("review");
        }}
      >
        {t("remarks.showOnPage")}
      </Button>
    </p>
  );
}
