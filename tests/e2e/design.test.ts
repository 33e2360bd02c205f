import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "./axe.ts";
import { hasBrowser, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** The Design room by keyboard: choose a frame, write in it, compose letters, paste, take back. */
describe.skipIf(!hasBrowser)("the Design room", () => {
  let studio: StudioInBrowser;

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true } });
    const { page } = studio;
    await page
      .getByRole("button", { name: /^A3 poster/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Create" }).click();
    await page.locator("[data-frame=signs]").waitFor(PATIENCE);
  });
  afterAll(() => studio?.close());

  const focused = (attribute: string) =>
    studio.page.evaluate(`document.activeElement?.getAttribute(${JSON.stringify(attribute)})`);

  it("goes from frame to frame, writes in one and comes back to it", async () => {
    const { page } = studio;
    await page.locator("[data-frame=headline]").focus();
    await page.keyboard.press("ArrowDown");
    expect(await focused("data-frame")).toBe("signs");
    await page.locator("[data-frame=headline]").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => focused("role"), PATIENCE).toBe("textbox");
    await page.keyboard.press("End");
    await page.keyboard.type(" Ask.");
    await page.keyboard.press("Escape");
    expect(await focused("data-frame")).toBe("headline");
    const field = page.getByRole("textbox", { name: "Line above the headline, words" });
    expect(await field.innerText()).toMatch(/ Ask\.$/);
    // Undo is the document's own, wherever the focus is.
    await page.keyboard.press("Control+z");
    await expect.poll(() => field.innerText(), PATIENCE).not.toMatch(/Ask/);
  });

  it("takes composed letters and makes pasted helplines the registry's", async () => {
    const { page } = studio;
    await page.locator("[data-frame=signs]").click();
    const field = page.getByRole("textbox", { name: "Subhead, words" });
    await field.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Backspace");
    const devtools = await page.context().newCDPSession(page);
    for (const text of ["v", "viê", "việc"]) {
      await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await devtools.send("Input.insertText", { text: "việc làm " });
    await page.evaluate(`{
      const data = new DataTransfer();
      data.setData("text/plain", "*111*\\nsecond");
      document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }`);
    await expect.poll(() => field.innerText(), PATIENCE).toBe("việc làm *111* second");
    expect(await field.locator("[data-atom=helpline]").innerText()).toBe("111");
    const findings = await axeFindings(page);
    // A frame is as large as it prints (WCAG 2.5.8: essential), and zooming enlarges it. React Aria keeps the name of
    // a dialog that has gone in its own announcer for some seconds.
    const known = (one: string) => /^target-size: .* data-frame=/.test(one) || /^role-img-alt: .*react-aria/.test(one);
    expect(findings.filter((one) => !known(one))).toEqual([]);
    expect(studio.problems).toEqual([]);
  });
});
