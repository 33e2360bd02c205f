import type { Edition } from "../../base/locale.ts";
import type { Span } from "../../literals/span.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { withDaysOfRanges } from "../words/readDates.ts";
import { type CheckedText, type Passage, passagesOf, spansOf } from "./checkText.ts";

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
      checked.edition,
      checked.context.pack,
    );
    const expected = factsOf(
      theirs.filter((passage) => shared(passage, checked.passages)),
      sibling.edition,
      checked.context.pack,
    );
    for (const [fact, { written, slot, may }] of expected) {
      if (may || ours.has(fact)) continue;
      const surplus = [...ours]
        .filter(([key, other]) => other.slot === slot && !other.may && !expected.has(key))
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

/** Comparable form → as written, and where. Helplines are left out: they follow the country. What is dialled in one language may read as a plain number in another. */
function factsOf(passages: readonly Passage[], edition: Edition, pack: TemplatePack): Map<string, WrittenFact> {
  const facts = new Map<string, WrittenFact>();
  for (const passage of passages) {
    if (passage.slot.kind === "helplines") continue;
    for (const span of withDaysOfRanges(spansOf(passage, edition, pack))) {
      const ends = span.parts.length > 0 ? span.parts : [span];
      for (const { start, end, value } of ends) {
        const written = passage.text.slice(start, end);
        const fact = value === "" ? filedUnder(span, written) : value.replace(/^tel:\+?/, "n:");
        // Slot by slot: a date that is right in one place does not excuse a wrong one in another.
        const key = `${passage.slot.id} ${fact}`;
        if (fact !== "" && !facts.has(key))
          facts.set(key, { written, slot: passage.slot.id, may: mayLack(fact, written) });
      }
    }
  }
  return facts;
}

interface WrittenFact {
  readonly written: string;
  readonly slot: string;
  /** The other edition may say it in words, or not at all. */
  readonly may: boolean;
}

/** Of numbers that count nothing, such as those of a book: their digits. */
function filedUnder({ kind }: Span, written: string): string {
  const digits = kind === "identifier" || kind === "version" ? written.normalize("NFKC").replace(/\P{Nd}/gu, "") : "";
  return digits.length > 2 ? `n:${digits}` : "";
}

/** Small numbers, whole hours without minutes, and 24/7 may be digits in one language and words in another. */
function mayLack(fact: string, written: string): boolean {
  if (fact === "n:24/7" || fact === "n:24/24" || fact.startsWith("tag:")) return true;
  const number =
    /^n:(\d+)$/.exec(fact) ?? (/^\P{Nd}*\p{Nd}+\P{Nd}*$/u.test(written) ? /^time:(\d+):00$/.exec(fact) : null);
  return number !== null && Number(number[1]) <= SPELT;
}
