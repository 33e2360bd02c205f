import { Check, MessageSquarePlus, Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import { dateName } from "../i18n/names.ts";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./Row.module.css";
import type { Remark } from "./remarks.ts";

/** Remarks for whoever reviews these words, and their answers. */

export interface Props {
  readonly title: string;
  readonly remarks: readonly Remark[];
  readonly language: InterfaceLanguage;
  /** Null begins a new remark. */
  readonly onSay: (remark: Remark | null, text: string) => void;
  readonly onResolve: (remark: Remark) => void;
}

export function Remarks({ title, remarks, language, onSay, onResolve }: Props) {
  const { t } = useTranslation("localise");
  const [isWriting, setWriting] = useState(false);
  return (
    <section aria-label={t("remarks.title")} className={styles.block}>
      {remarks.map((remark) => (
        <div key={remark.id} className={styles.remark}>
          <ul className={styles.thread}>
            {remark.comment.thread.map(({ by, at, text }) => (
              <li key={`${at} ${text}`}>
                <span className={styles.quiet}>
                  <bdi>{by}</bdi>
                  {" · "}
                  {dateName(at, language, "moment")}
                </span>
                <p dir="auto" className={styles.said}>
                  {text}
                </p>
              </li>
            ))}
          </ul>
          <Say label={t("remarks.answer")} onSay={(text) => onSay(remark, text)}>
            <IconButton label={t("remarks.resolve", { slot: title })} icon={Check} onPress={() => onResolve(remark)} />
          </Say>
        </div>
      ))}
      {isWriting ? (
        <Say
          label={t("remarks.new")}
          autoFocus
          onSay={(text) => {
            onSay(null, text);
            setWriting(false);
          }}
        />
      ) : (
        <Button variant="quiet" icon={MessageSquarePlus} onPress={() => setWriting(true)} className={styles.alignStart}>
          {t("remarks.add")}
        </Button>
      )}
    </section>
  );
}

interface SayProps {
  readonly label: string;
  readonly onSay: (text: string) => void;
  readonly autoFocus?: boolean;
  readonly children?: React.ReactNode;
}

function Say({ label, onSay, autoFocus = false, children }: SayProps) {
  const { t } = useTranslation("localise");
  const [text, setText] = useState("");
  const say = () => {
    if (text.trim() === "") return;
    onSay(text.trim());
    setText("");
  };
  return (
    <form
      className={styles.say}
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <TextField
        label={label}
        hideLabel
        placeholder={label}
        value={text}
        onChange={setText}
        maxLength={4000}
        autoFocus={autoFocus}
        className={styles.grow}
      />
      <IconButton label={t("remarks.send")} icon={Send} mirror isDisabled={text.trim() === ""} onPress={say} />
      {children}
    </form>
  );
}
