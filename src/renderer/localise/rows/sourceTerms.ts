import { knownLanguage } from "../../../shared/base/locale.ts";
import type { RichText } from "../../../shared/document/documentSchema.ts";
import { plainFromRich } from "../../../shared/document/plainText.ts";
import { findTerms, spellingsOf } from "../../../shared/localise/words/findTerms.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";

/** Source words → the pack's terms in them, where they stand, and their approved translation. */

export interface SourceTerm {
  readonly id: string;
  /** As the source writes it. */
  readonly found: string;
  /** Approved spellings, the first of them the usual one. */
  readonly approved: readonly string[];
  readonly note: string;
  /** Where, from paragraph 1 on, UTF-16 as `plainFromRich` counts. */
  readonly places: readonly { readonly paragraph: number; readonly start: number; readonly end: number }[];
}

/** In the order of the source, each term once. @param source @param target BCP 47 tags. */
export function sourceTerms(content: RichText, pack: TemplatePack, source: string, target: string): SourceTerm[] {
  const from = knownLanguage(source);
  const to = knownLanguage(target);
  if (from === to) return [];
  const terms = new Map<string, SourceTerm>();
  for (const [index, text] of plainFromRich(content, pack, source).entries()) {
    // Places are those of the composed form, which is how words are kept.
    if (text !== text.normalize("NFC")) continue;
    for (const { term, start, end } of findTerms(text, from, pack.terms)) {
      const approved = spellingsOf(term.text[to]);
      if (approved.length === 0) continue;
      const known = terms.get(term.id);
      const place = { paragraph: index + 1, start, end };
      terms.set(term.id, {
        id: term.id,
        found: known?.found ?? text.slice(start, end),
        approved,
        note: term.note,
        places: [...(known?.places ?? []), place],
      });
    }
  }
  return [...terms.values()];
}
