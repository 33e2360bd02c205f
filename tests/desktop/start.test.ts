import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shellTexts } from "../../src/main/electron/shellTexts.ts";
import { INTERFACE_LANGUAGES } from "../../src/shared/settings/settings.ts";
import { createFrom, enter, rename, rooms, titleField } from "../e2e/steps.ts";
import { hasBrowser, PATIENCE } from "../e2e/studio.ts";
import { type Desk, hasDesk, openDesk } from "./desk.ts";
import { endOther, type Program, startProgram } from "./program.ts";

/** The first start, its language, and the menus of the machine; with `MANARA_SCREENS=folder` as people see them, too. */
describe.skipIf(!hasBrowser || !hasDesk)("the desktop program", () => {
  const FOLDER = process.env.MANARA_SCREENS;
  let desk: Desk;
  let program: Program;

  beforeEach(async () => {
    desk = await openDesk({ keyring: false });
  });
  afterEach(async () => {
    await program.exit();
    expect(program.problems).toEqual([]);
    expect(program.log()).toBe("");
    await desk.close();
  });

  const photograph = (name: string) => {
    if (FOLDER === undefined || FOLDER === "") return;
    mkdirSync(FOLDER, { recursive: true });
    desk.photograph(join(FOLDER, `${name}.png`));
  };

  it("asks to start again when somebody chooses Arabic at the first start, and comes back mirrored", async () => {
    program = await startProgram(desk, { language: "en" });
    const { page } = program;
    const arabic = shellTexts("ar");
    await page.getByText("العربية", { exact: true }).click();
    await program.answer(arabic("languageChanged"), arabic("restart"));
    expect(await program.ended()).toBe(0);
    // It started itself: nobody here holds it.
    await endOther(desk);

    program = await startProgram(desk, { language: "ar" });
    const turned = () => program.page.evaluate("[document.documentElement.lang, document.documentElement.dir]");
    await expect.poll(turned, PATIENCE).toEqual(["ar", "rtl"]);
    // The first menu of an Arabic bar is its rightmost, and the first item of it makes something new.
    await program.openMenu(0);
    photograph("menu-file-ar");
    desk.key("Return");
    await program.page.getByRole("dialog", { name: program.texts.t("start:newTitle") }).waitFor();
  });

  it("opens the sample, takes real keys in a frame, and undoes by key and by menu, one step each", async () => {
    program = await startProgram(desk, { language: "en" });
    const { page, texts } = program;
    await page.getByRole("button", { name: texts.t("start:welcome.sample") }).click();
    await rooms(program).waitFor();
    await enter(program, "start");
    await createFrom(program, "Card: someone to talk to");
    const frames = page.getByRole("group", { name: texts.t("design:frames") });
    await frames.getByRole("button").first().focus();
    desk.key("Return");
    await expect.poll(() => page.evaluate("document.activeElement?.getAttribute('role')"), PATIENCE).toBe("textbox");
    desk.key("ctrl+a");
    desk.type("Ask before you sign");
    await expect.poll(() => page.evaluate("document.activeElement?.innerText"), PATIENCE).toBe("Ask before you sign");
    desk.key("Escape");

    const before = await titleField(program).inputValue();
    await rename(program, "First");
    await rename(program, "Second");
    await page.getByRole("main").focus();
    await frames.getByRole("button").first().focus();
    desk.key("ctrl+z");
    await expect.poll(() => titleField(program).inputValue(), PATIENCE).toBe("First");
    await program.openMenu(1);
    photograph("menu-edit-en");
    desk.key("Return");
    await expect.poll(() => titleField(program).inputValue(), PATIENCE).toBe(before);
    // Had a key come in twice, nothing would be left to do again.
    desk.key("ctrl+shift+z");
    await expect.poll(() => titleField(program).inputValue(), PATIENCE).toBe("First");
  });

  it.each(INTERFACE_LANGUAGES)("has its menus in %s, all of them in words of ours", async (language) => {
    program = await startProgram(desk, { language, settings: { welcomed: true } });
    await program.page.locator("canvas").nth(3).waitFor();
    const text = shellTexts(language);
    const labels = await program.electron.evaluate(
      ({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [],
    );
    await expect.poll(() => program.page.title(), PATIENCE).toBe(program.texts.t("app:name"));
    expect(labels).toEqual([text("file"), text("edit"), text("view"), text("help")]);
    for (const [index, name] of ["file", "edit", "view"].entries()) {
      await program.openMenu(index);
      photograph(`menus-${language}-${name}`);
      await program.closeMenu();
    }
  });
});
