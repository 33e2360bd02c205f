import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasBrowser, PATIENCE } from "../e2e/studio.ts";
import { type Desk, hasDesk, openDesk } from "./desk.ts";
import { dataOf, type Program, startProgram } from "./program.ts";

/** What the program remembers of a person, on disk and after the next start. */
describe.skipIf(!hasBrowser || !hasDesk)("what the desktop program remembers", () => {
  let desk: Desk;
  let program: Program;
  const bounds = () =>
    program.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds() ?? null);
  const gallery = () => program.page.getByRole("heading", { name: program.texts.t("start:gallery.title") }).waitFor();
  const kept = (name: string) => JSON.parse(readFileSync(join(dataOf(desk), `${name}.json`), "utf8"));

  beforeEach(async () => {
    desk = await openDesk({ keyring: false });
    program = await startProgram(desk, { settings: { welcomed: true } });
    await gallery();
  });
  afterEach(async () => {
    await program.exit();
    expect(program.problems).toEqual([]);
    await desk.close();
  });

  it("is where its window was, in which theme and size of letters", async () => {
    await program.page.evaluate(async () => {
      const { manara } = globalThis as unknown as { manara: { call(...values: unknown[]): Promise<unknown> } };
      await manara.call("theme", "settings.change", { theme: "dark", zoom: 125 });
    });
    const window = desk.active();
    desk.x("windowsize", "--sync", window, "1100", "700");
    desk.x("windowmove", "--sync", window, "150", "120");
    await expect.poll(async () => (await bounds())?.width, PATIENCE).toBe(1100);
    const before = await bounds();
    desk.key("ctrl+q");
    expect(await program.ended()).toBe(0);
    expect(kept("window")).toMatchObject({ bounds: before, maximised: false });
    expect(kept("settings")).toMatchObject({ theme: "dark", zoom: 125, welcomed: true });

    program = await startProgram(desk);
    await gallery();
    const after = await bounds();
    expect({ width: after?.width, height: after?.height }).toEqual({ width: before?.width, height: before?.height });
    expect(await program.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe("dark");
    const zoom = () =>
      program.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor());
    await expect.poll(zoom, PATIENCE).toBe(1.25);
  });

  it("starts all the same when what it remembers is damaged", async () => {
    await program.exit();
    for (const name of ["settings", "window"]) writeFileSync(join(dataOf(desk), `${name}.json`), "{ no JSON");
    program = await startProgram(desk);
    await program.page.getByRole("heading", { name: program.texts.t("start:welcome.title") }).waitFor();
  });
});
