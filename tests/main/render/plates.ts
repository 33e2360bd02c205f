import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { ask, inFolder } from "./witness.ts";

/** Bytes of a PDF → its four plates as Ghostscript separates them, page by page. */

export const PLATES = ["Cyan", "Magenta", "Yellow", "Black"] as const;

export type Plate = (typeof PLATES)[number];

export interface SeparatedPage {
  readonly width: number;
  readonly height: number;
  /** 255 is no ink. */
  readonly plates: Readonly<Record<Plate, Buffer>>;
}

/** Overprinting is obeyed. @param more further options, such as -dFILTERTEXT. */
export function separate(pdf: Uint8Array, ppi: number, ...more: string[]): Promise<SeparatedPage[]> {
  return inFolder(async (folder) => {
    const file = join(folder, "pages.pdf");
    writeFileSync(file, pdf);
    const out = [`-sOutputFile=${join(folder, "p%d.tif")}`, file];
    ask(
      "gs",
      "-q",
      "-dNOPAUSE",
      "-dBATCH",
      "-dSAFER",
      "-sDEVICE=tiffsep",
      `-r${ppi}`,
      "-dOverprint=/enable",
      ...more,
      ...out,
    );
    const count = Number(/Pages: +(\d+)/.exec(ask("pdfinfo", file))?.[1]);
    const pages: SeparatedPage[] = [];
    for (let page = 1; page <= count; page += 1) {
      const read = (plate: Plate) =>
        sharp(join(folder, `p${page}(${plate}).tif`))
          .greyscale()
          .raw()
          .toBuffer({ resolveWithObject: true });
      const [cyan, magenta, yellow, black] = [
        await read("Cyan"),
        await read("Magenta"),
        await read("Yellow"),
        await read("Black"),
      ];
      const plates = { Cyan: cyan.data, Magenta: magenta.data, Yellow: yellow.data, Black: black.data };
      pages.push({ width: black.info.width, height: black.info.height, plates });
    }
    return pages;
  });
}

/** In pixels from the top-left corner of the sheet. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The most ink that any pixel of the part has, in percent of one plate. */
export function mostInk({ width, plates }: SeparatedPage, { left, top, right, bottom }: Part): number {
  let most = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * width + left; at < y * width + right; at += 1) {
      const paper = PLATES.reduce((sum, plate) => sum + (plates[plate][at] ?? 0), 0);
      most = Math.max(most, 4 * 255 - paper);
    }
  }
  return (most / 255) * 100;
}
