import type { Direction } from "../base/locale.ts";

/** What the scanner of mixed text finds, and what it is asked with. All offsets are UTF-16, the end not included. */

export type SpanKind =
  | "link"
  | "email"
  | "handle"
  | "hashtag"
  /** `#5`. */
  | "hashNumber"
  | "phone"
  /** A short number to dial: 15508, 111. */
  | "code"
  /** Short numbers to dial, joined by hyphens or spaces: 113-114-115. */
  | "codes"
  /** `*234#`. */
  | "ussd"
  | "date"
  | "time"
  | "range"
  /** Two small numbers with a dash that do not rise: 9-5, 3-1. */
  | "pair"
  | "number"
  /** Numbers joined by strokes: 68/192, 2024/2025. */
  | "reference"
  /** Vietnamese numbering of laws: 162/2025/NĐ-CP. */
  | "decree"
  /** Serial, account and book numbers, and words that begin with digits. */
  | "identifier"
  /** 2.10.3. */
  | "version"
  /** A stretch that the caller claimed; it is not read here. */
  | "claim";

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One end of a range, or one entry of a list. */
export interface Part extends Stretch {
  readonly value: string;
}

export interface Dial {
  /** Digits 0–9 of each number, without `+`. */
  readonly digits: readonly string[];
  /** By its form, the registry or a word before it; otherwise it only could be dialled. */
  readonly sure: boolean;
  /** A word before it says so, or the registry knows it. */
  readonly called: boolean;
  /** Its form or the word behind it may make something else of it: a noun by its form, a year, a range, letters glued to it. */
  readonly doubtful: boolean;
  /** A word of calling or contact stands in its sentence. */
  readonly inContact: boolean;
}

export interface Span extends Stretch {
  readonly kind: SpanKind;
  /** How it must run inside a right-to-left text; null leaves it to UAX #9. */
  readonly order: Direction | null;
  /** Of a range, a pair and a list of codes, in the order of writing; otherwise empty. */
  readonly parts: readonly Part[];
  /** What a reader would dial. */
  readonly dial: Dial | null;
  /** The same in every language and spelling: `date:2026-7-30`, `n:1234.5`, `time:19:00`, `decree:162/2025/ND-CP`; empty where nothing compares. */
  readonly value: string;
}

/** Behaves as if an isolate control stood before `start` and U+2069 before `end`. */
export interface Isolate extends Stretch {
  readonly direction: Direction;
  /** As if U+202D stood inside: digits of class AN keep the order of writing. */
  readonly forced: boolean;
}

export interface Scan {
  /** In rising order, not overlapping. */
  readonly spans: readonly Span[];
  /** By rising start, the outer first; properly nested. Empty stretches are none. */
  readonly isolates: readonly Isolate[];
  /** No line ends inside: spans, numbers with their unit, with the word that announces them, titles with a name. They may overlap. */
  readonly kept: readonly Stretch[];
  /** Of links, what follows the host: lines end there after a stroke or before a full stop, and nowhere else. */
  readonly paths: readonly Stretch[];
}

/** A stretch that is not read: a unit of the registry, or words in a language of the other direction. */
export interface Claim extends Stretch {
  readonly direction: Direction;
  /** It joins a passage that is open, but opens none and ends none: a number of the registry. */
  readonly weak: boolean;
}

export interface ScanOptions {
  /** BCP 47. */
  readonly language: string;
  readonly direction: Direction;
  /** In rising order, not overlapping. */
  readonly claims?: readonly Claim[];
  /** Whether these digits are a number that the registry has, in or out of use. */
  readonly known?: (digits: string) => boolean;
}
