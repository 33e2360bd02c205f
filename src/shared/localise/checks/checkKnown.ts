import { isLanguage, type Language } from "../../base/locale.ts";
import { isOneSlip } from "../../document/nearLine.ts";
import { scanAsRead } from "../../literals/scanAsRead.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { likeness, tellingWords } from "../words/likeness.ts";
import { readDates, type WrittenDate } from "../words/readDates.ts";
import { readLaws, type WrittenLaw } from "../words/readLaws.ts";
import { type Quantity, readQuantities } from "../words/readQuantities.ts";
import { sentencesOf } from "../words/sentencesOf.ts";
import type { TextRange } from "../words/writtenRange.ts";
import type { CheckedText, Passage } from "./checkText.ts";

/** Facts, laws and days that the pack knows → sentences that say the same with another figure, number, year or date. */

export function checkKnown(checked: CheckedText): void {
  const known = knownOf(checked.context.pack, checked.language);
  for (const passage of checked.passages) {
    if (passage.slot.kind === "helplines" || passage.slot.role === "link") continue;
    const spans = checked.spansOf(passage);
    const quantities = readQuantities(passage.text, spans, checked.language);
    const dates = readDates(passage.text, spans);
    for (const sentence of sentencesIn(passage.text)) {
      const inside = <T extends TextRange>(all: readonly T[]) =>
        all.filter(({ start, end }) => sentence.start <= start && end <= sentence.end);
      const said = tellingWords(passage.text.slice(sentence.start, sentence.end), checked.language);
      checkFigure(checked, passage, known.facts, said, inside(quantities));
      checkDay(checked, passage, known.days, said, inside(dates));
    }
    checkLaws(checked, passage, known.laws);
  }
}

interface KnownFact {
  readonly id: string;
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly figures: readonly Quantity[];
  readonly years: ReadonlySet<number>;
}

interface KnownDay {
  readonly name: string;
  readonly words: ReadonlySet<string>;
  readonly month: number;
  readonly day: number;
}

interface Known {
  readonly facts: readonly KnownFact[];
  readonly days: readonly KnownDay[];
  readonly laws: readonly WrittenLaw[];
}

const gathered = new WeakMap<TemplatePack, Map<Language, Known>>();

/** Gathered once a pack and language. */
function knownOf(pack: TemplatePack, language: Language): Known {
  const byLanguage = gathered.get(pack) ?? new Map<Language, Known>();
  gathered.set(pack, byLanguage);
  const known = byLanguage.get(language) ?? gather(pack, language);
  byLanguage.set(language, known);
  return known;
}

function gather(pack: TemplatePack, language: Language): Known {
  const facts = pack.facts.map(({ id, text, year }): KnownFact => {
    const quantities = readQuantities(text[language], scanned(text[language], language), language);
    const years = quantities.filter(isYear).map(({ value }) => value);
    return {
      id,
      text: text[language],
      words: tellingWords(text[language], language),
      figures: quantities.filter((one) => !isYear(one)),
      years: new Set([...years, year]),
    };
  });
  const days = pack.calendar.flatMap(({ name, month, day }): KnownDay[] => {
    // What stands in brackets, or before a colon, says more about the day than its name.
    const plain = name[language].replace(/\s*\([^)]*\)/gu, "").replace(/^[^:]*:\s*/u, "");
    return day === null ? [] : [{ name: plain, words: tellingWords(plain, language), month, day }];
  });
  // Whatever a pack says of a law, in whichever language: its names, terms and rules.
  const texts = [
    ...pack.names.flatMap(({ text }) => Object.entries(text)),
    ...pack.terms.flatMap(({ text, note }) => [...Object.entries(text), ["en", note] as const]),
    ...pack.languageRules.flatMap(({ language: of, prefer, why }) => [...prefer, why].map((one) => [of, one] as const)),
  ];
  const laws = texts.flatMap(([of, text]) => (isLanguage(of) ? readLaws(text, of) : []));
  return { facts, days, laws };
}

function scanned(text: string, language: Language) {
  return scanAsRead(text, { language, direction: language === "ar" ? "rtl" : "ltr" });
}

function sentencesIn(text: string): TextRange[] {
  let from = 0;
  return sentencesOf(text).map((sentence) => {
    const start = text.indexOf(sentence, from);
    from = start + sentence.length;
    return { start, end: from };
  });
}

function isYear({ value, kind }: Quantity): boolean {
  return kind === null && Number.isInteger(value) && value >= 1900 && value <= 2100;
}

/** So much of its words, and a sentence speaks of the same thing. */
const SAME = 0.7;

