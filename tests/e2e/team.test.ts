import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { editionName } from "../../src/renderer/i18n/names.ts";
import type { Member } from "../../src/shared/approve/team.ts";
import type { InterfaceLanguage } from "../../src/shared/settings/settings.ts";
import { axeFindings } from "./axe.ts";
import { step } from "./journey.ts";
import { createFrom, enter, rooms, save } from "./steps.ts";
import { hasBrowser, isDesktop, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/**
 * Three people on three machines, one document and a list that says who may decide: remarks lead from the reviewer's
 * eye to the localiser's words, and only what a reviewer and a lead signed leaves. In a browser alone: a desktop has
 * one person.
 */

const EDITION = "ar-EG";
const POSTER = "A4 poster: signs of a fake job";
const NUMBERS = "Is the second number still right?";
const HEADLINE = "العنوان طويل: اختصروه من فضلكم.";
const SHORTER = "اسأل قبل أن توقّع";

/** What a test may do with an element of the window: tests know no DOM. */
interface Searched {
  querySelector(selectors: string): {
    getBoundingClientRect(): Record<"x" | "y" | "width" | "height" | "bottom", number>;
  };
}

interface Person {
  readonly name: string;
  readonly language: InterfaceLanguage;
  readonly roles: Member["roles"];
  readonly editions: Member["editions"];
  readonly studio: StudioInBrowser;
  readonly say: (key: string, values?: Record<string, string | number>) => string;
}

describe.skipIf(!hasBrowser || isDesktop)("a team with one document", () => {
  const home = mkdtempSync(join(tmpdir(), "manara-team-"));
  const folder = join(home, "campaigns");
  const people: Person[] = [];
  let officer: Person;
  let reviewer: Person;
  let lead: Person;

  async function arrive(facts: Pick<Person, "name" | "language" | "roles" | "editions">): Promise<Person> {
    const studio = await openStudio({ language: facts.language, settings: { welcomed: true }, folder });
    const say = (key: string, values = {}) => String(studio.texts.t(key as "app:name", values));
    // Keys are heard from then on.
    await studio.page.getByRole("heading", { name: say("start:gallery.title") }).waitFor();
    const person = { ...facts, studio, say };
    people.push(person);
    return person;
  }

  beforeAll(async () => {
    mkdirSync(folder);
    officer = await arrive({ name: "Trần Mai", language: "en", roles: ["officer", "localiser"], editions: null });
    reviewer = await arrive({ name: "هدى سالم", language: "ar", roles: ["reviewer"], editions: [EDITION] });
    lead = await arrive({ name: "Nguyễn Lan", language: "vi", roles: ["lead"], editions: null });
  });
  afterAll(async () => {
    for (const { studio } of people) await studio.close();
    rmSync(home, { recursive: true, force: true });
    expect(people.flatMap(({ name, studio }) => studio.problems.map((problem) => `${name}: ${problem}`))).toEqual([]);
  });

  const manara = (person: Person | null, ...args: string[]) =>
    execFileSync(process.execPath, ["src/main/cli/index.ts", ...args], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: home, MANARA_DATA: person?.studio.data ?? join(home, "committee") },
    });

  const members: Member[] = [];

  /** A list with those members alone, signed by the committee. @returns its path. */
  function signList(name: string, has: (member: Member) => boolean): string {
    const [key, list, signed] = ["committee", name, `${name}-signed`].map((one) => join(home, `${one}.json`)) as [
      string,
      string,
      string,
    ];
    if (!existsSync(key)) manara(null, "keys", "new", "--name", "Committee", "--no-passphrase", "-o", key);
    const committee = JSON.parse(manara(null, "keys", "show", "--json", key)) as { key: string };
    const facts = {
      id: "safe-migration",
      name: "Safe migration team",
      number: 1,
      valid: { from: "2020-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" },
      members: [
        ...members.filter(has),
        { name: "Committee", organisation: "", key: committee.key, roles: ["lead"], editions: null },
      ],
      revoked: [],
      rules: { stages: "two", approvals: 1, authorMayRelease: false, reasons: false },
    };
    writeFileSync(list, JSON.stringify(facts));
    manara(null, "team", "sign", list, "--key", key, "-o", signed);
    return signed;
  }

  const button = ({ studio, say }: Person, key: string) =>
    studio.page.getByRole("button", { name: say(key), exact: true });

  async function settings(person: Person, tab: string): Promise<Locator> {
    const { page } = person.studio;
    await page.keyboard.press("ControlOrMeta+,");
    const dialog = page.getByRole("dialog", { name: person.say("settings:title") });
    await dialog.getByRole("tab", { name: person.say(tab), exact: true }).click();
    return dialog;
  }

  async function leaveDialog({ studio }: Person): Promise<void> {
    await studio.page.keyboard.press("Escape");
    await studio.page.getByRole("dialog").waitFor({ state: "detached" });
  }

  /** The Arabic edition in Review, with its pages set. */
  async function review(person: Person): Promise<Locator> {
    const { page } = person.studio;
    await enter(person.studio, "review");
    const pieces = page.getByRole("region", { name: person.say("review:pieces"), exact: true });
    await pieces
      .getByRole("button")
      .filter({ hasText: editionName(EDITION, person.language) })
      .click();
    const pages = page.getByRole("region", { name: person.say("review:pages") });
    await pages
      .getByRole("img", { name: new RegExp(editionName(EDITION, person.language).replace(/[()]/g, ".")) })
      .waitFor();
    return pages;
  }

  async function open(person: Person): Promise<void> {
    const { page } = person.studio;
    await page.keyboard.press("ControlOrMeta+o");
    const dialog = page.getByRole("dialog", { name: person.say("start:openTitle") });
    await dialog.getByRole("option").filter({ hasText: POSTER }).click();
    await dialog.getByRole("button", { name: person.say("start:openIt"), exact: true }).click();
    await rooms(person.studio).waitFor();
  }

  /** Leaves the document to the others. */
  async function handOver(person: Person): Promise<void> {
    await save(person.studio);
    await button(person, "app:more").click();
    await person.studio.page.getByRole("menuitem", { name: person.say("app:commands.close"), exact: true }).click();
    await rooms(person.studio).waitFor({ state: "detached" });
    await expect.poll(() => readdirSync(folder).filter((name) => name.startsWith(".")), PATIENCE).toEqual([]);
  }

  async function sign(person: Person, decide: string, confirm: string): Promise<void> {
    await expect.poll(() => button(person, decide).isEnabled(), PATIENCE).toBe(true);
    await button(person, decide).click();
    const dialog = person.studio.page.getByRole("alertdialog");
    await dialog.getByText(person.name).waitFor();
    await dialog.getByRole("button", { name: person.say(confirm), exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  }

  const trusted = step(
    "everybody makes a key, a lead of the committee signs the list, and everybody trusts it",
    [],
    async () => {
      for (const person of people) {
        const dialog = await settings(person, "settings:key.tab");
        await dialog.getByRole("textbox", { name: person.say("settings:key.name") }).fill(person.name);
        await dialog.getByRole("button", { name: person.say("settings:key.create"), exact: true }).click();
        const key = await dialog.getByText(/^ed25519:/).innerText();
        members.push({ name: person.name, organisation: "", key, roles: [...person.roles], editions: person.editions });
        await leaveDialog(person);
      }
      const team = signList("team", () => true);
      for (const person of people) {
        const dialog = await settings(person, "settings:team.tab");
        const choosing = person.studio.page.waitForEvent("filechooser");
        await dialog.getByRole("button", { name: person.say("settings:team.choose"), exact: true }).click();
        await (await choosing).setFiles(team);
        await dialog.getByRole("button", { name: person.say("settings:team.trust"), exact: true }).click();
        await dialog.getByRole("button", { name: person.say("settings:team.chooseNext"), exact: true }).waitFor();
        await leaveDialog(person);
      }
    },
  );

  const submitted = step("the officer submits the Arabic poster, and cannot release it alone", [trusted], async () => {
    await createFrom(officer.studio, POSTER);
    await review(officer);
    await sign(officer, "review:submit", "review:sign.submit");
    expect(await button(officer, "review:approve").count()).toBe(0);
    await officer.studio.page.getByText(officer.say("review:why.role.approve")).waitFor();
    await enter(officer.studio, "export");
    await officer.studio.page.getByText(officer.say("export:nothingReady")).waitFor();
    await handOver(officer);
  });

  const reviewed = step("the reviewer signs the language", [submitted], async () => {
    await open(reviewer);
    await review(reviewer);
    await sign(reviewer, "review:reviewLanguage", "review:sign.review");
    await handOver(reviewer);
  });

  /** Where a pin stands on its page: shares of its width and height. */
  async function placeOf(pages: Locator, number: number): Promise<{ readonly x: number; readonly y: number }> {
    await pages.locator(`[data-pin="${number}"]`).waitFor();
    // Both at once: the page takes another size where something comes or goes beside it.
    return pages.evaluate((region, pinned) => {
      const boxOf = (part: string) => (region as unknown as Searched).querySelector(part).getBoundingClientRect();
      const paper = boxOf("[role=img]");
      const pin = boxOf(`[data-pin="${pinned}"]`);
      return { x: (pin.x - paper.x) / paper.width, y: (pin.bottom - paper.y) / paper.height };
    }, number);
  }

  const remarked = step(
    "the lead pins two remarks, one of them without a pointer, and asks for changes",
    [reviewed],
    async () => {
      const { page } = lead.studio;
      await open(lead);
      const pages = await review(lead);
      await button(lead, "review:remarks.add").first().click();
      const plane = button(lead, "review:remarks.plane");
      const box = await plane.boundingBox();
      if (box === null) throw new Error("the page has a place");
      const at = { x: Math.round(box.width * 0.4), y: Math.round(box.height * 0.85) };
      await plane.click({ position: at });
      await page.getByRole("textbox", { name: lead.say("review:remarks.new") }).fill(NUMBERS);
      await button(lead, "review:remarks.send").click();
      await pages.getByRole("button", { name: NUMBERS }).waitFor();
      const pin = await placeOf(pages, 1);
      expect(Math.abs(pin.x * box.width - at.x)).toBeLessThan(2);
      expect(Math.abs(pin.y * box.height - at.y)).toBeLessThan(2);

      await page.keyboard.press("Alt+r");
      const where = page.getByRole("region", { name: lead.say("review:remarks.where") });
      await where.getByRole("button", { name: /Tiêu đề$/ }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("textbox", { name: lead.say("review:remarks.new") }).waitFor();
      await page.keyboard.type(HEADLINE);
      await page.keyboard.press("ControlOrMeta+Enter");
      await pages.getByRole("button", { name: HEADLINE }).waitFor();
      // A right-to-left page is read from its right.
      expect((await placeOf(pages, 2)).x).toBeGreaterThan(0.5);
      expect(await axeFindings(page)).toEqual([]);

      await button(lead, "review:requestChanges").click();
      const asks = page.getByRole("alertdialog");
      await asks.getByText(lead.say("review:remarks.goWith", { count: 2 })).waitFor();
      const note = asks.getByRole("textbox", { name: lead.say("review:whatToChange") });
      expect(await note.inputValue()).toMatch(/1.*2/);
      await asks.getByRole("button", { name: lead.say("review:sign.request-changes"), exact: true }).click();
      await asks.waitFor({ state: "detached" });
      await handOver(lead);
    },
  );

  const mended = step(
    "the localiser comes from the remark to the words, mends them, settles it and submits again",
    [remarked],
    async () => {
      const { page } = officer.studio;
      await open(officer);
      const pages = await review(officer);
      // The same place in an interface of another direction, or size.
      expect((await placeOf(pages, 2)).x).toBeGreaterThan(0.5);
      await pages.getByRole("button", { name: HEADLINE }).click();
      await button(officer, "review:remarks.localise").click();
      const row = page.locator("[data-slot=eyebrow], [data-slot=headline]").filter({ hasText: HEADLINE });
      await row.waitFor();
      const field = row.getByRole("textbox").first();
      await field.click();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(SHORTER);
      await row
        .getByRole("button", { name: new RegExp(`^${officer.say("localise:remarks.resolve", { slot: "" })}`) })
        .click();
      await row.getByText(HEADLINE).waitFor({ state: "detached" });

      await review(officer);
      const remarks = page.getByRole("tabpanel");
      await remarks.getByRole("button", { name: NUMBERS }).waitFor();
      await remarks.getByText(officer.say("review:remarks.changed")).first().waitFor();
      await remarks.getByText(officer.say("review:remarks.settled", { count: 1 })).waitFor();
      await sign(officer, "review:submit", "review:sign.submit");
      await handOver(officer);
    },
  );

  const reviewedAgain = step(
    "the reviewer sees what is still open at the same place, in a right-to-left window, and signs again",
    [mended],
    async () => {
      const { page } = reviewer.studio;
      await open(reviewer);
      const pages = await review(reviewer);
      const pin = await placeOf(pages, 1);
      expect(pin.x).toBeCloseTo(0.4, 1);
      expect(pin.y).toBeCloseTo(0.85, 1);
      await pages.getByRole("button", { name: NUMBERS }).click();
      await page.getByRole("textbox", { name: reviewer.say("review:remarks.answer") }).fill("نعم، اتصلتُ اليوم.");
      await page.keyboard.press("ControlOrMeta+Enter");
      await page.getByText("نعم، اتصلتُ اليوم.").waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await sign(reviewer, "review:reviewLanguage", "review:sign.review");
      await handOver(reviewer);
    },
  );

  const exported = step("the lead approves, is told what is still open, and exports", [reviewedAgain], async () => {
    const { page } = lead.studio;
    await open(lead);
    await review(lead);
    await expect.poll(() => button(lead, "review:approve").isEnabled(), PATIENCE).toBe(true);
    await button(lead, "review:approve").click();
    const approves = page.getByRole("alertdialog");
    await approves.getByText(lead.say("review:remarks.stillOpen", { count: 1 })).waitFor();
    await approves.getByRole("button", { name: lead.say("review:sign.approve"), exact: true }).click();
    await approves.waitFor({ state: "detached" });
    await button(lead, "review:withdraw").waitFor();
    await save(lead.studio);
    await enter(lead.studio, "export");
    await page.getByRole("button", { name: lead.say("export:runFinal", { count: 1 }) }).click();
    const pdfs = () =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".pdf"));
    await expect.poll(() => pdfs().length, { timeout: 120_000 }).toBeGreaterThan(0);
    await handOver(lead);
  });

  step(
    "what left is verified by everybody with the list, by its stages, and by nobody whose list has no reviewer",
    [exported],
    () => {
      const pdfs = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".pdf"));
      expect(pdfs.length).toBeGreaterThan(0);
      const verify = (person: Person | null, file: string, ...args: string[]) => {
        try {
          return JSON.parse(manara(person, "verify", "--json", file, ...args)) as Record<string, unknown>;
        } catch (error) {
          return JSON.parse((error as { stdout: string }).stdout) as Record<string, unknown>;
        }
      };
      const alone = signList("alone", ({ name }) => name !== reviewer.name);
      for (const name of pdfs) {
        const file = join(folder, name);
        const by = { name: lead.name };
        for (const person of people) {
          const verdict = verify(person, file);
          expect(verdict).toMatchObject({ valid: true, edition: EDITION, approvedBy: by, trust: "team" });
          expect(verdict).toMatchObject({
            team: { number: 1 },
            decisions: [
              { decision: "submit", by: { name: officer.name } },
              { decision: "review", by: { name: reviewer.name } },
              { decision: "approve", by },
            ],
          });
        }
        // The lead's signature stands in the file, and is not enough.
        expect(verify(null, file, "--team", alone)).toMatchObject({ valid: false, approvedBy: by });
        // A changed letter, and nothing of it holds.
        const altered = join(home, "altered.pdf");
        const bytes = readFileSync(file);
        const middle = Math.floor(bytes.length / 2);
        bytes[middle] = (bytes[middle] ?? 0) ^ 1;
        writeFileSync(altered, bytes);
        expect(verify(reviewer, altered)).toMatchObject({ valid: false });
      }
    },
  );
});
