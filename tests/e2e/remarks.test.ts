import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LONGEST_REMARK } from "../../src/shared/document/documentSchema.ts";
import { step } from "./journey.ts";
import { createFrom, enter } from "./steps.ts";
import { hasBrowser, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** Remarks without a pointer: pinned, called off, too long, answered, settled, opened again, deleted and undone. */
describe.skipIf(!hasBrowser)("remarks by keyboard", () => {
  const FIRST = "The photograph is too dark.";
  const SECOND = "هل الرقم صحيح؟";
  let studio: StudioInBrowser;
  const say = (key: string, values: Record<string, string | number> = {}) =>
    String(studio.texts.t(`review:remarks.${key}` as "app:name", values));
  const button = (key: string) => studio.page.getByRole("button", { name: say(key), exact: true });
  const press = async (key: string) => {
    await button(key).first().focus();
    await studio.page.keyboard.press("Enter");
  };
  const pins = () => studio.page.locator("[data-pin]");
  const field = (key: string) => studio.page.getByRole("textbox", { name: say(key) });
  const where = () => studio.page.getByRole("region", { name: say("where") });
  const isFocused = (name: string) =>
    studio.page.evaluate(`document.activeElement?.textContent?.includes(${JSON.stringify(name)}) ?? false`);

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true, name: "Lan Anh" } });
    await createFrom(studio, "A4 poster: signs of a fake job");
    await enter(studio, "review");
    await studio.page
      .getByRole("region", { name: studio.texts.t("review:pages") })
      .getByRole("img")
      .waitFor(PATIENCE);
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  it("the choice of a place begins with its key and ends with Escape", async () => {
    const { page } = studio;
    await page.keyboard.press("Alt+r");
    await where().waitFor();
    await page.keyboard.press("Escape");
    await where().waitFor({ state: "detached" });
    expect(await pins().count()).toBe(0);
  });

  const said = step(
    "a remark that the document could not hold is refused while it is written, and nothing is cut off",
    [],
    async () => {
      const { page } = studio;
      await page.keyboard.press("Alt+r");
      await where().getByRole("button").first().focus();
      await page.keyboard.press("Enter");
      await field("new").waitFor();
      const long = "x".repeat(LONGEST_REMARK + 1);
      await field("new").fill(long);
      await page.getByText(say("tooLong", { most: LONGEST_REMARK })).waitFor();
      expect(await button("send").isDisabled()).toBe(true);
      expect(await field("new").inputValue()).toBe(long);
      // Escape gives up a place, never words.
      await field("new").press("Escape");
      expect(await field("new").inputValue()).toBe(long);
      await field("new").fill(FIRST);
      await field("new").press("ControlOrMeta+Enter");
      await page.getByRole("button", { name: FIRST }).first().waitFor();
      expect(await pins().count()).toBe(1);
      await expect.poll(() => isFocused("1"), PATIENCE).toBe(true);
    },
  );

  const answered = step(
    "answers, settled ones and open ones go from list to list, and the next one is one key away",
    [said],
    async () => {
      const { page } = studio;
      await page.keyboard.press("Alt+r");
      await where().getByRole("button").nth(2).focus();
      await page.keyboard.press("Enter");
      await field("new").fill(SECOND);
      await field("new").press("ControlOrMeta+Enter");
      await expect.poll(() => pins().count(), PATIENCE).toBe(2);
      // The second is chosen; after the last comes the first.
      await page.keyboard.press("Alt+m");
      await page.locator("[data-pin='1'][aria-pressed=true]").waitFor();
      await field("answer").fill("Lighter now.");
      await field("answer").press("ControlOrMeta+Enter");
      await page.getByText("Lighter now.").waitFor();
      // What somebody answered is not taken back.
      expect(await button("takeBack").count()).toBe(0);
      await press("resolve");
      await page.locator("[data-pin='1']").waitFor({ state: "detached" });
      await page.locator("[data-pin='2'][aria-pressed=true]").waitFor();
      await page.getByText(say("settled", { count: 1 })).click();
      await page.getByRole("tabpanel").getByRole("button", { name: FIRST }).click();
      await press("reopen");
      await expect.poll(() => pins().count(), PATIENCE).toBe(2);
    },
  );

  step("one's own remark is deleted, and comes back by undo", [answered], async () => {
    const { page } = studio;
    await page.locator("[data-pin='2']").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => isFocused("2"), PATIENCE).toBe(true);
    await press("takeBack");
    await expect.poll(() => pins().count(), PATIENCE).toBe(1);
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => pins().count(), PATIENCE).toBe(2);
    await page.getByRole("button", { name: SECOND }).first().waitFor();
  });
});
