import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { step } from "./journey.ts";
import { alertOf, createFrom, dropFile, enter, leaveDialogs, rename, rooms, saveAs, titleField } from "./steps.ts";
import { hasBrowser, isDesktop, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** Files that people bring: an officer's own picture, and files that are not what their names say. */
describe.skipIf(!hasBrowser)("files that people bring", () => {
  let studio: StudioInBrowser;
  /** Of files that are not Manara's. */
  let home = "";

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "manara-brought-"));
    studio = await openStudio({ settings: { welcomed: true } });
  });
  beforeEach(() => leaveDialogs(studio));
  afterAll(async () => {
    await studio.close();
    rmSync(home, { recursive: true, force: true });
    expect(studio.problems).toEqual([]);
  });

  const dismissAll = async () => {
    const crosses = studio.page.getByRole("button", { name: studio.texts.t("app:dismiss") });
    while ((await crosses.count()) > 0) await crosses.first().click();
  };
  const choose = async (button: string, name: string, buffer: Buffer) => {
    const { page } = studio;
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: button }).click();
    await (await choosing).setFiles({ name, mimeType: "application/octet-stream", buffer });
  };

  it("a file that is no campaign is refused with a reason", async () => {
    const { page, texts } = studio;
    const file = { name: "holiday.manara", mimeType: "application/octet-stream", buffer: Buffer.from("a photograph") };
    await studio.openFile(async () => {
      await page.getByRole("button", { name: texts.t("start:open"), exact: true }).click();
      // A desktop asks at once.
      if (!isDesktop) await page.getByRole("button", { name: texts.t("start:pickFile") }).click();
    }, file);
    await alertOf(page).getByText(/./).first().waitFor();
    const said = await alertOf(page).innerText();
    expect(said).not.toContain(texts.t("problems:unknown.title" as "app:name"));
    await page.keyboard.press("Escape");
    await dismissAll();
  });

  const made = step("a poster is made", [], () => createFrom(studio, "A4 poster: signs of a fake job"));

  step(
    "an officer places a picture with its focus, words and consent; a broken one is refused, and a consent that ended is told",
    [made],
    async () => {
      const { page, texts } = studio;
      await page.getByRole("button", { name: "Photograph" }).first().focus();
      await page.keyboard.press("Enter");
      await choose(texts.t("design:picture.choose"), "broken.jpg", Buffer.from("\u00ff\u00d8 not a picture", "latin1"));
      await page.getByRole("alert").getByText(/./).first().waitFor();
      await page
        .getByRole("button", { name: texts.t("app:dismiss") })
        .first()
        .click();

      const photo = await sharp({ create: { width: 3000, height: 4000, channels: 3, background: "#2a6f97" } })
        .jpeg()
        .toBuffer();
      await choose(texts.t("design:picture.choose"), "bến tàu.jpg", photo);
      const dialog = page.getByRole("dialog", { name: texts.t("design:picture.newTitle") });
      const place = dialog.getByRole("button", { name: texts.t("design:picture.place") });
      expect(await place.isDisabled()).toBe(true);
      await dialog.getByRole("textbox").first().fill("A harbour in the morning");
      await dialog.getByText(texts.t("design:consent.somebody")).click();
      expect(await place.isDisabled()).toBe(true);
      await dialog.getByLabel(texts.t("design:consent.person")).fill("Trần Thị Mai");
      await dialog.getByLabel(texts.t("design:consent.uses")).fill("Posters of this campaign");
      await dialog.getByLabel(texts.t("design:consent.date")).fill("2024-10-01");
      await dialog.getByLabel(texts.t("design:consent.expires")).fill("2024-10-31");
      await dialog.getByLabel(texts.t("design:consent.withdraw")).fill("Mai, 0900 000 000");
      await place.click();
      await page.getByText("bến tàu.jpg").first().waitFor();
      await page
        .getByText(/Trần Thị Mai/)
        .first()
        .waitFor();
      // Beside the picture itself, as at the gate.
      await page
        .getByText(texts.t("diagnostics:picture_consent-expired.title" as "app:name"))
        .first()
        .waitFor();
      const focus = page.getByRole("button", { name: /^Point that stays visible/ });
      const before = await focus.getAttribute("aria-label");
      await focus.focus();
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => focus.getAttribute("aria-label"), PATIENCE).not.toBe(before);
    },
  );

  step("a picture that is dropped on its frame asks for words and consent, and is placed", [made], async () => {
    const { page, texts } = studio;
    const photo = join(home, "Cảng Đà Nẵng.jpg");
    await sharp({ create: { width: 2400, height: 3000, channels: 3, background: "#7a2e3a" } }).toFile(photo);
    await dropFile(studio, page.locator("[data-frame=photo]"), photo);
    const dialog = page.getByRole("dialog", { name: texts.t("design:picture.newTitle") });
    await dialog.getByText(texts.t("design:consent.nobody")).click();
    await dialog.getByRole("button", { name: texts.t("design:picture.place") }).click();
    await page.getByText("Cảng Đà Nẵng.jpg").first().waitFor();
  });

  for (const room of ["design", "review", "export"] as const) {
    step(`a wrong file that is dropped in ${room} is refused in words`, [made], async () => {
      const { page, texts } = studio;
      await enter(studio, room);
      const before = page.url();
      const note = join(home, "note.html");
      writeFileSync(note, "<title>somewhere else</title>");
      await dropFile(studio, rooms(studio), note);
      await alertOf(page).getByText(texts.t("problems:document_not-a-document.title")).waitFor();
      expect(page.url()).toBe(before);
      await titleField(studio).waitFor();
      await dismissAll();
    });
  }

  step("a document that is dropped anywhere is opened", [made], async () => {
    const { page, folder } = studio;
    await rename(studio, "Dropped");
    await saveAs(studio, "dropped");
    await rename(studio, "Not the one");
    const copy = join(home, "bản sao.manara");
    copyFileSync(join(folder, "dropped.manara"), copy);
    await dropFile(studio, page.getByRole("main"), copy);
    await expect.poll(() => titleField(studio).inputValue(), PATIENCE).toBe("Dropped");
  });
});
