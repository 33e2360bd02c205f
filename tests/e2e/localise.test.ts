import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** A youth member translates the leaflet by keyboard alone: nothing in this file touches the mouse. */
describe.skipIf(!hasBrowser)("translating without a mouse", () => {
  let studio: StudioInBrowser;

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true } });
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  /** Through the palette, as somebody does who knows no other key. */
  async function command(words: string): Promise<void> {
    const { page, texts } = studio;
    await page.keyboard.press("Control+k");
    const search = page.getByPlaceholder(texts.t("app:palette.search"));
    await search.waitFor();
    await page.keyboard.type(words);
    // Templates come a moment after the palette itself.
    await page.getByRole("menuitem").filter({ hasText: words }).first().waitFor();
    await page.keyboard.press("Enter");
    await search.waitFor({ state: "hidden" });
  }

  const isWriting = () => studio.page.evaluate("document.activeElement?.getAttribute('role') === 'textbox'");

  it("a leaflet is made and its rooms are reached", async () => {
    const { page, texts } = studio;
    await page.getByRole("button", { name: /^A4 tri-fold/ }).waitFor();
    await command("tri-fold");
    await page.getByRole("navigation", { name: texts.t("app:rooms") }).waitFor();
    await command(texts.t("app:commands.localise"));
    await page.getByRole("region", { name: texts.t("localise:words") }).waitFor();
  });

  it.each([
    ["ar-EG", "rtl", "اسأل قبل أن تسافر"],
    ["vi-VN", "ltr", "Hãy hỏi trước khi đi"],
  ])("words in %s are written from row to row", async (tag, direction, words) => {
    const { page } = studio;
    const into = page.getByRole("button", { name: new RegExp(studio.texts.t("localise:to")) }).first();
    await into.focus();
    await page.keyboard.press("Enter");
    const name = new Intl.DisplayNames(["en"], { type: "language", languageDisplay: "standard" }).of(tag) ?? tag;
    await page.getByRole("option", { name }).waitFor();
    await page.keyboard.type(name.slice(0, 3));
    await page.keyboard.press("Enter");
    await page
      .getByRole("button", { name: /^Write: / })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await expect.poll(isWriting, PATIENCE).toBe(true);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(words);
    const shown = await page.evaluate(`({
      direction: getComputedStyle(document.activeElement).direction,
      language: document.activeElement.closest("[lang]")?.getAttribute("lang"),
    })`);
    expect(shown).toEqual({ direction, language: tag });
    // The next row, and out of it.
    await page.keyboard.press("Control+Enter");
    await expect.poll(isWriting, PATIENCE).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByText(words).first().waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText(words).first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+z");
    await page.getByText(words).first().waitFor();
  });
});
