import { clsx } from "clsx";
import { useState } from "react";
import { ListBox, ListBoxItem, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { RegistryItem } from "../../shared/contract/registryCalls.ts";
import { countryName, dateName } from "../i18n/names.ts";
import { useAppState } from "../state/hooks.ts";
import { TextField } from "../ui/fields/TextField.tsx";
import looks from "../ui/Looks.module.css";
import { Tag } from "../ui/status/Tag.tsx";
import styles from "./EntryList.module.css";
import { ENTRY_LOOKS, entryKey, matchesSearch } from "./registryEntry.ts";

/** Entries in the order in which somebody has to look at them; the chosen one shows beside the list. */

/** More than this are found faster by typing than by looking. */
const MANY = 8;

export interface Props {
  readonly entries: readonly RegistryItem[];
  readonly selected: string;
  readonly onSelect: (key: string) => void;
}

export function EntryList({ entries, selected, onSelect }: Props) {
  const { t } = useTranslation("registry");
  const language = useAppState((state) => state.language);
  const [typed, setTyped] = useState("");
  const shown = entries.filter((entry) => matchesSearch(entry, language, typed));
  const kind = entries[0]?.kind ?? "helpline";
  return (
    <div className={styles.side}>
      {entries.length > MANY && (
        <TextField label={t("search")} hideLabel placeholder={t("search")} value={typed} onChange={setTyped} />
      )}
      <ListBox
        aria-label={t(`kinds.${kind}`)}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[selected]}
        onSelectionChange={(keys) => {
          const entry = entries.find((one) => keys !== "all" && keys.has(entryKey(one)));
          if (entry !== undefined) onSelect(entryKey(entry));
        }}
        className={clsx(styles.list)}
        renderEmptyState={() => <p className={looks.muted}>{t("noMatch")}</p>}
      >
        {shown.map((entry) => {
          const { tone, icon } = ENTRY_LOOKS[entry.state];
          const name = entry.name[language];
          return (
            <ListBoxItem
              key={entryKey(entry)}
              id={entryKey(entry)}
              textValue={`${entry.number ?? ""} ${name}`.trim()}
              className={clsx(styles.item)}
            >
              <Text slot="label" className={styles.itemName}>
                {entry.number !== null && (
                  <span className={styles.numberLine}>
                    <bdi dir="ltr" className={styles.number}>
                      {entry.number}
                    </bdi>
                    <span className={styles.country}>
                      {entry.country === null ? "" : countryName(entry.country, language)}
                    </span>
                  </span>
                )}
                <span dir="auto" className={entry.number === null ? styles.clamped : styles.owner}>
                  {name}
                </span>
              </Text>
              <Text slot="description" className={styles.itemEnd}>
                <Tag tone={tone} icon={icon}>
                  {t(`states.${entry.state}`)}
                </Tag>
                {entry.lastChecked !== null && (
                  <span className={looks.muted}>{t("checkedOn", { on: dateName(entry.lastChecked, language) })}</span>
                )}
              </Text>
            </ListBoxItem>
          );
        })}
      </ListBox>
    </div>
  );
}
