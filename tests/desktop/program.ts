import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MessageBoxOptions } from "electron";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import { shellTexts } from "../../src/main/electron/shellTexts.ts";
import { startTexts } from "../../src/renderer/i18n/texts.ts";
import type { InterfaceLanguage, Settings } from "../../src/shared/settings/settings.ts";
import { environmentOf } from "../e2e/runningHost.ts";
import { PATIENCE } from "../e2e/studio.ts";
import { electronForTests } from "../electron/program.ts";
import type { Desk } from "./desk.ts";

/** The desktop program at a desk, with the machine's own dialogs: nothing in it is answered but by keys. */

export interface ProgramOptions {
  readonly language?: InterfaceLanguage;
  /** Written before the first start; later ones find what the program wrote. */
  readonly settings?: Partial<Settings>;
  /** Arguments, as a launcher gives them. */
  readonly values?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Program {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly texts: Awaited<ReturnType<typeof startTexts>>;
  readonly shell: ReturnType<typeof shellTexts>;
  /** What the windows reported that nobody should ever see. */
  readonly problems: readonly string[];
  readonly log: () => string;
  /** Waits for its end. @returns the code. */
  readonly ended: () => Promise<number | null>;
  /** Waits for the machine's message with these words, and presses the button of this name. */
  readonly answer: (message: string | RegExp, button: string) => Promise<void>;
  /** Waits for the machine's dialog for files, and gives it this path. */
  readonly giveFile: (path: string) => Promise<void>;
  /** Waits for it, and gives it nothing. */
  readonly leaveDialog: () => Promise<void>;
  /** Waits for it, and takes what it proposes. */
  readonly acceptDialog: () => Promise<void>;
  /** Whether these words are in what the program keeps of unsaved documents. */
  readonly isKept: (words: string) => boolean;
  /** With the mouse; the menus of the bar are counted from the first one, on whichever side it is. */
  readonly openMenu: (index: number) => Promise<void>;
  /** By key, and waits until it is gone: while it goes, a press on the bar would only close it. */
  readonly closeMenu: () => Promise<void>;
  /** Process of the studio. */
  readonly studio: () => number;
  /** Without a question. */
  readonly exit: () => Promise<void>;
}

interface Seen {
  readonly boxes: MessageBoxOptions[];
}

export const dataOf = (desk: Desk) => join(desk.home, "data");
export const folderOf = (desk: Desk) => join(desk.home, "campaigns");

/** Electron itself. */
export function programAt(): { readonly path: string } {
  const path = electronForTests();
  if (path === null) throw new Error("The test is skipped without Electron's program.");
  return { path };
}

export function environmentAt(desk: Desk): Record<string, string> {
  const own = { MANARA_DATA: dataOf(desk), MANARA_FOLDER: folderOf(desk), LANG: "C.UTF-8" };
  return environmentOf({ ...desk.environment, ...own });
}

export async function startProgram(desk: Desk, options: ProgramOptions = {}): Promise<Program> {
  const { language = "en", settings, values = [] } = options;
  const [data, folder] = [dataOf(desk), folderOf(desk)];
  mkdirSync(data, { recursive: true });
  mkdirSync(folder, { recursive: true });
  if (settings !== undefined) {
    writeFileSync(join(data, "settings.json"), JSON.stringify({ version: 1, language, ...settings }));
  }
  const electron = await _electron.launch({
    executablePath: programAt().path,
    args: [inject("program"), ...values],
    chromiumSandbox: true,
    env: { ...environmentAt(desk), LANGUAGE: language, ...options.environment },
  });
  const child = electron.process();
  const ended = async () => {
    await expect.poll(() => child.exitCode !== null || child.signalCode !== null, PATIENCE).toBe(true);
    return child.exitCode;
  };
  // Every message is shown as it is; what it says is noted, because pictures of it cannot be read here.
  await electron.evaluate(({ dialog }) => {
    const seen: { boxes: unknown[] } = { boxes: [] };
    const show = dialog.showMessageBox.bind(dialog) as (...given: unknown[]) => Promise<unknown>;
    Object.assign(globalThis, { seen });
    Object.assign(dialog, {
      showMessageBox: (parent: unknown, box: { signal?: unknown }) => {
        const { signal: _, ...plain } = box;
        seen.boxes.push(plain);
        return show(parent, box);
      },
    });
  });
  const problems: string[] = [];
  electron.context().setDefaultTimeout(PATIENCE.timeout);
  electron.context().on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  electron.context().on("weberror", (error) => problems.push(error.error().message));
  const page = await electron.firstWindow();
  await page.waitForLoadState();
  /** Windows on the desk without a menu. */
  let before = desk.windows();

  return {
    electron,
    page,
    problems,
    ended,
    texts: await startTexts(language),
    shell: shellTexts(language),
    log: () => {
      const file = join(data, "logs", "manara.log");
      return existsSync(file) ? readFileSync(file, "utf8") : "";
    },
    async answer(message, button) {
      const next = () =>
        electron.evaluate(
          () => (globalThis as unknown as { seen: Seen }).seen.boxes.at(0) ?? null,
        ) as Promise<MessageBoxOptions | null>;
      await expect.poll(async () => (await next())?.message, PATIENCE).toMatch(message);
      const box = await next();
      await electron.evaluate(() => (globalThis as unknown as { seen: Seen }).seen.boxes.shift());
      const buttons = box?.buttons ?? [];
      const place = buttons.indexOf(button);
      if (place < 0) throw new Error(`${button} is none of ${buttons.join(", ")}`);
      await dialogInFront(desk);
      const steps = place - (box?.defaultId ?? 0);
      // Arrows go where they point, and the first button of an Arabic message stands on the right.
      const on = (language === "ar") === steps > 0 ? "Left" : "Right";
      const answered = desk.active();
      // A message that is still in front after a while has heard no key at all: its focus had gone elsewhere.
      const press = () => {
        if (desk.active() !== answered) return true;
        desk.x("windowfocus", "--sync", answered);
        for (let step = 0; step < Math.abs(steps); step += 1) desk.key(on);
        desk.key("Return");
        return false;
      };
      // Keys are for whatever comes next from here on.
      await expect.poll(press, { ...PATIENCE, interval: 1500 }).toBe(true);
    },
    async giveFile(path) {
      await dialogInFront(desk);
      // The first slash of a path opens the field for it in a dialog that has none.
      desk.type(path);
      desk.key("Return");
    },
    async leaveDialog() {
      await dialogInFront(desk);
      desk.key("Escape");
      await windowInFront(desk);
    },
    async acceptDialog() {
      await dialogInFront(desk);
      desk.key("Return");
    },
    isKept: (words) =>
      readdirSync(join(data, "recovery"), { recursive: true, withFileTypes: true })
        // What is still being written has another name.
        .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
        .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(words)),
    async openMenu(index) {
      const window = await windowInFront(desk);
      const { left, top, width } = desk.place(window);
      await electron.evaluate(({ Menu }) => {
        for (const [place, { submenu }] of (Menu.getApplicationMenu()?.items ?? []).entries()) {
          submenu?.on("menu-will-show", () => Object.assign(globalThis, { shownMenu: place }));
        }
      });
      const shown = () => electron.evaluate(() => (globalThis as { shownMenu?: number }).shownMenu ?? -1);
      before = desk.windows();
      const toTheBar = (along: number) =>
        desk.x("mousemove", String(language === "ar" ? left + width - along : left + along), String(top + 14));
      toTheBar(25);
      desk.x("click", "1");
      await expect.poll(() => desk.windows() > before, PATIENCE).toBe(true);
      // Nobody says where a menu's name stands: an open menu follows the mouse along the bar.
      for (let along = 25; (await shown()) < index && along < 400; along += 10) toTheBar(along);
      await expect.poll(shown, PATIENCE).toBe(index);
      desk.key("Down");
    },
    async closeMenu() {
      desk.key("Escape", "Escape");
      await expect.poll(() => desk.windows() <= before, PATIENCE).toBe(true);
    },
    studio: () => childOf(electron.process().pid ?? 0, "studioProcess"),
    async exit() {
      const over = child.exitCode !== null || child.signalCode !== null ? null : once(child, "exit");
      await electron.evaluate(({ app }) => app.exit(0)).catch(() => undefined);
      await over;
    },
  };
}

