import { existsSync } from "node:fs";
import { type Browser, chromium, type Page as Tab } from "playwright-core";
import sharp from "sharp";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderPng } from "../../../src/main/render/renderPng.ts";
import type { Rect } from "../../../src/shared/base/geometry.ts";
import { composePages } from "../../../src/shared/typeset/composePages.ts";
import type { Page } from "../../../src/shared/typeset/page/page.ts";
import { createGlyphOutlines } from "../../../src/shared/typeset/text/glyphOutlines.ts";
import { createTypesetter } from "../../../src/shared/typeset/text/typesetter.ts";
import { fill, fonts, pack, plainContent } from "../../fixtures/safeMigration.ts";

const CHROMIUM = "/usr/bin/chromium";
/** Pixels for each millimetre: whole ones, so that neither side stretches the page to fit. */
const PPI = 4 * 25.4;
const typesetter = createTypesetter(fonts, pack.families);
const outlines = createGlyphOutlines(fonts);

const noPictures = () => Promise.reject(new Error("these pages have no photographs"));

function pageOf(template: string, tag: string): Page {
  const one = fill(template, tag, plainContent(template, tag));
  const [page] = composePages({ ...one, pack, typesetter, fonts }).pages;
  if (page === undefined) throw new Error("the template has a page");
  return page;
}

function outlinesOf(page: Page): Record<string, string> {
  const glyphs = page.items.flatMap((item) =>
    item.kind === "glyphs" ? item.glyphs.map(({ id }) => [`${item.font}/${id}`, outlines.outline(item.font, id)]) : [],
  );
  return Object.fromEntries(glyphs);
}

describe.skipIf(!existsSync(CHROMIUM))("a page in the window", () => {
  let browser: Browser;
  let tab: Tab;

  beforeAll(async () => {
    const built = await build({
      configFile: false,
      logLevel: "silent",
      build: {
        write: false,
        target: "es2024",
        lib: { entry: "tests/renderer/typeset/paintEntry.ts", formats: ["iife"], name: "entry" },
      },
    });
    const output = [built].flat()[0];
    if (output === undefined || !("output" in output)) throw new Error("the entry was not built");
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
    tab = await browser.newPage();
    await tab.addScriptTag({ content: output.output[0].code });
  });
  afterAll(() => browser?.close());

  const paint = async (page: Page, again?: Rect): Promise<Buffer> => {
    const asked = {
      page,
      outlines: outlinesOf(page),
      scale: (page.pixels === null ? PPI : 96) / 72,
      ...(again === undefined ? {} : { again }),
    };
    const address = await tab.evaluate(`{
      const asked = ${JSON.stringify(asked)};
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(asked.page.width * asked.scale);
      canvas.height = Math.round(asked.page.height * asked.scale);
      entry.paint(canvas.getContext("2d"), asked);
      canvas.toDataURL("image/png");
    }`);
    return Buffer.from(String(address).split(",")[1] ?? "", "base64");
  };
  /** Mean difference of a channel, 0 to 255, and the share of pixels that differ by more than a shade of an edge. */
  const compare = async (left: Buffer, right: Buffer) => {
    const raw = (png: Buffer) => sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const [a, b] = [await raw(left), await raw(right)];
    expect([a.info.width, a.info.height]).toEqual([b.info.width, b.info.height]);
    let sum = 0;
    let far = 0;
    a.data.forEach((value, index) => {
      const difference = Math.abs(value - (b.data[index] ?? 0));
      sum += difference;
      if (difference > 96) far += 1;
    });
    return { mean: sum / a.data.length, far: far / a.data.length };
  };

  it.each([
    ["poster-fake-job-signs", "en-VN"],
    ["poster-fake-job-signs", "ar-EG"],
    ["trifold-safe-migration", "vi-VN"],
    ["post-5-questions", "ar-EG"],
  ])("looks like the exported picture: %s, %s", async (template, tag) => {
    const page = pageOf(template, tag);
    const exported = await renderPng(page, outlines, { pictures: noPictures, ppi: PPI });
    const { mean, far } = await compare(await paint(page), exported);
    expect(mean).toBeLessThan(0.8);
    expect(far).toBeLessThan(0.0005);
  });

  it("would not pass with one word missing", async () => {
    const page = pageOf("post-5-questions", "en-VN");
    const exported = await renderPng(page, outlines, { pictures: noPictures, ppi: PPI });
    const gone = page.items.findIndex((item) => item.kind === "glyphs");
    const { far } = await compare(await paint({ ...page, items: page.items.filter((_, at) => at !== gone) }), exported);
    expect(far).toBeGreaterThan(0.0005);
  });

  it("leaves no seam where a part of it is painted again", async () => {
    const page = pageOf("poster-fake-job-signs", "en-VN");
    const { far, mean } = await compare(
      await paint(page),
      await paint(page, { x: 101.3, y: 407.7, width: 333.3, height: 333.3 }),
    );
    // Edges of letters may be smoothed a shade differently inside a clip; a seam would be a line of them.
    expect(far).toBe(0);
    expect(mean).toBeLessThan(0.005);
  });
});
