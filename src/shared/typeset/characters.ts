/** Classes of characters that several stages must agree on. */

/** Breaking white space: it hangs at the end of a line and is not drawn there. */
const HANGING = /[\t-\r \u0085\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;

/** Characters with no shape of their own: controls, bidi controls, soft hyphen, zero-width space and joiners of words. */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

/** UAX #44 Default_Ignorable_Code_Point: a font need not have it, and nothing is drawn if it has not. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;

export function isHanging(character: string): boolean {
  return HANGING.test(character);
}

/** Draws nothing and takes no room; a tab is not one, it is set as a space. */
export function isInvisible(character: string): boolean {
  return character !== "\t" && INVISIBLE.test(character);
}

/** A font is not asked for these. */
export function needsNoGlyph(character: string): boolean {
  return character === "\t" || isInvisible(character) || IGNORABLE.test(character);
}

/** Text without the characters that draw nothing: what a glyph shows. */
export function visibleText(text: string): string {
  return INVISIBLE.test(text) ? [...text].filter((character) => !isInvisible(character)).join("") : text;
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
