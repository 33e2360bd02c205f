import type { BrowserContext } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser, isDesktop, openStudio } from "./studio.ts";

/** The typesetter comes late, or not at all. A desktop window begins before anything could be held back. */
describe.skipIf(!hasBrowser || isDesktop)("the window and its typesetter, as a browser loads it", () => {
  const HARFBUZZ = /harfbuzz[^/]*\.wasm$/;
  const ASSET = /\/assets\/[0-9a-f]{64}$/;

  it("shows the gallery although HarfBuzz comes after every file of the pack", async () => {
    const studio = await openStudio({
      settings: { welcomed: true },
      prepare: async (context) => {
        const filesCame = everyAsset(context);
        await context.route(HARFBUZZ, async (route) => {
          await filesCame;
          await route.continue();
        });
      },
    });
    await studio.page.getByRole("button", { name: /^Card/ }).first().waitFor();
    await studio.close();
    expect(studio.problems).toEqual([]);
  });

  it("says that it could not start, and what to do", async () => {
    const studio = await openStudio({
      settings: { welcomed: true },
      prepare: (context) => context.route(HARFBUZZ, (route) => route.abort()),
    });
    await studio.page.getByText(studio.texts.t("problems:typeset_worker.title")).first().waitFor();
    await studio.close();
  });

  /** Resolves when no file of the pack is on its way any more. */
  function everyAsset(context: BrowserContext): Promise<void> {
    let open = 0;
    return new Promise((resolve) => {
      context.on("request", (request) => {
        if (ASSET.test(request.url())) open += 1;
      });
      context.on("requestfinished", (request) => {
        if (!ASSET.test(request.url())) return;
        open -= 1;
        if (open === 0) resolve();
      });
    });
  }
});
