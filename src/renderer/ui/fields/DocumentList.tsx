import { clsx } from "clsx";
import { FileText } from "lucide-react";
import type { ReactElement } from "react";
import { ListBox, ListBoxItem, type ListBoxProps, Text } from "react-aria-components";
import styles from "./DocumentList.module.css";

/** Documents to choose from, each with its file and when it was saved. */

export interface DocumentEntry {
  readonly handle: string;
  readonly title: string;
  /** Of its file. */
  readonly name: string;
  /** When it was saved, in words. */
  readonly when: string;
}

export interface Props
  extends Pick<
    ListBoxProps<DocumentEntry>,
    "selectionMode" | "selectionBehavior" | "selectedKeys" | "onSelectionChange"
  > {
  readonly label: string;
  readonly entries: readonly DocumentEntry[];
  /** Shown where there are none. */
  readonly empty: ReactElement;
  readonly onOpen: (handle: string) => void;
}

export function DocumentList({ label, entries, empty, onOpen, ...selection }: Props) {
  return (
    <ListBox
      aria-label={label}
      {...selection}
      onAction={(key) => onOpen(String(key))}
      className={clsx(styles.list)}
      renderEmptyState={() => empty}
    >
      {entries.map(({ handle, title, name, when }) => (
        <ListBoxItem key={handle} id={handle} textValue={title} className={clsx(styles.entry)}>
          <FileText size={20} aria-hidden="true" />
          <span className={styles.words}>
            <Text slot="label" dir="auto">
              {title}
            </Text>
            <Text slot="description" className={clsx(styles.facts)}>
              <bdi>{name}</bdi>
              <span>{when}</span>
            </Text>
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
