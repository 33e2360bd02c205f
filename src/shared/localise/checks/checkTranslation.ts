import type { Language } from "../../base/locale.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { spellingsOf } from "../words/findTerms.ts";
import { languageOfText, type WrittenIn } from "../words/languageOfText.ts";
import { maskNames } from "../words/normaliseText.ts";
import { sentencesOf } from "../words/sentencesOf.ts";
import type { TextRange } from "../words/writtenRange.ts";
import { type CheckedText, type Passage, passagesOf } from "./checkText.ts";

/** Passages → those in another language than their edition's, those that only repeat the source, and markup typed as text. */

/** Titles in these stay in the language of what they name. */
const KEEP_THEIR_LANGUAGE: readonly string[] = ["sources", "link"];
const LANGUAGES: readonly Language[] = ["en", "vi", "ar"];
/** Elements of web pages and references to characters; text that shows them was copied from a file. */
const MARKUP =
  /<\/?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|span|strong|sub|sup|u|ul)(?:\s[^<>]{0,200})?\/?>|&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});/iu;
/** Four words and more of Latin letters, or two of Arabic ones: a sentence of another script inside one of its own. */
const LATIN_STRETCH =
  /\p{Script=Latin}[\p{Script=Latin}\p{M}’'-]*(?:[ ,;]{1,3}\p{Script=Latin}[\p{Script=Latin}\p{M}’'-]*){3,}/u;
const ARABIC_STRETCH =
  /\p{Script=Arabic}[\p{Script=Arabic}\p{M}]*(?:[ ،؛]{1,3}\p{Script=Arabic}[\p{Script=Arabic}\p{M}]*)+/u;
/** From here on a stretch is no name any more. */
const FEW_WORDS = 3;

export function checkTranslation(checked: CheckedText): void {
  const repeats = sourceTexts(checked);
  for (const passage of checked.passages) {
    checkMarkup(checked, passage);
    if (KEEP_THEIR_LANGUAGE.includes(passage.slot.role)) continue;
    if (!checkForeign(checked, passage)) checkRepeated(checked, passage, repeats);
  }
}

function checkMarkup(checked: CheckedText, passage: Passage): void {
  const found = MARKUP.exec(passage.text);
  if (found === null) return;
  checked.report(passage, {
    code: "typed-markup",
    severity: "error",
    message: `“${found[0]}” is markup that would be printed as it stands.`,
    hint: "Delete it, and set bold words with the editor's button.",
    values: { found: found[0] },
    range: { start: found.index, end: found.index + found[0].length },
    instead: found[0].startsWith("<") ? "" : undefined,
  });
}

/** @returns whether something was reported. */
function checkForeign(checked: CheckedText, passage: Passage): boolean {
  const own = ownWords(passage, checked.language);
  // Most passages have nothing foreign: only the others are searched for names.
  const suspect = foreignIn(own, checked.language);
  const foreign = suspect && foreignIn(withoutNames(checked, own), checked.language);
  if (foreign === null) return false;
  const found = passage.text.slice(foreign.start, foreign.end);
  const words = countWords(found);
  const whole = words * 2 > countWords(own);
  checked.report(passage, {
    code: "another-language",
    // Trigrams that name a third language may be wrong; scripts, syllables and two languages are not.
    severity: foreign.is !== "other" && (words > FEW_WORDS || whole) ? "error" : "warning",
    message: whole ? `“${found}” is not in the edition's language.` : `“${found}” stands in another language here.`,
    hint: "Translate it, or mark the words as another language.",
    values: { case: whole ? "whole" : "part", found },
    range: foreign,
  });
  return true;
}

/** Runs in a marked language and the registry's own words become spaces, so that offsets stay. */
function ownWords({ paragraph }: Passage, language: Language): string {
  return paragraph.runs
    .map((run) => {
      const other = run.language !== undefined && run.language.split("-")[0] !== language;
      return run.atom || other ? " ".repeat(run.text.length) : run.text;
    })
    .join("");
}

interface ForeignWords extends TextRange {
  readonly is: WrittenIn;
}

/** The first sentence or stretch of words that the edition's readers cannot read. */
function foreignIn(text: string, language: Language): ForeignWords | null {
  let from = 0;
  for (const sentence of sentencesOf(text)) {
    const start = text.indexOf(sentence, from);
    from = start + sentence.length;
    const is = languageOfText(sentence.normalize("NFC"));
    if (is !== null && is !== language) return { ...trimmed(text, { start, end: from }), is };
  }
  const stretch = (language === "ar" ? LATIN_STRETCH : ARABIC_STRETCH).exec(text);
  if (stretch === null) return null;
  return { start: stretch.index, end: stretch.index + stretch[0].length, is: language === "ar" ? "en" : "ar" };
}

function trimmed(text: string, { start, end }: TextRange): TextRange {
  const words = text.slice(start, end);
  return { start: start + words.length - words.trimStart().length, end: end - (words.length - words.trimEnd().length) };
}

const ADDRESS = /(?:https?:\/\/)?[\w-]+(?:[.@][\w-]+)+(?:\/\S*)?/gu;
const namesOf = new WeakMap<TemplatePack, readonly string[]>();

/** Names, registered terms and addresses become filler of the same length. */
function withoutNames({ context: { pack } }: CheckedText, text: string): string {
  const names = namesOf.get(pack) ?? registeredNames(pack);
  namesOf.set(pack, names);
  return maskNames(text, names, "en").replace(ADDRESS, (address) => "▮".repeat(address.length));
}

function registeredNames(pack: TemplatePack): readonly string[] {
  const texts = [...pack.terms, ...pack.helplines.map(({ name }) => ({ text: name }))].map(({ text }) => text);
  return LANGUAGES.flatMap((language) => [
    ...pack.allowNames[language],
    ...texts.flatMap((text) => spellingsOf(text[language])),
  ]);
}

/** By slot, the words of the edition from which this one is translated; empty where both are in one language. */
function sourceTexts({ context, edition, language }: CheckedText): ReadonlySet<string> {
  const source = context.siblings?.find(({ edition: { tag } }) => tag === context.source && tag !== edition.tag);
  if (source === undefined || source.edition.language === language) return new Set();
  return new Set(passagesOf(source, context.family).map(({ slot, text }) => `${slot.id} ${folded(text)}`));
}

function checkRepeated(checked: CheckedText, passage: Passage, repeats: ReadonlySet<string>): void {
  if (!repeats.has(`${passage.slot.id} ${folded(passage.text)}`)) return;
  if (countWords(withoutNames(checked, ownWords(passage, checked.language))) < 2) return;
  checked.report(passage, {
    code: "as-source",
    severity: "warning",
    message: "These are the words of the source.",
    hint: "Translate them.",
    values: { found: passage.text },
    range: { start: 0, end: passage.text.length },
  });
}

function folded(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{M}]+/gu)?.length ?? 0;
}
