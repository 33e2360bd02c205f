import type { Rect } from "../../../shared/base/geometry.ts";
import type { PdfDocument, PdfRef } from "./pdfDocument.ts";

/**
 * A tree of meaning with marks into the pages → structure tree, parent tree and link annotations
 * (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).
 *
 * pdfkit's own tagging closes marked content outside the text object, and knows no lists; this needs three dictionaries.
 */

export interface Tag {
  /** Standard structure type (ISO 32000-1, 14.8.4). */
  readonly type: string;
  /** BCP 47 tag, where it differs from what holds it. */
  readonly language: string | null;
  /** Of a figure: what it shows, and where it lies in PDF's own coordinates. */
  readonly figure: { readonly text: string; readonly box: readonly number[] } | null;
  readonly kids: (Tag | MarkedContent | Annotation)[];
}

/** Marked content: part of a page's content stream, under a number that is given when it is drawn. */
export interface MarkedContent {
  /** The structure type of the tag that holds it. */
  readonly type: string;
  place: { readonly page: TaggedPage; readonly id: number } | null;
}

export interface Annotation {
  readonly page: TaggedPage;
  readonly ref: PdfRef;
  readonly structParent: number;
}

export interface TaggedPage {
  readonly ref: PdfRef;
  readonly height: number;
  readonly structParents: number;
  /** By number: who holds the marked content. */
  readonly marks: MarkedContent[];
}

export function newTag(type: string, more: Partial<Omit<Tag, "type">> = {}): Tag {
  return { type, language: null, figure: null, kids: [], ...more };
}

export class PdfTags {
  private readonly document: PdfDocument;
  private readonly pages: TaggedPage[] = [];
  /** Pages and annotations share one numbering. */
  private keys = 0;

  constructor(document: PdfDocument) {
    this.document = document;
  }

  /** Starts a page as large as its trim box, in points. */
  addPage(width: number, height: number): TaggedPage {
    const structParents = this.keys++;
    const ref = this.document.addTaggedPage([width, height], structParents);
    const page: TaggedPage = { ref, height, structParents, marks: [] };
    this.pages.push(page);
    return page;
  }

  /** The operand that opens this mark on the page. */
  open(page: TaggedPage, mark: MarkedContent): string {
    const id = page.marks.push(mark) - 1;
    mark.place = { page, id };
    return `/${mark.type} <</MCID ${id}>>`;
  }

  /** A link over a part of the page (y down). `text` is read out for it. */
  link(page: TaggedPage, area: Rect, uri: string, text: string): Annotation {
    const structParent = this.keys++;
    const ref = this.document.inside.ref({
      Type: "Annot",
      Subtype: "Link",
      Rect: boxOnPage(page, area),
      // Printed with the page, as PDF/A asks for.
      F: 4,
      Border: [0, 0, 0],
      Contents: literal(text),
      A: { Type: "Action", S: "URI", URI: literal(uri) },
      StructParent: structParent,
    });
    ref.end();
    const list = (page.ref.data.Annots ?? []) as PdfRef[];
    list.push(ref);
    page.ref.data.Annots = list;
    return { page, ref, structParent };
  }

  /** Writes the tree into the catalogue. Tags that hold nothing are left out. */
  write(root: Tag): void {
    const { inside } = this.document;
    const tree = inside.ref({ Type: "StructTreeRoot" });
    const holders = new Map<MarkedContent | Annotation, PdfRef>();
    tree.data.K = [this.element(root, tree, holders)];
    const entries: [number, PdfRef | (PdfRef | null)[]][] = this.pages.map((page) => [
      page.structParents,
      page.marks.map((mark) => holders.get(mark) ?? null),
    ]);
    for (const [kid, holder] of holders) if ("structParent" in kid) entries.push([kid.structParent, holder]);
    entries.sort(([one], [other]) => one - other);
    const parents = inside.ref({ Nums: entries.flat() });
    parents.end();
    tree.data.ParentTree = parents;
    tree.data.ParentTreeNextKey = this.keys;
    tree.end();
    inside._root.data.StructTreeRoot = tree;
    inside._root.data.MarkInfo = { Marked: true };
  }

  private element(from: Tag, parent: PdfRef, holders: Map<MarkedContent | Annotation, PdfRef>): PdfRef {
    const data: Record<string, unknown> = { Type: "StructElem", S: from.type, P: parent };
    const ref = this.document.inside.ref(data);
    if (from.language !== null) data.Lang = literal(from.language);
    if (from.figure) {
      data.Alt = literal(from.figure.text);
      data.A = { O: "Layout", BBox: from.figure.box, Placement: "Block" };
    }
    const kids: unknown[] = [];
    for (const kid of from.kids) {
      if ("kids" in kid) {
        if (holdsSomething(kid)) kids.push(this.element(kid, ref, holders));
      } else if ("ref" in kid) {
        holders.set(kid, ref);
        kids.push({ Type: "OBJR", Obj: kid.ref, Pg: kid.page.ref });
      } else if (kid.place) {
        holders.set(kid, ref);
        kids.push({ Type: "MCR", MCID: kid.place.id, Pg: kid.place.page.ref });
      }
    }
    data.K = kids;
    ref.end();
    return ref;
  }
}

function holdsSomething(from: Tag): boolean {
  return from.kids.some((kid) => ("kids" in kid ? holdsSomething(kid) : "ref" in kid || kid.place !== null));
}

/** [left, bottom, right, top] of an area of the page whose y points down. */
export function boxOnPage(page: TaggedPage, { x, y, width, height }: Rect): number[] {
  return [x, page.height - y - height, x + width, page.height - y].map((points) => Math.round(points * 1000) / 1000);
}

/** pdfkit tells strings from names by their type. */
function literal(text: string): object {
  return Object(text) as object;
}
