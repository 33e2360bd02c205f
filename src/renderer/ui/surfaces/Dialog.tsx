import { clsx } from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Heading, Modal, ModalOverlay, Dialog as Window } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { IconButton } from "../actions/IconButton.tsx";
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
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </Window>
      </Modal>
    </ModalOverlay>
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
