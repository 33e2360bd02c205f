import { type Cluster, isDash, isDate } from "./clusters.ts";
import { wordAfter, wordsBefore } from "./context.ts";
import { alternatesEnd, MOST_DIGITS, type PhoneRun, phoneRun } from "./phoneRun.ts";
import { isHours, readFiled } from "./ranges.ts";
import type { Reading } from "./reading.ts";
import type { Span, SpanKind } from "./span.ts";
import { DIGIT, LATIN } from "./tokens.ts";

/** A cluster of digits → the number to dial that begins with it. */

/** The fewest digits that are a telephone number without any word that says so, and a short number with one. */
const FEWEST = 7;
const FEWEST_CALLED = 3;
const YEAR = /^(?:19|20)\d\d$/;

/** Adds the span; the token after it, or -1 where the digits are something else. */
export function readPhone(reading: Reading, at: number, cluster: Cluster): number {
  const plus = reading.sign(at - 1) === "+" && reading.type(at - 2) !== LATIN && reading.type(at - 2) !== DIGIT;
  const first = plus ? at - 1 : at;
  const bracket = reading.sign(first - 1) === "(";
  const run = phoneRun(reading, at, bracket, plus || bracket || reading.digits(at).startsWith("00"));
  if (run === null || alternatesEnd(reading, run) < cluster.end) return -1;
  // Most numbers are short, and stand alone.
  if (run.groups.length === 1 && !plus && reading.size(at) < FEWEST_CALLED) return -1;
  return new Candidate(reading, run.area ? first - 1 : first, run, plus).read(cluster);
}

class Candidate {
  private readonly reading: Reading;
  private readonly from: number;
  private readonly run: PhoneRun;
  private readonly plus: boolean;
  private readonly words: readonly string[];
  private readonly digits: string;
  private readonly known: boolean;
  /** A word before it says so, or the registry knows it. */
  private readonly called: boolean;
  /** That word is the one before it. */
  private readonly adjacent: boolean;
  private readonly counted: boolean;
  private readonly named: boolean;
  private readonly unit: boolean;
  private readonly noun: boolean;

  constructor(reading: Reading, from: number, run: PhoneRun, plus: boolean) {
    this.reading = reading;
    this.from = from;
    this.run = run;
    this.plus = plus;
    this.words = run.groups.map((group) => reading.digits(group));
    this.digits = this.words.join("");
    const before = wordsBefore(reading, from);
    const after = wordAfter(reading, run.end);
    const long = this.digits.length >= FEWEST;
    // Short numbers of the registry are also years, articles of a law and amounts.
    const counts = before.counted || after === "noun" || YEAR.test(this.digits) || this.isLabelled();
    this.known = (reading.options.known?.(this.digits) ?? false) && (long || before.called || !counts);
    this.called = before.called || this.known;
    this.adjacent = before.called && before.announced;
    this.counted = before.counted && !this.known;
    this.named = before.named && !this.known;
    this.unit = after === "unit";
    this.noun = after === "noun";
  }

  read(cluster: Cluster): number {
    const { digits, run, words, called } = this;
    const [first = ""] = words;
    const total = digits.length;
    if (this.plus) return total >= FEWEST && total <= MOST_DIGITS ? this.add("phone", true) : -1;
    if (this.named) return readFiled(this.reading, this.from);
    if (total < FEWEST_CALLED) return -1;
    const alike = cluster.separators.every((separator) => isDash(separator) && separator === cluster.separators[0]);
    if (cluster.groups.length === 3 && alike && isDate(this.reading, cluster.groups)) return -1;
    if (run.area && total >= FEWEST) return this.add("phone", true);
    if (first.startsWith("00") && total >= 9) return this.add("phone", true);
    if (words.length === 1) return this.readPlain();
    if (!this.known && !this.adjacent && isHours(this.reading, cluster)) return -1;
    if (first.startsWith("0") && total >= FEWEST) return this.add("phone", true);
    if (this.isListOfCodes()) return this.addCodes();
    if (this.isSpacedAmount()) {
      this.reading.add("number", this.from, run.end, "ltr", { value: `n:${digits}`, marked: run.marked });
      return run.end;
    }
    if (this.counted || (!this.known && this.isSeries())) return -1;
    if (total >= FEWEST || called) return this.add("phone", total > FEWEST || called);
    return this.isSpelled() ? this.add("phone", words.length > 4) : -1;
  }

