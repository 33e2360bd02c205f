import { foldWord, type Phrases } from "./phrases.ts";
import type { Dial, Part, ScanOptions, Span, SpanKind, Stretch } from "./span.ts";
import { ARABIC, ARABIC_INDIC, BREAK, DIGIT, EUROPEAN, LATIN, SIGN, SPACE, type Tokens, tokenise } from "./tokens.ts";

/** The tokens of one text and the spans found in it so far: what every pass of the scanner reads and adds to. Tokens are named by their index. */

export interface FoundSpan extends Span {
  /** First token, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Digits of class AN stand in it. */
  readonly arabicIndic: boolean;
  /** Direction marks of the author's stand in it: the author decides. */
  readonly marked: boolean;
  /** Of a claim. */
  readonly weak: boolean;
  /** Of a date with the name of its month: the type of that name's letters. Otherwise 0. */
  readonly letters: number;
  /** The token before which a line may end: after the host of a link, before the year of a date in words. Otherwise `to`. */
  readonly keptTo: number;
}

interface Details {
  readonly parts?: readonly Stretch[];
  readonly dial?: Pick<Dial, "digits" | "sure" | "called"> & Partial<Dial>;
  readonly value?: string;
  readonly marked?: boolean;
  readonly weak?: boolean;
  readonly letters?: number;
  readonly keptTo?: number;
}

/** Longer words are in no table, and are not looked up. */
const LONGEST_WORD = 24;
/** More digits than any number that is compared or dialled. */
const MOST_DIGITS = 40;

const NO_PARTS: readonly Part[] = [];

export class Reading {
  readonly text: string;
  readonly options: ScanOptions;
  readonly tokens: Tokens;
  readonly count: number;
  readonly spans: FoundSpan[] = [];
  /** Number of the span that each token is part of, from 1; 0 is none. */
  private readonly owners: Int32Array;
  private readonly foldedWords: string[] = [];

  constructor(text: string, options: ScanOptions) {
    this.text = text;
    this.options = options;
    this.tokens = tokenise(text, options.claims ?? []);
    this.count = this.tokens.count;
    this.owners = new Int32Array(this.count + 1);
  }

  /** Beyond either end a text breaks. */
  type(at: number): number {
    return at >= 0 && at < this.count ? (this.tokens.types[at] ?? BREAK) : BREAK;
  }

  start(at: number): number {
    return this.tokens.starts[at] ?? 0;
  }

  /** In UTF-16 units. */
  size(at: number): number {
    return this.start(at + 1) - this.start(at);
  }

  word(at: number): string {
    return this.text.slice(this.start(at), this.start(at + 1));
  }

  slice(from: number, to: number): string {
    return this.text.slice(this.start(from), this.start(to));
  }

  code(at: number): number {
    return this.text.charCodeAt(this.start(at));
  }

  /** The character of a sign, or nothing. */
  sign(at: number): string {
    return this.type(at) === SIGN ? this.text.charAt(this.start(at)) : "";
  }

  /** Whether the token is one of these signs. */
  isSign(at: number, signs: string): boolean {
    return this.type(at) === SIGN && signs.includes(this.text.charAt(this.start(at)));
  }

  isWord(at: number): boolean {
    const type = this.type(at);
    return type === LATIN || type === ARABIC;
  }

  /** Digits that no span has taken yet. */
  isDigit(at: number): boolean {
    return this.type(at) === DIGIT && this.owners[at] === 0;
  }

  isEuropean(at: number): boolean {
    return this.type(at) === DIGIT && this.tokens.systems[at] === EUROPEAN;
  }

  isArabicIndic(at: number): boolean {
    return this.type(at) === DIGIT && this.tokens.systems[at] === ARABIC_INDIC;
  }

  isTaken(at: number): boolean {
    return this.owners[at] !== 0;
  }

