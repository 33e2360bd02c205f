import { clsx } from "clsx";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import styles from "./Filters.module.css";
import { FILTERS, type Filter } from "./rows/rowState.ts";

/** Which rows are shown, and how many there are of each. */

export interface Props {
  readonly value: Filter;
  readonly counts: Readonly<Record<Filter, number>>;
  readonly onChange: (filter: Filter) => void;
}

export function Filters({ value, counts, onChange }: Props) {
  const { t } = useTranslation("localise");
  return (
    <ToggleButtonGroup
      aria-label={t("show")}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => onChange(FILTERS.find((filter) => keys.has(filter)) ?? "all")}
      className={clsx(styles.filters)}
    >
      {FILTERS.map((filter) => (
        <ToggleButton key={filter} id={filter} className={clsx(styles.filter)}>
          {t(`filter.${filter}`)} <span className={styles.filterCount}>{counts[filter]}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
