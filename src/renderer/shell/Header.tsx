import { clsx } from "clsx";
import { Check, CircleDot, Ellipsis, Redo2, Save, Search, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, Input, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { editionName } from "../i18n/names.ts";
import { type OpenCampaign, ROOMS } from "../state/app.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { IconButton } from "../ui/actions/IconButton.tsx";
import { Menu } from "../ui/actions/Menu.tsx";
import { Choice } from "../ui/fields/Choice.tsx";
import styles from "./Header.module.css";
import { Lighthouse } from "./Lighthouse.tsx";
import { useDownload } from "./useDownload.ts";
import { ROOM_ICONS, SHORTCUTS } from "./useStudioCommands.ts";

/** The head of the window: whose document, which room, which edition, what is saved. */
export function Header({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("app");
  const app = useApp();
  const open = useAppState((state) => state.open);
  return (
    <header className={styles.header} tabIndex={-1} data-pane="">
      <span className={styles.brand}>
        <Lighthouse />
        {open === null && t("name")}
        {open === null && <WindowTitle words={t("name")} />}
      </span>
      {open === null ? <span className={styles.space} /> : <OfDocument open={open} />}
      <IconButton
        label={t("commands.palette")}
        icon={Search}
        shortcut={SHORTCUTS.palette}
        onPress={() => app.showDialog("palette")}
      />
      <More open={open} onClose={onClose} />
    </header>
  );
}

function OfDocument({ open }: { readonly open: OpenCampaign }) {
  const { t } = useTranslation("app");
  const app = useApp();
  const room = useAppState((state) => state.room);
  // Not the whole view: the header must not be drawn again for every key that somebody types.
  const confirmed = useStore(open.session.store, (view) => view.confirmed);
  const saved = useStore(open.session.store, (view) => view.saved);
  return (
    <>
      <Title open={open} />
      <nav aria-label={t("rooms")} className={styles.rooms}>
        {ROOMS.map((name) => {
          const Icon = ROOM_ICONS[name];
          return (
            <Button
              key={name}
              className={clsx(styles.room)}
              onPress={() => app.enter(name)}
              {...(name === room ? { "aria-current": "page" as const } : {})}
            >
              <Icon size={18} aria-hidden="true" />
              <span>{t(`commands.${name}`)}</span>
            </Button>
          );
        })}
      </nav>
      <span className={styles.space} />
      {room !== "start" && <Editions open={open} />}
      <span className={styles.group}>
        <IconButton
          label={t("commands.undo")}
          icon={Undo2}
          mirror
          shortcut={SHORTCUTS.undo}
          isDisabled={!confirmed.canUndo}
          onPress={() => open.session.undo()}
        />
        <IconButton
          label={t("commands.redo")}
          icon={Redo2}
          mirror
          shortcut={SHORTCUTS.redo}
          isDisabled={!confirmed.canRedo}
          onPress={() => open.session.redo()}
        />
      </span>
      <span className={styles.group}>
        <span className={styles.state}>
          {saved ? <Check size={16} aria-hidden="true" /> : <CircleDot size={16} aria-hidden="true" />}
          {saved ? t("state.saved") : t("state.unsaved")}
        </span>
        <IconButton
          label={t("commands.save")}
          icon={Save}
          shortcut={SHORTCUTS.save}
          isDisabled={(saved && confirmed.name !== null) || confirmed.heldBy !== null}
          onPress={() => app.attempt(app.save)}
        />
      </span>
    </>
  );
}

/** In the machine's lists of windows and tabs, in the language of the interface. */
function WindowTitle({ words }: { readonly words: string }) {
  useEffect(() => {
    document.title = words;
  }, [words]);
  return null;
}

/** Rewritten in place; an empty one goes back to what it was. */
function Title({ open }: { readonly open: OpenCampaign }) {
  const { t } = useTranslation("app");
  const app = useApp();
  const title = useStore(open.session.store, (view) => view.document.title);
  const [words, setWords] = useState(title);
  useEffect(() => setWords(title), [title]);
  const keep = () => {
    const next = words.trim();
    if (next === "" || next === title) return setWords(title);
    app.attempt(() => open.session.edit({ kind: "set-title", title: next }));
  };
  return (
    <TextField
      aria-label={t("title")}
      value={words}
      onChange={setWords}
      onBlur={keep}
      maxLength={300}
      className={clsx(styles.title)}
    >
      <WindowTitle words={`${title} · ${t("name")}`} />
      <Input
        dir="auto"
        title={words}
        onKeyDown={({ key, currentTarget }) => {
          if (key === "Enter") currentTarget.blur();
          if (key === "Escape") setWords(title);
        }}
      />
    </TextField>
  );
}

function Editions({ open }: { readonly open: OpenCampaign }) {
  const { t } = useTranslation("app");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const edition = useAppState((state) => state.looking?.edition ?? "");
  // As text: words that change inside an edition are nothing to this list.
  const editions = useStore(open.session.store, (view) => Object.keys(view.document.editions).join(" ")).split(" ");
  const items = open.pack.editions
    .filter(({ tag }) => editions.includes(tag) || tag === edition)
    .map(({ tag }) => ({ id: tag, label: editionName(tag, language) }));
  if (items.length === 0) return null;
  return (
    <Choice
      label={t("edition")}
      hideLabel
      items={items}
      value={edition}
      onChange={(tag) => app.look({ edition: tag })}
      className={styles.editions}
    />
  );
}

function More({ open, onClose }: { readonly open: OpenCampaign | null; readonly onClose: () => void }) {
  const { t } = useTranslation("app");
  const app = useApp();
  const download = useDownload();
  const listed = app.host.dialogs === "listed";
  const ofDocument = [
    { id: "saveAs", label: t("commands.saveAs"), shortcut: SHORTCUTS.saveAs, run: () => saveAs() },
    { id: "merge", label: t("commands.merge"), run: () => app.showDialog("merge") },
    ...(listed ? [{ id: "download", label: t("commands.download"), run: download }] : []),
    { id: "close", label: t("commands.close"), run: onClose },
  ];
  const saveAs = () => app.showDialog("saveAs");
  return (
    <Menu
      label={t("more")}
      icon={Ellipsis}
      items={[
        { id: "new", label: t("commands.new"), run: () => app.showDialog("new") },
        { id: "open", label: t("commands.open"), shortcut: SHORTCUTS.open, run: () => app.showDialog("open") },
        ...(open === null ? [] : ofDocument),
        { id: "registry", label: t("commands.registry"), run: () => app.showDialog("registry") },
        {
          id: "settings",
          label: t("commands.settings"),
          shortcut: SHORTCUTS.settings,
          run: () => app.showDialog("settings"),
        },
      ]}
    />
  );
}
