import { readFileSync } from "node:fs";
import { createRenderer } from "../../src/main/services/export/createRenderer.ts";
import { digestBytes } from "../../src/shared/base/digest.ts";
import { EXPORT_FORMATS } from "../../src/shared/export/manifest.ts";
import { composePages } from "../../src/shared/typeset/composePages.ts";
import type { Page } from "../../src/shared/typeset/page/page.ts";
import { rasterSize } from "../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, sample } from "../fixtures/safeMigration.ts";

/**
 * Photograph, format → the A2 poster drawn once with it over the whole sheet, in a process of its own. Prints what
 * that took: seconds, the most memory that the process ever held (megabytes), and the megabytes of the file.
 */

/** A2 at 300 pixels for each inch: what the photograph has, upright. */
export const A2 = { width: 4961, height: 7016 } as const;

if (import.meta.main) {
  const [path = "", wanted] = process.argv.slice(2);
  const format = EXPORT_FORMATS.find((known) => known === wanted) ?? "print-pdf";
  const photo = new Uint8Array(readFileSync(path));
  const digest = digestBytes(photo);
  const typesetter = createTypesetter(fonts, pack.families);
  const plain = composePages({ ...sample("poster-return-support", "vi-VN"), pack, typesetter, fonts }).pages;
  const pages = plain.map((page): Page => {
    const rect = { x: 0, y: 0, width: page.width, height: page.height };
    const crop = { x: 0, y: 0, ...A2 };
    return {
      ...page,
      pictures: { [digest]: A2 },
      items: [...page.items, { kind: "picture", picture: digest, rect, crop, block: null }],
    };
  });
  const [page] = pages;
  if (!page || rasterSize(page, 300).width !== A2.width) throw new Error("the poster is no longer A2");
  const start = performance.now();
  const files = await createRenderer(fonts)(
    {
      title: "A2",
      edition: "vi-VN",
      pages,
      formats: [format],
      ppi: 150,
      date: new Date(0),
      engine: "0",
      proof: "0".repeat(64),
      pictures: new Map([[digest, photo]]),
    },
    () => undefined,
  );
  const seconds = (performance.now() - start) / 1000;
  const megabytes = (files[0]?.bytes.length ?? 0) / 1e6;
  console.log(JSON.stringify({ seconds, memory: process.resourceUsage().maxRSS / 1024, megabytes }));
}
