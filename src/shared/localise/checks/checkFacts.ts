import type { Language } from "../../base/locale.ts";
import type { Span } from "../../literals/span.ts";
import { foldDigits, maskNames, type NormalisedText, normaliseText } from "../words/normaliseText.ts";
import { readDates } from "../words/readDates.ts";
import type { TextRange } from "../words/writtenRange.ts";
import { type CheckedText, numberOf, type Passage, patternOf, rangeOf } from "./checkText.ts";

/** Figures, people and names → a source with its year, nobody identified, names as agreed. */

export function checkFacts(checked: CheckedText): void {
  checkFigures(checked);
  checkIdentity(checked);
  checkNames(checked);
  checkDue(checked);
}

const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/g;
/** Who says so, and when, in brackets beside the figure: "(ILO, 2022)". */
const OWN_SOURCE = /[(（][^()（）]*\p{L}[^()（）]*(?<!\d)((?:19|20)\d\d)\s*[)）]/gu;

function checkFigures(checked: CheckedText): void {
  const sourced = checked.rule("C16");
  const aged = checked.rule("C17");
  const pattern = sourced && patternOf(sourced, checked.language, "giu");
  if (!pattern) return;
  const sources = checked
    .inRoles("sources")
    .map((passage) => foldDigits(passage.text))
    .join("\n");
  const named = [...sources.matchAll(YEAR)].map((match) => Number(match[0]));
  const now = Number(checked.context.today.slice(0, 4));
  for (const passage of checked.passages) {
    if (["sources", "helpline", "detail", "link"].includes(passage.slot.role)) continue;
    const figure = figureIn(passage, pattern, checked);
    if (figure === null) continue;
    const words = { range: rangeOf(passage.text, figure) };
    const own = [...foldDigits(passage.text).matchAll(OWN_SOURCE)].map((match) => Number(match[1]));
    const years = [...named, ...own];
    if (years.length === 0)
      checked.breach(passage, sourced, `“${figure}” has no source with a year.`, { figure }, undefined, words);
    else if (aged) {
      const newest = Math.max(...years);
      const old = newest < now - numberOf(aged.params, "max_age_years", 3);
      if (old && !foldDigits(passage.text).match(YEAR)) {
        const message = `“${figure}” comes from a source of ${newest}, and its year is not beside it.`;
        checked.breach(passage, aged, message, { figure, year: newest }, undefined, words);
      }
    }
  }
}

/** The first number of people, cases or per cent that is no helpline and no date. */
function figureIn(passage: Passage, pattern: RegExp, checked: CheckedText): string | null {
  const taken = [...checked.spansOf(passage).filter((span) => !isFigure(span))];
  for (const match of passage.text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    // "3 people" in "a group of 3 people" counts; the 7 of "24/7" and numbers of laws do not.
    if (/[\d/.,-]$/.test(passage.text.slice(0, start))) continue;
    if (taken.some((other) => start < other.end && other.start < end)) continue;
    return match[0].trim();
  }
  return null;
}

/** An amount, or two of them; everything else that has digits is dialled, dated or filed. */
function isFigure({ kind, dial }: Span): boolean {
  return (kind === "number" || kind === "range" || kind === "pair") && !dial?.sure && !dial?.called;
}

/** A figure of the registry that somebody took back, or whose day for the next look has come. */
function checkDue(checked: CheckedText): void {
  for (const passage of checked.passages) {
    for (const atom of passage.atoms) {
      const fact = atom.kind === "fact" && checked.context.pack.facts.find(({ id }) => id === atom.id);
      if (!fact) continue;
      const { withdrawn } = fact;
      if (withdrawn !== undefined) {
        checked.report(passage, {
          code: "withdrawn-fact",
          severity: "error",
          message: `The fact ${fact.id} was withdrawn on ${withdrawn.on} by ${withdrawn.by}: ${withdrawn.reason}`,
          hint: "Take it out, or use another fact of the pack.",
          values: { fact: fact.id, at: withdrawn.on, by: withdrawn.by, reason: withdrawn.reason },
          range: atom,
        });
      }
      if (withdrawn !== undefined || fact.reviewBy === undefined || fact.reviewBy > checked.context.today) continue;
      checked.report(passage, {
        code: "fact-due",
        severity: "warning",
        message: `The fact ${fact.id} was due to be checked again by ${fact.reviewBy}.`,
        hint: "Compare it with its source, and confirm it in the pack.",
        values: { fact: fact.id, date: fact.reviewBy },
        range: atom,
      });
    }
  }
}

const NARRATIVE = ["body", "items", "note", "safety"] as const;

function checkIdentity(checked: CheckedText): void {
  const rule = checked.rule("C14");
  const pattern = rule && patternOf(rule, checked.language, "gu");
  if (!rule || !pattern) return;
  const notes = Object.values((rule.params.pseudonym_note ?? {}) as Record<string, unknown>);
  const { pack } = checked.context;
  const allowed = [...pack.names.map((name) => name.text[checked.language]), ...pack.allowNames[checked.language]];
  for (const passage of checked.inRoles(...NARRATIVE)) {
    if (notes.some((note) => typeof note === "string" && passage.text.includes(note))) continue;
    const text = maskNames(openingLowerCase(passage.text, checked), allowed, "en");
    const dates = readDates(passage.text, checked.spansOf(passage));
    const match = [...text.matchAll(pattern)].find(
      ({ 0: found, index }) => !dates.some(({ start, end }) => start < index + found.length && index < end),
    );
    const name = match?.[0].trim();
    if (match === undefined || name === undefined) continue;
    // Masks and lower case keep every letter in its place.
    const start = match.index + match[0].indexOf(name);
    const words = { range: { start, end: start + name.length } };
    checked.breach(passage, rule, `“${name}” could identify a person.`, { found: name }, undefined, words);
  }
}