  /** Digits 0–9 of a token of digits in any system. */
  digits(at: number): string {
    let digits = "";
    for (let offset = this.start(at); offset < this.start(at + 1) && digits.length < MOST_DIGITS; offset += 1) {
      const code = this.text.charCodeAt(offset);
      if (
        (code >= 0x30 && code < 0x3a) ||
        (code >= 0x660 && code < 0x66a) ||
        (code >= 0x6f0 && code < 0x6fa) ||
        code >= 0xff10
      ) {
        digits += code & 15;
      }
    }
    return digits;
  }

  value(at: number): number {
    return Number(this.digits(at));
  }

  /** Folded; nothing where the token is no word, or longer than any in the tables. */
  folded(at: number): string {
    if (!this.isWord(at) || this.size(at) > LONGEST_WORD) return "";
    // One word is looked up in several tables, and for several numbers.
    const known = this.foldedWords[at];
    if (known !== undefined) return known;
    const folded = foldWord(this.word(at));
    this.foldedWords[at] = folded;
    return folded;
  }

  /** The token after the phrase that begins here; -1 if none does. Of several, the longest. */
  phraseFrom(at: number, phrases: Phrases): number {
    return this.phrase(at, phrases.first, 1) ?? -1;
  }

  /** The first token of the phrase that ends here; -1 if none does. Of several, the longest. */
  phraseTo(at: number, phrases: Phrases): number {
    const before = this.phrase(at, phrases.last, -1);
    return before === null ? -1 : before + 1;
  }

  private phrase(at: number, index: ReadonlyMap<string, readonly (readonly string[])[]>, step: 1 | -1) {
    let furthest: number | null = null;
    for (const words of index.get(this.folded(at)) ?? []) {
      let end = at + step;
      const matches = words.every((word) => {
        let next = end;
        if (this.isSign(next, ".-")) next += step;
        if (this.type(next) === SPACE) next += step;
        if (step < 0 && next < end && this.sign(next) === ".") next += step;
        if (next === end || this.folded(next) !== word) return false;
        end = next + step;
        return true;
      });
      if (matches && (furthest === null || (end - furthest) * step > 0)) furthest = end;
    }
    return furthest;
  }

  /** The span that the token is part of. */
  spanAt(at: number): FoundSpan | null {
    return this.spans[(this.owners[at] ?? 0) - 1] ?? null;
  }

  add(kind: SpanKind, from: number, to: number, order: Span["order"], details: Details = {}): void {
    const { parts = [], value = "", marked = false, weak = false, letters = 0, keptTo = to } = details;
    let arabicIndic = false;
    for (let at = from; at < to; at += 1) {
      if (this.isArabicIndic(at)) arabicIndic = true;
      this.owners[at] = this.spans.length + 1;
    }
    const [start, end] = [this.start(from), this.start(to)];
    const valued = parts.length === 0 ? NO_PARTS : parts.map(withValue);
    this.spans.push({
      kind,
      start,
      end,
      order,
      parts: valued,
      dial: details.dial ? { doubtful: false, inContact: false, ...details.dial } : null,
      value,
      from,
      to,
      arabicIndic,
      marked,
      weak,
      letters,
      keptTo,
    });
  }

  /** Puts one range in place of two spans: the first one's number, and the last span. */
  join(one: FoundSpan, other: FoundSpan, parts: readonly Part[]): FoundSpan {
    const number = this.owners[one.from] ?? 0;
    this.spans.pop();
    for (let at = one.from; at < other.to; at += 1) this.owners[at] = number;
    const arabicIndic = one.arabicIndic || other.arabicIndic;
    const value = parts.map((part) => part.value).join("–");
    const joined = {
      ...one,
      keptTo: other.to,
      kind: "range",
      dial: one.dial && { ...one.dial, doubtful: true },
      end: other.end,
      to: other.to,
      order: "rtl",
      parts,
      arabicIndic,
      value,
    } as const;
    this.spans[number - 1] = joined;
    return joined;
  }
}

function withValue(part: Stretch & { readonly value?: string }): Part {
  return { value: "", ...part };
}
