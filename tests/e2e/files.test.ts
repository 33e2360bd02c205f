import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFrom } from "./steps.ts";
import { hasBrowser, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** Files that people bring: an officer's own picture, and files that are not what their names say. */
describe.skipIf(!hasBrowser)("files that people bring", () => {
  let studio: StudioInBrowser;

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true } });
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  const choose = async (button: string, name: string, buffer: Buffer) => {
    const { page } = studio;
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: button }).click();
    await (await choosing).setFiles({ name, mimeType: "application/octet-stream", buffer });
  };

  it("a file that is no campaign is refused with a reason", async () => {
    const { page, texts } = studio;
    await page.getByRole("button", { name: texts.t("start:open"), exact: true }).click();
    await choose(texts.t("start:pickFile"), "holiday.manara", Buffer.from("a photograph, really"));
    await page.getByRole("alert").getByText(/./).first().waitFor();
    const said = await page.getByRole("alert").innerText();
    expect(said).not.toContain(texts.t("problems:unknown.title" as "app:name"));
    await page.keyboard.press("Escape");
    await page
      .getByRole("button", { name: texts.t("app:dismiss") })
      .first()
      .click();
  });

  it("an officer places a picture with its focus, words and consent; a broken one is refused", async () => {
    const { page, texts } = studio;
    await createFrom(studio, "A4 poster: signs of a fake job");
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
    await dialog.getByLabel(texts.t("design:consent.date")).fill("2026-10-01");
    await dialog.getByLabel(texts.t("design:consent.expires")).fill("2028-10-01");
    await dialog.getByLabel(texts.t("design:consent.withdraw")).fill("Mai, 0900 000 000");
    await place.click();
    await page.getByText("bến tàu.jpg").first().waitFor();
    await page
      .getByText(/Trần Thị Mai/)
      .first()
      .waitFor();
    const focus = page.getByRole("button", { name: /^Point that stays visible/ });
    const before = await focus.getAttribute("aria-label");
    await focus.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => focus.getAttribute("aria-label"), PATIENCE).not.toBe(before);
  });
});
