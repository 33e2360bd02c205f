import { type Edition, knownLanguage } from "../base/locale.ts";
import type { LocalText } from "../pack/file/packSchema.ts";
import type { Helpline, TemplatePack } from "../pack/templatePack.ts";
import type { Block, Inline, RichText } from "./documentSchema.ts";
import { findHelplines } from "./findHelplines.ts";

/** Plain strings ⇄ rich text: what is pasted or read from a content file becomes text and helplines of the registry. */

/** A short code of another country is more often a year or a quantity than that helpline. */
const UNMISTAKABLE_DIGITS = 7;

/** Helplines that are recognised in an edition's text: those of its country, and long numbers the pack recommends. */
export function helplinesFor(pack: TemplatePack, edition: Edition): Helpline[] {
  return pack.helplines.filter(
    (helpline) =>
      helpline.country === edition.country ||
      (helpline.use && helpline.number.replace(/\D/g, "").length >= UNMISTAKABLE_DIGITS),
  );
}

/**
 * Strings → one list, or one paragraph a string.
 *
 * Text becomes NFC, line breaks start a new paragraph or item, other control characters become spaces, and
 * white space at the ends is dropped; strings left empty vanish. Nothing is markup: `*` stays an asterisk.
 */
export function richFromPlain(
  strings: readonly string[],
  kind: "paragraphs" | "list",
  helplines: readonly Helpline[],
): RichText {
  const lines = strings.flatMap((string) => string.normalize("NFC").split(/\r\n|[\n\r\u2028\u2029]/));
  const contents = lines
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .map((line) => line.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ").trim())
    .filter((line) => line !== "")
    .map((line) => inlinesFromPlain(line, helplines));
  if (contents.length === 0) return [];
  if (kind === "list") return [{ kind: "list", items: contents }];
  return contents.map((content) => ({ kind: "paragraph", content }));
}

function inlinesFromPlain(line: string, helplines: readonly Helpline[]): Inline[] {
  const inlines: Inline[] = [];
  let from = 0;
  for (const found of findHelplines(line, helplines)) {
    if (found.start > from) inlines.push({ text: line.slice(from, found.start) });
    inlines.push({ helpline: found.id });
    from = found.end;
  }
  if (from < line.length) inlines.push({ text: line.slice(from) });
  return inlines;
}

/**
 * Rich text → one string a paragraph or item, in reading order. Emphasis and language marks are left out;
 * a helpline gives its printed form and a fact its sentence. An id that the pack lacks gives `[id]`.
 */
export function plainFromRich(content: RichText, pack: TemplatePack, language: string): string[] {
  return paragraphsOf(content).map((inlines) => inlines.map((part) => plainInline(part, pack, language)).join(""));
}

/** One part as `plainFromRich` gives it. */
export function plainInline(part: Inline, pack: TemplatePack, language: string): string {
  if ("text" in part) return part.text;
  if ("helpline" in part) {
    return pack.helplines.find((helpline) => helpline.id === part.helpline)?.display ?? `[${part.helpline}]`;
  }
  const fact = pack.facts.find((candidate) => candidate.id === part.fact);
  return fact === undefined ? `[${part.fact}]` : textIn(fact.text, language);
}

/** Paragraphs and items in reading order. */
export function paragraphsOf(content: RichText): Inline[][] {
  return content.flatMap((part: Block) => (part.kind === "paragraph" ? [part.content] : part.items));
}

/** The text in the language of a BCP 47 tag, or in English where there is none. */
export function textIn(text: LocalText, tag: string): string {
  return text[knownLanguage(tag)];
}
