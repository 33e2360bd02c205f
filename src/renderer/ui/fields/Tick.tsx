import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Checkbox, type CheckboxProps } from "react-aria-components";
import styles from "./Tick.module.css";

/** A box to tick, with words beside it or with a label that is read aloud alone. */

export interface Props extends Omit<CheckboxProps, "children" | "className" | "style"> {
  readonly children?: ReactNode;
  readonly className?: string | undefined;
}

export function Tick({ children, className, ...rest }: Props) {
  return (
    <Checkbox {...rest} className={clsx(styles.tick, className)}>
      <span className={styles.box} aria-hidden="true" />
      {children !== undefined && <span className={styles.words}>{children}</span>}
    </Checkbox>
  );
}
