import { performance } from "node:perf_hooks";
import sharp from "sharp";
import { createMemoryPictureCache, createPictureConverter } from "../../src/main/render/cmykPictures.ts";
import { loadOutputProfile } from "../../src/main/render/profile/outputProfile.ts";
import { renderPrintPdf } from "../../src/main/render/renderPrintPdf.ts";
import { digestBytes } from "../../src/shared/base/digest.ts";
import { composePages } from "../../src/shared/typeset/composePages.ts";
import type { Page, PageItem } from "../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, sample } from "../fixtures/safeMigration.ts";
import { type Figure, figure } from "./figure.ts";

/** Print PDF of a typeset A3 poster: plain, with a 3000 × 2000 photograph already converted, and the conversion itself. */

const WIDTH = 3000;
const HEIGHT = 2000;

/** Smooth colour with grain, as a camera gives it: neither flat (too easy to pack) nor noise (too hard). */
async function photograph(): Promise<Buffer> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  let grain = 1;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      grain = (grain * 1103515245 + 12345) & 0x7fffffff;
      const noise = (grain >> 16) & 15;
      const at = (y * WIDTH + x) * 3;
      pixels[at] = 90 + 80 * Math.sin(x / 300) + noise;
      pixels[at + 1] = 110 + 70 * Math.sin(y / 250) + noise;
      pixels[at + 2] = 120 + 60 * Math.sin((x + y) / 400) + noise;
    }
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

export async function benchPdf(): Promise<Record<string, Figure>> {
  const typesetter = createTypesetter(fonts, pack.families);
  const plain = composePages({ ...sample("poster-fake-job-signs", "vi-VN"), pack, typesetter, fonts }).pages;
  const picture = await photograph();
  const digest = digestBytes(picture);
  const placed: PageItem = {
    kind: "picture",
    picture: digest,
    rect: { x: 0, y: 0, width: 842, height: 561 },
    crop: { x: 0, y: 0, width: WIDTH, height: HEIGHT },
    block: null,
  };
  const withPicture = plain.map(
    (page): Page => ({
      ...page,
      pictures: { [digest]: { width: WIDTH, height: HEIGHT } },
      items: [placed, ...page.items],
    }),
  );
  const profile = loadOutputProfile();
  const cache = createMemoryPictureCache();
  const warm = createPictureConverter(async () => picture, profile, cache);
  const render = async (pages: readonly Page[], pictures: typeof warm) => {
    const start = performance.now();
    await renderPrintPdf(pages, fonts, {
      title: "Benchmark",
      language: "vi-VN",
      date: new Date(0),
      engine: "Manara",
      contentHash: digest,
      marks: { crop: true, registration: true },
      pictures,
      profile,
    });
    return performance.now() - start;
  };
  const repeat = async (times: number, work: () => Promise<number>) => {
    const results: number[] = [];
    for (let run = 0; run < times; run++) results.push(await work());
    return figure(results.slice(Math.min(5, times >> 2)));
  };
  return {
    "print PDF of the A3 poster, plain": await repeat(40, () => render(plain, warm)),
    "print PDF of the A3 poster, first with a 3000×2000 photograph": await repeat(4, () =>
      render(
        withPicture,
        createPictureConverter(async () => picture, profile, createMemoryPictureCache()),
      ),
    ),
    "print PDF of the A3 poster, photograph converted before": await repeat(40, () => render(withPicture, warm)),
  };
}
