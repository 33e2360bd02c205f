import { StudioError } from "../../shared/base/errors.ts";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import type { UnsavedDocument } from "../studio/ports.ts";
import type { ElectronApi } from "./electronApi.ts";
import { fillText, SHELL_TEXTS } from "./shellTexts.ts";
import type { StudioWindow } from "./window.ts";

/** Closing, quitting, logging off and crashing → nothing that somebody typed is lost without a word. */

export interface LifecycleOptions {
  readonly api: Pick<ElectronApi, "app" | "dialog" | "powerMonitor">;
  readonly platform: "mac" | "windows" | "linux";
  readonly language: () => InterfaceLanguage;
  /** Changes of documents that only this window shows. */
  readonly unsavedOf: (client: string) => Promise<readonly UnsavedDocument[]>;
  /** False where the person cancelled its dialog; fails where it cannot be written. */
  readonly save: (session: string, client: string) => Promise<boolean>;
  /** The person said that the changes may go. */
  readonly discard: (session: string, client: string) => Promise<void>;
  readonly journal: () => Promise<void>;
  /** Ends the studio; after it, no window is left. */
  readonly close: () => Promise<void>;
  readonly log: (error: unknown) => void;
}

export interface Lifecycle {
  /** Watches over one window. */
  readonly attach: (window: StudioWindow) => void;
}

export function createLifecycle(options: LifecycleOptions): Lifecycle {
  const { api, platform, unsavedOf, log } = options;
  const { app, dialog, powerMonitor } = api;
  const texts = () => SHELL_TEXTS[options.language()];
  let quitting = false;
  let closing: "no" | "running" | "done" = "no";

  // Only noted: to refuse here would break the order in which an update closes windows.
  app.on("before-quit", () => {
    quitting = true;
  });
  app.on("will-quit", (event) => {
    if (closing === "done") return;
    event.preventDefault();
    // The last window and the quit that closed it both come here.
    if (closing === "running") return;
    closing = "running";
    void options
      .close()
      .catch(log)
      .then(() => {
        closing = "done";
        app.quit();
      });
  });
  app.on("window-all-closed", () => {
    // On a Mac, a program lives on without windows.
    if (platform !== "mac") app.quit();
  });
  const journal = () => {
    void options.journal().catch(log);
  };
  powerMonitor.on("suspend", journal);
  // Of Linux and macOS; Windows tells its windows.
  if (platform !== "windows") powerMonitor.on("shutdown", journal);

  /** @returns whether the window may go. */
  const settle = async (one: StudioWindow): Promise<boolean> => {
    await options.journal();
    const unsaved = await unsavedOf(one.client);
    const [first] = unsaved;
    if (first === undefined) return true;
    const { response } = await dialog.showMessageBox(one.window, {
      type: "warning",
      message:
        unsaved.length === 1
          ? fillText(texts().saveChanges, { name: first.name ?? first.title })
          : fillText(texts().saveChangesMany, { count: String(unsaved.length) }),
      detail: texts().changesKept,
      buttons: [texts().save, texts().dontSave, texts().cancel],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    });
    if (response === 2) return false;
    for (const { session } of unsaved) {
      if (response === 1) await options.discard(session, one.client);
      else if (!(await options.save(session, one.client))) return false;
    }
    return true;
  };

  const tellNotSaved = async (one: StudioWindow, error: unknown) => {
    if (!(error instanceof StudioError)) log(error);
    const what = error instanceof Error ? error.message : String(error);
    const hint = error instanceof StudioError && error.hint !== "" ? error.hint : texts().notSavedHint;
    await dialog.showMessageBox(one.window, {
      type: "error",
      message: texts().notSaved,
      detail: `${what}\n${hint}`,
      buttons: [texts().close],
      noLink: true,
    });
  };

  const attach = (one: StudioWindow) => {
    const { window } = one;
    let asking = false;

    window.on("close", (event) => {
      event.preventDefault();
      if (asking) return;
      asking = true;
      void settle(one)
        .catch(async (error: unknown) => {
          await tellNotSaved(one, error);
          return false;
        })
        .then((mayGo) => {
          asking = false;
          if (!mayGo) {
            quitting = false;
            return;
          }
          const resume = quitting;
          window.destroy();
          if (resume) app.quit();
        })
        .catch(log);
    });
    if (platform === "windows") {
      // The machine goes down whatever is answered here: there is no time to ask, only to keep.
      window.on("query-session-end", journal);
      window.on("session-end", journal);
    }
    window.webContents.on("render-process-gone", (_event, { reason }) => {
      if (reason === "clean-exit" || window.isDestroyed()) return;
      log(new Error(`A window stopped: ${reason}.`));
      void options
        .journal()
        .catch(log)
        .then(() =>
          dialog.showMessageBox(window, {
            type: "error",
            message: texts().windowCrashed,
            detail: texts().windowCrashedHint,
            buttons: [texts().reload, texts().close],
            defaultId: 0,
            cancelId: 1,
            noLink: true,
          }),
        )
        .then(({ response }) => {
          if (window.isDestroyed()) return;
          if (response === 0) window.webContents.reload();
          else window.close();
        })
        .catch(log);
    });
  };
  return { attach };
}
