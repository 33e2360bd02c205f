import { scanAsRead } from "../literals/scanAsRead.ts";
import type { Span, Stretch } from "../literals/span.ts";
import type { Helpline } from "../pack/templatePack.ts";

/** Plain text, helplines → where the text names one of them as a whole number. */

export interface FoundHelpline extends Stretch {
  readonly id: string;
}

/** U+2066 to U+2069: direction isolates that people type or paste around numbers. */
const OPENING_ISOLATE = /[\u2066-\u2068]$/;
const CLOSING_ISOLATE = /^\u2069/;

/**
 * In rising order, without overlaps; isolates written around a number are inside. Of two helplines with one number the
 * longer printed form wins. Digits of every system count as the digits they mean. A number is found by its printed form
 * or by the same digits spaced in another way, never as part of something longer.
 *
 * @param language BCP 47 of the text, where it is known.
 */
export function findHelplines(text: string, helplines: readonly Helpline[], language = "en"): FoundHelpline[] {
  const numbers = numbersOf(helplines);
  const known = (digits: string) => numbers.has(digits);
  return scanAsRead(text, { language, direction: "ltr", known }).flatMap((span) => numbersIn(text, span, numbers));
}

function numbersIn(text: string, { kind, dial, parts, ...span }: Span, numbers: Numbers): FoundHelpline[] {
  if (!(dial?.sure || dial?.called) || kind === "ussd" || kind === "link") return [];
  return dial.digits.flatMap((digits, at): FoundHelpline[] => {
    const { start, end } = parts[at] ?? span;
    const same = numbers.get(digits) ?? [];
    const found = same.find(({ display }) => text.slice(start).startsWith(display)) ?? same[0];
    if (!found) return [];
    const printed = text.slice(start).startsWith(found.display) ? start + found.display.length : end;
    return [{ id: found.id, ...withIsolate(text, start, Math.max(end, printed)) }];
  });
}

function withIsolate(text: string, start: number, end: number): Stretch {
  const isolated = OPENING_ISOLATE.test(text.slice(0, start)) && CLOSING_ISOLATE.test(text.slice(end));
  return isolated ? { start: start - 1, end: end + 1 } : { start, end };
}

/** Digits as they are dialled, and as they are printed → helplines, the longest printed form first. */
type Numbers = ReadonlyMap<string, readonly Helpline[]>;

/** Made once for each list: content is searched line by line. */
const known = new WeakMap<readonly Helpline[], Numbers>();

function numbersOf(helplines: readonly Helpline[]): Numbers {
  const made = known.get(helplines) ?? makeNumbers(helplines);
  known.set(helplines, made);
  return made;
}

function makeNumbers(helplines: readonly Helpline[]): Numbers {
  const numbers = new Map<string, Helpline[]>();
  const longest = [...helplines].sort(
    (one, other) => other.display.length - one.display.length || (one.id < other.id ? -1 : 1),
  );
  for (const helpline of longest) {
    for (const digits of new Set([helpline.number, helpline.display].map((text) => text.replace(/[^0-9]/g, "")))) {
      if (digits !== "") numbers.set(digits, [...(numbers.get(digits) ?? []), helpline]);
    }
  }
  return numbers;
}
