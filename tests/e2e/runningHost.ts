import type { BrowserContext, Page } from "playwright-core";

/** What an end-to-end test needs of a host, whichever it is. */

export interface HostOptions {
  /** Folder of the built window; the desktop program brings its own. */
  readonly window: string;
  readonly folder: string;
  readonly data: string;
  readonly screen: { readonly width: number; readonly height: number };
  /** BCP 47 tag of the browser. */
  readonly locale: string;
  /** POSIX name of the machine's language, without its encoding. */
  readonly language: string;
  /** Before the first page is asked for; a desktop window is there at once, and has no such moment. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
  readonly onContext: (context: BrowserContext) => void;
}

export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export interface RunningHost {
  /** The first window; another one after `start`, where the program is the window. */
  readonly page: () => Page;
  /** Folder of what is kept of unsaved documents. */
  readonly recovery: string;
  readonly anotherPage: () => Promise<Page>;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** What it wrote to its log. */
  readonly log: () => string;
  /** What somebody answers to the machine's next dialog for saving. */
  readonly saveUnder: (path: string) => Promise<void> | undefined;
  /** Presses what asks for a document, and chooses this file. */
  readonly openFile: (press: () => Promise<unknown>, file: TestFile) => Promise<void>;
  /** Presses what gives a file away, and takes it. */
  readonly download: (press: () => Promise<unknown>) => Promise<{ readonly name: string; readonly text: string }>;
  /** As another window would. */
  readonly changeSettings: (change: object) => Promise<void>;
}

/** The machine's own, without what belongs to the tests' own process. */
export function environmentOf(more: Readonly<Record<string, string>>): Record<string, string> {
  const own = /^(NODE_|VITEST|ELECTRON_|MANARA_|LC_|LANGUAGE$|TEST$|HOST$)/;
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !own.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...more };
}