function checkFigure(
  checked: CheckedText,
  passage: Passage,
  facts: readonly KnownFact[],
  said: ReadonlySet<string>,
  quantities: readonly Quantity[],
): void {
  const figures = quantities.filter((one) => !isYear(one) && one.kind !== "clock" && !isInserted(passage, one));
  const years = quantities.filter(isYear);
  if (figures.length === 0) return;
  const meant = facts
    .map((fact) => ({ fact, like: likeness(fact.words, said) }))
    .filter(({ fact, like }) => like >= SAME && fact.words.size > 1)
    .sort((one, other) => other.like - one.like)
    .map(({ fact }) => fact);
  const right = meant.find((fact) => fact.figures.some((one) => figures.some((other) => isSame(one, other))));
  const [wrongYear] = years;
  if (right) {
    if (wrongYear === undefined || years.some(({ value }) => right.years.has(value))) return;
    differs(checked, passage, right, wrongYear, false);
    return;
  }
  for (const fact of meant) {
    for (const figure of figures) {
      const known = fact.figures.find(({ kind }) => kind === figure.kind || kind === null || figure.kind === null);
      if (known === undefined) continue;
      differs(checked, passage, fact, figure, isSlip(figure, known));
      return;
    }
  }
}

function isInserted({ atoms }: Passage, { start, end }: TextRange): boolean {
  return atoms.some((atom) => atom.start < end && start < atom.end);
}

function isSame(one: Quantity, other: Quantity): boolean {
  return one.value === other.value && (one.kind === other.kind || one.kind === null || other.kind === null);
}

/** The same digits in another scale, or all but one of them. */
function isSlip(one: Quantity, other: Quantity): boolean {
  const digits = ({ value }: Quantity) => String(value).replace(".", "").replace(/0+$/u, "");
  return digits(one) === digits(other) || isOneSlip(digits(one), digits(other));
}

function differs(checked: CheckedText, passage: Passage, fact: KnownFact, range: TextRange, isSlip: boolean): void {
  const found = passage.text.slice(range.start, range.end);
  checked.report(passage, {
    code: "fact-differs",
    severity: isSlip ? "error" : "warning",
    message: `“${found}” is not what the pack knows: ${fact.text}`,
    hint: "Take the fact of the pack, or say what else is meant.",
    values: { found, fact: fact.text },
    range,
  });
}

function checkDay(
  checked: CheckedText,
  passage: Passage,
  days: readonly KnownDay[],
  said: ReadonlySet<string>,
  dates: readonly WrittenDate[],
): void {
  const full = dates.filter(({ day }) => day !== null);
  const [date] = full;
  if (date === undefined) return;
  const meant = days.filter(({ words }) => words.size > 1 && likeness(words, said) === 1);
  const longest = Math.max(...meant.map(({ words }) => words.size));
  const [day] = meant.filter(({ words }) => words.size === longest);
  // An event may lie on another day of the year than the day that it is for.
  if (!day || meant.some((one) => full.some(({ month, day }) => one.month === month && one.day === day))) return;
  const isSlip = full.some(({ month, day: of }) => month === day.month || of === day.day);
  const right = `${day.day}/${day.month}`;
  checked.report(passage, {
    code: "day-differs",
    severity: isSlip ? "error" : "warning",
    message: `“${day.name}” is on ${right} (day/month), not on “${date.text}”.`,
    hint: "Correct the date; if an event is held on another day, say so in a sentence of its own.",
    values: { name: day.name, day: day.day, month: day.month, found: date.text },
    range: date,
  });
}

function checkLaws(checked: CheckedText, passage: Passage, laws: readonly WrittenLaw[]): void {
  for (const law of readLaws(passage.text, checked.language)) {
    if (laws.some((one) => one.number === law.number && one.year === law.year)) continue;
    const near = laws.find((one) => isNear(one, law));
    if (near === undefined) continue;
    const found = passage.text.slice(law.start, law.end);
    const known = `${near.number}/${near.year}`;
    checked.report(passage, {
      code: "law-differs",
      severity: "error",
      message: `The pack knows no law “${found}”; it knows ${known}.`,
      hint: "Compare the number and the year with the law itself.",
      values: { found, known },
      range: law,
    });
  }
}

/** One slip of the finger in the number or in the year. Two numbers of one digit tell nothing. */
function isNear(one: WrittenLaw, other: WrittenLaw): boolean {
  if (one.year === other.year)
    return Math.min(one.number, other.number) > 9 && isOneSlip(String(one.number), String(other.number));
  return one.number === other.number && one.number > 9 && isOneSlip(String(one.year), String(other.year));
}
