import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFrom, enter, save } from "./steps.ts";
import { hasBrowser, isDesktop, openStudio, type StudioInBrowser } from "./studio.ts";

/** What somebody presses does what it says, whatever comes in the same moment. Answers are held back in a browser alone. */
describe.skipIf(!hasBrowser || isDesktop)("a press while the window still fills", () => {
  const CARD = "Card: someone to talk to";
  let studio: StudioInBrowser;

  beforeAll(async () => {
    studio = await openStudio({
      settings: { welcomed: true },
      prepare: (context) =>
        context.addInitScript(`
          globalThis.pressed = [];
          for (const name of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
            addEventListener(name, ({ target }) => pressed.push([name, target.tagName].join(" ")), { capture: true });
          }
        `),
    });
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  /** Holds back the answers to a call. @returns lets them go. */
  async function hold(call: string): Promise<() => void> {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await studio.page.route(`**/call/${call}`, async (route) => {
      await released;
      await route.continue();
    });
    return release;
  }

  it("reaches the card, although its picture comes between pressing and letting go", async () => {
    const { page, texts } = studio;
    const card = page.getByRole("button", { name: CARD });
    await card.waitFor();
    const letGo = await hold("packs.sample");
    await page.reload();
    await card.hover();
    await page.evaluate("pressed.length = 0");
    await page.mouse.down();
    letGo();
    await card.locator("canvas").waitFor();
    await page.mouse.up();
    await page.getByRole("dialog", { name: texts.t("start:newTitle") }).waitFor();
    // An event whose target is replaced while it is on its way is heard by nobody.
    const events = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
    expect(await page.evaluate("pressed")).toEqual(events.map((name) => `${name} BUTTON`));
  });

  it("closes a dialog by Escape, also when what had the focus has just gone", async () => {
    const { page, texts } = studio;
    const dialog = page.getByRole("dialog", { name: texts.t("start:newTitle") });
    await page.evaluate(`{
      document.activeElement.blur();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    }`);
    await dialog.waitFor({ state: "detached" });
  });

  it.each(["documents.recent", "documents.recoveries", "queue.read"])(
    "finds nothing in Start that could still be moved by %s",
    async (call) => {
      const { page, texts } = studio;
      const card = page.getByRole("button", { name: CARD }).first();
      const letGo = await hold(call);
      // It is asked for when the templates are known.
      const asked = page.waitForRequest("**/call/queue.read");
      await page.reload();
      await asked;
      await page.getByRole("progressbar", { name: texts.t("start:loading") }).waitFor();
      expect(await card.count()).toBe(0);
      letGo();
      await card.waitFor();
    },
  );

  it("brings recent documents and templates together", async () => {
    const { page, texts } = studio;
    await createFrom(studio, CARD);
    await save(studio);
    const letGo = await hold("documents.recent");
    await enter(studio, "start");
    await page.getByRole("progressbar", { name: texts.t("start:loading") }).waitFor();
    expect(await page.getByRole("button", { name: CARD }).count()).toBe(0);
    letGo();
    await page.getByRole("heading", { name: texts.t("start:recent.title") }).waitFor();
    expect(await page.getByRole("button", { name: CARD }).count()).toBe(2);
  });
});
