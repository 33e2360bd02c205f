import { clsx } from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Heading, Modal, ModalOverlay, Dialog as Window } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { IconButton } from "../actions/IconButton.tsx";
import { useSize } from "../useSize.ts";
import styles from "./Dialog.module.css";

/** A question or a task over the room. It is there while it is rendered; Escape and the cross call `onClose`. */

export interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the least important first. */
  readonly actions?: ReactNode;
  readonly onClose: () => void;
  readonly size?: "small" | "medium" | "large";
  /** `alertdialog` for something that must be answered: a press outside does not close it. */
  readonly role?: "dialog" | "alertdialog";
}

export function Dialog({ title, children, actions, onClose, size = "medium", role = "dialog" }: Props) {
  const { t } = useTranslation("app");
  useLostEscape(onClose);
  return (
    <ModalOverlay
      isOpen
      isDismissable={role === "dialog"}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={clsx(styles.shade)}
      data-modal=""
    >
      <Modal className={clsx(styles.modal, styles[size])}>
        <Window role={role} className={clsx(styles.dialog)}>
          <header className={styles.head}>
            <Heading slot="title" className={clsx(styles.title)}>
              {title}
            </Heading>
            <IconButton label={t("close")} icon={X} onPress={onClose} />
          </header>
          <Body title={title}>{children}</Body>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </Window>
      </Modal>
    </ModalOverlay>
  );
}

/** One that scrolls and has nothing else to focus is reached with Tab, so that the arrow keys move it. */
function Body({ title, children }: Pick<Props, "title" | "children">) {
  const body = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const room = useSize(body);
  const needed = useSize(content);
  const scrolls = room !== null && needed !== null && needed.height > room.height;
  return (
    <div ref={body} className={styles.body} {...(scrolls ? { tabIndex: 0, role: "group", "aria-label": title } : {})}>
      <div ref={content} className={styles.content}>
        {children}
      </div>
    </div>
  );
}

/**
 * Escape while nothing has the focus: what had it has gone, as the field of a name once the name is kept. React Aria
 * gives it back to the dialog with the next frame, and hears keys only from inside.
 */
function useLostEscape(onClose: () => void): void {
  useEffect(() => {
    const onKey = ({ key, target }: KeyboardEvent) => {
      if (key === "Escape" && target === document.body) onClose();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onClose]);
}
