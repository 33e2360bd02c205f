import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { nodeMachine } from "../../src/main/cli/nodeMachine.ts";
import { filled, only, piecesOf, save, shared, sign } from "../fixtures/queueFolder.ts";
import { axeFindings } from "./axe.ts";
import { step } from "./journey.ts";
import { enter } from "./steps.ts";
import { hasBrowser, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** A lead comes into a folder of documents: what waits, and from one piece to the next across documents. */
describe.skipIf(!hasBrowser)("the queue of a campaign lead", () => {
  const home = mkdtempSync(join(tmpdir(), "manara-queue-"));
  const folder = join(home, "campaigns");
  let studio: StudioInBrowser;
  const say = (key: string, values: Record<string, string | number> = {}) =>
    String(studio.texts.t(key as "app:name", values));
  const button = (name: string | RegExp) => studio.page.getByRole("button", { name });
  const row = (...parts: string[]) =>
    parts.reduce((found, part) => found.filter({ hasText: part }), studio.page.getByRole("listitem"));

  beforeAll(async () => {
    mkdirSync(join(folder, "July"), { recursive: true });
    const here = await shared(nodeMachine({ MANARA_DATA: home }, null), folder);
    const lan = here.machine.keys.generate("Nguyễn Lan");
    const submitted = async (name: string, template: string) => {
      const open = filled(here, template, name);
      await save(here, sign(here, open, only(piecesOf(here, open), { edition: "vi-VN" }), "submit", lan));
    };
    await submitted("First.manara", "card-helpline");
    await submitted("July/Second.manara", "flyer-forum-theatre");
    await save(here, filled(here, "card-helpline", "Third.manara"));
    writeFileSync(join(folder, "Broken.manara"), "no zip");
    studio = await openStudio({ settings: { welcomed: true }, folder });
  });
  afterAll(async () => {
    await studio.close();
    rmSync(home, { recursive: true, force: true });
    expect(studio.problems).toEqual([]);
  });

  const listed = step("Start says what waits, and leads to the whole list", [], async () => {
    const { page } = studio;
    await page.getByRole("heading", { name: new RegExp(`^${say("queue:waitingTitle")}`) }).waitFor();
    await row("First.manara").waitFor();
    await row("Second.manara").waitFor();
    await button(say("queue:showAll")).click();
    await page.getByRole("heading", { name: say("queue:title"), level: 1 }).waitFor();
    await page.getByText(say("queue:summary", { count: 2 })).waitFor();
    expect(await row(say("queue:turns.approve")).count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
  });

  step("filters show every stage, and files that cannot be read are told", [listed], async () => {
    const { page } = studio;
    const filter = (name: string, count: number) =>
      page.getByRole("radio", { name: say("queue:filterCount", { name: say(`queue:filters.${name}`), count }) });
    await filter("approved", 0).click();
    await page.getByText(say("queue:none.approved")).waitFor();
    // Three documents, each with one format in three editions.
    await filter("all", 9).click();
    await row("Third.manara")
      .or(page.getByRole("heading", { name: "Third.manara" }))
      .first()
      .waitFor();
    expect(await row(say("queue:stages.draft")).count()).toBe(7);
    await page.getByText(say("queue:broken", { count: 1 })).click();
    await page.getByText("Broken.manara").waitFor();
    await filter("waiting", 2).click();
  });

  const approved = step("a piece opens in Review, and an approval takes it out of the list", [listed], async () => {
    const { page } = studio;
    await row(say("queue:turns.approve")).first().getByRole("button").click();
    await page.getByRole("region", { name: say("review:pages") }).waitFor();
    expect(
      await page
        .getByRole("banner")
        .getByRole("button", { name: say("app:edition") })
        .textContent(),
    ).toContain("Vietnamese");
    await approve();
  });

  step("the next one waits in another document, and a key leads there", [approved], async () => {
    const { page } = studio;
    const next = button(/^Next: /);
    await next.waitFor();
    await page.keyboard.press("Alt+Shift+N");
    await expect
      .poll(() => page.getByRole("textbox", { name: say("app:title") }).inputValue(), PATIENCE)
      .toMatch(/Forum|theatre|Second/i);
    await page.getByRole("region", { name: say("review:pages") }).waitFor();
    await approve();
    await next.waitFor({ state: "detached" });
    await enter(studio, "start");
    await page.getByText(say("queue:none.waiting")).waitFor();
    await page.getByText(say("queue:summary", { count: 0 })).waitFor();
  });

  /** Looks at every page, then signs; the first time with a new key. */
  async function approve() {
    const { page } = studio;
    const ask = page.getByRole("button", { name: say("review:approve"), exact: true });
    const pages = page.getByRole("region", { name: say("review:pages") });
    await expect
      .poll(async () => {
        await pages.focus();
        await page.keyboard.press("End");
        return ask.isEnabled();
      }, PATIENCE)
      .toBe(true);
    await ask.click();
    const dialog = page.getByRole("alertdialog");
    const sign = dialog.getByRole("button", { name: say("review:sign.approve") });
    const name = dialog.getByRole("textbox", { name: say("review:yourName") });
    await sign.or(name).first().waitFor();
    await expect.poll(async () => (await name.isVisible()) || (await sign.isEnabled()), PATIENCE).toBe(true);
    if (await name.isVisible()) await name.fill("Trần Hà");
    await sign.click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: say("review:withdraw"), exact: true }).waitFor();
  }
});
