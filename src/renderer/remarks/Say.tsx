import { Send } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { LONGEST_REMARK } from "../../shared/document/documentSchema.ts";
import { Button } from "../ui/actions/Button.tsx";
import { TextField } from "../ui/fields/TextField.tsx";
import looks from "../ui/Looks.module.css";
import styles from "./Remarks.module.css";

/** A field for a remark or an answer. Enter begins a new line; Ctrl and Enter send. */

export interface Props {
  /** What is written here; also shown in the empty field. */
  readonly label: string;
  readonly send: string;
  /** Calls `sent` when it stands in the document: until then the words stay in the field. */
  readonly onSay: (text: string, sent: () => void) => void;
  /** Escape in an empty field: words are given up only with a button. */
  readonly onLeave?: () => void;
  readonly autoFocus?: boolean;
  /** More buttons. */
  readonly children?: ReactNode;
}

export function Say({ label, send, onSay, onLeave, autoFocus = false, children }: Props) {
  const { t } = useTranslation("review");
  const [text, setText] = useState("");
  const isLong = text.length > LONGEST_REMARK;
  const isReady = text.trim() !== "" && !isLong;
  const say = () => {
    if (!isReady) return;
    onSay(text.trim(), () => setText(""));
  };
  return (
    <form
      className={styles.say}
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.stopPropagation();
          say();
        } else if (event.key === "Escape" && onLeave !== undefined && text.trim() === "") {
          event.preventDefault();
          event.stopPropagation();
          onLeave();
        }
      }}
    >
      <TextField
        label={label}
        hideLabel
        placeholder={label}
        value={text}
        onChange={setText}
        multiline
        rows={autoFocus ? 3 : 2}
        autoFocus={autoFocus}
        errorMessage={isLong ? t("remarks.tooLong", { most: LONGEST_REMARK }) : null}
      />
      <div className={looks.buttons}>
        <Button type="submit" icon={Send} mirror isDisabled={!isReady}>
          {send}
        </Button>
        {children}
      </div>
    </form>
  );
}
