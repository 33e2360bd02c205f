import type { Locator, Page } from "playwright-core";
import type { Room } from "../../src/renderer/state/app.ts";
import { isDesktop, type StudioInBrowser } from "./studio.ts";

/** What people do in every journey, by the names that they read and hear. */

type Where = Pick<StudioInBrowser, "page" | "texts">;

/** A template from the gallery, filled with its sample words. */
export async function createFrom({ page, texts }: Where, template: string): Promise<void> {
  await page.getByRole("button", { name: template }).first().click();
  const dialog = page.getByRole("dialog", { name: texts.t("start:newTitle") });
  await dialog.getByRole("button", { name: texts.t("start:create") }).click();
  await rooms({ page, texts }).waitFor();
}

/** What a step that failed left open is not the next one's. */
export async function leaveDialogs({ page }: Pick<Where, "page">): Promise<void> {
  const open = page.locator("[data-modal]");
  for (let count = await open.count(); count > 0; count -= 1) {
    await page.keyboard.press("Escape");
    await open.nth(count - 1).waitFor({ state: "detached" });
  }
}

export function rooms({ page, texts }: Where): Locator {
  return page.getByRole("navigation", { name: texts.t("app:rooms") });
}

export async function enter(where: Where, room: Room): Promise<void> {
  await rooms(where)
    .getByRole("button", { name: where.texts.t(`app:commands.${room}`), exact: true })
    .click();
}

export function titleField({ page, texts }: Where): Locator {
  return page.getByRole("textbox", { name: texts.t("app:title") });
}

export async function rename(where: Where, title: string): Promise<void> {
  await titleField(where).fill(title);
  await titleField(where).press("Enter");
}

/** Saves by its key, and waits until the window says that everything is in the file. */
export async function save({ page, texts }: Where): Promise<void> {
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByRole("banner").getByText(texts.t("app:state.saved"), { exact: true }).waitFor();
}

/** Under another name, in the folder of all documents. */
export async function saveAs(studio: StudioInBrowser, name: string): Promise<void> {
  const { page, texts } = studio;
  await studio.saveUnder(`${name}.manara`);
  await page.keyboard.press("ControlOrMeta+Shift+s");
  if (!isDesktop) {
    const dialog = page.getByRole("dialog", { name: texts.t("start:saveAsTitle") });
    await dialog.getByRole("textbox").fill(name);
    await dialog.getByRole("button", { name: texts.t("start:saveIt"), exact: true }).click();
  }
  await page.getByRole("banner").getByText(texts.t("app:state.saved"), { exact: true }).waitFor();
}

export function alertOf(page: Page): Locator {
  return page.getByRole("alert");
}

/** Through the palette, as somebody does who knows no other way. */
export async function command({ page, texts }: Where, words: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  const search = page.getByPlaceholder(texts.t("app:palette.search"));
  await search.fill(words);
  await page.getByRole("menuitem", { name: words }).first().click();
  await search.waitFor({ state: "hidden" });
}

/** From the menu at the end of the header. */
export async function menu({ page, texts }: Where, words: string): Promise<void> {
  await page.getByRole("button", { name: texts.t("app:more"), exact: true }).click();
  await page.getByRole("menuitem", { name: words }).click();
}

/** Drags a file of this machine over the middle of something and lets it go: the browser itself makes the events. */
export async function dropFile({ page }: Pick<Where, "page">, at: Locator, path: string): Promise<void> {
  const box = await at.boundingBox();
  if (box === null) throw new Error("Nothing is dropped on what cannot be seen.");
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await devtools.send("Input.dispatchDragEvent", { type, ...place });
  }
  await devtools.detach();
}
