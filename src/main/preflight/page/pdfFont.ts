import type { PDFDict, PDFRawStream } from "@cantoo/pdf-lib";
import { decodeStream } from "../pdf/decodeStream.ts";
import { asArray, asDict, asName, asNumber, asStream, get, items } from "../pdf/pdfFile.ts";
import { isBytes, type Operand, operations } from "../pdf/tokens.ts";
import { COST, spend } from "../pdf/work.ts";

/** A font resource → what its codes show, how wide they are, and which codes were used. */

export interface PdfFont {
  readonly name: string;
  readonly type: string;
  /** One byte a code, or two. */
  readonly bytes: 1 | 2;
  /** The font file inside, or null. */
  readonly program: PDFRawStream | null;
  readonly programKey: string | null;
  /** Codes that the pages show, with the first page of each. */
  readonly used: Map<number, number>;
  /** 1000 to the em. */
  width(code: number): number;
  /** Null where the file does not say. */
  unicode(code: number): string | null;
  glyph(code: number): number;
}

const MOST_CODES = 65_536;
/** Bytes that one code may stand for; the specification's own limit is 512. */
const LONGEST_TEXT = 512;

/** A few bytes can ask for a table of 65,536 entries, again and again. */
function charge(dict: PDFDict | undefined, entries: number): void {
  if (dict && entries > 0) spend(dict.context, entries * COST.entry);
}

export function readFont(dict: PDFDict): PdfFont {
  const type = asName(get(dict, "Subtype")) ?? "unknown";
  const composite = type === "Type0";
  const descendant = composite ? asDict(items(asArray(get(dict, "DescendantFonts")))[0]) : dict;
  const descriptor = asDict(get(descendant, "FontDescriptor"));
  const programKey = ["FontFile", "FontFile2", "FontFile3"].find((key) => asStream(get(descriptor, key))) ?? null;
  const map = asStream(get(descendant, "CIDToGIDMap"));
  const gids = map ? decodeStream(map).bytes : null;
  const texts = readToUnicode(asStream(get(dict, "ToUnicode")));
  const widths = composite ? compositeWidths(descendant) : simpleWidths(dict);
  const otherwise = composite
    ? (asNumber(get(descendant, "DW")) ?? 1000)
    : (asNumber(get(descriptor, "MissingWidth")) ?? 0);
  return {
    name: asName(get(dict, "BaseFont")) ?? "unnamed",
    type,
    bytes: composite ? 2 : 1,
    program: programKey === null ? null : (asStream(get(descriptor, programKey)) ?? null),
    programKey,
    used: new Map(),
    width: (code) => widths.get(code) ?? otherwise,
    unicode: (code) => texts.get(code) ?? (composite || texts.size > 0 ? null : String.fromCharCode(code)),
    glyph: (code) => (gids ? ((gids[2 * code] ?? 0) << 8) + (gids[2 * code + 1] ?? 0) : code),
  };
}

function simpleWidths(dict: PDFDict): Map<number, number> {
  const first = asNumber(get(dict, "FirstChar")) ?? 0;
  const widths = items(asArray(get(dict, "Widths")));
  return new Map(widths.slice(0, 256).map((width, at) => [first + at, asNumber(width) ?? 0]));
}

/** `code [w w …]` and `first last w` (ISO 32000-1, 9.7.4.3). */
function compositeWidths(dict: PDFDict | undefined): Map<number, number> {
  const widths = new Map<number, number>();
  const parts = items(asArray(get(dict, "W")));
  for (let at = 0; at + 1 < parts.length; ) {
    const first = asNumber(parts[at]) ?? 0;
    const list = asArray(parts[at + 1]);
    if (list) {
      charge(dict, list.size());
      for (const [offset, width] of items(list).entries()) widths.set(first + offset, asNumber(width) ?? 0);
      at += 2;
    } else {
      const last = Math.min(asNumber(parts[at + 1]) ?? first, first + MOST_CODES);
      charge(dict, last - first);
      for (let code = first; code <= last; code++) widths.set(code, asNumber(parts[at + 2]) ?? 0);
      at += 3;
    }
  }
  return widths;
}

/** bfchar and bfrange (ISO 32000-1, 9.10.3). */
function readToUnicode(stream: PDFRawStream | undefined): Map<number, string> {
  const texts = new Map<number, string>();
  if (!stream) return texts;
  const { bytes } = decodeStream(stream);
  spend(stream.dict.context, bytes.length * COST.contentByte);
  for (const { operator, operands } of operations(bytes)) {
    if (texts.size >= MOST_CODES) break;
    if (operator === "endbfchar") {
      for (let at = 0; at + 1 < operands.length; at += 2) texts.set(codeOf(operands[at]), textOf(operands[at + 1]));
    } else if (operator === "endbfrange") {
      for (let at = 0; at + 2 < operands.length; at += 3) addRange(texts, operands.slice(at, at + 3), stream.dict);
    }
  }
  return texts;
}

function addRange(texts: Map<number, string>, [low, high, target]: readonly Operand[], dict: PDFDict): void {
  const first = codeOf(low);
  const last = Math.min(codeOf(high), first + MOST_CODES);
  spend(dict.context, Math.max(0, last - first) * COST.operator);
  for (let code = first; code <= last; code++) {
    if (Array.isArray(target)) texts.set(code, textOf(target[code - first]));
    else if (isBytes(target)) {
      const bytes = target.bytes.slice(0, LONGEST_TEXT);
      bytes.push((bytes.pop() ?? 0) + code - first);
      texts.set(code, textOf({ bytes }));
    }
  }
}

function codeOf(operand: Operand | undefined): number {
  return isBytes(operand) ? operand.bytes.slice(0, 4).reduce((code, byte) => code * 256 + byte, 0) : 0;
}

/** UTF-16BE. */
function textOf(operand: Operand | undefined): string {
  if (!isBytes(operand)) return "";
  let text = "";
  for (let at = 0; at + 1 < operand.bytes.length; at += 2) {
    text += String.fromCharCode(((operand.bytes[at] ?? 0) << 8) + (operand.bytes[at + 1] ?? 0));
  }
  return text;
}
