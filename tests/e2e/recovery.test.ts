import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFrom, enter, rename, rooms, save, saveAs, titleField } from "./steps.ts";
import { hasBrowser, isDesktop, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** Power cuts, reloads, second windows, other programs: what somebody wrote is still there. */
describe.skipIf(!hasBrowser)("nothing that was written is lost", () => {
  const CARD = "Card: someone to talk to";
  const TITLE = "رحلة آمنة – Đi an toàn";
  let studio: StudioInBrowser;

  beforeEach(async () => {
    studio = await openStudio({ settings: { welcomed: true } });
    await createFrom(studio, CARD);
  });
  afterEach(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  it("when the host is killed in mid-edit, the next start offers the work", async () => {
    const { page, texts } = studio;
    const frames = page.getByRole("group", { name: texts.t("design:frames") });
    await frames.getByRole("button").first().focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate("document.activeElement?.getAttribute('role')"), PATIENCE).toBe("textbox");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Typed and never saved", { delay: 20 });
    // The recovery file is what survives; the promise is two seconds after an edit.
    const kept = () =>
      readdirSync(studio.recovery, { recursive: true, withFileTypes: true })
        // What is still being written has another name, and ends with the host.
        .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
        .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes("Typed and never saved"));
    await expect.poll(kept, PATIENCE).toBe(true);
    await studio.kill();
    // The desktop's window ended with its program.
    if (!isDesktop) await page.getByText(texts.t("app:gone")).waitFor();
    await studio.start();
    const again = studio.page;
    await again.getByRole("heading", { name: texts.t("start:recovery.title") }).waitFor();
    await again
      .getByRole("button", { name: new RegExp(`^${texts.t("start:recovery.takeNamed", { title: "" })}`) })
      .click();
    await rooms(studio).waitFor();
    await again
      .getByRole("group", { name: texts.t("design:frames") })
      .getByRole("button")
      .first()
      .focus();
    const field = again.getByRole("complementary").or(again.getByRole("region")).getByRole("textbox").first();
    await expect.poll(() => field.innerText(), PATIENCE).toBe("Typed and never saved");
  });

  it("when the page is loaded again, the same document, room and words are there", async () => {
    const { page } = studio;
    await rename(studio, TITLE);
    await enter(studio, "review");
    await page.reload();
    await expect.poll(() => titleField(studio).inputValue(), PATIENCE).toBe(TITLE);
    const here = rooms(studio).getByRole("button", { name: studio.texts.t("app:commands.review") });
    expect(await here.getAttribute("aria-current")).toBe("page");
  });

  it.skipIf(isDesktop)("when settings change while the page loads again, it still leads to the document", async () => {
    const { page } = studio;
    await rename(studio, TITLE);
    await page.route("**/call/host.takeDocument", async (route) => {
      await studio.changeSettings({ theme: "dark" });
      await expect.poll(() => page.evaluate("document.documentElement.dataset.theme"), PATIENCE).toBe("dark");
      await route.continue();
    });
    await page.reload();
    await expect.poll(() => titleField(studio).inputValue(), PATIENCE).toBe(TITLE);
  });

  it("when another program wrote the file, saving is refused and another name is offered", async () => {
    const { page, texts, folder } = studio;
    await save(studio);
    const [name = "none"] = documentsIn(folder);
    appendFileSync(join(folder, name), "another program");
    const before = readFileSync(join(folder, name));
    await rename(studio, TITLE);
    await page.keyboard.press("ControlOrMeta+s");
    await page.getByRole("alert").getByText(texts.t("problems:document_changed-on-disk.title")).waitFor();
    expect(readFileSync(join(folder, name)).equals(before)).toBe(true);
    await saveAs(studio, "another");
    expect(readdirSync(folder)).toContain("another.manara");
    expect(readFileSync(join(folder, name)).equals(before)).toBe(true);
  });

  it("two windows on one file see each other's edits and undo them in order", async () => {
    const { texts, folder } = studio;
    await save(studio);
    const other = { page: await studio.anotherPage(), texts };
    await other.page.getByRole("button", { name: CARD }).first().click();
    await rooms(other).waitFor();
    await rename(studio, TITLE);
    await expect.poll(() => titleField(other).inputValue(), PATIENCE).toBe(TITLE);
    await rename(other, "Second");
    await expect.poll(() => titleField(studio).inputValue(), PATIENCE).toBe("Second");
    await studio.page.getByRole("button", { name: texts.t("app:commands.undo") }).click();
    await expect.poll(() => titleField(other).inputValue(), PATIENCE).toBe(TITLE);
    await other.page.getByRole("button", { name: texts.t("app:commands.redo") }).click();
    await expect.poll(() => titleField(studio).inputValue(), PATIENCE).toBe("Second");
    await save(other);
    await studio.page.getByRole("banner").getByText(texts.t("app:state.saved"), { exact: true }).waitFor();
    expect(documentsIn(folder)).toHaveLength(1);
  });

  it("when the interface turns to Arabic in mid-work, the page is mirrored and the words stay", async () => {
    const { page, texts } = studio;
    await rename(studio, TITLE);
    await page.keyboard.press("ControlOrMeta+,");
    const dialog = page.getByRole("dialog", { name: texts.t("settings:title") });
    await dialog.getByRole("button", { name: new RegExp(texts.t("settings:language")) }).click();
    await page.getByRole("option", { name: "العربية" }).click();
    await expect.poll(() => page.evaluate("document.documentElement.dir"), PATIENCE).toBe("rtl");
    await page.keyboard.press("Escape");
    const arabic = { page, texts: await studio.textsIn("ar") };
    expect(await titleField(arabic).inputValue()).toBe(TITLE);
    const title = await titleField(arabic).boundingBox();
    const list = await rooms(arabic).boundingBox();
    expect(title?.x).toBeGreaterThan(list?.x ?? Number.POSITIVE_INFINITY);
  });
});

/** Beside a document lies its lock, whose name begins with a dot. */
function documentsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".manara") && !name.startsWith("."));
}
