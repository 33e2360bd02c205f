import { clsx } from "clsx";
import { Switch as Toggle } from "react-aria-components";
import styles from "./Field.module.css";

/** Something that is on or off, at once. */

export interface Props {
  readonly label: string;
  readonly description?: string | undefined;
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Switch({ label, description, isSelected, onChange, isDisabled = false }: Props) {
  return (
    <Toggle isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} className={clsx(styles.switch)}>
      <span className={styles.track} />
      <span className={styles.words}>
        {label}
        {description !== undefined && <span className={styles.description}>{description}</span>}
      </span>
    </Toggle>
  );
}
