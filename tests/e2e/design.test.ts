import type { Locator } from "playwright-core";
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
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => field.innerText(), PATIENCE).not.toMatch(/Ask/);
  });

  it("takes composed letters and makes pasted helplines the registry's", async () => {
    const { page } = studio;
    await page.locator("[data-frame=signs]").click();
    const field = page.getByRole("textbox", { name: "Subhead, words" });
    await field.click();
    await page.keyboard.press("ControlOrMeta+a");
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

  it("shows where a page goes on that is larger than the window, and is dragged there", async () => {
    const { page } = studio;
    const bars = ["x", "y"].map((axis) => page.locator(`[data-scroll=${axis}]`));
    const [across, down] = bars;
    if (across === undefined || down === undefined) throw new Error("there are two bars");
    await page.keyboard.press("ControlOrMeta+0");
    for (const bar of bars) await bar.waitFor({ state: "hidden" });
    for (let times = 0; times < 6; times += 1) await page.keyboard.press("ControlOrMeta+=");
    for (const bar of bars) await bar.waitFor({ state: "visible" });

    const canvas = await boxOf(page.locator("[data-canvas]"));
    const top = async () => (await boxOf(page.locator("[data-frame=headline]"))).y;
    const thumb = await boxOf(down.locator("div"));
    const before = await top();
    await page.mouse.move(thumb.x + thumb.width / 2, thumb.y + thumb.height / 2);
    await page.mouse.down();
    await page.mouse.move(thumb.x + thumb.width / 2, canvas.y - 500, { steps: 5 });
    await page.mouse.up();
    expect(await top()).toBeGreaterThan(before);
    // Where nothing is above the window any more.
    expect((await boxOf(down.locator("div"))).y).toBeCloseTo((await boxOf(down)).y, 0);

    // The machine's own bars are at the end of the reading direction, too.
    expect((await boxOf(down)).x).toBeGreaterThan(canvas.x + canvas.width / 2);
    await studio.changeSettings({ language: "ar" });
    await expect
      .poll(async () => (await boxOf(down)).x < (await boxOf(page.locator("main"))).width / 2, PATIENCE)
      .toBe(true);
    const { x } = await boxOf(down);
    const mirrored = await boxOf(page.locator("[data-canvas]"));
    expect(x - mirrored.x).toBeLessThan(20);
    await studio.changeSettings({ language: "en" });

    // By keyboard the canvas itself moves.
    await page.locator("[data-canvas]").focus();
    const left = async () => (await boxOf(across.locator("div"))).x;
    const start = await left();
    await page.keyboard.press("ArrowRight");
    await expect.poll(left, PATIENCE).toBeGreaterThan(start);
  });

  async function boxOf(locator: Locator) {
    const box = await locator.boundingBox();
    if (box === null) throw new Error("It cannot be seen.");
    return box;
  }
});
