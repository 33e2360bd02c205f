import type { LanguageRule, TemplatePack } from "../pack/templatePack.ts";
import { type CheckedText, type Language, type Passage, severityOf } from "./checkText.ts";
import { maskNames, normaliseText } from "./normaliseText.ts";

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

export function checkLanguage(checked: CheckedText): void {
  for (const passage of checked.passages) {
    const texts: [string, Language][] = [[passage.text, checked.language]];
    for (const run of passage.paragraph.runs) {
      const language = run.language?.split("-")[0];
      if ((language === "en" || language === "vi" || language === "ar") && language !== checked.language) {
        texts.push([run.text, language]);
      }
    }
    checkTexts(checked, passage, texts);
  }
  for (const [slot, picture] of Object.entries(checked.localised.pictures)) {
    checkTexts(checked, slot, [[picture.alt, checked.language]]);
  }
}

function checkTexts(
  checked: CheckedText,
  where: Passage | string,
  texts: readonly (readonly [string, Language])[],
): void {
  const said = new Set<string>();
  for (const [text, language] of texts) {
    for (const { rule, found } of findWording(text, language, checked.context.pack)) {
      // The same words twice in one paragraph are one thing to change.
      if (said.has(`${rule.id} ${found}`)) continue;
      said.add(`${rule.id} ${found}`);
      const instead = rule.prefer.length > 0 ? `Better: ${rule.prefer.join("; ")}. ` : "";
      checked.report(where, {
        code: rule.id,
        severity: severityOf(rule),
        message: MESSAGE[rule.severity](found),
        hint: `${instead}${rule.why}`,
      });
    }
  }
}
