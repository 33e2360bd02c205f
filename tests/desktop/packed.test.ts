import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ORIGIN } from "../../src/main/electron/scheme.ts";
import { startTexts } from "../../src/renderer/i18n/texts.ts";
import { createFrom, enter, rooms } from "../e2e/steps.ts";
import { hasBrowser, PATIENCE } from "../e2e/studio.ts";
import type { Assembled } from "../electron/assembleProgram.ts";
import { packProgram } from "../electron/packProgram.ts";
import { type Desk, hasDesk, openDesk } from "./desk.ts";
import { dataOf, environmentAt, folderOf } from "./program.ts";

/**
 * The installed program on Linux, as a person has it: its archive, what lies unpacked beside it, its own Node. Its
 * fuses keep a debugger out of the main process, so the test sees the window alone. Packing takes a while:
 * MANARA_TEST_PACKAGE=1 asks for it.
 */

const wanted = process.env.MANARA_TEST_PACKAGE === "1" && hasBrowser && hasDesk;

let packed: Assembled;
let desk: Desk;
let child: ChildProcess | undefined;
beforeAll(async () => {
  if (!wanted) return;
  packed = await packProgram();
  desk = await openDesk({ keyring: false });
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await desk?.close();
  packed?.remove();
});

it.skipIf(!wanted)(
  "starts from its archive, sets a page, and draws a draft for print with its own Node (MANARA_TEST_PACKAGE=1)",
  async () => {
    mkdirSync(folderOf(desk), { recursive: true });
    const program = spawn(join(packed.folder, "manara"), ["--inspect=0", "--remote-debugging-port=0"], {
      env: { ...environmentAt(desk), LANGUAGE: "en" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = program;
    const { browser, said } = await connect(program.stderr);
    // Node's own debugger would say so before Chromium's.
    expect(said).not.toContain("Debugger listening");
    const [page] = pagesOf(browser);
    if (page === undefined) throw new Error("the program has no window");
    page.setDefaultTimeout(PATIENCE.timeout);
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
    });
    expect(page.url()).toBe(`${ORIGIN}/`);
    await exportDraft(page);
    const drafts = () =>
      readdirSync(folderOf(desk), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".pdf"));
    await expect.poll(() => drafts().length, PATIENCE).toBeGreaterThan(0);
    for (const path of drafts()) expect(readFileSync(join(folderOf(desk), path), "latin1").slice(0, 5)).toBe("%PDF-");
    // The studio and the exporters are this Node, and no other.
    const studio = processesBelow(program.pid ?? 0).find((line) => line.includes("studioProcess"));
    expect(studio?.split(" ")[0]).toBe(join(packed.folder, "resources", "node", "bin", "node"));
    expect(studio).toContain(join("app.asar.unpacked", "dist", "main"));
    expect(problems).toEqual([]);
    expect(existsSync(join(dataOf(desk), "logs", "manara.log"))).toBe(false);
    await browser.close();
  },
);

async function exportDraft(page: Page): Promise<void> {
  const texts = await startTexts("en");
  const where = { page, texts };
  await page.getByRole("button", { name: texts.t("start:welcome.sample") }).click();
  await rooms(where).waitFor();
  await enter(where, "start");
  await createFrom(where, "Card: someone to talk to");
  await enter(where, "export");
  const draft = page.getByRole("switch", { name: texts.t("export:draft") });
  await page.locator("label").filter({ has: draft }).click();
  await page
    .getByRole("button", { name: /^Export \d+ draft/ })
    .first()
    .click();
}

/** Chromium says where its windows can be reached on its error stream. */
async function connect(errors: Readable): Promise<{ readonly browser: Browser; readonly said: string }> {
  let said = "";
  for await (const line of createInterface({ input: errors })) {
    const [, address] = /^DevTools listening on (\S+)/.exec(line) ?? [];
    said += `${line}\n`;
    if (address === undefined) continue;
    errors.resume();
    // The window of a program takes no orders about downloads and colours.
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    await expect.poll(() => pagesOf(browser).length, PATIENCE).toBe(1);
    return { browser, said };
  }
  throw new Error("The program ended before it had a window.");
}

const pagesOf = (browser: Browser) => browser.contexts().flatMap((context) => context.pages());

/** Their command lines. */
function processesBelow(parent: number): readonly string[] {
  return execFileSync("ps", ["--ppid", String(parent), "-o", "args="], { encoding: "utf8" }).split("\n");
}
