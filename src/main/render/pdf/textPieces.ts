import { scan } from "../../../shared/literals/scan.ts";
import { foldDigits } from "../../../shared/localise/words/normaliseText.ts";
import type { GlyphItem, Page, PageBlock, PageGlyph } from "../../../shared/typeset/page/page.ts";
import { itemText, linesOf, logicalGlyphs, readLine } from "./readingOrder.ts";

/** The glyph items of a block → pieces in the order in which they are read, with the addresses and numbers they lead to. */

export interface TextPiece {
  /** The item as it is drawn: the whole of it, or the part that a link covers or leaves over. */
  readonly item: GlyphItem;
  /** The item on the page that it belongs to. */
  readonly of: GlyphItem;
  /** Lines of the block are numbered from 0. */
  readonly line: number;
  readonly link: TextLink | null;
  /** A space follows, which the typesetter has left out because a line ends here. */
  readonly endsWord: boolean;
}

export interface TextLink {
  /** `tel:`, `mailto:` or `https:`. */
  readonly uri: string;
  /** What is linked, as it reads. */
  readonly text: string;
}

/** In reading order. */
export function readBlock(page: Page, index: number): TextPiece[] {
  const block = page.blocks[index];
  if (!block) return [];
  const lines = linesOf(page, index).map((line) => readLine(page, line));
  const links = linkLetters(block, lines);
  const ends = lines.map((line, at) => endsWithSpace(block, itemText(line), itemText(lines[at + 1] ?? [])));
  return lines.flatMap((line, number) =>
    line.flatMap((item, at) => {
      const last = at === line.length - 1 && ends[number] === true;
      const parts = splitItem(item, links);
      return parts.map(
        (part, which): TextPiece => ({
          ...part,
          of: item,
          line: number,
          endsWord: last && which === parts.length - 1,
        }),
      );
    }),
  );
}

const visible = (text: string) => text.replace(/[\p{White_Space}\p{Default_Ignorable_Code_Point}]/gu, "");
/** Enough letters to know the place again in the text of a block. */
const CONTEXT = 12;

/** False where a long word or address goes on in the next line. */
function endsWithSpace(block: PageBlock, line: string, next: string): boolean {
  if (next === "") return false;
  const joined = `${line.trimEnd().slice(-CONTEXT)}${next.trimStart().slice(0, CONTEXT)}`;
  // A soft hyphen at which the line ended is in no glyph.
  return !block.text.replaceAll("\u00ad", "").includes(joined);
}

/** Glyph → its link, of every glyph that a link covers. */
function linkLetters(block: PageBlock, lines: readonly (readonly GlyphItem[])[]): ReadonlyMap<PageGlyph, TextLink> {
  const links = new Map<PageGlyph, TextLink>();
  const items = lines.flat();
  // One telephone number is one link, however many runs and lines it has; the same number again is another link.
  const numbers: GlyphItem[][] = [];
  for (const [at, item] of items.entries()) {
    if (item.helpline === undefined) continue;
    if (items[at - 1]?.helpline === item.helpline) numbers.at(-1)?.push(item);
    else numbers.push([item]);
  }
  for (const number of numbers) {
    const text = itemText(number).trim();
    const uri = telephone(text);
    if (uri === null) continue;
    const link = { uri, text };
    for (const item of number) for (const glyph of item.glyphs) links.set(glyph, link);
  }
  const letters = items.flatMap((item) =>
    logicalGlyphs(item).flatMap((glyph) => Array.from(visible(glyph.text), (letter) => ({ letter, glyph }))),
  );
  const shown = letters.map(({ letter }) => letter);
  let from = 0;
  for (const span of scan(block.text, { language: "und", direction: "ltr" }).spans) {
    const text = block.text.slice(span.start, span.end);
    const uri = span.kind === "email" ? mailAddress(text) : span.kind === "link" ? webAddress(text) : null;
    if (uri === null) continue;
    const wanted = Array.from(visible(text));
    const at = shown.findIndex((_, start) => start >= from && wanted.every((letter, k) => shown[start + k] === letter));
    if (at < 0) continue;
    from = at + wanted.length;
    const link = { uri, text };
    for (const { glyph } of letters.slice(at, from)) links.set(glyph, link);
  }
  return links;
}

/** RFC 3966: digits, with a plus in front of a country code; a trunk zero in brackets is not dialled from abroad. */
export function telephone(text: string): string | null {
  const abroad = text.startsWith("+");
  const digits = foldDigits(abroad ? text.replace(/\(\p{Nd}\)/u, "") : text).replace(/\D/g, "");
  return digits === "" ? null : `tel:${abroad ? "+" : ""}${digits}`;
}

function mailAddress(text: string): string {
  return text.toLowerCase().startsWith("mailto:") ? text : `mailto:${text}`;
}

/** An address of the web as people type it; a missing space after a full stop does not make one. */
export function webAddress(text: string): string | null {
  if (text.startsWith("http://")) return null;
  const address = text.replace(/^https:\/\//, "");
  const [host = ""] = address.split("/");
  if (host !== host.toLowerCase()) return null;
  return encodeURI(`https://${address}`);
}

/** Cut where a link begins or ends; the parts keep their place, for glyphs are placed from the item's origin. */
function splitItem(
  item: GlyphItem,
  links: ReadonlyMap<PageGlyph, TextLink>,
): { readonly item: GlyphItem; readonly link: TextLink | null }[] {
  const parts: { glyphs: PageGlyph[]; link: TextLink | null }[] = [];
  for (const glyph of logicalGlyphs(item)) {
    const last = parts.at(-1);
    // A glyph without letters of its own belongs to the letter before it.
    const link = glyph.text === "" && last ? last.link : (links.get(glyph) ?? null);
    if (last && last.link === link) last.glyphs.push(glyph);
    else parts.push({ glyphs: [glyph], link });
  }
  if (parts.length === 1) return [{ item, link: parts[0]?.link ?? null }];
  return parts.map(({ glyphs, link }) => ({
    item: { ...item, glyphs: item.direction === "rtl" ? glyphs.reverse() : glyphs },
    link,
  }));
}
