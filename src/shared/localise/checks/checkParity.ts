import { type Edition, knownLanguage } from "../../base/locale.ts";
import type { Span } from "../../literals/span.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { withDaysOfRanges } from "../words/readDates.ts";
import { type Quantity, readQuantities } from "../words/readQuantities.ts";
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
    for (const one of expected) {
      if (ours.some((other) => says(other, one))) continue;
      const surplus = ours.filter((other) => other.slot === one.slot && !expected.some((said) => says(said, other)));
      // What may be left out is wrong only where the same thing is counted otherwise.
      const here = one.may ? surplus.filter(({ kind }) => kind !== null && kind === one.kind) : surplus;
      if (one.may && here.length === 0) continue;
      const instead = here.filter(({ may }) => !may || one.may).map(({ written }) => written);
      const only = instead.length > 0 ? ` Only here: ${instead.join("; ")}.` : "";
      checked.breach(
        one.slot,
        rule,
        `${sibling.edition.tag} says “${one.written}”; this edition does not.${only}`,
        {
          case: instead.length > 0 ? "differs" : "missing",
          edition: sibling.edition.tag,
          found: one.written,
          here: instead.join("; "),
        },
        "Give the same numbers, dates, laws and addresses in both.",
      );
    }
  }
}

/** What cannot be one thing in one edition and another in the next: other kinds are often called by several names. */
const STRICT: ReadonlySet<string> = new Set(["percent", "usd", "vnd", "egp", "euro"]);

/** Slot by slot: a date that is right in one place does not excuse a wrong one in another. */
function says(one: WrittenFact, other: WrittenFact): boolean {
  if (one.slot !== other.slot) return false;
  if (one.fact === other.fact) {
    const strict = [one.kind, other.kind].some((kind) => kind !== null && STRICT.has(kind));
    return one.kind === other.kind || one.kind === null || other.kind === null || !strict;
  }
  return isHourOf(one, other) || isHourOf(other, one);
}

/** 17 giờ is 5 p.m., and 5 giờ may be: an hour alone says neither that it is one nor its half of the day. */
function isHourOf({ fact, kind }: WrittenFact, clock: WrittenFact): boolean {
  const hour = /^n:(\d+)$/.exec(fact)?.[1];
  if (hour === undefined || (kind !== null && kind !== "hour")) return false;
  return [hour, String(Number(hour) + 12)].some((at) => clock.fact === `time:${at.padStart(2, "0")}:00`);
}

/** Comparable form → as written, and where. Helplines are left out: they follow the country. What is dialled in one language may read as a plain number in another. */
function factsOf(passages: readonly Passage[], edition: Edition, pack: TemplatePack): WrittenFact[] {
  const facts = new Map<string, WrittenFact>();
  for (const { slot, text, ...passage } of passages) {
    if (slot.kind === "helplines") continue;
    const spans = withDaysOfRanges(spansOf({ slot, text, ...passage }, edition, pack));
    const quantities = readQuantities(text, spans, knownLanguage(edition.tag));
    const add = (fact: string, written: string, kind: string | null, spelt: boolean) => {
      const key = `${slot.id} ${fact} ${kind}`;
      if (fact !== "" && !facts.has(key))
        facts.set(key, { fact, written, slot: slot.id, kind, may: spelt || mayLack(fact, written) });
    };
    for (const span of spans) {
      for (const { start, end, value } of span.parts.length > 0 ? span.parts : [span]) {
        const quantity = quantities.find((one) => one.start === start && !one.spelt);
        const written = text.slice(start, quantity?.end ?? end);
        if (quantity) add(filedAs(quantity), written, quantity.kind, false);
        else add(value === "" ? filedUnder(span, written) : value.replace(/^tel:\+?/, "n:"), written, null, false);
      }
    }
    for (const one of quantities) if (one.spelt) add(filedAs(one), text.slice(one.start, one.end), one.kind, true);
  }
  return [...facts.values()];
}

interface WrittenFact {
  readonly fact: string;
  readonly written: string;
  readonly slot: string;
  /** What is counted, as `readQuantities` names it. */
  readonly kind: string | null;
  /** The other edition may say it otherwise, or not at all. */
  readonly may: boolean;
}

function filedAs({ value, kind }: Quantity): string {
  if (kind !== "clock") return `n:${value}`;
  const [hours, minutes] = [Math.floor(value / 60), value % 60];
  return `time:${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** Of numbers that count nothing, such as those of a book: their digits. */
function filedUnder({ kind }: Span, written: string): string {
  const digits = kind === "identifier" || kind === "version" ? written.normalize("NFKC").replace(/\P{Nd}/gu, "") : "";
  return digits.length > 2 ? `n:${digits}` : "";
}

/** Small numbers, whole hours without minutes, and 24/7 may be digits in one language and words in another. */
function mayLack(fact: string, written: string): boolean {
  if (fact === "n:24/7" || fact === "n:24/24" || fact.startsWith("tag:")) return true;
  if (/^time:\d+:00$/.test(fact)) return /^\P{Nd}*\p{Nd}+\P{Nd}*$/u.test(written);
  const number = /^n:(\d+)$/.exec(fact);
  return number !== null && Number(number[1]) <= SPELT;
}
