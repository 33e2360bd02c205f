import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { i18n } from "i18next";
import type { BrowserContext, Page } from "playwright-core";
import { inject } from "vitest";
import { startTexts } from "../../src/renderer/i18n/texts.ts";
import type { InterfaceLanguage, Settings } from "../../src/shared/settings/settings.ts";
import { missingDesktop } from "../electron/program.ts";
import { openOnDesktop } from "./desktop.ts";
import { missingBrowser, openInBrowser } from "./hostProcess.ts";
import type { RunningHost, TestFile } from "./runningHost.ts";

/**
 * The whole studio as people have it: a host, a window, a folder for documents; and what went wrong meanwhile.
 *
 * `HOST=electron` runs the same tests in the desktop program.
 */

export const isDesktop = process.env.HOST === "electron";

/** Why the host that is asked for cannot run on this machine; null where it can. */
export const missingHost = isDesktop ? missingDesktop() : missingBrowser();

/** Without it every end-to-end test is a skip that is counted. */
export const hasBrowser = missingHost === null;

/** Nothing waits for it unless something is wrong. */
export const PATIENCE = { timeout: Number(process.env.MANARA_PATIENCE_MS ?? 60_000) };

export type Screen = "laptop" | "desktop";
const SCREENS = { laptop: { width: 1366, height: 768 }, desktop: { width: 1920, height: 1080 } } as const;
const TAGS = { ar: "ar-EG", vi: "vi-VN", en: "en-GB" } as const;

export interface StudioOptions {
  /** Of the machine, and so of the interface. */
  readonly language?: InterfaceLanguage;
  /** Settings that were kept from another day. */
  readonly settings?: Partial<Settings>;
  readonly screen?: Screen;
  /** Shared with other people; whoever made it removes it. Otherwise one of its own. */
  readonly folder?: string;
  /** Before the first page is asked for; in a browser alone. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

export interface StudioInBrowser {
  /** The first window; another one after `start`, where the program is the window. */
  readonly page: Page;
  /** Documents and exports are in it. */
  readonly folder: string;
  /** Recovery, undo, settings, keys. */
  readonly data: string;
  /** What is kept of unsaved documents. */
  readonly recovery: string;
  readonly texts: i18n;
  readonly textsIn: (language: InterfaceLanguage) => Promise<i18n>;
  /** What the windows reported that nobody should ever see: errors on the console, refused requests, rejections. */
  readonly problems: readonly string[];
  /** Another window of the same person; in a browser alone. */
  readonly anotherPage: () => Promise<Page>;
  /** The host ends like after a power cut. */
  readonly kill: () => Promise<void>;
  /** A new host over the same folders, and the first window in it. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** What somebody answers to the machine's next dialog for saving; a browser has none. */
  readonly saveUnder: (name: string) => Promise<void>;
  /** Presses what asks for a document, and chooses this file. */
  readonly openFile: (press: () => Promise<unknown>, file: TestFile) => Promise<void>;
  /** Presses what gives a file away, and takes it. */
  readonly download: RunningHost["download"];
  /** Settings change as if in another window. */
  readonly changeSettings: (change: Partial<Settings>) => Promise<void>;
}

export async function openStudio(options: StudioOptions = {}): Promise<StudioInBrowser> {
  const { language = "en", settings = {}, screen = "laptop", prepare } = options;
  const home = mkdtempSync(join(tmpdir(), "manara-e2e-"));
  const folder = options.folder ?? join(home, "campaigns");
  const data = join(home, "data");
  mkdirSync(data);
  // Windows and macOS take the machine's language from nowhere that a test could reach.
  const spoken = isDesktop ? { language } : {};
  writeFileSync(join(data, "settings.json"), JSON.stringify({ version: 1, ...spoken, ...settings }));
  const problems: string[] = [];
  let alive = true;
  const host = await (isDesktop ? openOnDesktop : openInBrowser)({
    window: inject("window"),
    folder,
    data,
    screen: SCREENS[screen],
    locale: TAGS[language],
    language: TAGS[language].replace("-", "_"),
    ...(prepare === undefined ? {} : { prepare }),
    onContext: (context) => {
      context.setDefaultTimeout(PATIENCE.timeout);
      watch(context, (problem) => {
        if (alive) problems.push(problem);
      });
    },
  });

  return {
    get page() {
      return host.page();
    },
    folder,
    data,
    recovery: host.recovery,
    texts: await startTexts(language),
    textsIn: startTexts,
    problems,
    anotherPage: host.anotherPage,
    async kill() {
      // Requests that find nobody are what is tested then.
      alive = false;
      await host.kill();
    },
    async start() {
      await host.start();
      alive = true;
    },
    async close() {
      await host.close();
      if (host.log() !== "") problems.push(`host: ${host.log()}`);
      // A virus scanner on Windows may still look at a file.
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
    saveUnder: async (name) => host.saveUnder(join(folder, name)),
    openFile: host.openFile,
    download: host.download,
    changeSettings: host.changeSettings,
  };
}

/** Chromium reports what its content security policy refuses on the console, too. */
function watch(context: BrowserContext, report: (problem: string) => void): void {
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      report(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (error) => report(`unhandled: ${error.error().stack ?? error.error().message}`));
  context.on("response", (response) => {
    if (response.status() >= 400) report(`${response.status()} ${response.url()}`);
  });
}
