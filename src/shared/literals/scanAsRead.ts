import { localiseDigits } from "../base/locale.ts";
import { scan } from "./scan.ts";
import type { Claim, ScanOptions, Span, Stretch } from "./span.ts";

/**
 * Text as written → the spans in it as a reader sees them, with their places in the text as written.
 *
 * What shows nothing (direction controls, joiners, soft hyphens) hides no number here, several spaces are one, and digits of
 * all systems are alike. The typesetter needs those marks, and scans the text with them.
 */

const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const SPACE = /[\p{Zs}\t]/u;
const CHANGES = /\p{Default_Ignorable_Code_Point}|\t|\p{Zs}{2}|[·•∙⋅_]/u;
/** Between two digits these part the groups of one number. */
const POINTS = /(?<=\p{Nd})[·•∙⋅_](?=\p{Nd})/gu;

export function scanAsRead(text: string, options: ScanOptions): readonly Span[] {
  // Read in one system, so that a number typed in two is one number.
  const uniform = localiseDigits(text, "latn");
  if (!CHANGES.test(uniform)) return scan(uniform, options).spans;
  const { shown, offsets } = withoutUnseen(uniform);
  const claims = (options.claims ?? []).flatMap((claim) => placeClaim(claim, offsets));
  const { spans } = scan(shown.replace(POINTS, "-"), { ...options, claims });
  const back = ({ start, end }: Stretch): Stretch => ({
    start: offsets[start] ?? text.length,
    end: (offsets[end - 1] ?? text.length - 1) + 1,
  });
  return spans.map((span) => ({
    ...span,
    ...back(span),
    parts: span.parts.map((part) => ({ ...part, ...back(part) })),
  }));
}

/** `offsets` has the place of each UTF-16 unit of `shown` in the text. */
function withoutUnseen(text: string): { readonly shown: string; readonly offsets: readonly number[] } {
  let shown = "";
  const offsets: number[] = [];
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const space = SPACE.test(character);
    if (!UNSEEN.test(character) && !(space && shown.endsWith(" "))) {
      shown += space ? " " : character;
      for (let unit = 0; unit < character.length; unit += 1) offsets.push(at + unit);
    }
    at += character.length;
  }
  return { shown, offsets };
}

function placeClaim(claim: Claim, offsets: readonly number[]): Claim[] {
  const start = firstFrom(offsets, claim.start);
  const end = firstFrom(offsets, claim.end);
  return end > start ? [{ ...claim, start, end }] : [];
}

/** The first place in a rising list whose number is not less. */
function firstFrom(offsets: readonly number[], wanted: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
