import type { Rect } from "../../../shared/base/geometry.ts";
import type { GlyphItem, Page, PageBlock, PageItem } from "../../../shared/typeset/page/page.ts";
import type { PdfOutline } from "./pdfDocument.ts";
import { boxOnPage, type MarkedContent, newTag, type Tag, type TaggedPage } from "./pdfTags.ts";
import { readBlock, type TextPiece } from "./textPieces.ts";

/** Blocks of a page → tags in reading order, and which part of the page each of them marks. */

/** How an item is drawn: in how many parts, and what each of them means. */
export interface DrawnItem {
  readonly item: PageItem;
  /** Null for an artifact. */
  readonly mark: MarkedContent | null;
  readonly space: "left" | "right" | null;
}

export interface Plan {
  /** Items that are not drawn whole under one mark of their own. */
  readonly parts: ReadonlyMap<PageItem, readonly DrawnItem[]>;
  readonly links: readonly PlannedLink[];
}

export interface PlannedLink {
  readonly holder: Tag;
  readonly uri: string;
  readonly text: string;
  /** One for each line. */
  readonly areas: readonly Rect[];
}

/** Heading levels of the whole document, and a bookmark for each heading where there are several pages. */
export class Headings {
  private readonly hasTitle: boolean;
  private readonly bookmarks: boolean;
  private readonly root: PdfOutline;
  private chapter: PdfOutline | null = null;
  private titled = false;

  constructor(pages: readonly Page[], root: PdfOutline) {
    this.hasTitle = pages.some((page) => page.blocks.some((block) => block.role === "h1"));
    this.bookmarks = pages.length > 1;
    this.root = root;
  }

  /** Levels are never skipped: a heading above the first title is as high as a title. */
  add(page: Page, block: PageBlock): "H1" | "H2" {
    const level = block.role === "h1" || !this.titled ? 1 : 2;
    if (block.role === "h1" || !this.hasTitle) this.titled = true;
    if (this.bookmarks) {
      const holder = level === 2 ? (this.chapter ?? this.root) : this.root;
      // pdfkit counts from the right edge: this is the left one.
      const item = holder.addItem(block.text, { top: Math.max(0, block.bounds.y), left: page.width, expanded: true });
      if (level === 1) this.chapter = item;
    }
    return level === 1 ? "H1" : "H2";
  }
}

export function planPage(page: Page, tagged: TaggedPage, language: string, headings: Headings, holder: Tag): Plan {
  const parts = new Map<PageItem, DrawnItem[]>();
  const links: PlannedLink[] = [];
  let list = null as { readonly key: string; readonly tag: Tag } | null;
  for (const [index, block] of page.blocks.entries()) {
    const differs = block.language === language ? null : block.language;
    const key = block.role === "item" ? `${block.frame}/${block.slot}/${block.list}` : null;
    if (key === null) list = null;
    else if (list?.key !== key) {
      list = { key, tag: newTag("L") };
      holder.kids.push(list.tag);
    }
    if (block.role === "figure") {
      planFigure(page, tagged, index, block, differs, holder, parts);
      continue;
    }
    const pieces = readBlock(page, index);
    if (pieces.length === 0) continue;
    const heading = block.role === "h1" || block.role === "h2";
    const body = newTag(list ? "LBody" : heading ? headings.add(page, block) : "P", { language: differs });
    if (list) list.tag.kids.push(newTag("LI", { kids: [body] }));
    else holder.kids.push(body);
    planText(pieces, block.language, body, parts, links);
  }
  return { parts, links };
}

/** A figure without words is decoration. */
function planFigure(
  page: Page,
  tagged: TaggedPage,
  index: number,
  block: PageBlock,
  language: string | null,
  holder: Tag,
  parts: Map<PageItem, DrawnItem[]>,
): void {
  if (block.text.trim() === "") return;
  const figure = newTag("Figure", { language, figure: { text: block.text, box: boxOnPage(tagged, block.bounds) } });
  holder.kids.push(figure);
  let before = null as { readonly at: number; readonly mark: MarkedContent } | null;
  for (const [at, item] of page.items.entries()) {
    if (item.block !== index) continue;
    // Neighbours on the page are one mark: a drawing has dozens of paths.
    const mark: MarkedContent = before?.at === at - 1 ? before.mark : { type: "Figure", place: null };
    if (mark !== before?.mark) figure.kids.push(mark);
    before = { at, mark };
    parts.set(item, [{ item, mark, space: null }]);
  }
}

function planText(
  pieces: readonly TextPiece[],
  language: string,
  body: Tag,
  parts: Map<PageItem, DrawnItem[]>,
  links: PlannedLink[],
): void {
  let inner = null as { readonly tag: Tag; readonly piece: TextPiece } | null;
  for (const [at, piece] of pieces.entries()) {
    const { link, item } = piece;
    const differs = item.language === language ? null : item.language;
    const same = inner !== null && inner.piece.link === link && inner.piece.item.language === item.language;
    if (link === null && differs === null) inner = null;
    else if (!same) {
      inner = { tag: newTag(link ? "Link" : "Span", { language: differs }), piece };
      body.kids.push(inner.tag);
      if (link) {
        const run = pieces.slice(at).findIndex((other) => other.link !== link || other.item.language !== item.language);
        const covered = pieces.slice(at, run < 0 ? undefined : at + run);
        links.push({ holder: inner.tag, uri: link.uri, text: link.text, areas: areasOf(covered) });
      }
    }
    const holder: Tag = inner?.tag ?? body;
    const mark: MarkedContent = { type: holder.type, place: null };
    holder.kids.push(mark);
    const space = piece.endsWord ? (item.direction === "rtl" ? "left" : "right") : null;
    parts.set(piece.of, [...(parts.get(piece.of) ?? []), { item, mark, space }]);
  }
}

/** How far letters reach above and below the baseline, in ems: room for a finger too. */
const ABOVE = 0.95;
const BELOW = 0.3;

/** The box of each line. */
function areasOf(pieces: readonly TextPiece[]): Rect[] {
  const lines = new Map<number, GlyphItem[]>();
  for (const { line, item } of pieces) lines.set(line, [...(lines.get(line) ?? []), item]);
  return [...lines.values()].map((items) => {
    const edges = items.flatMap(({ origin, glyphs }) =>
      glyphs.flatMap(({ x, advance }) => [origin.x + x, origin.x + x + advance]),
    );
    const top = Math.min(...items.map(({ origin, size }) => origin.y - ABOVE * size));
    const bottom = Math.max(...items.map(({ origin, size }) => origin.y + BELOW * size));
    const left = Math.min(...edges);
    return { x: left, y: top, width: Math.max(...edges) - left, height: bottom - top };
  });
}
