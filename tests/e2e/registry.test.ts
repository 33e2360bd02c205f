import { afterAll, beforeAll, beforeEach, describe, expect } from "vitest";
import { axeFindings } from "./axe.ts";
import { step } from "./journey.ts";
import { createFrom, enter, leaveDialogs, save } from "./steps.ts";
import { hasBrowser, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** An officer keeps the numbers right: confirms one, withdraws another, and sees at once where that one is printed. */
describe.skipIf(!hasBrowser)("helplines and facts", () => {
  let studio: StudioInBrowser;

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true, name: "Lan" } });
    await createFrom(studio, "A4 tri-fold");
    await save(studio);
  });
  beforeEach(() => leaveDialogs(studio));
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  async function openRegistry(): Promise<void> {
    const { page, texts } = studio;
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByPlaceholder(texts.t("app:palette.search")).waitFor();
    await page.keyboard.type("Helplines");
    await page
      .getByRole("menuitem", { name: texts.t("app:commands.registry") })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("option").first().waitFor();
  }
  const dialog = () => studio.page.getByRole("dialog");
  const option = (number: string) => dialog().getByRole("option").filter({ hasText: number });
  const button = (key: "confirm.open" | "confirm.sign" | "withdraw.open" | "withdraw.sign" | "makeKey") =>
    dialog().getByRole("button", { name: studio.texts.t(`registry:${key}`), exact: true });

  const known = step("are found under their own name, and nobody confirms without a key", [], async () => {
    const { page, texts } = studio;
    await openRegistry();
    await option("111").first().getByText(texts.t("registry:states.never")).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button("confirm.open").click();
    await button("makeKey").click();
    // Settings open where keys are made.
    await dialog()
      .getByRole("textbox", { name: texts.t("settings:key.name") })
      .fill("Lan");
    await dialog()
      .getByRole("button", { name: texts.t("settings:key.create") })
      .click();
    await dialog().getByText(texts.t("settings:key.kept")).waitFor();
    await page.keyboard.press("Escape");
  });

  step("a confirmed number says who asked, and how", [known], async () => {
    const { texts } = studio;
    await openRegistry();
    await option("111").first().click();
    await button("confirm.open").click();
    expect(await button("confirm.sign").isDisabled()).toBe(true);
    await dialog()
      .getByRole("textbox", { name: texts.t("registry:confirm.note") })
      .fill("Called at 9:30.");
    await button("confirm.sign").click();
    const panel = dialog().getByRole("region");
    await panel.getByText("Called at 9:30.").waitFor();
    await panel.getByText(texts.t("registry:states.confirmed"), { exact: true }).waitFor();
  });

  step(
    "a withdrawn one leads to the documents that carry it, and is an error in the open one at once",
    [known],
    async () => {
      const { page, texts } = studio;
      await openRegistry();
      await option("+84 965 41 11 18").click();
      await button("withdraw.open").click();
      await dialog()
        .getByRole("textbox", { name: texts.t("registry:withdraw.reason") })
        .fill("Nobody answers.");
      await button("withdraw.sign").click();
      await dialog()
        .getByRole("status")
        .filter({ hasText: texts.t("registry:find.documents", { count: 1 }) })
        .waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await dialog()
        .getByRole("button", { name: /^Open / })
        .click();
      await dialog().waitFor({ state: "detached" });
      await enter(studio, "localise");
      const title = texts.t("diagnostics:localise_withdrawn-helpline.title");
      await page.getByText(title).first().waitFor(PATIENCE);
      await page
        .getByText(/Nobody answers\./)
        .first()
        .waitFor();

      // And it goes as soon as somebody allows the number again.
      await openRegistry();
      await option("+84 965 41 11 18").click();
      await dialog()
        .getByRole("button", { name: texts.t("registry:release.open") })
        .click();
      await dialog()
        .getByRole("textbox", { name: texts.t("registry:release.reason") })
        .fill("It rings again.");
      await dialog()
        .getByRole("button", { name: texts.t("registry:release.sign"), exact: true })
        .click();
      await page.getByText(title).first().waitFor({ state: "detached" });
    },
  );
});
