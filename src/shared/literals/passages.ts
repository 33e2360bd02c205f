import type { Direction } from "../base/locale.ts";
import { extendPassage, type Passage } from "./passageEnds.ts";
import type { FoundSpan, Reading } from "./reading.ts";
import { ARABIC, ARABIC_SIGN, DIGIT, LATIN, MARK, RAISED, SPACE } from "./tokens.ts";

/**
 * Tokens → passages: words of the other direction with everything that runs along with them.
 *
 * They are those of UAX #9: from the first letter to the last letter or number before the next letter of the
 * paragraph's own direction (W7, N1), with brackets that close inside (N0). So they are never worse than what every
 * program draws; what goes beyond is in `passageEnds.ts`.
 */

type Effect = "opens" | "joins" | "closes" | "stays";

const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** In rising order, not overlapping. */
export function findPassages(reading: Reading, from: number, to: number, direction: Direction): Passage[] {
  const found: Passage[] = [];
  let open: Passage | null = null;
  let brackets: string[] = [];
  const close = () => {
    if (open) found.push(extendPassage(reading, open, found.at(-1)?.to ?? from, to, direction));
    open = null;
  };
  for (let at = from; at < to; ) {
    const span = reading.spanAt(at);
    const effect = span ? effectOfSpan(span, direction) : effectOfToken(reading, at, direction);
    const end = Math.min(span ? span.to : at + 1, to);
    if (effect === "closes") close();
    else if (effect === "opens" && open === null) {
      open = { from: at, to: end };
      brackets = [];
    } else if (effect !== "stays" && open) {
      open = { from: open.from, to: withSigns(reading, span, end, to, direction) };
    } else if (open && !takesSign(reading, at, brackets, direction)) close();
    at = Math.max(end, (open as Passage | null)?.to ?? end);
  }
  close();
  return found
    .flatMap((passage) => entriesOf(reading, passage, direction))
    .filter((passage) => passage.to > passage.from);
}

/** A percent sign or currency behind a number goes with it. */
function withSigns(reading: Reading, span: FoundSpan | null, end: number, limit: number, direction: Direction): number {
  let at = end;
  if (span && direction === "rtl") while (at < limit && reading.isSign(at, "%‰$€£¥₫°#")) at += 1;
  return at;
}

function effectOfSpan(span: FoundSpan, direction: Direction): Effect {
  if (span.kind === "claim") return span.weak ? "joins" : span.order === direction ? "closes" : "opens";
  const foreign = direction === "rtl" ? LATIN : ARABIC;
  if (span.letters !== 0) return span.letters === foreign ? "opens" : "closes";
  const address = span.kind === "link" || span.kind === "email" || span.kind === "handle" || span.kind === "hashtag";
  if (direction === "ltr") return address ? "closes" : "joins";
  if (address || span.kind === "decree") return span.order === "rtl" ? "closes" : "opens";
  return span.arabicIndic ? "closes" : "joins";
}

function effectOfToken(reading: Reading, at: number, direction: Direction): Effect {
  const right = direction === "rtl";
  switch (reading.type(at)) {
    case LATIN:
      return right ? "opens" : "closes";
    case ARABIC:
      return right ? "closes" : "opens";
    case ARABIC_SIGN:
      return right ? "closes" : "joins";
    case MARK:
      return reading.code(at) === (right ? 0x200e : 0x200f) ? "opens" : "closes";
    case DIGIT:
      return right && reading.isArabicIndic(at) ? "closes" : "joins";
    case RAISED:
      return "joins";
    default:
      return "stays";
  }
}

/** Whether an open passage may go on after this sign: the paragraph's own comma and a bracket without partner end it. */
function takesSign(reading: Reading, at: number, brackets: string[], direction: Direction): boolean {
  const sign = reading.sign(at);
  if (sign === "") return true;
  if (direction === "rtl" ? sign === "،" : sign === "," || sign === ";") return false;
  if ("([{".includes(sign)) brackets.push(sign);
  else if (sign in CLOSING) return brackets.pop() === CLOSING[sign];
  return true;
}

/** «1) IOM 2) UNODC»: of a list whose first number stands before the passage each entry is a passage. */
function entriesOf(reading: Reading, passage: Passage, direction: Direction): Passage[] {
  const { from, to } = passage;
  const mark = reading.sign(from - 2);
  if (direction === "ltr" || !reading.isSign(from - 2, ")-.") || !isMarker(reading, from - 3, from)) return [passage];
  const entries: Passage[] = [];
  let entryFrom = from;
  let wanted = reading.value(from - 3) + 1;
  if (wanted === 1) return [passage];
  for (let at = from + 1; at < to; at += 1) {
    if (reading.sign(at + 1) !== mark || !isMarker(reading, at, at + 3) || reading.value(at) !== wanted) continue;
    entries.push({ from: entryFrom, to: at - 1 });
    entryFrom = at + 3;
    wanted += 1;
  }
  return [...entries, { from: entryFrom, to }];
}

/** Digits, a sign and a space, before what is listed at `entry`. */
function isMarker(reading: Reading, at: number, entry: number): boolean {
  return reading.type(at) === DIGIT && reading.type(entry - 1) === SPACE && reading.type(at - 1) !== DIGIT;
}
