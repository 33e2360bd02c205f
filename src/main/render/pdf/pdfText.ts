import { StudioError } from "../../../shared/base/errors.ts";
import type { GlyphItem, PageGlyph } from "../../../shared/typeset/page/page.ts";
import type { FontFile } from "../../../shared/typeset/text/ports.ts";
import { endsInMark, hasLetters, KEPT, type SpeltGlyph, spell } from "./directionMarks.ts";
import { type EmbeddedFont, type ParsedFont, type PdfDocument, parseFont } from "./pdfDocument.ts";
import { decimal } from "./pdfPath.ts";
import type { RunPlace } from "./readingOrder.ts";
import { fillGlyphs, type WideCluster, wideClusters } from "./wideClusters.ts";

/**
 * Glyph items → text operators with HarfBuzz's own glyph ids, in embedded subsets that can be copied and searched.
 *
 * Arabic stays in visual order, one character a glyph, without ActualText: PDFium, poppler and MuPDF
 * turn visual order round themselves, and lose words as soon as ActualText gives them logical order.
 * So a ligature of right-to-left letters shows its first letter, and an invisible glyph
 * just before it carries each later letter. Reversing the letters in ToUnicode would find the same
 * words, but ToUnicode is defined to be in logical order, and a screen reader would read them backwards.
 *
 * Accents without width get the same treatment: the carrier stays on the baseline, in its place among
 * the letters, and the raised glyph follows after the run, showing nothing. Otherwise pdftotext takes
 * each raised accent for a line of its own and tears the word apart.
 *
 * What readers give back is in docs/copying.md.
 *
 * Each pair of glyph and text has a CID of its own, since one glyph may show different letters: fonts
 * build beh and teh from one dotless base.
 *
 * One file because run, text object and subset share the carriers: none can be understood without the others.
 */

const parsedFonts = new Map<string, ParsedFont>();
/** A pack has some ten fonts; opening one takes 2 to 9 ms. */
const FONTS_KEPT = 32;

function openFont(file: FontFile): ParsedFont {
  const known = parsedFonts.get(file.digest);
  if (known) return known;
  if (parsedFonts.size >= FONTS_KEPT) parsedFonts.clear();
  const font = parseFont(file.bytes);
  parsedFonts.set(file.digest, font);
  return font;
}

/**
 * Glyphs without ink, in order of preference. pdf.js counts the gap before a letter without width twice, as
 * two spaces, so letters are carried by a hair space, which is taken back; but it gives accents no width
 * whatever the font says: ZERO WIDTH SPACE, NON-JOINER or JOINER carry them.
 */
const LETTER_CARRIERS = [0x200a, 0x200b, 0x200c, 0x200d, 0x20];
const ACCENT_CARRIERS = [0x200b, 0x200c, 0x200d, 0x200a, 0x20];

/** What a tagged PDF adds to a run. */
export interface TextMark {
  /** Operand of the marked content that the run is, for example `/P <</MCID 3>>`. */
  readonly operand: string;
  /** Where a space goes that stands at the end of the line: readers of the structure need it to tell two words apart. */
  readonly space: "left" | "right" | null;
}

export class PdfText {
  private readonly document: PdfDocument;
  private readonly files: ReadonlyMap<string, FontFile>;
  private readonly subsets = new Map<string, Subset>();

  constructor(document: PdfDocument, fonts: readonly FontFile[]) {
    this.document = document;
    this.files = new Map(fonts.map((file) => [file.id, file]));
  }

