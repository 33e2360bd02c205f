import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { zipArchives } from "../../src/main/platform/zipArchives.ts";
import { readDocumentFile } from "../../src/main/services/document/documentFile.ts";
import { axeFindings } from "./axe.ts";
import { step } from "./journey.ts";
import { createFrom, leaveDialogs, rename, save, titleField } from "./steps.ts";
import { hasBrowser, isDesktop, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** An officer and a youth member work on two copies, then on one file; nothing that either wrote is lost. */
describe.skipIf(!hasBrowser || isDesktop)("two people and one campaign", () => {
  let studio: StudioInBrowser;
  const say = (key: string, values: Record<string, string | number> = {}) =>
    String(studio.texts.t(key as "app:name", values));
  const dialogOf = (page: Page, key: string) => page.getByRole("dialog", { name: say(key) });
  const button = (page: Page, key: string) => page.getByRole("button", { name: say(key), exact: true });

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true } });
    await createFrom(studio, "A4 poster: signs of a fake job");
    await rename(studio, "Fake jobs");
    await save(studio);
    copyFileSync(file("Fake jobs.manara"), file("youth.manara"));
  });
  beforeEach(() => leaveDialogs(studio));
  afterAll(async () => {
    await studio?.close();
    expect(studio.problems).toEqual([]);
  });

  const file = (name: string) => join(studio.folder, name);

  /** The title as `manara show` says it, and every word of the file. */
  async function shown(name: string): Promise<string> {
    const show = ["src/main/cli/index.ts", "show", file(name), "--json"];
    const facts = execFileSync(process.execPath, show, { encoding: "utf8", env: { PATH: process.env.PATH } });
    const { document } = await readDocumentFile(zipArchives, new Uint8Array(readFileSync(file(name))));
    return `${(JSON.parse(facts) as { title: string }).title}\n${JSON.stringify(document.editions)}`;
  }

  /** Writes into a frame of the Design room, by the keyboard. */
  async function write(page: Page, frame: string, text: string): Promise<void> {
    await page.locator(`[data-frame=${frame}]`).first().focus();
    await page.keyboard.press("Enter");
    await page.locator("[role=textbox][contenteditable=true]:focus").waitFor(PATIENCE);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(text);
    await page.keyboard.press("Escape");
  }

  async function openListed(page: Page, name: string): Promise<void> {
    await button(page, "start:open").click();
    const dialog = dialogOf(page, "start:openTitle");
    await dialog.getByRole("option").filter({ hasText: name }).dblclick();
    await dialog.waitFor({ state: "detached" });
  }

  const merged = step(
    "merges the youth member's copy: both people's words, the conflict decided in the window",
    [],
    async () => {
      const { page: officer, texts } = studio;
      const youth = await studio.anotherPage();
      await openListed(youth, "youth.manara");
      await rename({ page: youth, texts }, "Fake jobs, by youth");
      await write(youth, "headline", "Words of the youth member");
      await save({ page: youth, texts });
      await youth.close();

      await rename(studio, "Fake jobs, by the office");
      await write(officer, "signs", "Words of the officer");
      await button(officer, "app:more").click();
      await officer.getByRole("menuitem", { name: say("app:commands.merge") }).click();
      const dialog = dialogOf(officer, "merge:title");
      await dialog.getByRole("option").filter({ hasText: "youth.manara" }).click();
      const merge = button(officer, "merge:merge");
      const versions = dialog.getByRole("radiogroup", { name: say("merge:changes.title") });
      await versions.waitFor();
      await dialog
        .getByText(say("merge:counts.texts", { count: 1 }), { exact: true })
        .first()
        .waitFor();
      expect(await merge.isDisabled()).toBe(true);
      expect(await axeFindings(officer)).toEqual([]);

      // By the keyboard alone: the other copy's title.
      await versions.getByRole("radio").first().focus();
      await officer.keyboard.press("Space");
      await officer.keyboard.press("ArrowRight");
      await dialog.getByText(say("merge:conflicts.decided", { done: 1, all: 1 })).waitFor();
      await dialog.getByText(say("merge:approvals.none")).waitFor();
      expect(await axeFindings(officer)).toEqual([]);
      await expect.poll(() => merge.isEnabled(), PATIENCE).toBe(true);
      expect(await titleField(studio).inputValue()).toBe("Fake jobs, by the office");
      await merge.focus();
      await officer.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      await expect.poll(() => titleField(studio).inputValue(), PATIENCE).toBe("Fake jobs, by youth");

      await save(studio);
      const words = await shown("Fake jobs.manara");
      for (const said of ["Fake jobs, by youth", "Words of the youth member", "Words of the officer"]) {
        expect(words).toContain(said);
      }
    },
  );

  step("takes a merge back in one step, and merges again", [merged], async () => {
    const { page, texts } = studio;
    const youth = await studio.anotherPage();
    await openListed(youth, "youth.manara");
    await write(youth, "headline", "Better words of the youth member");
    await save({ page: youth, texts });
    await youth.close();
    const words = () => page.locator("[data-frame=headline]").first();
    for (const last of [false, true]) {
      await page.keyboard.press("ControlOrMeta+k");
      await page.keyboard.type(say("app:commands.merge").slice(0, 12));
      await page.keyboard.press("Enter");
      const dialog = dialogOf(page, "merge:title");
      await dialog.getByRole("option").filter({ hasText: "youth.manara" }).click();
      await expect.poll(() => button(page, "merge:merge").isEnabled(), PATIENCE).toBe(true);
      await button(page, "merge:merge").click();
      await dialog.waitFor({ state: "detached" });
      await page.getByRole("banner").getByText(say("app:state.unsaved"), { exact: true }).waitFor();
      if (last) break;
      await words().focus();
      await page.keyboard.press("ControlOrMeta+z");
      await page.getByRole("banner").getByText(say("app:state.saved"), { exact: true }).waitFor();
    }
    await save(studio);
    expect(await shown("Fake jobs.manara")).toContain("Better words of the youth member");
  });

  it("refuses a copy of another campaign, and says so in the dialog", async () => {
    const { page } = studio;
    await button(page, "app:more").click();
    await page.getByRole("menuitem", { name: say("app:commands.merge") }).click();
    const dialog = dialogOf(page, "merge:title");
    const choosing = page.waitForEvent("filechooser");
    await dialog.getByRole("button", { name: say("merge:choose.pick") }).click();
    await (await choosing).setFiles({
      name: "holiday.manara",
      mimeType: "application/octet-stream",
      buffer: Buffer.from("a photograph, really"),
    });
    await dialog.getByRole("alert").getByText(say("problems:document_not-a-zip.title")).waitFor();
    expect(await button(page, "merge:merge").isDisabled()).toBe(true);
    await button(page, "merge:cancel").click();
    await dialog.waitFor({ state: "detached" });
  });

  step("merges with the file where somebody else on another machine saved it meanwhile", [merged], async () => {
    const { page } = studio;
    const other = await openStudio({ settings: { welcomed: true }, folder: studio.folder });
    try {
      await openListed(other.page, "Fake jobs.manara");
      // The officer has it open: the youth member is told, and goes on all the same.
      await button(other.page, "app:commands.mergeFile").waitFor();
      await button(other.page, "app:held.anyway").click();
      await rename(other, "Fake jobs, shared");
      await save(other);

      await write(page, "signs", "Last words of the officer");
      await page.keyboard.press("ControlOrMeta+s");
      // Either saving was refused, or the officer's Manara has seen by now who took the file over: both offer it.
      await button(page, "app:commands.mergeFile").first().click();
      const dialog = dialogOf(page, "merge:titleFile");
      await dialog.getByText(say("merge:counts.others", { count: 1 }), { exact: true }).waitFor();
      await expect.poll(() => button(page, "merge:merge").isEnabled(), PATIENCE).toBe(true);
      await button(page, "merge:merge").click();
      await dialog.waitFor({ state: "detached" });
      await expect.poll(() => titleField(studio).inputValue(), PATIENCE).toBe("Fake jobs, shared");
    } finally {
      await other.close();
    }
    expect(other.problems).toEqual([]);
    // The youth member had taken the file over; with the next sign of life the officer's Manara sees that it is free.
    await button(page, "app:held.anyway").waitFor({ state: "detached" });
    await save(studio);
    const words = await shown("Fake jobs.manara");
    expect(words).toContain("Fake jobs, shared");
    expect(words).toContain("Last words of the officer");
    // Nothing was written beside it under another name.
    expect(
      readdirSync(studio.folder)
        .filter((name) => name.endsWith(".manara") && !name.startsWith("."))
        .sort(),
    ).toEqual(["Fake jobs.manara", "youth.manara"]);
  });
});
