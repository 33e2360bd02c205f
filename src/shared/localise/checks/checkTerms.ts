import { knownLanguage } from "../../base/locale.ts";
import { findTerms, spellingsOf } from "../words/findTerms.ts";
import { type CheckedText, passagesOf } from "./checkText.ts";

/** Terms → none that the pack rejects, and in a translation the approved one where its source has a term. */

export function checkTerms(checked: CheckedText): void {
  checkRejected(checked);
  checkTranslated(checked);
}

function checkRejected(checked: CheckedText): void {
  const { terms } = checked.context.pack;
  for (const passage of checked.passages) {
    for (const { term, variant, start, end } of findTerms(passage.text, checked.language, terms, "avoid")) {
      const approved = spellingsOf(term.text[checked.language]).join("; ");
      checked.report(passage, {
        code: "rejected-term",
        severity: "warning",
        message: `“${variant}” is not the agreed term.`,
        hint: `Agreed: ${approved}.`,
        values: { found: variant, known: approved },
        range: { start, end },
      });
    }
  }
}

/** Slot by slot: where a term stands in its sentence is for the translator to say. */
function checkTranslated(checked: CheckedText): void {
  const { pack, family, siblings = [], source } = checked.context;
  const original = siblings.find(({ edition }) => edition.tag === source);
  const from = original && knownLanguage(original.edition.tag);
  if (!original || from === checked.language || from === undefined) return;
  const sameCountry = original.edition.country === checked.edition.country;
  const asked = pack.terms.filter(({ everyday, national }) => !everyday?.includes(from) && (sameCountry || !national));
  const told = new Set<string>();
  // Once a slot: a list may have thousands of items, and each would look through all of them.
  const own = new Set(checked.passages.map(({ slot }) => slot.id));
  const usedIn = new Map<string, ReadonlySet<string>>();
  for (const { slot, text } of passagesOf(original, family)) {
    // Helplines follow the country, and sources keep the titles of what they name.
    if (["helpline", "sources", "link"].includes(slot.role)) continue;
    if (!own.has(slot.id)) continue;
    const used = usedIn.get(slot.id) ?? termsIn(checked, slot.id);
    usedIn.set(slot.id, used);
    for (const { term, variant } of findTerms(text, from, asked)) {
      // One translation for several terms (an agency's name, say) answers them all.
      if (!term.official?.[checked.language] || used.has(term.id) || told.has(`${slot.id} ${term.id}`)) continue;
      told.add(`${slot.id} ${term.id}`);
      const approved = spellingsOf(term.text[checked.language]).join("; ");
      checked.report(slot.id, {
        code: "term",
        severity: "notice",
        message: `The source says “${variant}”; its agreed translation is not here.`,
        hint: `Agreed: ${approved}.`,
        values: { edition: original.edition.tag, found: variant, known: approved },
      });
    }
  }
}

/** The terms that the passages of one slot use, by id. */
function termsIn({ passages, language, context }: CheckedText, slot: string): ReadonlySet<string> {
  const own = passages.filter((passage) => passage.slot.id === slot);
  return new Set(own.flatMap(({ text }) => findTerms(text, language, context.pack.terms).map(({ term }) => term.id)));
}
