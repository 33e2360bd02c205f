import type { Language } from "../../base/locale.ts";
import { CLITIC_BEFORE_ARTICLE } from "../../lexicon/arabicParticles.ts";
import { lexiconOf } from "../../lexicon/lexicon.ts";
import { anyOf, wordSource } from "../../lexicon/wordPattern.ts";
import type { Span } from "../../literals/span.ts";
import { normaliseText } from "./normaliseText.ts";

/** Text and the spans in it → its amounts with their scale and what they count, and its times of day, in digits and in words. */

export interface Quantity {
  /** UTF-16 offsets in the text, from the number to the last word that was read for it. */
  readonly start: number;
  readonly end: number;
  /** Whole: 27.6 million is 27600000; of a time of day the minutes since midnight. */
  readonly value: number;
  /** A name of `counted` in the table of quantities, `percent` or `clock`; null where nothing known follows. */
  readonly kind: string | null;
  /** In words alone. */
  readonly spelt: boolean;
}

type Values = Readonly<Record<string, number>>;

interface Patterns {
  readonly scale: Meanings<number>;
  readonly percent: Meanings<number>;
  readonly counted: Meanings<string>;
  readonly clock: Meanings<number>;
  readonly hours: RegExp | null;
  readonly atHour: RegExp | null;
  readonly numerals: RegExp;
  readonly shares: Meanings<number>;
  readonly pairs: Meanings<string> | null;
  readonly worth: ReadonlyMap<string, { readonly value: number; readonly multiplies: boolean }>;
}

/** A pattern, and what each word that it finds means. */
interface Meanings<T> {
  readonly pattern: RegExp;
  readonly of: ReadonlyMap<string, T>;
}

const compiled = new Map<Language, Patterns>();

/** @param spans of the same text. In rising order. */
export function readQuantities(text: string, spans: readonly Span[], language: Language): Quantity[] {
  const normalised = normaliseText(text, language);
  const reader = new Reader(language === "en" ? normalised.text.toLowerCase() : normalised.text, patternsOf(language));
  const { offsets } = normalised;
  const written = ({ start, end, ...rest }: Quantity): Quantity => ({
    ...rest,
    start: offsets[start] ?? start,
    end: (offsets[end - 1] ?? end - 1) + 1,
  });
  // A letter that the normal form leaves out shifts all that follow.
  const inNormal = (offset: number) => (offsets.length === text.length + 1 ? offset : offsets.indexOf(offset));
  const taken: Quantity[] = [];
  for (const span of spans) {
    for (const part of span.parts.length > 0 && span.kind === "range" ? span.parts : [span]) {
      const found = reader.atNumber(inNormal(part.start), inNormal(part.end), part.value);
      if (found) taken.push(found);
    }
  }
  const free = (one: Quantity) => !taken.some((other) => one.start < other.end && other.start < one.end);
  taken.push(...reader.inWords().filter(free));
  return taken.sort((one, other) => one.start - other.start).map(written);
}

class Reader {
  readonly #text: string;
  readonly #patterns: Patterns;

  constructor(text: string, patterns: Patterns) {
    this.#text = text;
    this.#patterns = patterns;
  }

