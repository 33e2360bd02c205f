import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { rooms, titleField } from "./steps.ts";
import { hasBrowser, isDesktop, openStudio, PATIENCE } from "./studio.ts";

/** A browser keeps six connections to a host for all its tabs: more tabs than that work all the same. */
describe.skipIf(!hasBrowser || isDesktop)("eight tabs of one browser", () => {
  it("all show the document, all hear of a change, and each can make one", async () => {
    const studio = await openStudio({ settings: { welcomed: true } });
    const { texts, page } = studio;
    await page.getByRole("button", { name: /^Card/ }).first().click();
    await page.getByRole("button", { name: texts.t("start:create") }).click();
    await rooms(studio).waitFor();
    await page.keyboard.press("ControlOrMeta+s");
    await page.getByRole("banner").getByText(texts.t("app:state.saved"), { exact: true }).waitFor();
    const tabs: Page[] = [page];
    for (let count = 2; count <= 8; count += 1) {
      const tab = await studio.anotherPage();
      await tab.getByRole("button", { name: /Card/ }).first().click();
      await rooms({ page: tab, texts }).waitFor();
      tabs.push(tab);
    }
    for (const [index, tab] of tabs.entries()) {
      const title = `Named in tab ${index + 1}`;
      await titleField({ page: tab, texts }).fill(title);
      await titleField({ page: tab, texts }).press("Enter");
      const shown = tabs.map((other) =>
        expect.poll(() => titleField({ page: other, texts }).inputValue(), PATIENCE).toBe(title),
      );
      await Promise.all(shown);
    }
    await studio.close();
    expect(studio.problems).toEqual([]);
  });
});
