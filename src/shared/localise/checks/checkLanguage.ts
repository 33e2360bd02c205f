import { isLanguage, type Language, languageOf } from "../../base/locale.ts";
import type { LanguageRule, TemplatePack } from "../../pack/templatePack.ts";
import { maskNames, normaliseText } from "../words/normaliseText.ts";
import { safeReplacement } from "../words/safeReplacement.ts";
import { type CheckedText, type Passage, severityOf } from "./checkText.ts";

/** Text → wording that labels, blames or sensationalises, by the pack's language rules; official names are exempt. */

export interface WordingHit {
  readonly rule: LanguageRule;
  /** As written. */
  readonly found: string;
  /** UTF-16 offsets in the NFC text. */
  readonly start: number;
  readonly end: number;
}

const compiled = new WeakMap<LanguageRule, RegExp>();

/** In the order of the rules, then of the text. The text is taken as NFC. */
export function findWording(text: string, language: Language, pack: TemplatePack): WordingHit[] {
  const source = text.normalize("NFC");
  const names = pack.allowNames[language];
  const normalised = normaliseText(source, language);
  const masked = maskNames(normalised.text, names, language);
  let raw: string | null = null;
  const hits: WordingHit[] = [];
  for (const rule of pack.languageRules) {
    if (rule.language !== language) continue;
    if (rule.raw) raw ??= maskNames(source, names, "en");
    const sourceOf = (at: number) => (rule.raw ? at : (normalised.offsets[at] ?? 0));
    for (const match of ((rule.raw ? raw : masked) ?? masked).matchAll(patternFor(rule))) {
      if (match[0] === "") continue;
      const start = sourceOf(match.index);
      // Marks that normalisation dropped after the last letter belong to it.
      const end = sourceOf(match.index + match[0].length);
      hits.push({ rule, found: source.slice(start, end), start, end });
    }
  }
  return hits;
}

function patternFor(rule: LanguageRule): RegExp {
  const known = compiled.get(rule);
  if (known) return known;
  const pattern = new RegExp(rule.pattern, `${rule.flags}g`);
  compiled.set(rule, pattern);
  return pattern;
}

const MESSAGE: Readonly<Record<LanguageRule["severity"], (found: string) => string>> = {
  block: (found) => `“${found}” harms the people it speaks of.`,
  warn: (found) => `“${found}” may do harm here.`,
  info: (found) => `There are better words than “${found}”.`,
};

/** Every rule of wording is told in one of three ways. */
const CASE = { block: "wording-harms", warn: "wording-may-harm", info: "wording-better" } as const;

export function checkLanguage(checked: CheckedText): void {
  for (const passage of checked.passages) {
    const texts: CheckedWords[] = [{ text: passage.text, language: checked.language, from: 0 }];
    let from = 0;
    for (const run of passage.paragraph.runs) {
      const language = languageOf(run.language ?? "");
      if (isLanguage(language) && language !== checked.language) {
        texts.push({ text: run.text, language, from });
      }
      from += run.text.length;
    }
    checkTexts(checked, passage, texts);
  }
  for (const [slot, picture] of Object.entries(checked.localised.pictures)) {
    checkTexts(checked, slot, [{ text: picture.alt, language: checked.language, from: 0 }]);
  }
}

interface CheckedWords {
  readonly text: string;
  readonly language: Language;
  /** Where the text begins in its passage. */
  readonly from: number;
}

function checkTexts(checked: CheckedText, where: Passage | string, texts: readonly CheckedWords[]): void {
  const said = new Set<string>();
  for (const { text, language, from } of texts) {
    for (const { rule, found, start, end } of findWording(text, language, checked.context.pack)) {
      // The same words twice in one paragraph are one thing to change.
      if (said.has(`${rule.id} ${found}`)) continue;
      said.add(`${rule.id} ${found}`);
      const instead = rule.prefer.length > 0 ? `Better: ${rule.prefer.join("; ")}. ` : "";
      checked.report(where, {
        code: rule.id,
        severity: severityOf(rule),
        message: MESSAGE[rule.severity](found),
        hint: `${instead}${rule.why}`,
        values: { case: CASE[rule.severity], found, known: rule.prefer.join("; "), why: rule.why },
        range: { start: from + start, end: from + end },
        instead: safeReplacement(rule, found),
      });
    }
  }
}