  /**
   * Draws the run in the current colour. The y axis points down. Marked content begins and ends inside the text
   * object: around it, poppler turns the order of the words round.
   * @throws StudioError `render/font-differs` when the font is not the file the page was composed with
   */
  draw(item: GlyphItem, digest: string | undefined, place: RunPlace | null, mark?: TextMark): void {
    const subset = this.subset(item.font, digest);
    this.document.addFont(subset.embedded);
    const rightToLeft = item.direction === "rtl";
    const spelt = spell(item, place);
    // Readers turn a run round by its letters: where it has none, its glyphs are drawn as they are read.
    const groups = rightToLeft && !hasLetters(item) ? spelt.map((one) => [one]).reverse() : [spelt];
    const accents = new TextOperators(item, subset.embedded);
    const wide = wideClusters(item);
    const lines = groups.flatMap((group) => writeGlyphs(item, group, subset, accents, wide));
    // Pdf.js gives an accent that begins a line to the line before, unless something else begins it.
    const marked = rightToLeft && place !== null && endsInMark(item, 0);
    const side = mark?.space ?? (marked ? "left" : null);
    const space = side === null ? [] : writeSpace(item, side, subset, marked ? `${KEPT} ` : " ");
    const text = side === "left" ? [...space, ...lines] : [...lines, ...space];
    // Readers that sort by place would mix the joiners these glyphs show into the words: the empty text removes them.
    const hidden = accents.isEmpty() ? [] : ["/Span <</ActualText ()>> BDC", ...accents.body(), "EMC"];
    // Pdf.js takes neighbouring runs for one, and orders it anew, unless each is marked content of its own.
    const [begin, end] = mark ? [[`${mark.operand} BDC`], ["EMC"]] : place ? [["/Span BMC"], ["EMC"]] : [[], []];
    const font = `/${subset.embedded.id} ${decimal(item.size)} Tf`;
    const filled = wide.length > 0 ? item.glyphs.filter((glyph, at) => isFilled(glyph, at, wide, subset)) : [];
    const ink = filled.length > 0 ? [fillGlyphs(item, filled, subset.embedded.font)] : [];
    const drawn = mark ? ink.flatMap((path) => ["/Artifact BMC", path, "EMC"]) : ink;
    this.document.addContent(["BT", font, ...begin, ...text, ...hidden, ...end, "ET", ...drawn].join("\n"));
  }

  private subset(id: string, digest: string | undefined): Subset {
    const known = this.subsets.get(id);
    if (known) return known;
    const file = this.files.get(id);
    if (!file || file.digest !== digest) {
      const problem = file ? "is another file than the page was composed with" : "is missing";
      throw new StudioError("render/font-differs", "failure", `Font ${id} ${problem}.`, {
        hint: "Typeset the page again with the fonts of this pack, then export.",
      });
    }
    const subset = new Subset(this.document.embedFont(openFont(file)));
    this.subsets.set(id, subset);
    return subset;
  }
}

/** Glyphs of one run, from left to right; accents without width are left to a text object that comes later. */
function writeGlyphs(
  item: GlyphItem,
  spelt: readonly SpeltGlyph[],
  subset: Subset,
  accents: TextOperators,
  wide: readonly WideCluster[],
): readonly string[] {
  const text = new TextOperators(item, subset.embedded);
  const rightToLeft = item.direction === "rtl";
  // PDFium passes over what has no width, and counts the directions of a line: these marks are not meant for it. But
  // where a run is in parts, it takes a raised accent between two of them for the end of a line.
  const apart = spelt.every(({ glyph }) => glyph.advance > 0);
  for (const [at, { glyph, left, right, text: shown }] of spelt.entries()) {
    const index = item.glyphs.indexOf(glyph);
    const cluster = wide.find(({ first, last }) => first <= index && index <= last);
    if (cluster) {
      if (cluster.first !== index) continue;
      text.moveTo(glyph.x, glyph.y);
      text.showUnseen(subset.cid(cluster.letter.id, cluster.letter.text), cluster.width);
      continue;
    }
    if (isCarried(glyph, subset)) {
      // Exactly where its letter begins, or readers that sort by place put it after the letter.
      const base = rightToLeft ? spelt.slice(at).find((other) => other.glyph.advance > 0)?.glyph : undefined;
      if (base) text.moveTo(base.x, base.y);
      for (const cid of subset.carry(glyph.text, rightToLeft)) text.carry(cid);
      if (wide.length > 0) continue;
      accents.moveTo(glyph.x, glyph.y);
      accents.show(subset.cid(glyph.id, ""));
      continue;
    }
    const [own, rest] = shown === glyph.text ? subset.split(shown, rightToLeft) : [shown, ""];
    text.moveTo(glyph.x, glyph.y);
    if (left !== "" && apart) text.flush();
    for (const cid of subset.carry(left, false)) text.carry(cid);
    if (left !== "" && apart) text.flush();
    for (const cid of subset.carry(rest, rightToLeft)) text.carry(cid);
    text.show(subset.cid(glyph.id, own));
    for (const cid of subset.carry(right, false)) text.carry(cid);
  }
  return text.body();
}

