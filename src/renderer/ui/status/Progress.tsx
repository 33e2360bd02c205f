import { clsx } from "clsx";
import { Label, ProgressBar } from "react-aria-components";
import styles from "./Progress.module.css";

/** How far something has come; without a value, that it goes on. */

export interface Props {
  readonly label: string;
  /** The label is read aloud only. */
  readonly hideLabel?: boolean;
  readonly value?: number | undefined;
  readonly max?: number;
  /** In words, for example "3 of 12"; otherwise per cent. */
  readonly text?: string | undefined;
  readonly className?: string | undefined;
}

export function Progress({ label, hideLabel, value, max = 100, text, className }: Props) {
  return (
    <ProgressBar
      value={value ?? 0}
      maxValue={max}
      isIndeterminate={value === undefined}
      {...(text === undefined ? {} : { valueLabel: text })}
      className={clsx(styles.progress, className)}
    >
      {({ percentage, valueText, isIndeterminate }) => (
        <>
          <span className={hideLabel === true ? "unseen" : styles.words}>
            <Label>{label}</Label>
            {!isIndeterminate && <span className={styles.value}>{valueText}</span>}
          </span>
          <span className={styles.track}>
            <span
              className={clsx(styles.bar, isIndeterminate && styles.moving)}
              style={isIndeterminate ? {} : { inlineSize: `${percentage ?? 0}%` }}
            />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
