import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { enter, rooms } from "../e2e/steps.ts";
import { hasBrowser, PATIENCE } from "../e2e/studio.ts";
import { type Desk, hasDesk, openDesk } from "./desk.ts";
import { dataOf, folderOf, type Program, startProgram } from "./program.ts";

/** A signing key lies in the keyring of the desktop, or nowhere. */
describe.skipIf(!hasBrowser || !hasDesk)("a signing key", () => {
  let desk: Desk;
  let program: Program;
  const say = (key: string, values = {}) => String(program.texts.t(key as "app:name", values));
  const button = (key: string) => program.page.getByRole("button", { name: say(key), exact: true });
  const secrets = () => (existsSync(join(dataOf(desk), "secrets")) ? readdirSync(join(dataOf(desk), "secrets")) : []);

  afterEach(async () => {
    await program.exit();
    expect(program.problems).toEqual([]);
    await desk.close();
  });

  async function openSample(): Promise<void> {
    await button("start:welcome.sample").click();
    await rooms(program).waitFor();
  }

  /** @param name of a person without a key. */
  async function approve(name: string | null): Promise<void> {
    const { page } = program;
    await enter(program, "review");
    await page.getByRole("region", { name: say("review:pages") }).focus();
    const seen = async () => {
      await page.keyboard.press("End");
      return button("review:approve").isEnabled();
    };
    await expect.poll(seen, PATIENCE).toBe(true);
    await button("review:approve").click();
    const asks = page.getByRole("alertdialog");
    if (name !== null) await asks.getByRole("textbox", { name: say("review:yourName") }).fill(name);
    await asks.getByRole("button", { name: say("review:sign.approve") }).click();
  }

  it("is made in the keyring, is there after a new start, and ships a final file", async () => {
    desk = await openDesk({ keyring: true });
    program = await startProgram(desk);
    await openSample();
    await approve("Lan Anh");
    await button("review:withdraw").waitFor();
    expect(secrets()).toHaveLength(1);
    const [file = ""] = secrets();
    // What Chromium writes begins with the version of its key: v11 is the keyring's, v10 the one that everybody knows.
    expect(
      readFileSync(join(dataOf(desk), "secrets", file))
        .subarray(0, 3)
        .toString(),
    ).toBe("v11");
    desk.key("ctrl+s");
    await program.acceptDialog();
    await program.page.getByRole("banner").getByText(say("app:state.saved"), { exact: true }).waitFor();
    const [made = ""] = readdirSync(folderOf(desk)).filter((name) => name.endsWith(".manara") && name[0] !== ".");
    await program.exit();

    program = await startProgram(desk, { values: [join(folderOf(desk), made)] });
    await rooms(program).waitFor();
    await enter(program, "review");
    // Taking it back needs the key again, without asking for a name.
    await button("review:withdraw").click();
    const asks = program.page.getByRole("alertdialog");
    await asks.getByRole("button", { name: say("review:sign.withdraw") }).click();
    await asks.waitFor({ state: "detached" });
    await approve(null);
    await button("review:withdraw").waitFor();
    await enter(program, "export");
    await program.page.getByRole("button", { name: say("export:runFinal", { count: 1 }) }).click();
    await program.page
      .getByRole("status")
      .getByText(/ready\.$/)
      .waitFor();
    const files = readdirSync(folderOf(desk), { recursive: true, encoding: "utf8" });
    expect(files.some((path) => path.endsWith(".pdf"))).toBe(true);
  });

  it("is refused in words where the desktop has no keyring, and nothing is written", async () => {
    desk = await openDesk({ keyring: false });
    program = await startProgram(desk);
    await openSample();
    await approve("Lan Anh");
    await program.page.getByText(say("problems:keys_no-safe-place.title")).first().waitFor();
    expect(secrets()).toEqual([]);
    expect(await button("review:withdraw").count()).toBe(0);
  });
});
