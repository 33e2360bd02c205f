import { StudioError } from "../../shared/base/errors.ts";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import type { UnsavedDocument } from "../studio/base/ports.ts";
import type { ElectronApi, ShellWindow } from "./electronApi.ts";
import { type ShellTexts, shellTexts } from "./shellTexts.ts";
import type { StudioWindow } from "./window.ts";

/** Closing, quitting, logging off and crashing → nothing that somebody typed is lost without a question. */

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
  /** Ends the studio; after it, no window is left. @param within milliseconds, after which its process is killed. */
  readonly close: (within: number) => Promise<void>;
  /** Milliseconds until a studio that says nothing counts as hung. */
  readonly answerWithinMs: number;
  /** Holds this process, and with it the end of the session. */
  readonly hold: (milliseconds: number) => void;
  readonly log: (error: unknown) => void;
}

/** Long enough to journal large documents on a slow disk. */
export const ANSWER_WITHIN_MS = 10_000;
/** Windows gives a program five seconds, and the studio's own journal is two seconds old at most. */
const HOLD_MS = 1500;

export interface Lifecycle {
  /** Watches over one window. */
  readonly attach: (window: StudioWindow) => void;
}

export function createLifecycle(options: LifecycleOptions): Lifecycle {
  const { api, platform, unsavedOf, log } = options;
  const { app, dialog, powerMonitor } = api;
  const text: ShellTexts = (name, values) => shellTexts(options.language())(name, values);
  let quitting = false;
  let closing: "no" | "running" | "done" = "no";
  /** Somebody gave up waiting for the studio. */
  let givenUp = false;

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
      .close(givenUp ? 0 : ANSWER_WITHIN_MS)
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

  /** What the studio answers; null where it hangs and somebody would not wait any longer. */
  const answerOf = async <Value>(window: ShellWindow, asked: Promise<Value>): Promise<Value | null> => {
    const answered = new AbortController();
    const answer = asked.finally(() => answered.abort());
    for (;;) {
      const late = await within(answer, options.answerWithinMs);
      if (late !== LATE) return late;
      // The question goes away by itself when the answer comes after all.
      const asks = dialog.showMessageBox(window, {
        type: "warning",
        message: text("hung"),
        detail: text("hungHint"),
        buttons: [text("wait"), text("close")],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal: answered.signal,
      });
      const { response } = await asks;
      if (response === 1 && !answered.signal.aborted) return null;
    }
  };

  /** @returns whether the window may go. */
  const settle = async (one: StudioWindow): Promise<boolean> => {
    const unsaved = await answerOf(
      one.window,
      options.journal().then(() => unsavedOf(one.client)),
    );
    if (unsaved === null) {
      givenUp = true;
      // A studio that hangs is of no use to another window, either.
      quitting = true;
      return true;
    }
    const [first] = unsaved;
    if (first === undefined) return true;
    const { response } = await dialog.showMessageBox(one.window, {
      type: "warning",
      message:
        unsaved.length === 1
          ? text("saveChanges", { name: first.name ?? first.title })
          : text("saveChangesMany", { count: unsaved.length }),
      detail: text("changesKept"),
      buttons: [text("save"), text("dontSave"), text("cancel")],
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
    const hint = error instanceof StudioError && error.hint !== "" ? error.hint : text("notSavedHint");
    await dialog.showMessageBox(one.window, {
      type: "error",
      message: text("notSaved"),
      detail: `${what}\n${hint}`,
      buttons: [text("close")],
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
      // The machine goes down whatever is answered here: there is no time to ask, only to keep. The documents are in
      // another process, which cannot be asked synchronously: this one holds the session until that one has written.
      let kept = false;
      window.on("query-session-end", () => {
        kept = false;
        void options
          .journal()
          .then(() => {
            kept = true;
          })
          .catch(log);
      });
      window.on("session-end", () => {
        if (kept) return;
        journal();
        options.hold(HOLD_MS);
      });
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
            message: text("windowCrashed"),
            detail: text("windowCrashedHint"),
            buttons: [text("reload"), text("close")],
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

const LATE = Symbol("late");

/** The value, or `LATE` where it takes longer; it is still on its way then. */
async function within<Value>(value: Promise<Value>, milliseconds: number): Promise<Value | typeof LATE> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), milliseconds);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}
