import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { editionName } from "../../src/renderer/i18n/names.ts";
import { type Step, step } from "./journey.ts";
import { createFrom, enter, leaveDialogs } from "./steps.ts";
import { hasBrowser, isDesktop, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

type Words = Readonly<Record<string, string | readonly string[]>>;
const CONTENT = "templates/safe-migration/content/trifold-safe-migration";
const wordsOf = (tag: string): Words => JSON.parse(readFileSync(`${CONTENT}/${tag}.json`, "utf8"));
const nameOf = (tag: string) => editionName(tag, "en");

/** A youth member translates the leaflet by keyboard alone: nothing in this part touches the mouse. */
describe.skipIf(!hasBrowser)("translating without a mouse", () => {
  let studio: StudioInBrowser;

  beforeAll(async () => {
    studio = await openStudio({
      settings: { welcomed: true, name: "Nour" },
      prepare: (context) =>
        context.addInitScript(`
          globalThis.mouse = [];
          for (const name of ["pointerdown", "mousedown", "touchstart", "wheel"]) {
            addEventListener(name, (event) => event.isTrusted && globalThis.mouse.push(name), { capture: true });
          }
        `),
    });
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  /** Through the palette, as somebody does who knows no other key. */
  async function command(words: string): Promise<void> {
    const { page, texts } = studio;
    await page.keyboard.press("ControlOrMeta+k");
    const search = page.getByPlaceholder(texts.t("app:palette.search"));
    await search.waitFor();
    await page.keyboard.type(words);
    // Templates come a moment after the palette itself.
    await page.getByRole("menuitem").filter({ hasText: words }).first().waitFor();
    await page.keyboard.press("Enter");
    await search.waitFor({ state: "hidden" });
  }
  async function press(target: Locator, key = "Enter"): Promise<void> {
    await target.focus();
    await studio.page.keyboard.press(key);
  }
  /** The slot whose words are being written; null where nobody writes. */
  const writing = () =>
    studio.page.evaluate<string | null>(`{
      const at = document.activeElement;
      at?.getAttribute("role") === "textbox" ? (at.closest("[data-slot]")?.getAttribute("data-slot") ?? null) : null;
    }`);
  const writingIn = async (before: string | null): Promise<string> => {
    await expect
      .poll(async () => {
        const now = await writing();
        return now !== null && now !== before;
      }, PATIENCE)
      .toBe(true);
    return (await writing()) ?? "";
  };
  const said = (count: number, total: number) =>
    studio.page
      .getByRole("main")
      .getByText(studio.texts.t("localise:reviewedOf", { count, total }), { exact: true })
      .first();

  const made = step("a leaflet is made and its rooms are reached", [], async () => {
    const { page, texts } = studio;
    await page.getByRole("button", { name: /^A4 tri-fold/ }).waitFor();
    await command("tri-fold");
    await page.getByRole("navigation", { name: texts.t("app:rooms") }).waitFor();
    await command(texts.t("app:commands.localise"));
    await page.getByRole("region", { name: texts.t("localise:words") }).waitFor();
  });

  /** A whole edition, from the first row to the last. */
  const translated = (tag: string, direction: string): Step =>
    step(`every word of the leaflet is written and reviewed in ${tag}`, [made], async () => {
      const { page, texts } = studio;
      const words = wordsOf(tag);
      const total = Object.keys(words).length;
      await press(page.getByRole("button", { name: new RegExp(texts.t("localise:to")) }).first());
      await page.getByRole("option", { name: nameOf(tag) }).waitFor();
      await page.keyboard.type(nameOf(tag).slice(0, 3));
      await page.keyboard.press("Enter");
      await said(0, total).waitFor();

      // From the first row to the last, the sample's own words go: nothing below can pass because of them.
      await press(page.getByRole("button", { name: /^Write: / }).first());
      let slot: string | null = null;
      for (const _ of Object.keys(words)) {
        slot = await writingIn(slot);
        await page.keyboard.press("ControlOrMeta+a");
        await page.keyboard.press("Backspace");
        await page.keyboard.press("ControlOrMeta+Enter");
      }
      await page.keyboard.press("Escape");
      await page
        .getByRole("radio", { name: `${texts.t("localise:filter.missing")} ${total}`, exact: true })
        .waitFor(PATIENCE);

      await press(page.getByRole("button", { name: /^Write: / }).first());
      const written: string[] = [];
      slot = null;
      for (const _ of Object.keys(words)) {
        slot = await writingIn(slot);
        const shown = await page.evaluate(`({
          direction: getComputedStyle(document.activeElement).direction,
          language: document.activeElement.closest("[lang]")?.getAttribute("lang"),
        })`);
        expect(shown).toEqual({ direction, language: tag });
        for (const [index, line] of [words[slot] ?? []].flat().entries()) {
          if (index > 0) await page.keyboard.press("Enter");
          await page.keyboard.insertText(line);
        }
        written.push(slot);
        await page.keyboard.press("ControlOrMeta+Shift+Enter");
      }
      expect(written.toSorted()).toEqual(Object.keys(words).toSorted());
      await said(total, total).waitFor();
      // What the person reads under Checks: nothing that stops an approval.
      await page.getByText(texts.t("checks:severity.warning")).waitFor(PATIENCE);
      await page.getByText(texts.t("checks:severity.error")).first().waitFor({ state: "detached" });
    });
  translated("ar-EG", "rtl");
  const vietnamese = translated("vi-VN", "ltr");

  step("words come back by undo, and go again by redo", [vietnamese], async () => {
    const { page } = studio;
    const words = "Hãy hỏi trước khi đi";
    await press(page.getByRole("button", { name: /^Write: / }).first());
    await writingIn(null);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(words);
    await page.keyboard.press("Escape");
    await page.getByText(words).first().waitFor();
    await page.keyboard.press("ControlOrMeta+z");
    await page.getByText(words).first().waitFor({ state: "detached" });
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await page.getByText(words).first().waitFor();
    await page.keyboard.press("ControlOrMeta+z");
    await page.getByText(words).first().waitFor({ state: "detached" });
  });

  step("a row in which something is wrong is not called reviewed", [vietnamese], async () => {
    const { page, texts } = studio;
    await press(page.getByRole("button", { name: "Write: Call to action" }));
    const slot = await writingIn(null);
    await page.keyboard.press("End");
    await page.keyboard.insertText(" Gọi 0999 888 777.");
    await page.keyboard.press("ControlOrMeta+Shift+Enter");
    await page.getByText(texts.t("problems:localise_has-errors.title")).waitFor();
    expect(await writing()).toBe(slot);
    await page.getByText(texts.t("checks:severity.error")).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+z");
    await said(19, 19).waitFor();
  });

  step("the leaflet leaves as a draft, and nobody needed a mouse", [made], async () => {
    const { page, texts, folder } = studio;
    await command(texts.t("app:commands.export"));
    const draft = page.getByRole("switch", { name: texts.t("export:draft") });
    await draft.waitFor();
    await press(draft, "Space");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page
      .getByRole("status")
      .getByText(/ready\.$/)
      .waitFor({ timeout: 120_000 });
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const manifests = files.filter((name) => name.endsWith("manifest.json"));
    expect(manifests).toHaveLength(1);
    const made = JSON.parse(readFileSync(join(folder, manifests[0] ?? ""), "utf8")).files as {
      path: string;
      edition: string;
      draft: boolean;
    }[];
    expect(new Set(made.map(({ edition }) => edition))).toEqual(new Set(["ar-EG", "en-VN", "vi-VN"]));
    expect(made.every((file) => file.draft && existsSync(join(folder, manifests[0] ?? "", "..", file.path)))).toBe(
      true,
    );
    // On a desktop nobody could watch from before the first page.
    if (!isDesktop) expect(await page.evaluate("globalThis.mouse")).toEqual([]);
  });
});

/** A table goes out to a volunteer and a file to an agency; both come back, whole and damaged. */
describe.skipIf(!hasBrowser)("words by files", () => {
  let studio: StudioInBrowser;
  const outside = mkdtempSync(join(tmpdir(), "manara-words-"));

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true, name: "Nour" } });
    await createFrom(studio, "A4 tri-fold");
    await enter(studio, "localise");
    const { page, texts } = studio;
    await page.getByRole("region", { name: texts.t("localise:words") }).waitFor();
    await page.getByRole("button", { name: nameOf("vi-VN") }).click();
    await page.getByRole("button", { name: "Write: Sign: headline" }).waitFor();
  });
  beforeEach(() => leaveDialogs(studio));
  afterAll(async () => {
    await studio.close();
    rmSync(outside, { recursive: true, force: true });
    expect(studio.problems).toEqual([]);
  });

  async function fromMenu(item: string): Promise<void> {
    const { page, texts } = studio;
    await page.getByRole("button", { name: texts.t("localise:files") }).click();
    await page.getByRole("menuitem", { name: item }).click();
  }
  const exported = (item: string) => studio.download(() => fromMenu(item));
  async function imported(name: string, text: string): Promise<Locator> {
    const { page, texts } = studio;
    writeFileSync(join(outside, name), text);
    await fromMenu(texts.t("localise:import.menu"));
    const asked = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: texts.t("localise:import.pick") }).click();
    await (await asked).setFiles(join(outside, name));
    return page.getByRole("dialog");
  }
  const row = (words: string) => studio.page.getByRole("listitem").getByText(words, { exact: true }).first();

  it("a table comes back with new words, a review, and a unit that nobody knows; one step takes it back", async () => {
    const { page, texts } = studio;
    const { name, text } = await exported(texts.t("localise:export.csv"));
    expect(name).toMatch(/\.vi-VN\.csv$/);
    const changed = text
      .replace(",Trước khi ký,translated,", ",Trước khi ký tên,final,")
      .replace("sign-body/p1,", "sign-nobody/p1,");
    expect(changed).not.toBe(text);
    const report = await imported("back.csv", changed);
    await report.getByRole("heading", { name: texts.t("localise:import.done") }).waitFor();
    const units = report.getByRole("listitem");
    const skipped = units.filter({ hasText: "sign-nobody" });
    await skipped.getByText(texts.t("localise:import.outcome.skipped")).waitFor();
    await skipped.getByText(texts.t("localise:import.reason.unknown-slot")).waitFor();
    const taken = units.filter({ hasText: "Sign: headline" });
    await taken.getByText(texts.t("localise:import.outcome.taken")).waitFor();
    await taken.getByText(texts.t("localise:state.reviewed")).waitFor();
    await report.getByRole("button", { name: texts.t("localise:import.close") }).click();
    await row("Trước khi ký tên").waitFor();
    await page.keyboard.press("ControlOrMeta+z");
    await row("Trước khi ký tên").waitFor({ state: "detached" });
    await row("Trước khi ký").waitFor();
    const undo = page.getByRole("banner").getByRole("button", { name: texts.t("app:commands.undo") });
    expect(await undo.isDisabled()).toBe(true);
  });

  it("XLIFF 1.2 is read by its witness, comes back, and is undone from its own report", async () => {
    const { texts } = studio;
    const { name, text } = await exported(texts.t("localise:export.xliff12"));
    expect(name).toMatch(/\.vi-VN\.xlf$/);
    writeFileSync(join(outside, "witness.xlf"), text);
    const version = "string(/*[local-name()='xliff']/@version)";
    expect(execFileSync("xmllint", ["--xpath", version, join(outside, "witness.xlf")], { encoding: "utf8" })).toMatch(
      /^1\.2/,
    );
    const changed = text.replace(
      '<target state="translated">Trước khi lên đường</target>',
      '<target state="final">Trước lúc lên đường</target>',
    );
    expect(changed).not.toBe(text);
    const report = await imported("back.xlf", changed);
    await report.getByRole("listitem").filter({ hasText: "Leave: headline" }).first().waitFor();
    await row("Trước lúc lên đường").waitFor({ state: "attached" });
    await report.getByRole("button", { name: texts.t("localise:import.undo") }).click();
    await row("Trước khi lên đường").waitFor();
  });

  it("words with a number that nobody knows come in as a draft, whatever the file says", async () => {
    const { page, texts } = studio;
    const { text } = await exported(texts.t("localise:export.csv"));
    const changed = text.replace(/,Giữ lại tờ gấp này\.[^,]*,translated,/, ",Hãy gọi 0999 888 777.,final,");
    expect(changed).not.toBe(text);
    const report = await imported("wrong.csv", changed);
    const unit = report.getByRole("listitem").filter({ hasText: "Call to action" });
    await unit.getByText(texts.t("localise:import.warning.has-errors")).waitFor();
    expect(await unit.getByText(texts.t("localise:state.reviewed"), { exact: true }).count()).toBe(0);
    await report.getByRole("button", { name: texts.t("localise:import.undo") }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it.each([
    ["damaged.xlf", "<xliff><file", "localise_not-xml"],
    ["letter.csv", "Dear all,\nplease find attached", "localise_not-csv"],
  ] as const)("%s is refused in words, and nothing changes", async (name, text, code) => {
    const { texts } = studio;
    const dialog = await imported(name, text);
    await dialog
      .getByRole("alert")
      .getByText(texts.t(`problems:${code}.title`))
      .waitFor();
    await dialog.getByRole("button", { name: texts.t("localise:cancel") }).click();
    await dialog.waitFor({ state: "detached" });
    await row("Trước khi ký").waitFor();
  });
});

/** An officer chooses the digits of the Arabic edition; nobody types a number anew. */
describe.skipIf(!hasBrowser)("digits of an edition", () => {
  let studio: StudioInBrowser;

  beforeAll(async () => {
    studio = await openStudio({ settings: { welcomed: true, name: "Nour" } });
    await createFrom(studio, "A4 tri-fold");
    await enter(studio, "localise");
    await studio.page.getByRole("region", { name: studio.texts.t("localise:words") }).waitFor();
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  const choose = async (label: string, option: string) => {
    const { page } = studio;
    await page.getByRole("button", { name: new RegExp(`${label}$`) }).click();
    await page.getByRole("option", { name: option }).click();
  };
  const drawn = () =>
    studio.page.evaluate<string>(
      `[...document.querySelectorAll("canvas[role=img]")].map((one) => one.toDataURL()).join()`,
    );

  it("are chosen beside the edition, show on its page, and are undone; the words stay as typed", async () => {
    const { page, texts } = studio;
    const digits = page.getByRole("button", { name: new RegExp(texts.t("localise:digits.label")) });
    await choose(texts.t("localise:to"), nameOf("vi-VN"));
    await page.getByRole("img", { name: nameOf("vi-VN") }).waitFor(PATIENCE);
    expect(await digits.count()).toBe(0);
    await choose(texts.t("localise:to"), nameOf("ar-EG"));
    await page.getByRole("img", { name: nameOf("ar-EG") }).waitFor(PATIENCE);
    await digits.getByText(texts.t("localise:digits.typed")).waitFor();
    const written = await page.getByRole("list").first().innerText();
    const before = await drawn();
    await choose(texts.t("localise:digits.label"), "١ ٢ ٣");
    await digits.getByText("١ ٢ ٣").waitFor();
    await expect.poll(drawn, PATIENCE).not.toBe(before);
    expect(await page.getByRole("list").first().innerText()).toBe(written);
    await page.keyboard.press("ControlOrMeta+z");
    await digits.getByText(texts.t("localise:digits.typed")).waitFor();
    await expect.poll(drawn, PATIENCE).toBe(before);
  });
});
