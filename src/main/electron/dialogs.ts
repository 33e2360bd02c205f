import { existsSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { StudioError } from "../../shared/base/errors.ts";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import type { Dialogs } from "../studio/base/ports.ts";
import type { ElectronApi, ShellWindow } from "./electronApi.ts";
import { isDocument } from "./openFiles.ts";
import type { ShellState } from "./shellState.ts";
import { type ShellTexts, shellTexts } from "./shellTexts.ts";

/** The machine's own dialogs, parented to the window that asks, opening where the person was the last time. */

export interface DialogOptions {
  readonly api: Pick<ElectronApi, "app" | "dialog" | "shell">;
  readonly state: ShellState;
  /** Manara's own folder: where the first dialog opens. */
  readonly folder: string;
  readonly language: () => InterfaceLanguage;
  readonly windowOf: (client: string) => ShellWindow | null;
}

type Kind = "document" | "export";

export function createDialogs({ api, state, folder, language, windowOf }: DialogOptions): Dialogs {
  const { dialog, app, shell } = api;
  const text: ShellTexts = (name, values) => shellTexts(language())(name, values);
  const filters = () => [{ name: text("document"), extensions: ["manara"] }];
  const parent = (client: string): ShellWindow => {
    const window = windowOf(client);
    if (window === null) {
      throw new StudioError("host/no-window", "failure", "The window that asked for a file was closed.", {
        hint: "Try again in the window that is open.",
      });
    }
    return window;
  };
  // Relative paths break the portals of Linux, and no path at all leads to the downloads.
  const lastFolder = (kind: Kind): string => {
    const last = state.read().folders[kind];
    return last !== undefined && isAbsolute(last) && existsSync(last) ? last : folder;
  };
  const remember = (kind: Kind, place: string) => {
    const { folders } = state.read();
    state.write({ folders: { ...folders, [kind]: place } });
  };

  return {
    async chooseDocument(client) {
      const { canceled, filePaths } = await dialog.showOpenDialog(parent(client), {
        defaultPath: lastFolder("document"),
        filters: filters(),
        properties: ["openFile"],
      });
      const [path] = filePaths;
      if (canceled || path === undefined) return null;
      remember("document", dirname(path));
      app.addRecentDocument(path);
      return path;
    },

    async chooseSavePath(client, suggested) {
      const window = parent(client);
      const name = basename(suggested) === "" ? text("untitled") : basename(suggested);
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: join(isAbsolute(suggested) ? dirname(suggested) : lastFolder("document"), name),
        filters: filters(),
        properties: ["createDirectory", "showOverwriteConfirmation"],
      });
      if (canceled || filePath === "") return null;
      const path = isDocument(filePath) ? filePath : `${filePath}.manara`;
      // The dialog asked about the name before it had its ending.
      if (path !== filePath && existsSync(path) && !(await mayReplace(window, path))) return null;
      remember("document", dirname(path));
      app.addRecentDocument(path);
      return path;
    },

    async chooseFolder(client) {
      const { canceled, filePaths } = await dialog.showOpenDialog(parent(client), {
        defaultPath: lastFolder("export"),
        buttonLabel: text("chooseFolder"),
        properties: ["openDirectory", "createDirectory"],
      });
      const [path] = filePaths;
      if (canceled || path === undefined) return null;
      remember("export", path);
      return path;
    },

    async reveal(place) {
      const why = await shell.openPath(place);
      if (why !== "") {
        throw new StudioError("host/cannot-reveal", "failure", `${place} could not be shown: ${why}`, {
          hint: "Open the folder yourself.",
        });
      }
    },

    async openAddress(url) {
      // The studio knows which addresses are allowed; nothing but https leaves in any case.
      const { protocol, username, password } = new URL(url);
      if (protocol !== "https:" || username !== "" || password !== "") {
        throw new StudioError("host/unknown-address", "usage", "Only https addresses are opened.", {
          hint: "This is a fault in Manara: report it.",
        });
      }
      await shell.openExternal(url);
    },
  };

  async function mayReplace(window: ShellWindow, path: string): Promise<boolean> {
    const { response } = await dialog.showMessageBox(window, {
      type: "warning",
      message: text("replace", { name: basename(path) }),
      buttons: [text("replaceButton"), text("cancel")],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  }
}
