import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionName } from "../../src/renderer/i18n/names.ts";
import { createFrom, enter } from "./steps.ts";
import { hasBrowser, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** Runs in the page: an element → its characters from left to right; Arabic words as they are read. */
const SHOWN = `(element) => {
  const letters = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { left, width } = range.getBoundingClientRect();
      if (width > 0) letters.push({ letter: node.data[at], middle: left + width / 2 });
    }
  }
  return letters.sort((one, other) => one.middle - other.middle).map(({ letter }) => letter).join("")
    .replace(/[\\u0620-\\u0652]+/g, (word) => [...word].reverse().join(""));
}`;

const shownIn = (element: Locator) =>
  element.evaluate<string, SVGElement | HTMLElement>(new Function(`return ${SHOWN}`)());

/** Words of mixed direction stand in the window in the order of the page, where they are written and where they are read. */
describe.skipIf(!hasBrowser)("mixed text in the window", () => {
  const WRITTEN = "اتصل (call 111 today) 9-15";
  /** Characters, not what they look like: brackets of an Arabic sentence are mirrored. */
  const PAPER = "15-9 )call 111 today( اتصل";
  let studio: StudioInBrowser;
  const field = () => studio.page.locator("[data-slot] [role=textbox]").first();

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true, name: "Nour" } });
    await createFrom(studio, "A4 tri-fold");
    await enter(studio, "localise");
    const { page, texts } = studio;
    await page.getByRole("region", { name: texts.t("localise:words") }).waitFor();
    await page.getByRole("button", { name: editionName("ar-EG", "en") }).click();
    await page.getByRole("button", { name: "Write: Sign: headline" }).click();
    await field().waitFor();
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  it("is ordered while it is written, letter by letter", async () => {
    const { page } = studio;
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(WRITTEN);
    await expect.poll(() => shownIn(field()), PATIENCE).toBe(PAPER);
    expect(await field().textContent()).toBe(WRITTEN);
  });

  /** How many letters stand before the caret. */
  const caret = () =>
    studio.page.evaluate<number>(`{
      const { anchorNode, anchorOffset } = getSelection();
      const range = document.createRange();
      range.selectNodeContents((anchorNode.closest === undefined ? anchorNode.parentElement : anchorNode).closest("p"));
      range.setEnd(anchorNode, anchorOffset);
      range.toString().length;
    }`);

  it("lets the caret stand between any two letters, and go through them by the arrows", async () => {
    const { page } = studio;
    await page.keyboard.press("Home");
    const places = [await caret()];
    for (let step = 0; step < WRITTEN.length; step += 1) {
      await page.keyboard.press("ArrowLeft");
      places.push(await caret());
    }
    expect(places).toEqual(Array.from({ length: WRITTEN.length + 1 }, (_, at) => at));
    await page.keyboard.press("End");
    expect(await caret()).toBe(WRITTEN.length);
  });

  it("takes letters at both edges of a phrase, and gives each back", async () => {
    const { page } = studio;
    for (const edge of [WRITTEN.indexOf("("), WRITTEN.indexOf(")") + 1, WRITTEN.indexOf("111")]) {
      await page.keyboard.press("Home");
      for (let step = 0; step < edge; step += 1) await page.keyboard.press("ArrowLeft");
      await page.keyboard.type("xy");
      expect(await field().textContent()).toBe(`${WRITTEN.slice(0, edge)}xy${WRITTEN.slice(edge)}`);
      await page.keyboard.press("Backspace");
      await page.keyboard.press("Backspace");
      expect(await field().textContent()).toBe(WRITTEN);
    }
  });

  it("is ordered where it is read, in its row and in a remark", async () => {
    const { page, texts } = studio;
    await page.keyboard.press("Escape");
    await field().waitFor({ state: "detached" });
    await expect
      .poll(
        () => shownIn(page.locator("[lang='ar-EG'] [class*=paragraph]").filter({ hasText: "call 111" }).first()),
        PATIENCE,
      )
      .toBe(PAPER);
    await enter(studio, "review");
    await page
      .getByRole("region", { name: texts.t("review:pages") })
      .getByRole("img")
      .first()
      .waitFor(PATIENCE);
    const say = (key: string) => String(texts.t(`review:remarks.${key}` as "app:name"));
    await page.keyboard.press("Alt+r");
    const where = page.getByRole("region", { name: say("where") });
    await where.getByRole("button").first().focus();
    await page.keyboard.press("Enter");
    const words = page.getByRole("textbox", { name: say("new") });
    await words.fill(WRITTEN);
    await words.press("ControlOrMeta+Enter");
    const said = page.getByRole("listitem").locator("p[dir=auto]").filter({ hasText: "call 111" }).first();
    await expect.poll(() => shownIn(said), PATIENCE).toBe(PAPER);
  });
});
