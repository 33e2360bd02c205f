import { directionOfText } from "../base/locale.ts";
import { scan } from "./scan.ts";
import type { Isolate } from "./span.ts";

/** Isolates → the control characters that they stand for, and where: for whoever orders letters by UAX #9 and knows nothing of isolates. */

export interface OrderMark {
  /** UTF-16 offset of the character that it stands before. */
  readonly at: number;
  readonly control: string;
}

const OPEN = { ltr: "\u2066", rtl: "\u2067" } as const;
const CLOSE = "\u2069";
/** Digits keep their order, whatever their class (X5, LRO). */
const OVERRIDE = "\u202d";
const END_OVERRIDE = "\u202c";

/** In the order of the text. @param isolates by rising start, the outer first; properly nested. */
export function orderMarks(isolates: readonly Isolate[]): OrderMark[] {
  const marks: OrderMark[] = [];
  const open: Isolate[] = [];
  const closeUpTo = (place: number) => {
    for (let last = open.at(-1); last !== undefined && last.end <= place; last = open.at(-1)) {
      open.pop();
      if (last.forced) marks.push({ at: last.end, control: END_OVERRIDE });
      marks.push({ at: last.end, control: CLOSE });
    }
  };
  for (const isolate of isolates) {
    closeUpTo(isolate.start);
    open.push(isolate);
    marks.push({ at: isolate.start, control: OPEN[isolate.direction] });
    if (isolate.forced) marks.push({ at: isolate.start, control: OVERRIDE });
  }
  closeUpTo(Number.POSITIVE_INFINITY);
  return marks;
}

/** Of words of which no language is known, such as a remark or a name: they are ordered as a page would have them. */
export function orderOfWords(text: string): OrderMark[] {
  const direction = directionOfText(text);
  return orderMarks(scan(text, { language: direction === "rtl" ? "ar" : "en", direction }).isolates);
}

/** The text with its marks written out. */
export function writeMarks(text: string, marks: readonly OrderMark[]): string {
  let written = "";
  let from = 0;
  for (const { at, control } of marks) {
    written += text.slice(from, at) + control;
    from = at;
  }
  return written + text.slice(from);
}
