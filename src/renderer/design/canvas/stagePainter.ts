import { pageBox } from "../../../shared/render/renderSvg.ts";
import type { Page, PageItem } from "../../../shared/typeset/page/page.ts";
import { damage } from "../../typeset/inkBox.ts";
import { paintPage } from "../../typeset/paintPage.ts";
import type { Extent, Viewport } from "./viewport.ts";

/**
 * The page on the canvas: sharp at rest, and while it moves a picture of the whole sheet that only the compositor moves.
 *
 * A key repaints just the part of the page that it changed.
 */

export interface Sources {
  readonly outline: (font: string, glyph: number) => string;
  readonly picture: (digest: string) => CanvasImageSource | null;
}

export interface Shown {
  readonly page: Page;
  readonly box: "trim" | "bleed";
  /** Left out, because an editor shows them. */
  readonly skip: ((item: PageItem) => boolean) | null;
}

export interface StagePainter {
  readonly show: (shown: Shown) => void;
  readonly move: (view: Viewport) => void;
  readonly resize: (extent: Extent, density: number) => void;
  /** Paints all of it again, for example because a picture came. */
  readonly refresh: () => void;
  readonly dispose: () => void;
}

/** A view that stands still this long is painted sharp, milliseconds. */
const REST = 90;
/** Enough to look good while it moves. */
const PREVIEW_PIXELS = 2_500_000;

export function createStagePainter(
  sharp: HTMLCanvasElement,
  preview: HTMLCanvasElement,
  sources: Sources,
): StagePainter {
  const front = sharp.getContext("2d");
  const back = preview.getContext("2d");
  let shown: Shown | null = null;
  let view: Viewport = { scale: 1, x: 0, y: 0 };
  let density = 1;
  let extent: Extent = { width: 0, height: 0 };
  /** Where `sharp` was painted; null where it must be painted from scratch. */
  let painted: Viewport | null = null;
  let previewOf: Shown | null = null;
  let previewScale = 1;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const paintSharp = (before: Shown | null) => {
    if (shown === null || front === null || extent.width === 0) return;
    const partial = before !== null && before.box === shown.box && painted === view;
    const dirty = partial ? changed(before, shown) : undefined;
    if (dirty === null) return;
    const scale = view.scale * density;
    const [x, y] = [view.x * density, view.y * density];
    if (dirty === undefined) front.clearRect(0, 0, sharp.width, sharp.height);
    paintPage(front, shown.page, {
      scale,
      x,
      y,
      box: shown.box,
      ...sources,
      ...(dirty === undefined ? {} : { only: dirty }),
      ...(shown.skip === null ? {} : { skip: shown.skip }),
    });
    painted = view;
    sharp.style.visibility = "visible";
    preview.style.visibility = "hidden";
  };

  const paintPreview = () => {
    if (shown === null || back === null || previewOf === shown) return;
    const { x, y, width, height } = pageBox(shown.page, shown.box);
    previewScale = Math.sqrt(PREVIEW_PIXELS / (width * height));
    preview.width = Math.max(1, Math.round(width * previewScale));
    preview.height = Math.max(1, Math.round(height * previewScale));
    paintPage(back, shown.page, {
      scale: previewScale,
      x: -x * previewScale,
      y: -y * previewScale,
      box: shown.box,
      ...sources,
      ...(shown.skip === null ? {} : { skip: shown.skip }),
    });
    previewOf = shown;
  };
  const previewSoon = () => {
    clearTimeout(idle);
    idle = setTimeout(paintPreview, 400);
  };

  const placePreview = () => {
    if (shown === null) return;
    const { x, y } = pageBox(shown.page, shown.box);
    const by = view.scale / previewScale;
    preview.style.transform = `translate(${view.x + x * view.scale}px, ${view.y + y * view.scale}px) scale(${by})`;
  };

  return {
    show(next) {
      const before = shown;
      shown = next;
      paintSharp(before);
      previewSoon();
    },
    move(next) {
      view = next;
      if (shown === null) return;
      paintPreview();
      placePreview();
      preview.style.visibility = "visible";
      sharp.style.visibility = "hidden";
      clearTimeout(resting);
      resting = setTimeout(() => paintSharp(null), REST);
    },
    resize(next, pixels) {
      extent = next;
      density = pixels;
      sharp.width = Math.max(1, Math.round(next.width * pixels));
      sharp.height = Math.max(1, Math.round(next.height * pixels));
      painted = null;
      paintSharp(null);
    },
    refresh() {
      previewOf = null;
      paintSharp(null);
      previewSoon();
    },
    dispose() {
      clearTimeout(resting);
      clearTimeout(idle);
    },
  };
}

/** Undefined where everything has to be painted. */
function changed(before: Shown, after: Shown) {
  if (before.page.template !== after.page.template || before.page.id !== after.page.id) return undefined;
  if (before.page.edition !== after.page.edition) return undefined;
  if (before.skip === null && after.skip === null) return damage(before.page, after.page);
  // What is left out counts as not being there.
  const visible = ({ page, skip }: Shown): Page => ({
    ...page,
    items: page.items.filter((item) => skip?.(item) !== true),
  });
  return damage(visible(before), visible(after));
}
