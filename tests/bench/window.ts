import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { startHost } from "../e2e/hostProcess.ts";
import { type Figure, figure } from "./figure.ts";

/** The Design room in Chromium: from a key to the repainted page, and frames while a sheet moves. Needs `npm run build`. */

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const WINDOW = "dist/renderer";

/** Empty where there is no browser or no built window. */
export async function benchWindow(): Promise<Record<string, Figure>> {
  if (!existsSync(CHROMIUM) || !existsSync(join(WINDOW, "index.html"))) return {};
  const home = mkdtempSync(join(tmpdir(), "manara-bench-"));
  const data = join(home, "data");
  mkdirSync(data);
  const host = await startHost({ window: WINDOW, folder: join(home, "campaigns"), data, language: "en_GB" });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(host.address);
    await create(page, /^A3 poster/);
    const keys = await typing(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await create(page, /^A4 tri-fold/);
    return { ...keys, ...(await moving(page)) };
  } finally {
    await browser.close();
    await host.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

export async function create(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().click();
  await page.getByRole("button", { name: "Create" }).click();
  await page.locator("[data-frame]").first().waitFor();
  await page.waitForTimeout(1500);
}

/** Words go into the field beside the page, so that every key changes what is painted. */
export async function typing(page: Page): Promise<Record<string, Figure>> {
  await page.locator("[data-frame=signs]").click();
  await page.getByRole("textbox", { name: "Text, words" }).click();
  await page.keyboard.press("End");
  await page.evaluate(WATCH_KEYS);
  const words = "safe work abroad ";
  for (let count = 0; count < 150; count++) {
    await page.keyboard.press(count % 50 < 25 ? (words[count % words.length] ?? "a") : "Backspace");
    await page.waitForTimeout(70);
  }
  const times = (await page.evaluate("watched")) as { readonly painted: number; readonly frame: number }[];
  const kept = times.slice(30);
  return {
    "window: key to repainted A3 poster": figure(kept.map(({ painted }) => painted)),
    "window: key to the end of that frame": figure(kept.map(({ frame }) => frame)),
  };
}

async function moving(page: Page): Promise<Record<string, Figure>> {
  const canvas = await page.locator("[data-canvas]").boundingBox();
  if (canvas === null) throw new Error("the Design room has a canvas");
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
  const measure = async (turn: (step: number) => Promise<void>) => {
    await page.evaluate(WATCH_FRAMES);
    for (let step = 0; step < 90; step++) await turn(step);
    return figure(((await page.evaluate("frameTimes")) as number[]).slice(10));
  };
  const pan = await measure((step) => page.mouse.wheel(step % 40 < 20 ? 12 : -12, step % 20 < 10 ? 9 : -9));
  await page.keyboard.down("Control");
  const zoom = await measure((step) => page.mouse.wheel(0, step % 40 < 20 ? -30 : 30));
  await page.keyboard.up("Control");
  return { "window: frame of a pan over the tri-fold": pan, "window: frame of a zoom of the tri-fold": zoom };
}

/** The page's canvas is the only one that is saved and restored after a key; text because it runs in the window. */
const WATCH_KEYS = `
  globalThis.watched = [];
  let key = 0, depth = 0;
  addEventListener("keydown", (event) => { key = event.timeStamp; }, true);
  const { save, restore } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.save = function () { depth += 1; return save.call(this); };
  CanvasRenderingContext2D.prototype.restore = function () {
    restore.call(this);
    depth -= 1;
    if (depth > 0 || key === 0) return;
    const pressed = key;
    const painted = performance.now() - pressed;
    key = 0;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => watched.push({ painted, frame: performance.now() - pressed });
      port2.postMessage(null);
    });
  };
`;

const WATCH_FRAMES = `
  globalThis.frameTimes = [];
  {
    let last = 0;
    const watch = (now) => {
      if (last > 0) frameTimes.push(now - last);
      last = now;
      if (frameTimes.length < 400) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  }
`;
