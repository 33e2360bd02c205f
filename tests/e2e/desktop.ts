import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { inject, TestRunner } from "vitest";
import type { Bridge } from "../../src/shared/contract/bridge.ts";
import { electronForTests } from "../electron/program.ts";
import { environmentOf, type HostOptions, type RunningHost } from "./runningHost.ts";

/** The built desktop program in the real Electron; the machine's own dialogs are answered inside its main process. */

export async function openOnDesktop(options: HostOptions): Promise<RunningHost> {
  const { data, folder } = options;
  const brought = join(data, "brought");
  let program = await launch(options);
  let page = await firstPage(program, options);
  const running = () => program.process().exitCode === null && program.process().signalCode === null;

  return {
    page: () => page,
    recovery: join(data, "recovery"),
    async anotherPage() {
      // The test that asked is skipped, and counted as such.
      TestRunner.getCurrentTest()?.context.skip("The desktop program has one window.");
      throw new Error("The desktop program has one window.");
    },
    async kill() {
      // Its studio has a process of its own, which ends with it, and may write what it holds before.
      const ended = once(program.process(), "exit");
      program.process().kill("SIGKILL");
      await ended;
    },
    async start() {
      program = await launch(options);
      page = await firstPage(program, options);
    },
    async close() {
      if (!running()) return;
      const ended = once(program.process(), "exit");
      // Closing its window would ask about unsaved documents.
      await program.evaluate(({ app }) => app.exit(0)).catch(() => undefined);
      await ended;
    },
    log: () => {
      const file = join(data, "logs", "manara.log");
      return existsSync(file) ? readFileSync(file, "utf8") : "";
    },
    saveUnder: (path) =>
      program.evaluate(({ dialog }, filePath) => {
        // `Object.assign`, because the overloads of the real function cannot be written as one.
        Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
      }, path),
    async openFile(press, { name, buffer }) {
      mkdirSync(brought, { recursive: true });
      const path = join(brought, name);
      writeFileSync(path, buffer);
      await program.evaluate(({ dialog }, chosen) => {
        Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [chosen] }) });
      }, path);
      await press();
    },
    async download(press) {
      mkdirSync(brought, { recursive: true });
      const path = join(brought, "from-manara");
      const given = program.evaluate(
        ({ session }, to) =>
          new Promise<string>((done) => {
            session.defaultSession.once("will-download", (_event, item) => {
              item.setSavePath(to);
              item.once("done", () => done(item.getFilename()));
            });
          }),
        path,
      );
      await press();
      return { name: await given, text: readFileSync(path, "utf8") };
    },
    changeSettings: (change) =>
      page.evaluate(async (input) => {
        const { manara } = globalThis as unknown as { readonly manara: Bridge };
        const answer = (await manara.call(crypto.randomUUID(), "settings.change", input)) as { readonly ok: boolean };
        if (!answer.ok) throw new Error(JSON.stringify(answer));
      }, change),
  };

  async function launch({ language }: HostOptions): Promise<ElectronApplication> {
    const executablePath = electronForTests();
    if (executablePath === null) throw new Error("The test is skipped without Electron's program.");
    mkdirSync(folder, { recursive: true });
    const started = await _electron.launch({
      executablePath,
      args: [inject("program")],
      // Playwright turns it off by itself, and the program wants it.
      chromiumSandbox: true,
      env: environmentOf({ MANARA_DATA: data, MANARA_FOLDER: folder, LANG: "C.UTF-8", LANGUAGE: language }),
    });
    // Whatever the program asks its machine is answered, because nobody is there to press anything: it saves where the
    // dialog would have opened, chooses nothing, and takes the button that Return presses.
    await started.evaluate(({ dialog }) => {
      type Options = { readonly defaultPath?: string };
      Object.assign(dialog, {
        showSaveDialog: async (_window: unknown, { defaultPath = "" }: Options) => ({
          canceled: defaultPath === "",
          filePath: defaultPath,
        }),
        showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
        showMessageBox: async (_window: unknown, { defaultId = 0 }: { readonly defaultId?: number }) => ({
          response: defaultId,
          checkboxChecked: false,
        }),
      });
    });
    return started;
  }

  async function firstPage(started: ElectronApplication, { screen, onContext }: HostOptions): Promise<Page> {
    onContext(started.context());
    const first = await started.firstWindow();
    const window = await started.browserWindow(first);
    await window.evaluate((it: { setContentSize(width: number, height: number): void }, { width, height }) => {
      it.setContentSize(width, height);
    }, screen);
    await first.waitForLoadState();
    return first;
  }
}
