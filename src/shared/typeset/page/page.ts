import type { Ink } from "../../base/colour.ts";
import type { Point, Rect } from "../../base/geometry.ts";
import type { Direction } from "../../base/locale.ts";

/**
 * A finished page: positioned glyph ids, paths and pictures, and nothing left to decide.
 *
 * Screen, PNG and PDF draw this and only this, so what is approved is what prints. Lengths are
 * points rounded to 1/1000, origin at the top-left corner of the trim box, y down; what bleeds has
 * coordinates outside the trim box. Items are in painter's order (first is furthest back). Plain
 * JSON: a page can be digested, stored, sent to a worker and compared.
 */
export interface Page {
  readonly template: string;
  /** Page id within the template, for example `front`. */
  readonly id: string;
  /** BCP 47 tag of the edition. */
  readonly edition: string;
  readonly direction: Direction;
  /** Trim size. */
  readonly width: number;
  readonly height: number;
  /** Width of the bleed on each side of the trim box; 0 where nothing bleeds. */
  readonly bleed: number;
  /** Social formats have exact pixel sizes; print formats have none. */
  readonly pixels: { readonly width: number; readonly height: number } | null;
  /** x of each fold, from the left edge of the trim box, in drawing order of this page (already mirrored). */
  readonly folds: readonly number[];
  /** Every colour on the page by palette id. */
  readonly inks: Readonly<Record<string, Ink>>;
  /** Every font on the page by font id. */
  readonly fonts: Readonly<Record<string, PageFont>>;
  /** Every placed photograph by digest. */
  readonly pictures: Readonly<Record<string, PagePicture>>;
  /** What the items mean, in reading order: headings, paragraphs, list items, figures. */
  readonly blocks: readonly PageBlock[];
  readonly items: readonly PageItem[];
}

export interface PageFont {
  /** SHA-256 of the font file. */
  readonly digest: string;
  readonly family: string;
  readonly weight: number;
}

export interface PagePicture {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export type BlockRole = "h1" | "h2" | "p" | "item" | "figure";

export interface PageBlock {
  readonly role: BlockRole;
  /** Frame that holds it. */
  readonly frame: string;
  /** Slot it shows, or null for a picture of the template. */
  readonly slot: string | null;
  /** BCP 47 tag. */
  readonly language: string;
  /** Items of one list share a number; null outside lists. */
  readonly list: number | null;
  /** Alternative text of a figure, the text of anything else, in logical order. */
  readonly text: string;
  /** The box its ink lies in, on the page. */
  readonly bounds: Rect;
}

export type PageItem = GlyphItem | PathItem | PictureItem;

/** Glyphs of one font, size, colour and direction on one baseline, in visual order from left to right. */
export interface GlyphItem {
  readonly kind: "glyphs";
  /** Key into `Page.fonts`. */
  readonly font: string;
  /** Points per em. */
  readonly size: number;
  /** Key into `Page.inks`. */
  readonly ink: string;
  /** Index into `Page.blocks`, or null for decoration. */
  readonly block: number | null;
  readonly direction: Direction;
  /** BCP 47 tag. */
  readonly language: string;
  /** Pen origin of the first glyph on the baseline. */
  readonly origin: Point;
  readonly glyphs: readonly PageGlyph[];
  /** Set when the run is a helpline: its registry id. */
  readonly helpline?: string;
}

export interface PageGlyph {
  /** Glyph id in the font file. */
  readonly id: number;
  /** Offset of the glyph's origin from the item's origin, y down; offsets from shaping are included. */
  readonly x: number;
  readonly y: number;
  /** Advance width. */
  readonly advance: number;
  /** The characters that this glyph shows; empty on all but the first glyph (in logical order) of a cluster. */
  readonly text: string;
}

/** A filled or stroked outline. */
export interface PathItem {
  readonly kind: "path";
  /** SVG path data, absolute M L C Q Z only, in page coordinates. */
  readonly d: string;
  readonly fill: Paint | null;
  readonly rule: "nonzero" | "evenodd";
  readonly stroke: Stroke | null;
  /** 0 to 1, of fill and stroke together. */
  readonly opacity: number;
  /** Only what lies inside this rectangle is painted. */
  readonly clip: Rect | null;
  /** Index into `Page.blocks` for figures; null for decoration. */
  readonly block: number | null;
}

export type Paint =
  | { readonly kind: "solid"; readonly ink: string }
  | {
      readonly kind: "linear";
      readonly from: Point;
      readonly to: Point;
      /** Offsets rise from exactly 0 to exactly 1. */
      readonly stops: readonly { readonly offset: number; readonly ink: string }[];
    };

export interface Stroke {
  readonly ink: string;
  readonly width: number;
  readonly cap: "butt" | "round" | "square";
  readonly join: "miter" | "round" | "bevel";
}

/** A photograph, drawn into `rect` after cropping to `crop`, never mirrored. */
export interface PictureItem {
  readonly kind: "picture";
  /** Key into `Page.pictures`. */
  readonly picture: string;
  readonly rect: Rect;
  /** The visible part, in pixels of the picture. */
  readonly crop: Rect;
  readonly block: number | null;
}

/** Pixels. */
export interface RasterSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the trimmed page: the template's own, or `ppi` times its inches, rounded. */
export function rasterSize(page: Page, ppi = 150): RasterSize {
  return page.pixels ?? { width: Math.round((page.width / 72) * ppi), height: Math.round((page.height / 72) * ppi) };
}