/**
 * Is the glyph filled as a path? Beside a letter that is wider than its glyph, accents are, too: PDFium reads hidden
 * accents into the words beside it.
 */
function isFilled(glyph: PageGlyph, at: number, wide: readonly WideCluster[], subset: Subset): boolean {
  return isCarried(glyph, subset) || wide.some(({ first, last }) => first <= at && at <= last);
}

/** An accent without width: an invisible glyph carries its text, and the raised glyph shows none. */
function isCarried({ advance, text }: PageGlyph, subset: Subset): boolean {
  return advance === 0 && (text === "" || subset.canCarry);
}

function writeSpace(item: GlyphItem, side: "left" | "right", subset: Subset, shown: string): readonly string[] {
  const space = subset.space(shown);
  if (space === null) return [];
  const text = new TextOperators(item, subset.embedded);
  const letters = item.glyphs.filter(({ advance }) => advance > 0);
  const width = ((subset.embedded.widths[space] ?? 0) * item.size) / 1000;
  if (side === "left") text.moveTo(Math.min(...letters.map(({ x }) => x)) - width, 0);
  else text.moveTo(Math.max(...letters.map(({ x, advance }) => x + advance)), 0);
  text.show(space);
  return text.body();
}

/** Thousandths of an em; what the page's rounding to 1/1000 pt makes of an unmoved letter stays below. At 100 pt it is 0.02 pt. */
const LEAST_SHIFT = 0.2;

/** Thousandths of an em: nine carriers together stay below `LEAST_SHIFT`. */
const TRACE = 0.02;

/** One text object. */
class TextOperators {
  private readonly item: GlyphItem;
  private readonly embedded: EmbeddedFont;
  private readonly lines: string[] = [];
  private shown: string[] = [];
  private pen = 0;
  private baseline = Number.NaN;
  private place = Number.NaN;

  constructor(item: GlyphItem, embedded: EmbeddedFont) {
    this.item = item;
    this.embedded = embedded;
  }

  isEmpty(): boolean {
    return this.shown.length === 0 && this.lines.length === 0;
  }

  /** Offsets from the item's origin, as in `PageGlyph`. The pen moves by what was written, so errors do not add up. */
  moveTo(x: number, y: number): void {
    // Carriers and their letter go to one place: nothing may come between them.
    if (x === this.place && y === this.baseline) return;
    this.place = x;
    this.moveToBaseline(x, y);
    const shift = Math.round(((this.pen - x) / this.item.size) * 100_000) / 100;
    if (Math.abs(shift) >= LEAST_SHIFT) this.shift(shift);
  }

  /** Shows a glyph where the pen stands. */
  show(cid: number): void {
    if (Number.isNaN(this.baseline)) this.moveToBaseline(0, 0);
    this.shown.push(`<${cid.toString(16).padStart(4, "0")}>`);
    this.pen += (this.width(cid) * this.item.size) / 1000;
  }

  /** Shows a glyph and takes its width back, but for a trace: readers that sort by place must find it before what follows. */
  carry(cid: number): void {
    this.show(cid);
    this.shift(this.width(cid) - TRACE);
  }