  /** What stands behind digits says how many of what they are. Null for what is no amount. */
  atNumber(start: number, end: number, value: string): Quantity | null {
    const time = /^time:(\d\d):(\d\d)$/.exec(value);
    if (time) return this.#clock(start, end, Number(time[1]), Number(time[2]), true);
    const number = /^(?:n:|tel:)(\d+(?:\.\d+)?)$/.exec(value);
    if (!number) return null;
    const amount = Number(number[1]);
    const clock = Number.isInteger(amount) && amount <= 24 ? this.#clock(start, end, amount, 0, false) : null;
    return clock ?? { start, spelt: false, ...this.#counted(end, amount) };
  }

  /** Numerals count only before what is counted: otherwise they are articles, names of days, or years. */
  inWords(): Quantity[] {
    const { numerals, shares, pairs } = this.#patterns;
    const found: Quantity[] = [];
    for (const match of this.#text.matchAll(numerals)) {
      const amount = this.#worth(match[1] ?? "");
      const counted = this.#counted(match.index + match[0].length, amount);
      if (counted.kind === null || amount === 1) continue;
      found.push({ start: match.index, spelt: true, ...counted });
    }
    for (const match of this.#text.matchAll(shares.pattern)) {
      const end = match.index + match[0].length;
      // Half an hour is a time, not a part of a hundred.
      if (this.#after(this.#patterns.counted, end)?.meaning === "hour") continue;
      found.push({
        start: match.index,
        end,
        value: shares.of.get(keyOf(match[1] ?? "")) ?? 0,
        kind: "percent",
        spelt: true,
      });
    }
    for (const match of pairs === null ? [] : this.#text.matchAll(pairs.pattern)) {
      const kind = pairs?.of.get(keyOf(match[1] ?? "")) ?? null;
      found.push({ start: match.index, end: match.index + match[0].length, value: 2, kind, spelt: true });
    }
    return found;
  }

  #clock(start: number, end: number, hour: number, minutes: number, sure: boolean): Quantity | null {
    const { clock, hours, atHour } = this.#patterns;
    const named = hours === null ? null : stickyAt(hours, this.#text, end);
    const from = named === null ? end : end + named.length;
    const mark = sure || hours === null || named !== null ? this.#after(clock, from) : null;
    const before = atHour?.test(this.#text.slice(Math.max(0, start - 16), start)) ?? false;
    if (!sure && mark === null && !(before && (hours === null || named !== null))) return null;
    const half = mark?.meaning ?? null;
    const first = half === null || hour > 12 ? hour : half === 0 ? hour % 12 : (hour % 12) + 12;
    return { start, end: mark?.end ?? from, value: first * 60 + minutes, kind: "clock", spelt: false };
  }

  #counted(from: number, amount: number): Pick<Quantity, "end" | "value" | "kind"> {
    const { scale, percent, counted } = this.#patterns;
    let end = from;
    let value = amount;
    const times = this.#after(scale, end);
    if (times) {
      end = times.end;
      value *= times.meaning;
    }
    // 27.6 × 1,000,000 is a little more in binary fractions.
    value = Number(value.toPrecision(12));
    const hundredth = this.#after(percent, end);
    if (hundredth) return { end: hundredth.end, value, kind: "percent" };
    const noun = this.#after(counted, end);
    return { end: noun?.end ?? end, value, kind: noun?.meaning ?? null };
  }

  #after<T>({ pattern, of }: Meanings<T>, from: number): { readonly meaning: T; readonly end: number } | null {
    pattern.lastIndex = from;
    const match = pattern.exec(this.#text);
    const meaning = match ? of.get(keyOf(match[1] ?? "")) : undefined;
    return match && meaning !== undefined ? { meaning, end: match.index + match[0].length } : null;
  }

  /** Words that multiply take what stands before them; all others add up: hai mươi lăm, خمسة وعشرون. */
  #worth(words: string): number {
    let total = 0;
    for (const [word] of words.matchAll(/[\p{L}\p{M}]+/gu)) {
      const { worth } = this.#patterns;
      const one = worth.get(word) ?? worth.get(word.replace(/^و/u, ""));
      if (one === undefined) continue;
      total = one.multiplies ? (total || 1) * one.value : total + one.value;
    }
    return total;
  }
}

function stickyAt(pattern: RegExp, text: string, from: number): string | null {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0] ?? null;
}

const keyOf = (words: string) => words.trim().replace(/\s+/gu, " ");

function patternsOf(language: Language): Patterns {
  const known = compiled.get(language);
  if (known) return known;
  const { quantities } = lexiconOf(language);
  const plain = (word: string) => normaliseText(word.toLowerCase(), language).text;
  const meanings = <T>(
    entries: readonly (readonly [string, T])[],
    source: (words: string) => string,
    flags: string,
  ) => {
    const of = new Map(entries.map(([word, meaning]) => [plain(word), meaning]));
    return { pattern: new RegExp(source(anyOf([...of.keys()])), flags), of };
  };
  const next = (words: string) => `[\\s-]*(${words})(?![\\p{L}\\p{M}])`;
  const pairsOf = (kinds: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(kinds).flatMap(([kind, words]) => words.map((word) => [word, kind] as const));
  const entries = (values: Values) => Object.entries(values);
  const leading = language === "ar" ? CLITIC_BEFORE_ARTICLE : "";
  const whole = (words: string) => `(?<![\\p{L}\\p{M}])${leading}(${words})(?![\\p{L}\\p{M}])`;
  const numeral = anyOf(
    [...Object.keys(quantities.numerals.values), ...Object.keys(quantities.multipliers.values)].map(plain),
  );
  const joint = language === "ar" ? "\\s+و?" : "(?:[\\s-]+(?:and\\s+)?)";
  // One word of another kind may stand between the number and what is counted, where nouns come last.
  const between = language === "en" ? "(?:\\s+[\\p{L}-]+)?" : "";
  const made: Patterns = {
    scale: meanings(entries(quantities.scales.values), next, "uy"),
    percent: meanings(entries(quantities.percent.values), (words) => `\\s*(${words})(?![\\p{L}\\p{M}])`, "uy"),
    counted: meanings(
      pairsOf(quantities.counted.values),
      (words) => `${between}\\s+(${words})(?![\\p{L}\\p{M}])`,
      "uy",
    ),
    clock: meanings(entries(quantities.clock.values), next, "uy"),
    hours: quantities.hours ? new RegExp(`\\s*${anyOf(quantities.hours.words ?? [])}(?![\\p{L}\\p{M}])`, "uy") : null,
    atHour: quantities.atHour ? new RegExp(`${wordSource(quantities.atHour)}\\s+$`, "u") : null,
    numerals: new RegExp(whole(`${numeral}(?:${joint}${numeral}){0,3}`), "gu"),
    shares: meanings(entries(quantities.shares.values), whole, "gu"),
    pairs: quantities.pairs ? meanings(pairsOf(quantities.pairs.values), whole, "gu") : null,
    worth: new Map(
      [quantities.numerals, quantities.multipliers].flatMap((table, at) =>
        entries(table.values).map(([word, value]) => [plain(word), { value, multiplies: at === 1 }] as const),
      ),
    ),
  };
  compiled.set(language, made);
  return made;
}
