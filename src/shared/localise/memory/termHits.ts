import { languageOf } from "../../base/locale.ts";
import type { RichText } from "../../document/documentSchema.ts";
import { textIn } from "../../document/plainText.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { segmentsOf } from "../units/units.ts";
import { findTerms } from "../words/findTerms.ts";

/** Source content → the pack's terms in it with their approved translation. */

export interface TermHit {
  /** As the pack spells it. */
  readonly source: string;
  readonly target: string;
  readonly note: string;
}

/** Each term once, in the order of the text; none where both editions have one language, or one without terms. */
export function termHits(content: RichText, pack: TemplatePack, source: string, target: string): TermHit[] {
  const language = languageOf(source);
  if (language === languageOf(target)) return [];
  if (language !== "en" && language !== "vi" && language !== "ar") return [];
  const hits = new Map<string, TermHit>();
  for (const { content: inlines } of segmentsOf(content)) {
    const text = inlines.map((part) => ("text" in part ? part.text : " ")).join("");
    for (const { term, variant } of findTerms(text.normalize("NFC"), language, pack.terms)) {
      if (!hits.has(term.id)) {
        hits.set(term.id, { source: variant, target: textIn(term.text, target), note: term.note });
      }
    }
  }
  return [...hits.values()];
}
