import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFrom, rename, rooms, titleField } from "../e2e/steps.ts";
import { hasBrowser, PATIENCE } from "../e2e/studio.ts";
import { type Desk, hasDesk, openDesk } from "./desk.ts";
import { endOther, folderOf, type Program, startProgram } from "./program.ts";

/** Closing and quitting with unsaved work, and processes that end by themselves: nothing is lost without a question. */
describe.skipIf(!hasBrowser || !hasDesk)("the end of a window", () => {
  const CARD = "Card: someone to talk to";
  const TITLE = "Typed and not saved";
  let desk: Desk;
  let program: Program;
  const documents = () =>
    readdirSync(folderOf(desk)).filter((name) => name.endsWith(".manara") && !name.startsWith("."));
  const title = () => titleField(program).inputValue();

  beforeEach(async () => {
    desk = await openDesk({ keyring: false });
    program = await startProgram(desk, { settings: { welcomed: true } });
    await createFrom(program, CARD);
    await rename(program, TITLE);
  });
  afterEach(async () => {
    await program.exit();
    expect(program.problems).toEqual([]);
    await desk.close();
  });

  /** The next start offers what was not saved, and it is whole. */
  async function recover(): Promise<void> {
    program = await startProgram(desk);
    const { page, texts } = program;
    await page.getByRole("heading", { name: texts.t("start:recovery.title") }).waitFor();
    await page
      .getByRole("button", { name: new RegExp(`^${texts.t("start:recovery.takeNamed", { title: "" })}`) })
      .click();
    await rooms(program).waitFor();
    expect(await title()).toBe(TITLE);
  }

  it("asks when it is closed by its frame, and Cancel keeps it open", async () => {
    desk.key("alt+F4");
    await program.answer(/Save the changes/, program.shell("cancel"));
    await rename(program, "Still at work");
    expect(documents()).toEqual([]);
    // A quit that was called off is over: the next one asks anew.
    desk.key("ctrl+q");
    await program.answer(/Still at work|Save the changes/, program.shell("cancel"));
    expect(await title()).toBe("Still at work");
  });

  it("goes without a file where somebody does not save, and nothing is offered afterwards", async () => {
    desk.key("ctrl+q");
    await program.answer(/Save the changes/, program.shell("dontSave"));
    expect(await program.ended()).toBe(0);
    expect(documents()).toEqual([]);
    program = await startProgram(desk);
    await program.page.getByRole("heading", { name: program.texts.t("start:gallery.title") }).waitFor();
    expect(await program.page.getByText(program.texts.t("start:recovery.title")).count()).toBe(0);
  });

  it("asks for a name where somebody saves what has none; Escape there keeps it open, a name lets it go", async () => {
    desk.key("alt+F4");
    await program.answer(/Save the changes/, program.shell("save"));
    await program.leaveDialog();
    expect(await title()).toBe(TITLE);
    desk.key("alt+F4");
    await program.answer(/Save the changes/, program.shell("save"));
    await program.acceptDialog();
    expect(await program.ended()).toBe(0);
    expect(documents()).toHaveLength(1);
  });

  it("says so when the studio's process is killed, and starts again with everything", async () => {
    // Two seconds after an edit it is kept.
    await expect.poll(() => program.isKept(TITLE), PATIENCE).toBe(true);
    process.kill(program.studio(), "SIGKILL");
    await program.answer(program.shell("studioCrashed"), program.shell("restart"));
    await program.ended();
    expect(program.log()).toMatch(/The studio's process stopped: SIGKILL/);
    await endOther(desk);
    await recover();
  });

  it("loads again what a killed window showed", async () => {
    const contents = await program.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    process.kill(contents ?? 0, "SIGKILL");
    await program.answer(program.shell("windowCrashed"), program.shell("reload"));
    const again = () => program.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    await expect.poll(again, PATIENCE).toContain(TITLE);
  });

  it("can be closed while the studio hangs, after a question, and the work is offered", async () => {
    await expect.poll(() => program.isKept(TITLE), PATIENCE).toBe(true);
    process.kill(program.studio(), "SIGSTOP");
    desk.key("alt+F4");
    await program.answer(program.shell("hung"), program.shell("close"));
    // Once in four runs Electron 22 ended by a signal here instead of by itself; what matters is what is left.
    await program.ended();
    await recover();
  });
});
