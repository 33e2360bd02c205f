import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFrom, rename, rooms, save, titleField } from "../e2e/steps.ts";
import { hasBrowser, PATIENCE } from "../e2e/studio.ts";
import { type Desk, missingDesk, openDesk } from "./desk.ts";
import { dataOf, folderOf, type Program, startProgram } from "./program.ts";

/** Closing and quitting with unsaved work, and processes that end by themselves: nothing is lost without a question. */
describe.skipIf(!hasBrowser || missingDesk() !== null)("the end of a window", () => {
  const CARD = "Card: someone to talk to";
  const TITLE = "Typed and not saved";
  let desk: Desk;
  let program: Program;
  const documents = () =>
    readdirSync(folderOf(desk)).filter((name) => name.endsWith(".manara") && !name.startsWith("."));

  beforeEach(async () => {
    desk = await openDesk();
    program = await startProgram(desk, { settings: { welcomed: true } });
    await createFrom(program, CARD);
    await rename(program, TITLE);
  });
  afterEach(async () => {
    await program.exit();
    expect(program.problems).toEqual([]);
    await desk.close();
  });

  it("asks when it is closed by its frame, and Cancel keeps it open", async () => {
    desk.key("alt+F4");
    await program.answer(/Save the changes/, program.shell("cancel"));
    expect(await titleField(program).inputValue()).toBe(TITLE);
    await rooms(program).waitFor();
    expect(documents()).toEqual([]);
  });

  it("goes without a file where somebody does not save, and nothing is offered afterwards", async () => {
    desk.key("ctrl+q");
    await program.answer(/Save the changes/, program.shell("dontSave"));
    expect(await program.ended).toBe(0);
    expect(documents()).toEqual([]);
    program = await startProgram(desk);
    await program.page.getByRole("heading", { name: program.texts.t("start:gallery.title") }).waitFor();
    expect(await program.page.getByText(program.texts.t("start:recovery.title")).count()).toBe(0);
  });
});
