import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { i18n } from "i18next";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { startTexts } from "../../src/renderer/i18n/texts.ts";
import type { InterfaceLanguage, Settings } from "../../src/shared/settings/settings.ts";
import { type HostProcess, startHost } from "./hostProcess.ts";

/** The whole studio as people have it: a host, a browser, a folder for documents; and what went wrong meanwhile. */

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** Without it every end-to-end test is a skip that is counted. */
export const hasBrowser = existsSync(CHROMIUM);

/** Nothing waits for it unless something is wrong. */
export const PATIENCE = { timeout: 60_000 };

export type Screen = "laptop" | "desktop";
const SCREENS = { laptop: { width: 1366, height: 768 }, desktop: { width: 1920, height: 1080 } } as const;
const TAGS = { ar: "ar-EG", vi: "vi-VN", en: "en-GB" } as const;
const LOCALES = { ar: "ar_EG.UTF-8", vi: "vi_VN.UTF-8", en: "en_GB.UTF-8" } as const;

export interface StudioOptions {
  /** Of the machine, and so of the interface. */
  readonly language?: InterfaceLanguage;
  /** Settings that were kept from another day. */
  readonly settings?: Partial<Settings>;
  readonly screen?: Screen;
  /** Before the first page is asked for. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

export interface StudioInBrowser {
  readonly page: Page;
  /** Documents and exports are in it. */
  readonly folder: string;
  /** Recovery, undo, settings, keys. */
  readonly data: string;
  readonly texts: i18n;
  readonly textsIn: (language: InterfaceLanguage) => Promise<i18n>;
  /** What the windows reported that nobody should ever see: errors on the console, refused requests, rejections. */
  readonly problems: readonly string[];
  /** Another window of the same person. */
  readonly anotherPage: () => Promise<Page>;
  /** The host ends like after a power cut. */
  readonly kill: () => Promise<void>;
  /** A new host over the same folders, and the first window in it. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openStudio(options: StudioOptions = {}): Promise<StudioInBrowser> {
  const { language = "en", settings = {}, screen = "laptop", prepare } = options;
  const home = mkdtempSync(join(tmpdir(), "manara-e2e-"));
  const folder = join(home, "campaigns");
  const data = join(home, "data");
  mkdirSync(data);
  writeFileSync(join(data, "settings.json"), JSON.stringify({ version: 1, ...settings }));
  const newHost = () => startHost({ window: inject("window"), folder, data, locale: LOCALES[language] });
  let host: HostProcess = await newHost();
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  const context: BrowserContext = await browser.newContext({ viewport: SCREENS[screen], locale: TAGS[language] });
  context.setDefaultTimeout(PATIENCE.timeout);
  const problems: string[] = [];
  let alive = true;
  watch(context, (problem) => {
    if (alive) problems.push(problem);
  });
  await prepare?.(context);
  const page = await context.newPage();
  // Leaving with unsaved work asks first; here somebody always says yes.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(host.address);

  return {
    page,
    folder,
    data,
    texts: await startTexts(language),
    textsIn: startTexts,
    problems,
    async anotherPage() {
      const another = await context.newPage();
      await another.goto(new URL(host.address).origin);
      return another;
    },
    async kill() {
      // Requests that find nobody are what is tested then.
      alive = false;
      await host.kill();
    },
    async start() {
      host = await newHost();
      await page.goto(host.address);
      alive = true;
    },
    async close() {
      await browser.close();
      await host.stop();
      if (host.log() !== "") problems.push(`host: ${host.log()}`);
      rmSync(home, { recursive: true, force: true });
    },
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