  /** Shows no ink, but is read as a glyph so many points wide. */
  showUnseen(cid: number, width: number): void {
    this.flush();
    const wider = (width * 100_000) / (this.width(cid) * this.item.size);
    this.lines.push(`3 Tr ${decimal(wider)} Tz`, `[<${cid.toString(16).padStart(4, "0")}>] TJ`, "0 Tr 100 Tz");
    this.pen += width;
  }

  body(): readonly string[] {
    this.flush();
    return this.lines;
  }

  private width(cid: number): number {
    return this.embedded.widths[cid] ?? 0;
  }

  /** To the left, in thousandths of an em, as TJ counts. */
  private shift(thousandths: number): void {
    const rounded = Math.round(thousandths * 1000) / 1000;
    this.shown.push(decimal(rounded));
    this.pen -= (rounded * this.item.size) / 1000;
  }

  private moveToBaseline(x: number, y: number): void {
    if (y === this.baseline) return;
    this.flush();
    const { origin } = this.item;
    this.lines.push(`1 0 0 -1 ${decimal(origin.x + x)} ${decimal(origin.y + y)} Tm`);
    this.pen = x;
    this.baseline = y;
  }

  /** Ends the operator: what follows is one of its own. */
  flush(): void {
    if (this.shown.length > 0) this.lines.push(`[${this.shown.join(" ")}] TJ`);
    this.shown = [];
  }
}

class Subset {
  readonly embedded: EmbeddedFont;
  readonly canCarry: boolean;
  private readonly letterCarrier: number;
  private readonly accentCarrier: number;
  private readonly cids = new Map<string, number>();

  constructor(embedded: EmbeddedFont) {
    this.embedded = embedded;
    const { font } = embedded;
    const first = (codePoints: readonly number[]) => {
      const codePoint = codePoints.find((one) => font.hasGlyphForCodePoint(one));
      return codePoint === undefined ? 0 : font.glyphForCodePoint(codePoint).id;
    };
    this.letterCarrier = first(LETTER_CARRIERS);
    this.accentCarrier = first(ACCENT_CARRIERS);
    this.canCarry = this.letterCarrier !== 0;
  }

  /** What the glyph itself shows, and what has to be carried: the later letters of a right-to-left ligature. */
  split(text: string, rightToLeft: boolean): [own: string, carried: string] {
    const [first = "", ...later] = Array.from(text);
    return rightToLeft && later.length > 0 && this.canCarry ? [first, later.join("")] : [text, ""];
  }

  /** An invisible glyph for each letter, in visual order; pdftotext drops equal letters in one place, so these share one. */
  carry(text: string, rightToLeft: boolean): number[] {
    if (!this.canCarry) return [];
    const letters = Array.from(text.matchAll(/(.)\1*/gsu), ([equal]) =>
      this.cid(/^[\p{M}\p{Cf}]/u.test(equal) ? this.accentCarrier : this.letterCarrier, equal),
    );
    return rightToLeft ? letters.reverse() : letters;
  }

  /** The number in the subset of the space, or null where the font has none. */
  space(text: string): number | null {
    const { font } = this.embedded;
    return font.hasGlyphForCodePoint(0x20) ? this.cid(font.glyphForCodePoint(0x20).id, text) : null;
  }

  /** The number in the subset of a glyph that shows this text. */
  cid(glyph: number, text: string): number {
    const key = `${glyph}/${text}`;
    const known = this.cids.get(key);
    if (known !== undefined) return known;
    const { embedded } = this;
    const cid = embedded.subset.glyphs.push(glyph) - 1;
    embedded.widths[cid] = embedded.font.getGlyph(glyph).advanceWidth * embedded.scale;
    // What shows no letter of its own; a joiner neither splits the word nor shows when pasted.
    embedded.unicode[cid] = Array.from(text === "" ? "\u200d" : text, (letter) => letter.codePointAt(0) ?? 0);
    this.cids.set(key, cid);
    return cid;
  }
}