/** What runs the module of this name below that process. */
function childOf(parent: number, module: string): number {
  const found = execFileSync("pgrep", ["--parent", String(parent), "--full", module], { encoding: "utf8" });
  return Number(found.split("\n")[0]);
}

/** Ends the program that has started itself at this desk; fails where none has. */
export async function endOther(desk: Desk): Promise<void> {
  const owner = () => {
    try {
      return Number(desk.x("getwindowpid", desk.active()));
    } catch {
      // The machine's own windows belong to nobody.
      return 0;
    }
  };
  await expect.poll(owner, PATIENCE).toBeGreaterThan(0);
  const other = owner();
  process.kill(other, "SIGKILL");
  await expect.poll(() => existsSync(`/proc/${other}`), PATIENCE).toBe(false);
}

async function windowInFront(desk: Desk): Promise<string> {
  await expect.poll(() => desk.active() !== "" && !desk.isDialogInFront(), PATIENCE).toBe(true);
  return desk.active();
}

/** Keys are lost on a window that has only just come: it has to be in front for a while. */
async function dialogInFront(desk: Desk): Promise<void> {
  let last = "";
  const settled = () => {
    const now = desk.isDialogInFront() ? desk.active() : "";
    const same = now !== "" && now === last;
    last = now;
    return same;
  };
  await expect.poll(settled, { ...PATIENCE, interval: 300 }).toBe(true);
  desk.x("windowfocus", "--sync", desk.active());
}
