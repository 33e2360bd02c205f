import type { Page } from "../../shared/typeset/page/page.ts";

/** Page, pixels per inch → the exact size of its raster file. */

export interface RasterSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the trimmed page: the template's own, or ppi times inches, rounded. */
export function rasterSize(page: Page, ppi = 150): RasterSize {
  return page.pixels ?? { width: Math.round((page.width / 72) * ppi), height: Math.round((page.height / 72) * ppi) };
}
