import type { Direction } from "../../base/locale.ts";
import type { CampaignDocument, Inline, RichText } from "../../document/documentSchema.ts";
import { lockedSlots } from "../../document/locks.ts";
import { scan } from "../../literals/scan.ts";
import type { SpanKind, Stretch } from "../../literals/span.ts";
import { familyOf } from "../../pack/lookUp.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { richFromSegments, segmentsOf, sourceEdition } from "./units.ts";

/** Document → the same document with made-up words, longer and harder to set than the real ones: for testing layouts. */

export interface PseudoOptions {
  /** Length of the text as a multiple of the source's, from 1 to 4. */
  readonly expand: number;
  readonly direction: Direction;
}

/** Vietnamese letters carry two marks, one over the other, and one below: the tallest lines that an edition has. */
const TALL: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    aăâ: "ẫ",
    eê: "ể",
    iì: "ị",
    oôơ: "ỗ",
    uư: "ữ",
    yỳ: "ỵ",
    d: "đ",
    AĂÂ: "Ẫ",
    EÊ: "Ể",
    IÌ: "Ị",
    OÔƠ: "Ỗ",
    UƯ: "Ữ",
    YỲ: "Ỵ",
    D: "Đ",
  }).flatMap(([letters, tall]) => [...letters].map((letter) => [letter, tall])),
);
/** One Arabic letter for each Latin one, so that words join, break and turn as real ones do. */
const LATIN = "abcdefghijklmnopqrstuvwxyz";
const ARABIC = "ابجدهفغحيژكلمنوپقرستثوخظيز";

/** Placeholders that a person or a program fills in. */
const PLACEHOLDERS = /\{[^}]*\}|%\w+/g;
const ADDRESSES: ReadonlySet<SpanKind> = new Set(["link", "email", "handle", "hashtag", "ussd", "decree"]);

/** What is clicked, dialled or filled in keeps its letters; digits stay wherever they are. In rising order, not overlapping. */
function keptIn(text: string): Stretch[] {
  const placeholders = [...text.matchAll(PLACEHOLDERS)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
  const addresses = scan(text, { language: "en", direction: "ltr" }).spans.filter(
    ({ kind, start, end }) =>
      ADDRESSES.has(kind) && !placeholders.some((other) => start < other.end && other.start < end),
  );
  return [...placeholders, ...addresses].sort((one, other) => one.start - other.start);
}

/**
 * The first edition of that direction, made from the source edition. Slots that are locked or hold an address keep
 * their content; helplines, facts, numbers and placeholders are kept. Every paragraph ends in `]`, so that cut-off
 * text shows. A pack without such an edition, or a document without any, is given back as it is.
 */
export function pseudoLocalise(
  document: CampaignDocument,
  pack: TemplatePack,
  options: PseudoOptions,
): CampaignDocument {
  const source = sourceEdition(document);
  const edition =
    pack.editions.find(({ tag, direction }) => direction === options.direction && tag !== source) ??
    pack.editions.find(({ direction }) => direction === options.direction);
  if (source === null || edition === undefined) return document;
  const locked = lockedSlots(pack, document.templates);
  const links = new Set(familyOf(pack, document.family).slots.flatMap(({ id, kind }) => (kind === "link" ? [id] : [])));
  const own = document.editions[edition.tag]?.slots ?? {};
  const slots: Record<string, RichText> = {};
  for (const [slot, content] of Object.entries(document.editions[source]?.slots ?? {})) {
    if (locked.has(slot)) slots[slot] = own[slot] ?? content;
    else slots[slot] = links.has(slot) ? content : pseudoContent(content, options);
  }
  return { ...document, editions: { ...document.editions, [edition.tag]: { slots } } };
}

function pseudoContent(content: RichText, options: PseudoOptions): RichText {
  return richFromSegments(
    segmentsOf(content).map(({ kind, content: inlines }) => ({ kind, content: pseudoInlines(inlines, options) })),
  );
}

function pseudoInlines(inlines: readonly Inline[], { expand, direction }: PseudoOptions): Inline[] {
  const written = inlines.map((part): Inline => {
    if (!("text" in part)) return part;
    // The language of the words is the edition's from here on.
    const { language: _, ...rest } = part;
    return { ...rest, text: pseudoText(part.text, direction) };
  });
  const text = written.map((part) => ("text" in part ? part.text : "")).join("");
  if (text.trim() === "") return written;
  return [{ text: "[" }, ...written, { text: `${padding(text, expand, direction)}]` }];
}

/** Words of the text itself again, until the whole is as long as it has to be: they break like the rest. */
function padding(text: string, expand: number, direction: Direction): string {
  const missing = Math.ceil(text.length * (expand - 1));
  if (missing <= 0) return "";
  const words = wordsBetween(text).match(/[\p{L}\p{M}]+/gu) ?? [direction === "rtl" ? "كلمة" : "ữẫể"];
  let padded = "";
  for (let index = 0; padded.length < missing; index += 1) padded += ` ${words[index % words.length] ?? ""}`;
  return padded;
}

function wordsBetween(text: string): string {
  let words = "";
  let from = 0;
  for (const { start, end } of keptIn(text)) {
    words += `${text.slice(from, start)} `;
    from = end;
  }
  return words + text.slice(from);
}

function pseudoText(text: string, direction: Direction): string {
  let made = "";
  let from = 0;
  for (const { start, end } of keptIn(text)) {
    made += pseudoWords(text.slice(from, start), direction) + text.slice(start, end);
    from = end;
  }
  return (made + pseudoWords(text.slice(from), direction)).normalize("NFC");
}

function pseudoWords(text: string, direction: Direction): string {
  if (direction === "ltr") return [...text].map((letter) => TALL[letter] ?? letter).join("");
  const bare = text
    .replace(/đ/gi, "d")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
  return [...bare].map((letter) => ARABIC[LATIN.indexOf(letter.toLowerCase())] ?? letter).join("");
}
