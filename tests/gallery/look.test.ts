import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SPECIMENS } from "../../gallery/specimens.ts";
import { INTERFACE_LANGUAGES } from "../../src/shared/settings/settings.ts";
import { axeFindings } from "../e2e/axe.ts";
import { CHROMIUM, missingBrowser } from "../e2e/hostProcess.ts";

/** `npm run gallery` as somebody opens it, in every look; with `MANARA_SCREENS=folder` as people see it, too. */

const FOLDER = process.env.MANARA_SCREENS;
const LOOKS = INTERFACE_LANGUAGES.flatMap((language) =>
  (["light", "dark"] as const).map((theme) => ({ language, theme })),
);

describe.skipIf(missingBrowser() !== null)("the gallery in a browser", () => {
  let server: ChildProcess;
  let browser: Browser;
  let page: Page;
  let address: string;
  const problems: string[] = [];

  beforeAll(async () => {
    server = spawn(process.execPath, ["scripts/gallery.ts"], { stdio: ["ignore", "pipe", "inherit"] });
    address = await addressOf(server);
    browser = await chromium.launch({
      ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
      ...(process.platform === "linux" ? { args: ["--no-sandbox"] } : {}),
    });
    // High enough for all of it at once.
    page = await browser.newPage({ viewport: { width: 1366, height: 4200 }, reducedMotion: "reduce" });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  });
  afterAll(async () => {
    await browser?.close();
    server?.kill();
  });

  it.each(LOOKS)("has no fault that axe finds in $language, $theme", async ({ language, theme }) => {
    await page.goto(`${address}?language=${language}&theme=${theme}`);
    const specimens = page.locator("[data-component]");
    await specimens.last().waitFor();
    expect(
      await page.evaluate("[...document.querySelectorAll('[data-component]')].map((one) => one.dataset.component)"),
    ).toEqual(Object.keys(SPECIMENS));
    expect(
      await page.evaluate(
        "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('main'))",
      ),
    ).toBe(false);
    if (FOLDER !== undefined) {
      mkdirSync(FOLDER, { recursive: true });
      await page.evaluate("document.fonts.ready");
      await page.screenshot({ path: join(FOLDER, `gallery-${language}-${theme}.png`) });
    }
    expect(await axeFindings(page)).toEqual([]);
    await page.locator("[data-component=Menu] button").first().click();
    await page.getByRole("menu").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.each(INTERFACE_LANGUAGES)("wraps a tag that is longer than its place in %s", async (language) => {
    await page.goto(`${address}?language=${language}&theme=light`);
    const tags = page.locator("[data-component=Tag] div > div > span");
    await tags.first().waitFor();
    const { wide, room, high } = await page.evaluate<{ wide: number; room: number; high: number }>(
      `(({ offsetWidth, scrollWidth, offsetHeight, parentElement }) =>
        ({ wide: Math.max(offsetWidth, scrollWidth), room: parentElement.clientWidth, high: offsetHeight }))(
        document.querySelector("[data-component=Tag] div > div > span"))`,
    );
    expect(wide).toBeLessThanOrEqual(room);
    expect(high).toBeGreaterThan(30);
  });

  it("lets the keyboard scroll a dialog that is longer than the window", async () => {
    await page.setViewportSize({ width: 1024, height: 700 });
    await page.goto(`${address}?language=ar&theme=light`);
    await page.locator("[data-component=Dialog] button").first().click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    const body = dialog.getByRole("group");
    await body.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("End");
    await expect
      .poll(() => page.evaluate("document.querySelector('[role=dialog] [role=group]').scrollTop"))
      .toBeGreaterThan(0);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1366, height: 4200 });
  });

  it("says why a field takes no words", async () => {
    await page.goto(`${address}?language=en&theme=light`);
    const field = page.locator("[data-component=TextField] input[readonly]");
    await field.waitFor();
    const reason = await page.evaluate(
      `document.querySelector("[data-component=TextField] input[readonly]").getAttribute("aria-describedby")
        .split(" ").map((id) => document.getElementById(id)?.textContent).join(" ")`,
    );
    expect(reason).toContain("cannot be changed later");
    const lookOf = (which: string) =>
      page.evaluate(
        `(({ borderStyle, backgroundColor }) => [borderStyle, backgroundColor])(
          getComputedStyle(document.querySelector("[data-component=TextField] input${which}")))`,
      );
    expect(await lookOf("[readonly]")).not.toEqual(await lookOf(":not([readonly])"));
  });
});

/** Vite prints it once it listens, with the port in bold where colours are on, as they are wherever `CI` is set. */
function addressOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let printed = "";
    stdout?.on("data", (bytes: Buffer) => {
      printed += bytes.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(stripVTControlCharacters(printed))?.[0];
      if (address !== undefined) found(address);
    });
    stdout?.on("end", () => failed(new Error(`the gallery ended: ${printed}`)));
  });
}
