import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Tabs as Group, Tab, TabList, TabPanel } from "react-aria-components";
import styles from "./Tabs.module.css";

/** Views that share one place. */

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Short, for example a count; read aloud with the label. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

export interface Props<Id extends string> {
  /** Name of the row of tabs, read aloud. */
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  readonly className?: string | undefined;
}

export function Tabs<Id extends string>({ label, items, selected, onSelect, className }: Props<Id>) {
  return (
    <Group
      selectedKey={selected}
      onSelectionChange={(key) => {
        const item = items.find(({ id }) => id === key);
        if (item !== undefined && item.id !== selected) onSelect(item.id);
      }}
      className={clsx(styles.tabs, className)}
    >
      <TabList aria-label={label} className={clsx(styles.list)}>
        {items.map(({ id, label: name, icon: Icon, badge }) => (
          <Tab key={id} id={id} className={clsx(styles.tab)}>
            {Icon !== undefined && <Icon size={16} aria-hidden="true" />}
            {name}
            {badge}
          </Tab>
        ))}
      </TabList>
      {items.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={clsx(styles.panel)}>
          {content}
        </TabPanel>
      ))}
    </Group>
  );
}
