import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ROOMS } from "../../src/renderer/state/app.ts";
import type { InterfaceLanguage, Settings } from "../../src/shared/settings/settings.ts";
import { axeFindings } from "./axe.ts";
import { enter, rooms } from "./steps.ts";
import { hasBrowser, openStudio, type Screen, type StudioInBrowser } from "./studio.ts";

/** Every room and dialog in every language and theme, as axe sees it; with `MANARA_SCREENS=folder` as people see it, too. */

type Look = readonly [language: InterfaceLanguage, theme: Settings["theme"], screen: Screen];
const FOLDER = process.env.MANARA_SCREENS;
const LOOKS: readonly Look[] = [
  ["en", "light", "laptop"],
  ["ar", "dark", "laptop"],
  // More pictures, no other rules.
  ...(FOLDER === undefined
    ? []
    : ([
        ["ar", "light", "laptop"],
        ["vi", "light", "laptop"],
        ["en", "dark", "desktop"],
        ["ar", "light", "desktop"],
      ] as const)),
];

describe.skipIf(!hasBrowser).each(LOOKS)("rooms in %s, %s, on a %s", (language, theme, screen) => {
  let studio: StudioInBrowser;
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  async function look(name: string): Promise<void> {
    const { page } = studio;
    // Every page on the screen has been set: nothing says any more that it is busy.
    await page
      .getByRole("progressbar")
      .filter({ hasNotText: "/" })
      .first()
      .waitFor({ state: "detached" })
      .catch(() => undefined);
    if (FOLDER !== undefined) {
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: join(FOLDER, `${name}-${language}-${theme}-${screen}.png`) });
    }
    expect.soft(await axeFindings(page), name).toEqual([]);
  }

  it("axe finds nothing", async () => {
    studio = await openStudio({ language, settings: { theme }, screen });
    const { page, texts } = studio;
    await page.getByRole("img").nth(3).waitFor();
    await look("welcome");
    await page.getByRole("button", { name: texts.t("start:welcome.sample") }).click();
    await rooms(studio).waitFor();
    for (const room of ROOMS.filter((one) => one !== "start")) {
      await enter(studio, room);
      await page.getByRole("main").getByRole("region").first().waitFor();
      await page.getByRole("main").getByRole("button").first().waitFor();
      await look(room);
    }
    await enter(studio, "start");
    await page.getByRole("img").nth(3).waitFor();
    await look("start");
    for (const [name, keys] of [
      ["palette", "Control+k"],
      ["settings", "Control+,"],
      ["open", "Control+o"],
      ["saveAs", "Control+Shift+s"],
    ] as const) {
      await page.keyboard.press(keys);
      await page.getByRole("dialog").waitFor();
      await look(name);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
  });
});
