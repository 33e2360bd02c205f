import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFrom, enter } from "../e2e/steps.ts";
import { hasBrowser, PATIENCE } from "../e2e/studio.ts";
import { type Desk, hasDesk, openDesk } from "./desk.ts";
import { type Program, startProgram } from "./program.ts";

/** A long export behind other work. */
describe.skipIf(!hasBrowser || !hasDesk)("a long export", () => {
  let desk: Desk;
  let program: Program;

  beforeEach(async () => {
    desk = await openDesk({ keyring: false, notifications: true });
  });
  afterEach(async () => {
    await program.exit();
    await desk.close();
  });

  it("shows how far it is on the window, also while that is out of sight, and calls back by a notification", async () => {
    const heard = desk.run("dbus-monitor", ["--session", "interface=org.freedesktop.Notifications,member=Notify"]);
    let notified = "";
    heard.stdout?.setEncoding("utf8").on("data", (text: string) => {
      notified += text;
    });
    program = await startProgram(desk, { settings: { welcomed: true } });
    const { page, texts, shell, electron } = program;
    await createFrom(program, "Card: someone to talk to");
    await electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const bars: number[] = [];
      Object.assign(globalThis, { bars });
      const show = window?.setProgressBar.bind(window);
      Object.assign(window ?? {}, {
        setProgressBar(bar: number) {
          bars.push(bar);
          show?.(bar);
        },
      });
    });
    await enter(program, "export");
    await page
      .locator("label")
      .filter({ has: page.getByRole("switch", { name: texts.t("export:draft") }) })
      .click();
    const began = performance.now();
    await page
      .getByRole("button", { name: /^Export \d+ draft/ })
      .first()
      .click();
    // Whoever draws stands still until the export is a long one.
    const drawing = () => {
      try {
        return execFileSync("pgrep", ["--parent", String(program.studio()), "--full", "exporterProcess"], {
          encoding: "utf8",
        })
          .trim()
          .split("\n")
          .map(Number);
      } catch {
        return [];
      }
    };
    await expect.poll(() => drawing().length, { ...PATIENCE, interval: 20 }).toBeGreaterThan(0);
    const stopped = drawing();
    for (const one of stopped) process.kill(one, "SIGSTOP");
    desk.x("windowminimize", desk.active());
    await expect.poll(() => performance.now() - began, PATIENCE).toBeGreaterThan(3100);
    for (const one of stopped) process.kill(one, "SIGCONT");
    const shown = () => electron.evaluate(() => (globalThis as unknown as { bars: number[] }).bars);
    await expect.poll(async () => (await shown()).at(-1), PATIENCE).toBe(-1);
    const bars = await shown();
    expect(bars.length).toBeGreaterThan(1);
    expect(bars.slice(0, -1).every((bar) => bar >= 0 && bar <= 1)).toBe(true);
    await expect.poll(() => notified, PATIENCE).toContain(`string "${shell("exportReady")}"`);
    expect(program.problems).toEqual([]);
  });
});
