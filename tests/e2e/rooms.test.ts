import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
    if (FOLDER !== undefined) {
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: join(FOLDER, `${name}-${language}-${theme}-${screen}.png`) });
    }
    expect.soft(await axeFindings(page), name).toEqual([]);
  }

  beforeAll(async () => {
    studio = await openStudio({ language, settings: { theme }, screen });
  });

  it("welcome", async () => {
    const { page, texts } = studio;
    await page.locator("canvas").nth(3).waitFor();
    await look("welcome");
    await page.getByRole("button", { name: texts.t("start:welcome.sample") }).click();
    await rooms(studio).waitFor();
  });

  it.each(ROOMS)("%s", async (room) => {
    const { page, texts } = studio;
    await enter(studio, room);
    const main = page.getByRole("main");
    const ready = {
      start: page.locator("canvas").nth(3),
      design: main
        .getByRole("group", { name: texts.t("design:frames") })
        .getByRole("button")
        .first(),
      localise: main.getByRole("region", { name: texts.t("localise:words") }),
      review: main
        .getByRole("region", { name: texts.t("review:pages") })
        .locator("canvas")
        .first(),
      export: main.getByRole("heading", { name: texts.t("export:pieces") }),
    };
    await ready[room].waitFor();
    await look(room);
  });

  it.each([
    ["palette", "Control+k"],
    ["settings", "Control+,"],
    ["open", "Control+o"],
    ["save as", "Control+Shift+s"],
  ])("the dialog to %s", async (name, keys) => {
    const { page } = studio;
    await page.keyboard.press(keys);
    await page.getByRole("dialog").waitFor();
    await look(name);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });
});
