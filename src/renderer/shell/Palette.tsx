import { clsx } from "clsx";
import { FileText, LayoutTemplate, type LucideIcon, Search } from "lucide-react";
import { useRef, useState } from "react";
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Dialog as Window,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { commandsOf, useRegistry } from "../commands/commands.ts";
import { fitness } from "../commands/fitness.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { usePacks } from "../state/usePacks.ts";
import { Kbd } from "../ui/actions/Kbd.tsx";
import popover from "../ui/Popover.module.css";
import styles from "./Palette.module.css";

/** Type what you want to do: every command, recent documents, templates. */

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string | undefined;
  readonly run: () => void;
}

export function Palette() {
  const { t } = useTranslation("app");
  const app = useApp();
  const [typed, setTyped] = useState("");
  const sections = useSections();
  const close = () => app.showDialog(null);
  const found = sections
    .map(({ id, title, entries }) => ({ id, title, entries: best(entries, typed) }))
    .filter(({ entries }) => entries.length > 0);
  const chosen = useRef(false);
  const run = (key: string | number | undefined) => {
    const entry = found.flatMap(({ entries }) => entries).find(({ id }) => id === key);
    if (entry === undefined || chosen.current) return;
    chosen.current = true;
    close();
    app.attempt(entry.run);
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={close} className={clsx(styles.shade)} data-modal="">
      <Modal className={clsx(styles.modal)}>
        <Window aria-label={t("commands.palette")} className={clsx(styles.window)}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField
              aria-label={t("palette.search")}
              autoFocus
              className={clsx(styles.search)}
              // Whoever types fast and presses Enter means the first, before the list has marked it.
              onSubmit={() => run(found[0]?.entries[0]?.id)}
            >
              <Search size={18} aria-hidden="true" />
              <Input placeholder={t("palette.search")} />
            </SearchField>
            <Menu
              aria-label={t("commands.palette")}
              onAction={run}
              className={clsx(styles.list)}
              renderEmptyState={() => <p className={styles.none}>{t("palette.none")}</p>}
            >
              {found.map(({ id, title, entries }) => (
                <MenuSection key={id} id={id}>
                  <Header className={clsx(styles.section)}>{title}</Header>
                  {entries.map(({ id: entry, label, icon: Icon, shortcut }) => (
                    <MenuItem key={entry} id={entry} textValue={label} className={clsx(popover.item)}>
                      <Icon size={18} aria-hidden="true" />
                      <span className={popover.words}>{label}</span>
                      {shortcut !== undefined && <Kbd keys={shortcut} />}
                    </MenuItem>
                  ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
        </Window>
      </Modal>
    </ModalOverlay>
  );
}

function useSections() {
  const { t } = useTranslation("app");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const commands = commandsOf(useStore(useRegistry()));
  const recent = useCall("documents.recent", {});
  const { packs } = usePacks();
  const documents: Entry[] = (recent.value ?? []).map(({ handle, title, name }) => ({
    id: `document ${handle}`,
    label: `${title} · ${name}`,
    icon: FileText,
    run: () => app.attempt(() => app.openDocument(handle)),
  }));
  const templates: Entry[] = (packs ?? []).flatMap((pack) =>
    pack.templates.map(({ id, title }) => ({
      id: `template ${pack.id} ${id}`,
      label: t("palette.fromTemplate", { title: title[language] }),
      icon: LayoutTemplate,
      run: () => app.attempt(() => app.createDocument({ pack: pack.id, template: id, editions: [], sample: true })),
    })),
  );
  return [
    {
      id: "commands",
      title: t("palette.commands"),
      entries: commands
        .filter(({ id }) => id !== "palette")
        .map(({ id, label, icon, shortcut, run }) => ({ id, label, icon: icon ?? Search, shortcut, run })),
    },
    { id: "documents", title: t("palette.documents"), entries: documents },
    { id: "templates", title: t("palette.templates"), entries: templates },
  ];
}

function best(entries: readonly Entry[], typed: string): readonly Entry[] {
  return entries
    .map((entry) => ({ entry, fit: fitness(entry.label, typed) }))
    .filter((one): one is { entry: Entry; fit: number } => one.fit !== null)
    .sort((a, b) => b.fit - a.fit)
    .map(({ entry }) => entry);
}
