import { performance } from "node:perf_hooks";
import { renderPng } from "../../src/main/render/renderPng.ts";
import { composePages } from "../../src/shared/typeset/composePages.ts";
import { createGlyphOutlines } from "../../src/shared/typeset/text/glyphOutlines.ts";
import { createTypesetter } from "../../src/shared/typeset/text/typesetter.ts";
import { fill, fonts, pack, plainContent } from "../fixtures/safeMigration.ts";
import { type Figure, figure } from "./figure.ts";

/** A hundred different 1080 × 1080 posts, from content to PNG bytes. */

const POSTS = 100;
const IN_FLIGHT = 2;

async function makePosts(): Promise<{ readonly milliseconds: number; readonly kilobytes: number }> {
  const typesetter = createTypesetter(fonts, pack.families);
  const outlines = createGlyphOutlines(fonts);
  const start = performance.now();
  let bytes = 0;
  let next = 0;
  const work = async () => {
    while (next < POSTS) {
      const at = next++;
      const tag = ["en-VN", "vi-VN", "ar-EG"][at % 3] ?? "en-VN";
      const content = plainContent("post-5-questions", tag);
      const one = fill("post-5-questions", tag, { ...content, headline: `${content.headline} ${at + 1}` });
      const [page] = composePages({ ...one, pack, typesetter, fonts }).pages;
      if (!page) throw new Error("a post has one page");
      const png = await renderPng(page, outlines, { pictures: async () => new Uint8Array() });
      bytes += png.length;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  return { milliseconds: performance.now() - start, kilobytes: bytes / POSTS / 1024 };
}

export async function benchPosts(): Promise<Record<string, Figure | number>> {
  const results = [await makePosts(), await makePosts(), await makePosts()];
  return {
    "100 posts of 1080×1080 as PNG": figure(results.map((result) => result.milliseconds)),
    "kilobytes of a post": Math.round(results[0]?.kilobytes ?? 0),
  };
}
