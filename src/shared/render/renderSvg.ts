import { assert } from "../base/errors.ts";
import type { Point, Rect } from "../base/geometry.ts";
import type { GlyphItem, Page, PageItem, Paint, PathItem, PictureItem } from "../typeset/page/page.ts";
import type { GlyphOutlines } from "../typeset/text/ports.ts";
import { placeOutline } from "./placeOutline.ts";

/**
 * Page → SVG of outlines.
 *
 * No `<text>`, no fonts, no scripts, nothing fetched but the pictures the caller names: neither a
 * browser nor librsvg can shape a letter again, so the preview and the PNG show what the PDF prints.
 *
 * A run of glyphs becomes one path, so joined Arabic letters fill as one shape, without hairlines where
 * they meet, and no ids are needed. It costs librsvg nothing: 1080 × 1080 pixels, 700 glyphs, best of 25:
 * one path a run 29–33 ms, `<use>` of one definition a glyph 28–35 ms, one path a glyph 30–37 ms.
 */

export interface SvgOptions {
  /** What is shown: the trimmed page, or the page with its bleed. */
  readonly box: "trim" | "bleed";
  /** Digest of a picture → address, usually `data:` or an asset URL. */
  readonly pictures: (digest: string) => string;
  /** Exact size in pixels; the drawing is stretched to it (by less than a pixel). Otherwise the size is in points. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Put before every id, so that several pages may stand in one HTML document. */
  readonly idPrefix?: string;
}

/** The part of the page that `box` names, in page coordinates. */
export function pageBox(page: Page, box: "trim" | "bleed"): Rect {
  const margin = box === "bleed" ? page.bleed : 0;
  return { x: -margin, y: -margin, width: page.width + 2 * margin, height: page.height + 2 * margin };
}

/** The same page and options always give the same string. Colours are sRGB. */
export function renderSvg(page: Page, outlines: GlyphOutlines, options: SvgOptions): string {
  const view = pageBox(page, options.box);
  const size = options.size
    ? `width="${options.size.width}" height="${options.size.height}" preserveAspectRatio="none"`
    : `width="${decimal(view.width)}pt" height="${decimal(view.height)}pt"`;
  const drawing = new Drawing(page, outlines, options);
  const body = page.items.map((item) => drawing.item(item)).join("");
  const defs = drawing.defs.length > 0 ? `<defs>${drawing.defs.join("")}</defs>` : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="${numbers(view.x, view.y, view.width, view.height)}">${defs}${body}</svg>`;
}

class Drawing {
  readonly defs: string[] = [];
  private readonly page: Page;
  private readonly outlines: GlyphOutlines;
  private readonly options: SvgOptions;
  private readonly clips = new Map<string, string>();

  constructor(page: Page, outlines: GlyphOutlines, options: SvgOptions) {
    this.page = page;
    this.outlines = outlines;
    this.options = options;
  }

  item(item: PageItem): string {
    switch (item.kind) {
      case "glyphs":
        return this.glyphs(item);
      case "path":
        return this.path(item);
      case "picture":
        return this.picture(item);
    }
  }

  private glyphs(item: GlyphItem): string {
    const scale = item.size / 1000;
    const d = item.glyphs
      .map((glyph) => placeOutline(this.outlines.outline(item.font, glyph.id), glyph.x / scale, glyph.y / scale))
      .join("");
    if (d === "") return "";
    const place = `matrix(${numbers(scale, 0, 0, scale, item.origin.x, item.origin.y)})`;
    return `<path transform="${place}" fill="${this.colour(item.ink)}" d="${escapeXml(d)}"/>`;
  }

  private path(item: PathItem): string {
    const attributes = [`d="${escapeXml(item.d)}"`, `fill="${item.fill ? this.paint(item.fill) : "none"}"`];
    if (item.rule === "evenodd") attributes.push('fill-rule="evenodd"');
    if (item.stroke) {
      const { ink, width, cap, join } = item.stroke;
      attributes.push(`stroke="${this.colour(ink)}" stroke-width="${decimal(width)}"`);
      attributes.push(`stroke-linecap="${cap}" stroke-linejoin="${join}"`);
    }
    if (item.opacity !== 1) attributes.push(`opacity="${decimal(item.opacity)}"`);
    if (item.clip) attributes.push(`clip-path="url(#${this.clip(item.clip)})"`);
    return `<path ${attributes.join(" ")}/>`;
  }

  private picture(item: PictureItem): string {
    const pixels = this.page.pictures[item.picture];
    assert(pixels, `picture ${item.picture} is placed but not listed on page ${this.page.id}`);
    const { rect, crop } = item;
    const href = escapeXml(this.options.pictures(item.picture));
    // An inner <svg> crops: it clips to its own viewport.
    return (
      `<svg x="${decimal(rect.x)}" y="${decimal(rect.y)}" width="${decimal(rect.width)}" height="${decimal(rect.height)}"` +
      ` viewBox="${numbers(crop.x, crop.y, crop.width, crop.height)}" preserveAspectRatio="none">` +
      `<image width="${pixels.width}" height="${pixels.height}" preserveAspectRatio="none" href="${href}"/></svg>`
    );
  }

  private paint(paint: Paint): string {
    if (paint.kind === "solid") return this.colour(paint.ink);
    const id = this.define((name) => {
      const stops = paint.stops.map(
        (stop) => `<stop offset="${decimal(stop.offset)}" stop-color="${this.colour(stop.ink)}"/>`,
      );
      return (
        `<linearGradient id="${name}" gradientUnits="userSpaceOnUse" ${ends(paint.from, paint.to)}>` +
        `${stops.join("")}</linearGradient>`
      );
    });
    return `url(#${id})`;
  }

  private clip(rect: Rect): string {
    const key = numbers(rect.x, rect.y, rect.width, rect.height);
    const known = this.clips.get(key);
    if (known) return known;
    const id = this.define(
      (name) =>
        `<clipPath id="${name}"><rect x="${decimal(rect.x)}" y="${decimal(rect.y)}"` +
        ` width="${decimal(rect.width)}" height="${decimal(rect.height)}"/></clipPath>`,
    );
    this.clips.set(key, id);
    return id;
  }

  private define(element: (id: string) => string): string {
    const id = escapeXml(`${this.options.idPrefix ?? ""}d${this.defs.length}`);
    this.defs.push(element(id));
    return id;
  }

  private colour(ink: string): string {
    const rgb = this.page.inks[ink]?.rgb;
    assert(rgb, `ink ${ink} is used but not listed on page ${this.page.id}`);
    // Anything but a plain colour, such as url(…), could fetch something.
    assert(/^#[0-9a-f]{6}$/.test(rgb), `ink ${ink} is not written #rrggbb`);
    return rgb;
  }
}

function ends(from: Point, to: Point): string {
  return `x1="${decimal(from.x)}" y1="${decimal(from.y)}" x2="${decimal(to.x)}" y2="${decimal(to.y)}"`;
}

/** At most six decimals, never an exponent. */
function decimal(value: number): string {
  assert(Number.isFinite(value), "every number on a page is finite");
  return String(Math.round(value * 1e6) / 1e6 + 0);
}

function numbers(...values: number[]): string {
  return values.map(decimal).join(" ");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
