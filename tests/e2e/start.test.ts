import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "./axe.ts";
import { hasBrowser, openStudio, type StudioInBrowser } from "./studio.ts";

describe.skipIf(!hasBrowser)("first start", () => {
  let studio: StudioInBrowser;
  beforeAll(async () => {
    studio = await openStudio();
  });
  afterAll(async () => {
    await studio.close();
    expect(studio.problems).toEqual([]);
  });
  it("welcomes", async () => {
    const { page, texts } = studio;
    await page.getByRole("heading", { name: texts.t("start:welcome.title") }).waitFor();
    await page.getByRole("button", { name: texts.t("start:welcome.sample") }).click();
    await page.getByRole("navigation", { name: texts.t("app:rooms") }).waitFor();
    await page.screenshot({ path: "/tmp/s7-first.png" });
    expect(await axeFindings(page)).toEqual([]);
  });
});
