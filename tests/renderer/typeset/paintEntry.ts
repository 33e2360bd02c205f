import { type Canvas2D, paintPage } from "../../../src/renderer/typeset/paintPage.ts";
import type { Rect } from "../../../src/shared/base/geometry.ts";
import type { Page } from "../../../src/shared/typeset/page/page.ts";

/** What a test runs in the browser: a page, its outlines and pixels a point → a canvas. */

interface Painting {
  readonly page: Page;
  readonly outlines: Readonly<Record<string, string>>;
  readonly scale: number;
  /** Painted a second time, over what is there. */
  readonly again?: Rect;
}

export function paint(canvas: Canvas2D, { page, outlines, scale, again }: Painting): void {
  const options = {
    scale,
    x: 0,
    y: 0,
    box: "trim",
    outline: (font: string, glyph: number) => outlines[`${font}/${glyph}`] ?? "",
    picture: () => null,
  } as const;
  paintPage(canvas, page, options);
  if (again !== undefined) paintPage(canvas, page, { ...options, only: again });
}
