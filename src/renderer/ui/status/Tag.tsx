import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Tag.module.css";

/** A state in one or two words; never by colour alone. */

export type Tone = "neutral" | "ok" | "warn" | "danger";

export interface Props {
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function Tag({ tone = "neutral", icon: Icon, children, className }: Props) {
  return (
    <span className={clsx(styles.tag, styles[tone], className)}>
      {Icon !== undefined && <Icon size={12} aria-hidden="true" />}
      {children}
    </span>
  );
}
