import { type Language, languageOf } from "../../base/locale.ts";
import type { LocalisedDocument } from "../localisedDocument.ts";
import { findDates } from "../words/findDates.ts";
import { findNumbers } from "../words/findNumbers.ts";
import { foldDigits } from "../words/normaliseText.ts";
import { type CheckedText, type Passage, passagesOf } from "./checkText.ts";

/** Editions of one country → the numbers, dates, laws and addresses that one has and another lacks. */

/** Numbers up to twelve may be digits in one language and words in another. */
const SPELT = 12;

/**
 * Only slots that both editions have filled are compared, and only what this edition lacks is reported: the
 * other edition's own check reports the reverse. Editions of different countries differ on purpose.
 */
export function checkParity(checked: CheckedText): void {
  const rule = checked.rule("C18");
  if (!rule) return;
  for (const sibling of checked.context.siblings ?? []) {
    if (sibling.edition.country !== checked.edition.country || sibling.edition.tag === checked.edition.tag) continue;
    const theirs = passagesOf(sibling, checked.context.family);
    const shared = (passage: Passage, others: readonly Passage[]) =>
      others.some((other) => other.slot.id === passage.slot.id);
    const ours = factsOf(
      checked.passages.filter((passage) => shared(passage, theirs)),
      languageOfDocument(checked.localised),
    );
    const expected = factsOf(
      theirs.filter((passage) => shared(passage, checked.passages)),
      languageOfDocument(sibling),
    );
    for (const [fact, { written, slot }] of expected) {
      if (ours.has(fact)) continue;
      const surplus = [...ours]
        .filter(([key, other]) => other.slot === slot && !expected.has(key))
        .map(([, other]) => other.written);
      const instead = surplus.length > 0 ? ` Only here: ${surplus.join("; ")}.` : "";
      checked.breach(
        slot,
        rule,
        `${sibling.edition.tag} says “${written}”; this edition does not.${instead}`,
        {
          case: surplus.length > 0 ? "differs" : "missing",
          edition: sibling.edition.tag,
          found: written,
          here: surplus.join("; "),
        },
        "Give the same numbers, dates, laws and addresses in both.",
      );
    }
  }
}

function languageOfDocument(document: LocalisedDocument): Language {
  const language = languageOf(document.edition.tag);
  return language === "vi" || language === "ar" ? language : "en";
}

/** Comparable form → as written, and where. Helplines are left out: they follow the country. */
function factsOf(passages: readonly Passage[], language: Language): Map<string, { written: string; slot: string }> {
  const facts = new Map<string, { written: string; slot: string }>();
  for (const passage of passages) {
    if (passage.slot.kind === "helplines") continue;
    const note = (fact: string, written: string) => {
      // Slot by slot: a date that is right in one place does not excuse a wrong one in another.
      const key = `${passage.slot.id} ${fact}`;
      if (!facts.has(key)) facts.set(key, { written, slot: passage.slot.id });
    };
    let text = foldDigits(passage.text).replace(/[\u200e\u200f\u2066-\u2069]/g, " ");
    const take = (start: number, end: number) => {
      const written = text.slice(start, end);
      text = text.slice(0, start) + "·".repeat(end - start) + text.slice(end);
      return written;
    };
    for (const atom of passage.atoms) if (atom.kind === "helpline") take(atom.start, atom.end);
    for (const number of findNumbers(text)) note(`tel:${number.dialled}`, take(number.start, number.end));
    for (const match of text.matchAll(/(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[^\s،؛,;)”»]*)?/gi)) {
      note(match[0].toLowerCase().replace(/^https?:\/\//, ""), take(match.index, match.index + match[0].length));
    }
    // 53/2024/QH15, 193/QĐ-TTg, A/RES/68/192; Đ is D in other languages.
    for (const match of text.matchAll(
      /(?<![\d/])\d{2,4}\/(?:\d{4}\/)?[\p{L}][\p{L}\d-]*|(?<!\d)\d+\/\d{3}(?!\d)|(?<![\d/])\d{3,}\/\d+(?![\d/])/gu,
    )) {
      note(match[0].replace(/Đ/g, "D").toUpperCase(), take(match.index, match.index + match[0].length));
    }
    for (const match of text.matchAll(/24\/7/g)) take(match.index, match.index + match[0].length);
    for (const date of findDates(text, language)) {
      note([date.year ?? "", date.month, date.day ?? ""].join("-"), take(date.start, date.end));
    }
    for (const match of text.matchAll(/\d[\d.,٫٬]*\d|\d/g)) {
      const value = plainNumber(match[0], language);
      if (!/^\d+$/.test(value) || Number(value) > SPELT) note(value, match[0]);
    }
  }
  return facts;
}

/** Vietnamese writes 1.234,5 where English writes 1,234.5. */
function plainNumber(written: string, language: Language): string {
  const latin = written.replace(/٬/g, ",").replace(/٫/g, ".");
  const swapped = language === "vi" ? latin.replace(/[.,]/g, (mark) => (mark === "." ? "," : ".")) : latin;
  const plain = swapped.replace(/,(?=\d{3}(?!\d))/g, "");
  return plain.includes(".") ? plain.replace(/0+$/, "").replace(/\.$/, "") : plain;
}
