import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { step } from "./journey.ts";
import { enter, rooms } from "./steps.ts";
import { hasBrowser, openStudio, PATIENCE, type StudioInBrowser } from "./studio.ts";

/** From the first start to files for the print shop; nothing final leaves before somebody signed. */
describe.skipIf(!hasBrowser)("a campaign from the first start to the print shop", () => {
  let studio: StudioInBrowser;
  const say = (key: string, values: Record<string, string | number> = {}) =>
    String(studio.texts.t(key as "app:name", values));
  const button = (key: string) => studio.page.getByRole("button", { name: say(key), exact: true });
  const files = () =>
    existsSync(studio.folder) ? readdirSync(studio.folder, { recursive: true, encoding: "utf8" }) : [];

  beforeAll(async () => {
    studio = await openStudio();
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  const opened = step("the first start welcomes and opens the sample campaign", [], async () => {
    await studio.page.getByRole("heading", { name: say("start:welcome.title") }).waitFor();
    await button("start:welcome.sample").click();
    await rooms(studio).waitFor();
  });

  step("before approval nothing final can be exported", [opened], async () => {
    const { page } = studio;
    await enter(studio, "export");
    await page.getByText(say("export:nothingReady")).waitFor();
    for (const one of await page.getByRole("button", { name: /^Export/ }).all()) {
      if ((await one.getAttribute("aria-current")) === null) expect(await one.isDisabled()).toBe(true);
    }
    await page.keyboard.press("ControlOrMeta+Enter");
    expect(files().filter((name) => name.endsWith(".pdf"))).toEqual([]);
  });

  const approved = step("the lead asks for changes, then approves with a new key", [opened], async () => {
    const { page } = studio;
    await enter(studio, "review");
    await button("review:requestChanges").click();
    const asks = page.getByRole("alertdialog");
    await asks.getByRole("textbox", { name: say("review:yourName") }).fill("Lan Anh");
    await asks.getByRole("textbox", { name: say("review:whatToChange") }).fill("The headline is too quiet.");
    await asks.getByRole("button", { name: say("review:sign.request-changes") }).click();
    await asks.waitFor({ state: "detached" });
    await page.getByText("The headline is too quiet.").waitFor();
    const pages = page.getByRole("region", { name: say("review:pages") });
    await pages.focus();
    await expect
      .poll(async () => {
        await page.keyboard.press("End");
        return button("review:approve").isEnabled();
      }, PATIENCE)
      .toBe(true);
    await button("review:approve").click();
    const approves = page.getByRole("alertdialog");
    await approves.getByRole("button", { name: say("review:sign.approve") }).click();
    await approves.waitFor({ state: "detached" });
    await button("review:withdraw").waitFor();
  });

  step("what was approved is exported, whole and as the manifest says", [approved], async () => {
    const { page, folder } = studio;
    await enter(studio, "export");
    await page.getByRole("button", { name: say("export:runFinal", { count: 1 }) }).click();
    await page
      .getByRole("status")
      .getByText(/ready\.$/)
      .waitFor({ timeout: 60_000 });
    const pdfs = files().filter((name) => name.endsWith(".pdf"));
    expect(pdfs.length).toBeGreaterThan(0);
    for (const pdf of pdfs) {
      const data = new Uint8Array(readFileSync(join(folder, pdf)));
      const opened = await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise;
      expect(opened.numPages).toBe(2);
      await opened.destroy();
    }
    const [manifestName = "none"] = files().filter((name) => name.endsWith("manifest.json"));
    const manifest = JSON.parse(readFileSync(join(folder, manifestName), "utf8")) as {
      files: { path: string; sha256: string }[];
    };
    expect(manifest.files.length).toBeGreaterThan(0);
    for (const { path, sha256 } of manifest.files) {
      const bytes = readFileSync(join(folder, manifestName, "..", path));
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
    }
  });
});
