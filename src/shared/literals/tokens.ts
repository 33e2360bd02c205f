import bidiFactory, { type Bidi } from "bidi-js";
import type { Stretch } from "./span.ts";

/** Text → tokens by bidi class (UAX #9), in one pass. Marks and invisible joiners belong to the token before them. */

// The package is CommonJS: its types promise the factory under `default`, Node and bundlers give the factory itself.
const bidi = (bidiFactory as unknown as () => Bidi)();

export const SPACE = 1;
export const DIGIT = 2;
/** Letters of class L. */
export const LATIN = 3;
/** Letters of Arabic, Hebrew and their kin. */
export const ARABIC = 4;
export const SIGN = 5;
/** An embedding, override or isolate of the author's own. */
export const CONTROL = 6;
export const BREAK = 7;
/** Punctuation of class AL or R: ؟ ؛. */
export const ARABIC_SIGN = 8;
/** Digits that count nothing by themselves, such as ². */
export const RAISED = 9;
/** U+200E, U+200F, U+061C. */
export const MARK = 10;
export const CLAIMED = 11;
const ATTACHED = 12;

/** Systems of digits. */
export const EUROPEAN = 0;
/** U+0660 to U+0669: class AN, which UAX #9 lets turn round separators. */
export const ARABIC_INDIC = 1;
/** U+06F0 to U+06F9, of Persian and Urdu: class EN. */
const EXTENDED = 2;

export interface Tokens {
  readonly count: number;
  readonly types: Uint8Array;
  /** Offsets; the one after the last token is the text's length. */
  readonly starts: Int32Array;
  /** Of digits. */
  readonly systems: Uint8Array;
}

const known = new Uint8Array(0x10000);

export function tokenise(text: string, claims: readonly Stretch[]): Tokens {
  const types = new Uint8Array(text.length + 1);
  const starts = new Int32Array(text.length + 2);
  const systems = new Uint8Array(text.length + 1);
  let count = 0;
  let last = 0;
  let nextClaim = 0;
  for (let at = 0; at < text.length; ) {
    const claim = claims[nextClaim];
    if (claim && claim.start === at && claim.end > at) {
      nextClaim += 1;
      types[count] = CLAIMED;
      starts[count] = at;
      count += 1;
      last = CLAIMED;
      at = claim.end;
      continue;
    }
    const code = text.charCodeAt(at);
    const pair = code >= 0xd800 && code < 0xdc00 && at + 1 < text.length;
    const type = pair ? classify(text.slice(at, at + 2)) : typeOfUnit(code);
    const system = type === DIGIT ? systemOf(code) : EUROPEAN;
    const attaches = type === ATTACHED && count > 0;
    if (!attaches && !(type === last && goesOn(type) && systems[count - 1] === system)) {
      types[count] = type === ATTACHED ? SIGN : type;
      starts[count] = at;
      systems[count] = system;
      count += 1;
    }
    if (type !== ATTACHED) last = type;
    at += pair ? 2 : 1;
  }
  starts[count] = text.length;
  return { count, types, starts, systems };
}

/** Whether neighbours of this type make one token. */
function goesOn(type: number): boolean {
  return type === LATIN || type === ARABIC || type === SPACE || type === RAISED || type === DIGIT;
}

function typeOfUnit(code: number): number {
  const type = known[code] ?? 0;
  if (type !== 0) return type;
  const found = classify(String.fromCharCode(code));
  known[code] = found;
  return found;
}

/** No-break spaces are of class CS, and part words as spaces do. */
const SPACES = "\u00a0\u202f";
const CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

function classify(character: string): number {
  if (/^[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]$/.test(character)) return DIGIT;
  if ("\u200e\u200f\u061c".includes(character)) return MARK;
  if (CONTROLS.includes(character)) return CONTROL;
  if (SPACES.includes(character)) return SPACE;
  switch (bidi.getBidiCharTypeName(character)) {
    case "B":
    case "S":
      return BREAK;
    case "WS":
      return SPACE;
    case "NSM":
    case "BN":
      return ATTACHED;
    case "L":
      return LATIN;
    case "R":
    case "AL":
      return /[\p{L}\u0640]/u.test(character) ? ARABIC : ARABIC_SIGN;
    case "EN":
      return RAISED;
    default:
      return SIGN;
  }
}

function systemOf(code: number): number {
  if (code >= 0x660 && code < 0x66a) return ARABIC_INDIC;
  return code >= 0x6f0 && code < 0x6fa ? EXTENDED : EUROPEAN;
}
