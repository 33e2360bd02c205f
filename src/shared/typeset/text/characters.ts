/** Classes of characters that several stages must agree on. */

/** Breaking white space: it hangs at the end of a line and is not drawn there. */
const HANGING = /[\t-\r \u0085\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;

/**
 * Characters with no shape of their own: controls, line and paragraph separators, and what UAX #44 calls
 * Default_Ignorable_Code_Point (bidi controls, soft hyphen, joiners, variation selectors, tags).
 */
const INVISIBLE = /[\p{Cc}\u2028\u2029\ufff9-\ufffb\p{Default_Ignorable_Code_Point}]/u;

/** These two say how the letters beside them join: they stay with the text of their letter. */
const JOINERS = /[\u200c\u200d]/;

const SOFT_HYPHEN = "\u00ad";

/**
 * Whether a soft hyphen at this offset may end a line, with a hyphen that is seen: between two letters of a script whose
 * letters stand apart. Arabic hyphenates no word.
 */
export function mayHyphenate(text: string, offset: number): boolean {
  if (text.charAt(offset) !== SOFT_HYPHEN) return false;
  return (
    /[\p{L}\p{M}]$/u.test(text.slice(Math.max(0, offset - 2), offset)) &&
    /^[^\P{L}\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text.slice(offset + 1, offset + 3))
  );
}

export function isHanging(character: string): boolean {
  return HANGING.test(character);
}

/** Draws nothing and takes no room; a tab is not one, it is set as a space. */
export function isInvisible(character: string): boolean {
  return character !== "\t" && INVISIBLE.test(character);
}

/** A font is not asked for these. */
export function needsNoGlyph(character: string): boolean {
  return character === "\t" || isInvisible(character);
}

/** Text without the characters that draw nothing: what a glyph shows. */
export function visibleText(text: string): string {
  if (!INVISIBLE.test(text)) return text;
  const visible = [...text].filter((character) => !isInvisible(character) || JOINERS.test(character)).join("");
  return /^[\u200c\u200d]*$/.test(visible) ? "" : visible;
}

/** The offset at which the white space and controls that end `text[start, end)` begin. */
export function visibleEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start) {
    const character = text.charAt(at - 1);
    if (!isHanging(character) && !isInvisible(character)) break;
    at -= 1;
  }
  return at;
}

/** `visibleEnd(text, 0, end)` for every `end`; the answer for a later start is never before that start. */
export function visibleEnds(text: string): Int32Array {
  const ends = new Int32Array(text.length + 1);
  for (let end = 1; end <= text.length; end += 1) {
    const character = text.charAt(end - 1);
    ends[end] = isHanging(character) || isInvisible(character) ? (ends[end - 1] ?? 0) : end;
  }
  return ends;
}
