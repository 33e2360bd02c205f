import {
  Download,
  FilePlus2,
  FolderOpen,
  House,
  Languages,
  LayoutTemplate,
  type LucideIcon,
  Merge,
  PhoneCall,
  Printer,
  Redo2,
  Save,
  Search,
  Settings,
  Stamp,
  Undo2,
  X,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCommands } from "../commands/commands.ts";
import { ROOMS, type Room } from "../state/app.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useDownload } from "./useDownload.ts";

/** The actions that are there in every room. */

export const SHORTCUTS = {
  open: "Mod+O",
  save: "Mod+S",
  saveAs: "Mod+Shift+S",
  undo: "Mod+Z",
  redo: "Mod+Shift+Z",
  palette: "Mod+K",
  settings: "Mod+,",
} as const;

export const ROOM_ICONS: Readonly<Record<Room, LucideIcon>> = {
  start: House,
  design: LayoutTemplate,
  localise: Languages,
  review: Stamp,
  export: Printer,
};

/** @param close asks about unsaved changes first. */
export function useStudioCommands(close: () => void): void {
  const { t } = useTranslation("app");
  const app = useApp();
  const isOpen = useAppState((state) => state.open !== null);
  const room = useAppState((state) => state.room);
  const download = useDownload();
  // A browser keeps these two keys to itself.
  const desktop = app.host.host !== "browser";
  const session = () => app.store.getState().open?.session;
  useCommands([
    ...ROOMS.map((name, index) => ({
      id: name,
      label: t(`commands.${name}`),
      icon: ROOM_ICONS[name],
      ...(desktop ? { shortcut: `Mod+${index + 1}` } : {}),
      when: (isOpen || name === "start") && room !== name,
      run: () => app.enter(name),
    })),
    {
      id: "new",
      label: t("commands.new"),
      icon: FilePlus2,
      ...(desktop ? { shortcut: "Mod+N" } : {}),
      run: () => app.showDialog("new"),
    },
    {
      id: "open",
      label: t("commands.open"),
      icon: FolderOpen,
      shortcut: SHORTCUTS.open,
      run: () => app.showDialog("open"),
    },
    {
      id: "save",
      label: t("commands.save"),
      icon: Save,
      shortcut: SHORTCUTS.save,
      when: isOpen,
      run: () => app.attempt(app.save),
    },
    {
      id: "saveAs",
      label: t("commands.saveAs"),
      icon: Save,
      shortcut: SHORTCUTS.saveAs,
      when: isOpen,
      run: () => app.showDialog("saveAs"),
    },
    {
      id: "merge",
      label: t("commands.merge"),
      icon: Merge,
      when: isOpen,
      run: () => app.showDialog("merge"),
    },
    { id: "download", label: t("commands.download"), icon: Download, when: isOpen && !desktop, run: download },
    {
      id: "undo",
      label: t("commands.undo"),
      icon: Undo2,
      shortcut: SHORTCUTS.undo,
      yieldsToTyping: true,
      when: isOpen,
      run: () => session()?.undo(),
    },
    {
      id: "redo",
      label: t("commands.redo"),
      icon: Redo2,
      shortcut: SHORTCUTS.redo,
      yieldsToTyping: true,
      when: isOpen,
      run: () => session()?.redo(),
    },
    {
      id: "close",
      label: t("commands.close"),
      icon: X,
      ...(desktop ? { shortcut: "Mod+W" } : {}),
      when: isOpen,
      run: close,
    },
    {
      id: "palette",
      label: t("commands.palette"),
      icon: Search,
      shortcut: SHORTCUTS.palette,
      run: () => app.showDialog("palette"),
    },
    {
      id: "registry",
      label: t("commands.registry"),
      icon: PhoneCall,
      run: () => app.showDialog("registry"),
    },
    {
      id: "settings",
      label: t("commands.settings"),
      icon: Settings,
      shortcut: SHORTCUTS.settings,
      run: () => app.showDialog("settings"),
    },
  ]);
}
