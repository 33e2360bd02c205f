/**
 * Texts from outside → whether they are Unicode: half of a pair of surrogates is no character, and no file can keep it.
 */

/** Members that a place names at most, the innermost ones. */
const DEEPEST_PLACE = 20;

/** A member and the way to it. */
interface Step {
  readonly name: string;
  readonly from: Step | null;
}

/** Where such a text of a JSON value stands, as people read it; null where every text is sound. */
export function illFormedPlace(value: unknown): string | null {
  // No recursion: a value from outside may be nested deeper than the stack.
  const waiting: { readonly value: unknown; readonly at: Step | null }[] = [{ value, at: null }];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { value: inner, at } = one;
    if (typeof inner === "string" && !inner.isWellFormed()) return placeOf(at);
    if (typeof inner !== "object" || inner === null) continue;
    for (const [name, member] of Object.entries(inner)) {
      if (!name.isWellFormed()) return placeOf({ name, from: at });
      if (typeof member === "object" || typeof member === "string") {
        waiting.push({ value: member, at: { name, from: at } });
      }
    }
  }
  return null;
}

/** JSON text → its value. Fails with a `SyntaxError` where it is no JSON, or a text in it is no Unicode (RFC 7493). */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const place = mayBeIllFormed(text) ? illFormedPlace(value) : null;
  if (place === null) return value;
  throw new SyntaxError(`The text at "${place}" holds half of a character (a lone surrogate)`);
}

/** The same with the sign for an unknown character in place of each half. Fails with a `SyntaxError`. */
export function mendJson(text: string): unknown {
  if (!mayBeIllFormed(text)) return JSON.parse(text);
  return JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value));
}

/** A text from its own bytes has halves only where it writes them as escapes. */
function mayBeIllFormed(text: string): boolean {
  return /\\ud[89a-f]/i.test(text) || !text.isWellFormed();
}

/** Null for what is no character: halves of pairs, and numbers beyond the last one. */
export function characterOf(point: number): string | null {
  const isCharacter = point >= 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : null;
}

/** The first so many UTF-16 units of a text, or one less where that would leave half of a character. */
export function cutText(text: string, longest: number): string {
  const cut = text.slice(0, longest);
  return cut.isWellFormed() ? cut : cut.slice(0, -1).toWellFormed();
}

function placeOf(at: Step | null): string {
  const names: string[] = [];
  for (let step = at; step !== null && names.length < DEEPEST_PLACE; step = step.from) {
    names.unshift(cutText(step.name.toWellFormed(), 60));
  }
  return names.join(" › ");
}
