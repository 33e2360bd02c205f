import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { type ButtonProps, Button as Pressable, Tooltip, TooltipTrigger } from "react-aria-components";
import popover from "../Popover.module.css";
import styles from "./Button.module.css";
import type { ButtonVariant } from "./Button.tsx";
import { Kbd } from "./Kbd.tsx";

/** A button with an icon alone: its label is read aloud and shown as a tooltip. */

export interface Props extends Omit<ButtonProps, "children" | "className" | "style" | "aria-label"> {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly variant?: ButtonVariant;
  /** Shown in the tooltip, for example `Mod+S`. */
  readonly shortcut?: string | undefined;
  /** The icon points forwards or backwards: it turns round in right-to-left interfaces. */
  readonly mirror?: boolean;
  readonly className?: string | undefined;
}

export function IconButton({ label, icon: Icon, variant = "quiet", shortcut, mirror, className, ...rest }: Props) {
  return (
    <TooltipTrigger delay={500}>
      <Pressable
        {...rest}
        aria-label={label}
        className={clsx(styles.button, styles[variant], styles.square, className)}
      >
        <Icon size={18} aria-hidden="true" className={mirror === true ? "mirror" : ""} />
      </Pressable>
      <Tooltip className={clsx(popover.tooltip)} offset={6}>
        {label}
        {shortcut !== undefined && <Kbd keys={shortcut} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