  /** QĐ-111, ISO-15930: capitals with a hyphen. */
  private isLabelled(): boolean {
    const { reading, from } = this;
    const word = reading.type(from - 2) === LATIN ? reading.word(from - 2) : "";
    return isDash(reading.sign(from - 1)) && word !== "" && word === word.toUpperCase();
  }

  /** Digits without any separator. */
  private readPlain(): number {
    const total = this.digits.length;
    if (total > MOST_DIGITS) return -1;
    if (this.digits.startsWith("0") && total > FEWEST) return this.add("phone", true, null);
    if (this.unit || this.counted) return -1;
    if (total >= FEWEST) return this.add("phone", true, null);
    if (this.called) return this.add("code", true, null);
    // The short numbers of Egypt, 15000 to 19999: a noun behind or a word before makes an amount of them.
    const egyptian = /^1[5-9]\d{3}$/.test(this.digits) && wordAfter(this.reading, this.run.end) === null;
    return egyptian ? this.add("code", false, null) : -1;
  }

  /** 16000-15508, 113-114-115, 16000 15508. */
  private isListOfCodes(): boolean {
    const { known } = this.reading.options;
    const isCode = (word: string) => /^(?:1[01]\d|1\d{4})$/.test(word) || (known?.(word) ?? false);
    const joined = this.run.separators.every((separator) => separator === "-" || separator === " ");
    // 116 111 and its kin are one number (European Union, 2007/116/EC).
    const european = this.words.length === 2 && this.words[0] === "116";
    return joined && this.words.every(isCode) && !this.unit && !this.counted && !european && !this.known;
  }

  /** 1 000 000, 30 170 người. */
  private isSpacedAmount(): boolean {
    const { words, run } = this;
    const [first = "", ...others] = words;
    if (
      this.called ||
      first.startsWith("0") ||
      first.length > 3 ||
      !run.separators.every((separator) => separator === " ")
    ) {
      return false;
    }
    return others.every((word) => word.length === 3) && (words.length > 2 || this.unit || words[1] === "000");
  }

  /** Two numbers with a dash or space that count from one to the other, ISBNs and addresses of machines. */
  private isSeries(): boolean {
    const { words, run } = this;
    const [one = "", two = ""] = words;
    if (words.length === 5 && /^97[89]\d{10}$/.test(this.digits)) return true;
    if (run.separators.every((separator) => separator === ".") && words.length === 4) {
      return words.every((word) => Number(word) < 256);
    }
    if (words.length !== 2 || (run.separators[0] !== "-" && run.separators[0] !== " ")) return false;
    // The two halves of a registered number changed places: no range, but a mistake to be found.
    if (this.reading.options.known?.(two + one)) return false;
    if (run.separators[0] === " ") return YEAR.test(one) && YEAR.test(two) && !this.called;
    // 2026-114: the number of a file of that year.
    if (/^20\d\d$/.test(one) && !this.called) return true;
    if (one.startsWith("0") || two.startsWith("0")) return false;
    if (this.unit) return true;
    if (this.called && this.digits.length >= 6) return false;
    const rises = Number(one) < Number(two);
    if (one.length <= 4 && two.length <= 4 && rises) return true;
    // 2025-26: the second year without its century.
    return /^(?:1[3-9]|20)\d\d$/.test(one) && two.length === 2 && Number(two) > Number(one) % 100;
  }

  /** 33 11, 1 5 5 9 0. */
  private isSpelled(): boolean {
    const { run, words } = this;
    if (!run.separators.includes(" ")) return false;
    if (words.every((word) => word.length >= 2)) return true;
    if (!run.separators.every((separator) => separator === " ")) return false;
    return words.every((word) => word.length === 1) || (!this.unit && !this.noun);
  }

  private addCodes(): number {
    const { run, reading, words } = this;
    const parts = run.groups.map((group) => ({
      start: reading.start(group),
      end: reading.start(group + 1),
      value: `tel:${reading.digits(group)}`,
    }));
    const dial = { digits: words, sure: true, called: true };
    const value = parts.map((part) => part.value).join("–");
    reading.add("codes", this.from, run.end, "rtl", { parts, dial, value, marked: run.marked });
    return run.end;
  }

  private add(kind: SpanKind, sure: boolean, order: Span["order"] = "ltr"): number {
    const to = alternatesEnd(this.reading, this.run);
    const { called } = this;
    const dial = { digits: [this.digits], sure: sure || called, called };
    const value = `tel:${this.plus ? "+" : ""}${this.digits}`;
    this.reading.add(kind, this.from, to, order, { dial, value, marked: this.run.marked });
    return to;
  }
}
