import type { Locator, Page } from "playwright-core";
import type { Room } from "../../src/renderer/state/app.ts";
import type { StudioInBrowser } from "./studio.ts";

/** What people do in every journey, by the names that they read and hear. */

type Where = Pick<StudioInBrowser, "page" | "texts">;

/** A template from the gallery, filled with its sample words. */
export async function createFrom({ page, texts }: Where, template: string): Promise<void> {
  await page.getByRole("button", { name: template }).first().click();
  const dialog = page.getByRole("dialog", { name: texts.t("start:newTitle") });
  await dialog.getByRole("button", { name: texts.t("start:create") }).click();
  await rooms({ page, texts }).waitFor();
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
  await page.keyboard.press("Control+s");
  await page.getByRole("banner").getByText(texts.t("app:state.saved"), { exact: true }).waitFor();
}

export function alertOf(page: Page): Locator {
  return page.getByRole("alert");
}
