import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { MenuItem, MenuTrigger, Popover, Menu as Rows } from "react-aria-components";
import styles from "../Popover.module.css";
import { Button, type ButtonVariant } from "./Button.tsx";
import { IconButton } from "./IconButton.tsx";
import { Kbd } from "./Kbd.tsx";

/** A button that opens a list of actions. */

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly shortcut?: string | undefined;
  readonly isDisabled?: boolean;
  readonly tone?: "danger";
  readonly run: () => void;
}

export interface Props {
  readonly label: string;
  readonly icon: LucideIcon;
  /** The icon alone, with the label as a tooltip. */
  readonly iconOnly?: boolean;
  readonly variant?: ButtonVariant;
  readonly items: readonly MenuAction[];
  readonly className?: string | undefined;
}

export function Menu({ label, icon, iconOnly = true, variant = "quiet", items, className }: Props) {
  return (
    <MenuTrigger>
      {iconOnly ? (
        <IconButton label={label} icon={icon} variant={variant} className={className} />
      ) : (
        <Button icon={icon} variant={variant} className={className}>
          {label}
        </Button>
      )}
      <Popover className={clsx(styles.popover)}>
        <Rows
          disabledKeys={items.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
          onAction={(key) => items.find(({ id }) => id === key)?.run()}
        >
          {items.map(({ id, label: name, icon: Icon, shortcut, tone }) => (
            <MenuItem key={id} id={id} textValue={name} className={clsx(styles.item, tone && styles[tone])}>
              {Icon !== undefined && <Icon size={16} aria-hidden="true" />}
              <span className={styles.words}>{name}</span>
              {shortcut !== undefined && <Kbd keys={shortcut} />}
            </MenuItem>
          ))}
        </Rows>
      </Popover>
    </MenuTrigger>
  );
}
