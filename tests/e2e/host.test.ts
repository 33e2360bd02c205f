import { describe, expect, it } from "vitest";
import { hasBrowser, isDesktop, missingHost, openStudio } from "./studio.ts";

/** Says in its own name why the other end-to-end tests are skipped, where they are. */
describe(`end to end in ${isDesktop ? "Electron" : "a browser"}`, () => {
  // The machines that test every change have both hosts: a missing one is a failure there, not a skip.
  it.skipIf(!hasBrowser && !process.env.CI)(
    missingHost === null ? "can be tested on this computer" : `cannot be tested here: ${missingHost}`,
    async () => {
      expect(missingHost).toBeNull();
      const studio = await openStudio({ settings: { welcomed: true } });
      const { page, texts } = studio;
      await page.getByRole("heading", { level: 1, name: texts.t("start:title") }).waitFor();
      // Which of the two it is, as the window itself knows it.
      expect(await page.evaluate(() => "manara" in globalThis)).toBe(isDesktop);
      expect(await page.evaluate("location.protocol")).toBe(isDesktop ? "app:" : "http:");
      await studio.close();
      expect(studio.problems).toEqual([]);
    },
  );
});
