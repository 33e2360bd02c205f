import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { createFrom, rename, titleField } from "../e2e/steps.ts";
import { hasBrowser, PATIENCE } from "../e2e/studio.ts";
import { type Desk, hasDesk, openDesk } from "./desk.ts";
import { environmentAt, folderOf, type Program, programAt, startProgram } from "./program.ts";

/** Documents come and go as people of a desktop know it: its own dialogs, its launcher, and a second start. */
describe.skipIf(!hasBrowser || !hasDesk)("documents on a desktop", () => {
  const CARD = "Card: someone to talk to";
  const NAME = "رحلة آمنة – Hành trình an toàn.manara";
  let desk: Desk;
  let program: Program;
  const state = (key: "saved") =>
    program.page.getByRole("banner").getByText(program.texts.t(`app:state.${key}`), { exact: true });
  const title = () => titleField(program).inputValue();

  beforeEach(async () => {
    desk = await openDesk({ keyring: false });
    program = await startProgram(desk, { settings: { welcomed: true } });
    await createFrom(program, CARD);
  });
  afterEach(async () => {
    await program.exit();
    expect(program.problems).toEqual([]);
    expect(program.log()).toBe("");
    await desk.close();
  });

  it("are saved under a name without its ending, and opened again", async () => {
    const path = join(desk.home, "journey");
    await rename(program, "Kept");
    desk.key("ctrl+shift+s");
    await program.giveFile(path);
    await state("saved").waitFor();
    expect(existsSync(`${path}.manara`)).toBe(true);
    await rename(program, "Only in the window");
    desk.key("ctrl+s");
    await state("saved").waitFor();
    copyFileSync(`${path}.manara`, join(desk.home, "other.manara"));
    await rename(program, "Later");
    desk.key("ctrl+s");
    await state("saved").waitFor();
    desk.key("ctrl+o");
    await program.giveFile(join(desk.home, "other.manara"));
    await expect.poll(title, PATIENCE).toBe("Only in the window");
  });

  it("are not written where somebody presses Escape in the dialog", async () => {
    desk.key("ctrl+shift+s");
    await program.leaveDialog();
    expect(readdirSync(folderOf(desk)).filter((name) => !name.startsWith("."))).toEqual([]);
    await rename(program, "Still here");
  });

  it("come as an argument, whatever their name, and by a second start as the address of a launcher", async () => {
    await rename(program, "By argument");
    desk.key("ctrl+s");
    await program.acceptDialog();
    await state("saved").waitFor();
    const [made = "none"] = readdirSync(folderOf(desk)).filter((name) => name.endsWith(".manara") && name[0] !== ".");
    const path = join(desk.home, NAME);
    copyFileSync(join(folderOf(desk), made), path);
    await program.exit();
    program = await startProgram(desk, { values: [path] });
    await expect.poll(title, PATIENCE).toBe("By argument");

    const second = join(desk.home, "second.manara");
    copyFileSync(path, second);
    await rename(program, "Changed since");
    desk.key("ctrl+s");
    await state("saved").waitFor();
    const { path: electron } = programAt();
    const values = [inject("program"), pathToFileURL(second).href];
    const [code] = await once(spawn(electron, values, { env: environmentAt(desk), stdio: "ignore" }), "exit");
    expect(code).toBe(0);
    await expect.poll(title, PATIENCE).toBe("By argument");
    expect(program.electron.windows()).toHaveLength(1);
  });
});
