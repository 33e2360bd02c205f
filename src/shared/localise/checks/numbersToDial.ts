import type { Dial, Part, Span } from "../../literals/span.ts";
import type { TextRange } from "../words/writtenRange.ts";
import type { CheckedText, Passage } from "./checkText.ts";

/** A passage → the numbers in it that somebody could dial, and how sure that is. */

export interface NumberToDial extends TextRange {
  /** 0–9; null of a code of the network, such as `*234#`, which no registry has. */
  readonly digits: string | null;
  /** False where nothing but its form says that somebody could dial it. */
  readonly meant: boolean;
  /** It may well be something else. */
  readonly doubtful: boolean;
}

export function numbersToDial(checked: CheckedText, passage: Passage): NumberToDial[] {
  return checked.spansOf(passage).flatMap((span): NumberToDial[] => {
    const { dial, parts, start, end, kind } = span;
    if (dial === null || isElse(dial, passage)) return [];
    const meant = isMeant(span, dial, passage);
    const number = { meant, doubtful: dial.doubtful && !dial.called, start, end };
    if (kind === "ussd") return [{ ...number, digits: null }];
    if (dial.digits.length !== parts.length) return dial.digits.map((digits) => ({ ...number, digits }));
    return dial.digits.map((digits, at) => ({ ...number, digits, ...placeOf(parts[at]) }));
  });
}

function placeOf(part: Part | undefined): Partial<TextRange> {
  return part ? { start: part.start, end: part.end } : {};
}

/** Two digits alone are dialled only where people are told to call: elsewhere they are ages, sizes and lists. */
const FEWEST_FREE = 3;

/** By its form it may be something else, and nothing around says that one dials it. */
function isElse({ called, sure, doubtful, inContact, digits }: Dial, passage: Passage): boolean {
  if (called || sure) return false;
  const short = digits.join("").length < FEWEST_FREE;
  return (doubtful && short) || ((doubtful || short) && !inContact && !callsForDialling(passage));
}

/** From so many digits on a number that stands free is one to dial, whatever the words say. */
const FEWEST_ALONE = 7;

/** A run of groups that is no telephone number by its form, such as 33 11, needs words that say so. */
function isMeant({ kind }: Span, { sure, called, doubtful, inContact, digits }: Dial, passage: Passage): boolean {
  if (sure || called || kind === "code") return true;
  if (doubtful) return false;
  return inContact || callsForDialling(passage) || (kind !== "phone" && digits.join("").length >= FEWEST_ALONE);
}

/** Where a number that stands alone can only be one to dial. */
function callsForDialling({ slot }: Passage): boolean {
  return slot.kind === "helplines" || slot.role === "helpline" || slot.role === "cta" || slot.role === "safety";
}
