import { type CheckedText, numberOf, type Passage, patternOf } from "./checkText.ts";
import { findDates } from "./findDates.ts";
import { findNumbers } from "./findNumbers.ts";
import { foldDigits, maskNames, normaliseText } from "./normaliseText.ts";

/** Figures, people and names → a source with its year, nobody identified, names as agreed. */

export function checkFacts(checked: CheckedText): void {
  checkFigures(checked);
  checkIdentity(checked);
  checkNames(checked);
}

const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/g;

function checkFigures(checked: CheckedText): void {
  const sourced = checked.rule("C16");
  const aged = checked.rule("C17");
  const pattern = sourced && patternOf(sourced, checked.language, "giu");
  if (!pattern) return;
  const sources = checked
    .inRoles("sources")
    .map((passage) => foldDigits(passage.text))
    .join("\n");
  const years = [...sources.matchAll(YEAR)].map((match) => Number(match[0]));
  const now = Number(checked.context.today.slice(0, 4));
  for (const passage of checked.passages) {
    if (["sources", "helpline", "detail", "link"].includes(passage.slot.role)) continue;
    const figure = figureIn(passage, pattern, checked);
    if (figure === null) continue;
    if (years.length === 0) checked.breach(passage, sourced, `“${figure}” has no source with a year.`);
    else if (aged) {
      const newest = Math.max(...years);
      const old = newest < now - numberOf(aged.params, "max_age_years", 3);
      if (old && !foldDigits(passage.text).match(YEAR)) {
        checked.breach(passage, aged, `“${figure}” comes from a source of ${newest}, and its year is not beside it.`);
      }
    }
  }
}

/** The first number of people, cases or per cent that is no helpline and no date. */
function figureIn(passage: Passage, pattern: RegExp, checked: CheckedText): string | null {
  const taken = [
    ...passage.atoms.filter((atom) => atom.kind === "helpline"),
    ...findNumbers(passage.text),
    ...findDates(passage.text, checked.language),
  ];
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
    const match = [...text.matchAll(pattern)].find((found) => findDates(found[0], checked.language).length === 0);
    if (match) checked.breach(passage, rule, `“${match[0].trim()}” could identify a person.`);
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
    return { passage, source, folded: language === "ar" ? normaliseText(source, "ar").text : foldCase(source) };
  });
  for (const name of checked.context.pack.names) {
    // A name's remark in brackets (country, short form, years) is no part of it.
    const agreed = name.text[language].replace(/\s*\([^)]*\)\s*$/u, "").normalize("NFC");
    const variants = language === "ar" ? variantsOf(agreed, name.variants) : [];
    for (const { passage, source, folded } of passages) {
      const found = language === "ar" ? variantIn(folded, variants) : otherCase(source, folded, agreed);
      if (found !== null) checked.breach(passage, rule, `“${found}” is not the agreed name.`, `Write “${agreed}”.`);
    }
  }
}

interface Variant {
  readonly written: string;
  readonly wanted: string;
  readonly canonical: string;
}

/** One word alone can mean too much to be a wrong name. */
function variantsOf(agreed: string, variants: readonly string[]): Variant[] {
  if (variants.length === 0) return [];
  const canonical = normaliseText(agreed, "ar").text;
  return variants
    .map((written) => ({ written, canonical, wanted: normaliseText(written.normalize("NFC"), "ar").text }))
    .filter(({ wanted }) => wanted.includes(" ") && wanted !== canonical);
}

/** A wrong variant that is not simply the beginning of the agreed name. */
function variantIn(text: string, variants: readonly Variant[]): string | null {
  for (const { written, wanted, canonical } of variants) {
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (/[\p{L}]$/u.test(text.slice(0, at).replace(/[وفبل]$/u, "")) || /^[\p{L}]/u.test(text.slice(end))) continue;
      if (continuesAs(text, at, end, canonical, wanted)) continue;
      return written;
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
function otherCase(source: string, folded: string, agreed: string): string | null {
  if (agreed.split(" ").length < 3 || folded.length !== source.length) return null;
  const at = folded.indexOf(foldCase(agreed));
  if (at === -1) return null;
  const found = source.slice(at, at + agreed.length);
  return found === agreed || found === found.toUpperCase() ? null : found;
}

function foldCase(text: string): string {
  return text.toLowerCase().replace(/[–—]/g, "-");
}
