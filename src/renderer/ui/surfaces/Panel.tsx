import { clsx } from "clsx";
import { type ReactNode, useId } from "react";
import styles from "./Panel.module.css";

/** A named part of a room; F6 goes from one to the next. */

export interface Props {
  readonly title: string;
  /** The title is read aloud only. */
  readonly hideTitle?: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** Of the part under the title, which scrolls. */
  readonly bodyClassName?: string | undefined;
}

export function Panel({ title, hideTitle = false, actions, children, className, bodyClassName }: Props) {
  const id = useId();
  const bare = hideTitle && actions === undefined;
  return (
    <section aria-labelledby={id} tabIndex={-1} data-pane="" className={clsx(styles.panel, className)}>
      <div className={bare ? "unseen" : styles.head}>
        <h2 id={id} className={hideTitle ? "unseen" : styles.title}>
          {title}
        </h2>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      <div className={clsx(styles.body, bodyClassName)}>{children}</div>
    </section>
  );
}
