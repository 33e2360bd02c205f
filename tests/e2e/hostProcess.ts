import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { environmentOf, type HostOptions, type RunningHost } from "./runningHost.ts";

/** `manara serve` as a process of its own, so that it can be killed like one, and Chromium looking at it. */

/** What is installed: named, the system's, or the one that Playwright brings. */
export const CHROMIUM = [process.env.CHROMIUM, "/usr/bin/chromium", chromium.executablePath()].find(
  (path) => path !== undefined && existsSync(path),
);

/** Why no browser can be tested here; null where one can. */
export function missingBrowser(): string | null {
  return CHROMIUM === undefined ? "there is no Chromium: npx playwright-core install chromium" : null;
}

export async function openInBrowser(options: HostOptions): Promise<RunningHost> {
  const { screen, locale, prepare, onContext } = options;
  let host = await startHost(options);
  const browser: Browser = await chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    // Containers have no namespaces for it.
    ...(process.platform === "linux" ? { args: ["--no-sandbox"] } : {}),
  });
  const context: BrowserContext = await browser.newContext({ viewport: screen, locale });
  onContext(context);
  await prepare?.(context);
  const page = await context.newPage();
  // Leaving with unsaved work asks first; here somebody always says yes.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(host.address);

  return {
    page: () => page,
    recovery: join(options.data, "recovery"),
    async anotherPage() {
      const another = await context.newPage();
      await another.goto(new URL(host.address).origin);
      return another;
    },
    kill: () => host.kill(),
    async start() {
      host = await startHost(options);
      await page.goto(host.address);
    },
    async close() {
      await browser.close();
      await host.stop();
    },
    log: () => host.log(),
    // A browser asks for names in the window itself.
    saveUnder: () => undefined,
    async openFile(press, file) {
      const choosing = page.waitForEvent("filechooser");
      await press();
      await (await choosing).setFiles(file);
    },
    async download(press) {
      const waiting = page.waitForEvent("download");
      await press();
      const download = await waiting;
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
    },
    changeSettings: (change) => changeByHttp(page, change),
  };
}

/** As a window of its own would, so that every other window hears of it. */
function changeByHttp(page: Page, change: object): Promise<void> {
  return page.evaluate(async (input) => {
    const headers = { "Content-Type": "application/json", "X-Manara-Client": "window-of-the-test" };
    const body = JSON.stringify({ input });
    const answer = await fetch("/call/settings.change", { method: "POST", headers, body });
    const last = (await answer.text()).trimEnd().split("\n").at(-1) ?? "";
    if (!last.startsWith('{"ok":true')) throw new Error(last);
  }, change);
}

export interface HostProcess {
  /** Lets one browser in, once. */
  readonly address: string;
  /** Everything that it wrote to its log. */
  readonly log: () => string;
  /** As people stop it: waits for its end. */
  readonly stop: () => Promise<void>;
  /** As a power cut stops it: nothing is written any more. */
  readonly kill: () => Promise<void>;
}

export async function startHost({
  window,
  folder,
  data,
  language,
}: Pick<HostOptions, "window" | "folder" | "data" | "language">): Promise<HostProcess> {
  const values = ["--json", "--port", "0", "--folder", folder, "--window", window];
  const child = spawn(process.execPath, ["src/main/cli/index.ts", "serve", ...values], {
    env: environmentOf({ HOME: data, MANARA_DATA: data, LANG: `${language}.UTF-8` }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (part: Buffer) => {
    log += part.toString();
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, "close");
    child.kill(signal);
    await closed;
  };
  const url = await firstLine(child, () => log);
  return { address: url, log: () => log, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

async function firstLine(child: ChildProcess, log: () => string): Promise<string> {
  if (child.stdout === null) throw new Error("stdout is piped");
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The host ended with ${code} before it said where it is.\n${log()}`);
  });
  // After the first line nobody waits for it any more.
  ended.catch(() => undefined);
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  return (JSON.parse(String(line)) as { url: string }).url;
}
