import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFrom, enter } from "./steps.ts";
import { hasBrowser, isDesktop, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** Somebody starts an export and turns to another tab. On a desktop the machine's own notification calls back. */
describe.skipIf(!hasBrowser || isDesktop)("an export that ends behind another tab", () => {
  let studio: StudioInBrowser;

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true } });
    await createFrom(studio, "Card: someone to talk to");
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  it("calls in the title and, where it may, by a notification; the notice waits to be read", async () => {
    const { page, texts } = studio;
    // Playwright keeps every tab in front, and a browser without a screen shows no notifications.
    await page.evaluate(`
      globalThis.shown = [];
      globalThis.Notification = class {
        static permission = "granted";
        constructor(title, { body }) { shown.push([title, body]); }
        close() {}
      };
      document.hasFocus = () => false;
      window.dispatchEvent(new Event("blur"));
    `);
    await enter(studio, "export");
    const drafts = page.locator("label").filter({ has: page.getByRole("switch", { name: texts.t("export:draft") }) });
    await drafts.click();
    await page
      .getByRole("button", { name: /^Export \d+ draft/ })
      .first()
      .click();
    const notice = page.getByRole("status").getByText(/ready\.$/);
    await notice.waitFor();
    const words = await notice.innerText();
    await expect.poll(() => page.title(), PATIENCE).toBe(`\u2068${words}\u2069 · Card: someone to talk to · Manara`);
    expect(await page.evaluate("shown")).toEqual([["Card: someone to talk to · Manara", words]]);
    await page.evaluate('delete document.hasFocus; window.dispatchEvent(new Event("focus"))');
    await expect.poll(() => page.title(), PATIENCE).toBe("Card: someone to talk to · Manara");
    // It is read for a while now, and then it goes.
    await notice.waitFor({ state: "detached" });
  });
});
