import type { ReactNode } from "react";
import styles from "./Gallery.module.css";

/** One state of a component, with its name. */
export function State({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.state}>
      <p lang="en" dir="ltr">
        {name}
      </p>
      {children}
    </div>
  );
}