/** Vietnamese names a person after a pronoun (anh, chị), which is in capitals where it opens a sentence. */
function openingLowerCase(text: string, checked: CheckedText): string {
  if (checked.language !== "vi") return text;
  return text.replace(/(?:^|(?<=[.!?…]\s))\p{Lu}(?=\p{Ll}*\s\p{Lu})/gu, (letter) => letter.toLowerCase());
}

function checkNames(checked: CheckedText): void {
  const rule = checked.rule("C19");
  if (!rule) return;
  const { language } = checked;
  const passages = checked.passages.map((passage) => {
    const source = passage.text.normalize("NFC");
    return { passage, source, folded: foldName(source, language) };
  });
  for (const name of checked.context.pack.names) {
    // A name's remark in brackets (country, short form, years) is no part of it.
    const agreed = name.text[language].replace(/\s*\([^)]*\)\s*$/u, "").normalize("NFC");
    const variants = variantsOf(agreed, language === "ar" ? name.variants : [], language);
    for (const { passage, source, folded } of passages) {
      const found = variantIn(folded, variants) ?? (language === "ar" ? null : otherCase(source, folded.text, agreed));
      if (found === null) continue;
      const { written } = found;
      const range = { start: folded.offsets[found.start] ?? 0, end: folded.offsets[found.end] ?? source.length };
      const instead = isDoubled(source, range, agreed) ? undefined : agreed;
      checked.breach(
        passage,
        rule,
        `“${written}” is not the agreed name.`,
        { found: written, agreed },
        `Write “${agreed}”.`,
        { range, instead },
      );
    }
  }
}

/** Text in which names are searched for: letters folded, every unit with its way back. */
function foldName(text: string, language: Language): NormalisedText {
  if (language === "ar") return normaliseText(text, language);
  const folded = foldCase(text);
  const same = folded.length === text.length ? folded : text;
  return { text: same, offsets: Array.from({ length: same.length + 1 }, (_, at) => at) };
}

/** A word of the agreed name that the variant lacks already stands beside it: putting the name there would say it twice. */
function isDoubled(text: string, { start, end }: TextRange, agreed: string): boolean {
  const words = agreed.toLowerCase().split(/\s+/u);
  const before = /(\S+)\s+$/u.exec(text.slice(0, start))?.[1]?.toLowerCase();
  const after = /^\s+([\p{L}\p{M}\p{N}]+)/u.exec(text.slice(end))?.[1]?.toLowerCase();
  return (before !== undefined && words.includes(before)) || (after !== undefined && words.includes(after));
}

interface Variant {
  readonly written: string;
  readonly wanted: string;
  readonly canonical: string;
}

interface FoundName extends TextRange {
  readonly written: string;
}

/** One word alone can mean too much to be a wrong name. */
function variantsOf(agreed: string, variants: readonly string[], language: Language): Variant[] {
  if (variants.length === 0) return [];
  const canonical = foldName(agreed, language).text;
  return variants
    .map((written) => ({ written, canonical, wanted: foldName(written.normalize("NFC"), language).text }))
    .filter(({ wanted }) => wanted.includes(" ") && wanted !== canonical);
}

/** A wrong variant that is not simply the beginning of the agreed name. */
function variantIn({ text }: NormalisedText, variants: readonly Variant[]): FoundName | null {
  for (const { written, wanted, canonical } of variants) {
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (/[\p{L}]$/u.test(text.slice(0, at).replace(/[وفبل]$/u, "")) || /^[\p{L}]/u.test(text.slice(end))) continue;
      if (continuesAs(text, at, end, canonical, wanted)) continue;
      return { written, start: at, end };
    }
  }
  return null;
}

/** The agreed name, or its next word, stands around the variant: then the variant is part of the right name. */
function continuesAs(text: string, at: number, end: number, canonical: string, wanted: string): boolean {
  const inside = canonical.indexOf(wanted);
  if (inside === -1) return false;
  const rest = canonical.slice(inside + wanted.length);
  const nextWord = /^\s+[\p{L}]+/u.exec(rest)?.[0];
  if (nextWord !== undefined) return text.startsWith(nextWord, end);
  return text.slice(0, at).endsWith(canonical.slice(0, inside));
}

/** The agreed name in other capitals or dashes. A name all in capitals is a matter of style. */
function otherCase(source: string, folded: string, agreed: string): FoundName | null {
  if (agreed.split(" ").length < 3 || folded.length !== source.length) return null;
  const at = folded.indexOf(foldCase(agreed));
  if (at === -1) return null;
  const found = source.slice(at, at + agreed.length);
  if (found === agreed || found === found.toUpperCase()) return null;
  return { written: found, start: at, end: at + found.length };
}

function foldCase(text: string): string {
  return text.toLowerCase().replace(/[–—]/g, "-");
}
