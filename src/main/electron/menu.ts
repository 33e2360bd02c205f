import type { MenuItemConstructorOptions } from "electron";
import type { COMMANDS } from "../../shared/contract/hostCalls.ts";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import { type ShellText, shellTexts } from "./shellTexts.ts";

/** Language, platform and recent documents → the menu bar. Every label is ours: roles follow the machine's language. */

type Command = (typeof COMMANDS)[number];

export interface MenuOptions {
  readonly language: InterfaceLanguage;
  readonly platform: "mac" | "windows" | "linux";
  readonly recent: readonly { readonly handle: string; readonly name: string }[];
  readonly onCommand: (command: Command) => void;
  readonly onRecent: (handle: string) => void;
}

/** Never Ctrl+Alt: on many keyboards that is AltGr, which types letters. */
const KEYS: Readonly<Partial<Record<Command, string>>> = {
  new: "CmdOrCtrl+N",
  open: "CmdOrCtrl+O",
  save: "CmdOrCtrl+S",
  saveAs: "CmdOrCtrl+Shift+S",
  close: "CmdOrCtrl+W",
  export: "CmdOrCtrl+E",
  undo: "CmdOrCtrl+Z",
  redo: "CmdOrCtrl+Shift+Z",
  palette: "CmdOrCtrl+K",
  settings: "CmdOrCtrl+,",
  zoomIn: "CmdOrCtrl+Plus",
  zoomOut: "CmdOrCtrl+-",
  zoomFit: "CmdOrCtrl+0",
  start: "CmdOrCtrl+1",
  design: "CmdOrCtrl+2",
  localise: "CmdOrCtrl+3",
  review: "CmdOrCtrl+4",
};

export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const text = shellTexts(options.language);
  const mac = options.platform === "mac";
  const command = (name: Command): MenuItemConstructorOptions => {
    const accelerator = KEYS[name];
    const item = { id: name, label: text(name), click: () => options.onCommand(name) };
    return accelerator === undefined ? item : { ...item, accelerator };
  };
  const role = (name: NonNullable<MenuItemConstructorOptions["role"]>, label: ShellText) => ({
    role: name,
    label: text(label),
  });
  const line: MenuItemConstructorOptions = { type: "separator" };
  const recent: MenuItemConstructorOptions[] =
    options.recent.length === 0
      ? [{ label: text("noRecent"), enabled: false }]
      : options.recent.map(({ handle, name }) => ({
          // A lone & would underline the next letter.
          label: name.replaceAll("&", "&&"),
          click: () => options.onRecent(handle),
        }));

  const application: MenuItemConstructorOptions = {
    role: "appMenu",
    label: "Manara",
    submenu: [
      role("about", "about"),
      line,
      command("settings"),
      line,
      role("services", "services"),
      line,
      role("hide", "hide"),
      role("hideOthers", "hideOthers"),
      role("unhide", "unhide"),
      line,
      role("quit", "quit"),
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: text("file"),
    submenu: [
      command("new"),
      command("open"),
      { label: text("openRecent"), submenu: recent },
      line,
      command("save"),
      command("saveAs"),
      command("merge"),
      command("export"),
      line,
      command("close"),
      ...(mac ? [] : [line, command("settings"), line, role("quit", "quit")]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: text("edit"),
    submenu: [
      command("undo"),
      command("redo"),
      line,
      role("cut", "cut"),
      role("copy", "copy"),
      role("paste", "paste"),
      role("pasteAndMatchStyle", "pastePlain"),
      role("selectAll", "selectAll"),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: text("view"),
    submenu: [
      command("palette"),
      line,
      command("start"),
      command("design"),
      command("localise"),
      command("review"),
      line,
      command("zoomIn"),
      command("zoomOut"),
      command("zoomFit"),
      line,
      role("togglefullscreen", "fullScreen"),
    ],
  };
  const window: MenuItemConstructorOptions = {
    role: "windowMenu",
    label: text("window"),
    submenu: [role("minimize", "minimise"), role("zoom", "zoomWindow"), line, role("front", "front")],
  };
  const help: MenuItemConstructorOptions = { role: "help", label: text("help"), submenu: [role("about", "about")] };
  return mac ? [application, file, edit, view, window] : [file, edit, view, help];
}
