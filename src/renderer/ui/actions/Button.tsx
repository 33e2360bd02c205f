import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type ButtonProps, Button as Pressable } from "react-aria-components";
import styles from "./Button.module.css";

/** A button with words on it; at most one `primary` on a screen. */

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

export interface Props extends Omit<ButtonProps, "children" | "className" | "style"> {
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly icon?: LucideIcon;
  /** The icon points forwards or backwards: it turns round in right-to-left interfaces. */
  readonly mirror?: boolean;
  readonly className?: string | undefined;
}

/** `isPending` shows a turning ring and ignores presses. */
export function Button({ children, variant = "secondary", icon: Icon, mirror = false, className, ...rest }: Props) {
  return (
    <Pressable {...rest} className={clsx(styles.button, styles[variant], className)}>
      {rest.isPending === true ? (
        <span className={styles.ring} aria-hidden="true" />
      ) : (
        Icon !== undefined && <Icon size={18} aria-hidden="true" className={mirror ? "mirror" : ""} />
      )}
      <span>{children}</span>
    </Pressable>
  );
}
