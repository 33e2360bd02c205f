import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import type { ElectronApi, ShellWindow } from "./electronApi.ts";
import { shellTexts } from "./shellTexts.ts";

/** A studio that crashed, or menus in another direction → the program starts again, told or asked about first. */

export interface RestartOptions {
  readonly api: Pick<ElectronApi, "app" | "dialog">;
  readonly language: () => InterfaceLanguage;
  readonly windowInFront: () => ShellWindow | null;
  readonly log: (error: unknown) => void;
}

export interface Restarts {
  /** @param how the studio's process ended, for the log. */
  readonly afterCrash: (how: string) => Promise<void>;
  /** Nothing happens where there is no window to ask in. */
  readonly offer: () => Promise<void>;
}

export function createRestarts({ api, language, windowInFront, log }: RestartOptions): Restarts {
  const { app, dialog } = api;
  return {
    async afterCrash(how) {
      log(new Error(`The studio's process stopped: ${how}.`));
      const text = shellTexts(language());
      const window = windowInFront();
      if (window !== null) {
        await dialog
          .showMessageBox(window, {
            type: "error",
            message: text("studioCrashed"),
            detail: text("studioCrashedHint"),
            buttons: [text("restart")],
            noLink: true,
          })
          .catch(log);
      }
      app.relaunch();
      app.exit(1);
    },

    async offer() {
      const text = shellTexts(language());
      const window = windowInFront();
      if (window === null) return;
      const { response } = await dialog.showMessageBox(window, {
        type: "question",
        message: text("languageChanged"),
        detail: text("languageChangedHint"),
        buttons: [text("restart"), text("later")],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      if (response !== 0) return;
      app.relaunch();
      app.quit();
    },
  };
}
