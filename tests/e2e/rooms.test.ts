import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOMS } from "../../src/renderer/state/app.ts";
import { INTERFACE_LANGUAGES } from "../../src/shared/settings/settings.ts";
import { axeFindings } from "./axe.ts";
import { command, dropFile, enter, menu, rename, rooms } from "./steps.ts";
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
    await wear({ language: "en", theme: "light" });
  }

  const dialog = () => studio.page.getByRole("dialog").or(studio.page.getByRole("alertdialog"));

  async function lookAtDialog(name: string, open: () => Promise<unknown>): Promise<void> {
    await open();
    await dialog().waitFor();
    await look(name);
    await studio.page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  }

  it("the welcome", async () => {
    const { page } = studio;
    await page.locator("canvas").nth(3).waitFor();
    await look("welcome");
    await page.getByRole("button", { name: say("start:welcome.sample") }).click();
    await rooms(studio).waitFor();
  });

  it.each(ROOMS)("the room %s", async (room) => {
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

  it("the queue of reviews", async () => {
    const { page } = studio;
    await enter(studio, "start");
    await page.getByRole("button", { name: say("queue:open") }).click();
    await page.getByRole("button", { name: say("queue:refresh") }).waitFor();
    await look("queue");
    await page.getByRole("button", { name: say("queue:back") }).click();
  });

  it("the palette", () => lookAtDialog("palette", () => studio.page.keyboard.press("ControlOrMeta+k")));

  it.each(TABS)("the settings, %s", (tab) =>
    lookAtDialog(`settings-${tab}`, async () => {
      await studio.page.keyboard.press("ControlOrMeta+,");
      await studio.page.getByRole("tab", { name: say(`settings:${tab}`) }).click();
    }),
  );

  it("the dialog for something new", () => lookAtDialog("new", () => menu(studio, say("app:commands.new"))));

  // A desktop has the machine's own.
  it.skipIf(isDesktop)("the dialogs to open and to save as", async () => {
    await lookAtDialog("open", () => studio.page.keyboard.press("ControlOrMeta+o"));
    await lookAtDialog("saveAs", () => studio.page.keyboard.press("ControlOrMeta+Shift+s"));
  });

  it.each(["registry", "merge"])("the dialog %s", (name) =>
    lookAtDialog(name, () => menu(studio, say(`app:commands.${name}`))),
  );

  it("the question before closing", () =>
    lookAtDialog("close", async () => {
      await rename(studio, "رحلة آمنة – Đi an toàn");
      await menu(studio, say("app:commands.close"));
    }));

  it("the decision about pages", async () => {
    await enter(studio, "review");
    await lookAtDialog("decide", () => studio.page.getByRole("button", { name: say("review:requestChanges") }).click());
  });

  it("the help for keys, the name and the import of words", async () => {
    await enter(studio, "localise");
    await studio.page.getByRole("region", { name: say("localise:words") }).waitFor();
    await lookAtDialog("keys", () => studio.page.getByRole("button", { name: say("localise:help.title") }).click());
    await lookAtDialog("name", () => command(studio, say("localise:name.menu")));
    await lookAtDialog("import", () => command(studio, say("localise:import.menu")));
  });

  it("a picture and its consent", async () => {
    const { page, folder } = studio;
    await enter(studio, "start");
    await page
      .getByRole("button", { name: /^A4 poster: signs of a fake job/ })
      .first()
      .click();
    await dialog()
      .getByRole("button", { name: say("start:create") })
      .click();
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
