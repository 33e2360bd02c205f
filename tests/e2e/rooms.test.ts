import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect } from "vitest";
import { installedElectron } from "../../scripts/electronProgram.ts";
import { ROOMS } from "../../src/renderer/state/app.ts";
import { INTERFACE_LANGUAGES } from "../../src/shared/settings/settings.ts";
import { axeFindings } from "./axe.ts";
import { step } from "./journey.ts";
import { command, createFrom, dropFile, enter, leaveDialogs, menu, rename, rooms } from "./steps.ts";
import { hasBrowser, isDesktop, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/**
 * Every room and dialog in every language and theme, as axe sees it; with `MANARA_SCREENS=folder` as people see it, too.
 *
 * One studio shows them all: language and theme change under whatever is open, as they do for people.
 */

const FOLDER = process.env.MANARA_SCREENS;
const LOOKS = (["light", "dark"] as const).flatMap((theme) =>
  INTERFACE_LANGUAGES.map((language) => ({ language, theme })),
);
const USUAL = { language: "en", theme: "light" } as const;
const TABS = ["look", "key.tab", "team.tab", "about.tab"] as const;

describe.skipIf(!hasBrowser)("what people see has no fault that axe finds:", () => {
  let studio: StudioInBrowser;
  const say = (key: string, values: Record<string, string | number> = {}) =>
    String(studio.texts.t(key as "app:name", values));

  beforeAll(async () => {
    studio = await openStudio();
    // Nothing moves: what is looked at is at its end.
    await studio.page.emulateMedia({ reducedMotion: "reduce" });
  });
  beforeEach(async () => {
    await leaveDialogs(studio);
    await wear(USUAL);
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  async function wear({ language, theme }: (typeof LOOKS)[number]): Promise<void> {
    await studio.changeSettings({ language, theme });
    const worn = () => studio.page.evaluate("[document.documentElement.lang, document.documentElement.dataset.theme]");
    await expect.poll(worn, PATIENCE).toEqual([language, theme]);
  }

  /** Everything in one look after the other; what is open stays open. */
  async function look(name: string): Promise<void> {
    for (const one of LOOKS) {
      await wear(one);
      const file = `${name}-${one.language}-${one.theme}`;
      if (FOLDER !== undefined) {
        mkdirSync(FOLDER, { recursive: true });
        await studio.page.screenshot({ path: join(FOLDER, `${file}.png`) });
      }
      expect.soft(await axeFindings(studio.page), file).toEqual([]);
    }
    await wear(USUAL);
  }

  const dialog = () => studio.page.getByRole("dialog").or(studio.page.getByRole("alertdialog"));

  async function lookAtDialog(name: string, open: () => Promise<unknown>): Promise<void> {
    await open();
    await dialog().waitFor();
    await look(name);
    await studio.page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  }

  const opened = step("the welcome", [], async () => {
    const { page } = studio;
    await page.locator("canvas").nth(3).waitFor();
    await look("welcome");
    await page.getByRole("button", { name: say("start:welcome.sample") }).click();
    await rooms(studio).waitFor();
  });

  for (const room of ROOMS) {
    step(`the room ${room}`, [opened], async () => {
      const { page } = studio;
      await enter(studio, room);
      const main = page.getByRole("main");
      const ready: Record<(typeof ROOMS)[number], Locator> = {
        start: page.locator("canvas").nth(3),
        design: main
          .getByRole("group", { name: say("design:frames") })
          .getByRole("button")
          .first(),
        localise: main.getByRole("region", { name: say("localise:words") }),
        review: main
          .getByRole("region", { name: say("review:pages") })
          .locator("canvas")
          .first(),
        export: main.getByRole("heading", { name: say("export:pieces") }),
      };
      await ready[room].waitFor();
      await look(room);
    });
  }

  step("the queue of reviews", [opened], async () => {
    const { page } = studio;
    await enter(studio, "start");
    await page.getByRole("button", { name: say("queue:open") }).click();
    await page.getByRole("button", { name: say("queue:refresh") }).waitFor();
    await look("queue");
    await page.getByRole("button", { name: say("queue:back") }).click();
  });

  step("the palette", [opened], () => lookAtDialog("palette", () => studio.page.keyboard.press("ControlOrMeta+k")));

  for (const tab of TABS) {
    step(`the settings, ${tab}`, [opened], () =>
      lookAtDialog(`settings-${tab}`, async () => {
        await studio.page.keyboard.press("ControlOrMeta+,");
        await studio.page.getByRole("tab", { name: say(`settings:${tab}`) }).click();
      }),
    );
  }

  step("the dialog for something new", [opened], () =>
    lookAtDialog("new", () => menu(studio, say("app:commands.new"))),
  );

  step("the dialogs to open and to save as", [opened], async ({ skip }) => {
    skip(isDesktop, "A desktop has the machine's own.");
    await lookAtDialog("open", () => studio.page.keyboard.press("ControlOrMeta+o"));
    await lookAtDialog("saveAs", () => studio.page.keyboard.press("ControlOrMeta+Shift+s"));
  });

  for (const name of ["registry", "merge"]) {
    step(`the dialog ${name}`, [opened], () => lookAtDialog(name, () => menu(studio, say(`app:commands.${name}`))));
  }

  step("the question before closing", [opened], () =>
    lookAtDialog("close", async () => {
      await rename(studio, "رحلة آمنة – Đi an toàn");
      await menu(studio, say("app:commands.close"));
    }),
  );

  step("the decision about pages", [opened], async () => {
    await enter(studio, "review");
    await lookAtDialog("decide", () => studio.page.getByRole("button", { name: say("review:requestChanges") }).click());
  });

  step("the help for keys, the name and the import of words", [opened], async () => {
    await enter(studio, "localise");
    await studio.page.getByRole("region", { name: say("localise:words") }).waitFor();
    await lookAtDialog("keys", () => studio.page.getByRole("button", { name: say("localise:help.title") }).click());
    await lookAtDialog("name", () => command(studio, say("localise:name.menu")));
    await lookAtDialog("import", () => command(studio, say("localise:import.menu")));
  });

  step("a picture and its consent", [opened], async ({ skip }) => {
    // docs/electron.md: what is not proven.
    if (isDesktop && installedElectron() === null) skip("The page of Electron 22 ends by itself here.");
    const { page, folder } = studio;
    await enter(studio, "start");
    await createFrom(studio, "A4 poster: signs of a fake job");
    const photo = join(folder, "..", "harbour.jpg");
    await sharp({ create: { width: 900, height: 1200, channels: 3, background: "#2a6f97" } }).toFile(photo);
    const frame = page.locator("[data-frame=photo]");
    await frame.waitFor();
    await lookAtDialog("picture", async () => {
      await dropFile(studio, frame, photo);
      await dialog().getByText(say("design:consent.somebody")).click();
    });
  });
});
