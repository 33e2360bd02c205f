/** Text → where an Arabic word may be stretched between two of its letters, by the tradition of scribes and compositors. */

export interface KashidaPlace {
  /** The stroke grows between the letter before this offset and the one after it. */
  readonly offset: number;
  /** 1 is the best place that a word can have. */
  readonly rank: number;
}

export interface StretchableWord {
  readonly start: number;
  readonly end: number;
  /** Best first: by rank, then nearest to the word's end. */
  readonly places: readonly KashidaPlace[];
}

/** Letters that join on both sides, of Arabic, Persian and Urdu (UAX #44, Joining_Type D); ى joins on here only at a word's end. */
const JOINS_NEXT = /[ئبتثجحخسشصضطظعغفقكلمنهيپچکگیہھ]/u;
/** Letters that join to the letter before them only: they end a stroke wherever they stand. */
const ENDS_STROKE = /[آأؤإاةدذرزوٱىژڈڑےۃ]/u;
const WORD = /[\p{Script=Arabic}\p{M}]+/gu;
const TOOTH = /[بتثنيئپی]/u;
const TAIL = /[رزيىژی]/u;
/** The article and what is written in one word before it: it belongs to the word and is not pulled away from it. */
const ARTICLE = /^[وف]?[بك]?(?:ال|ٱل|لل)$/u;
const LAM_ALEF = /ل[آأإاٱ]/u;
/** Particles of one letter that Arabic writes in one word with the next. */
const PARTICLE = /^[فبكل]$/u;
/** After the first letter of a word a stroke is the last resort: it shows a letter alone. */
const LAST_RESORT = 7;
/** A word of two letters has no room for a stroke that looks drawn on purpose. */
const LEAST_LETTERS = 3;

/**
 * Of `text[start, end)`, in order. A word with a tatweel of its own is stretched already; letters with vowel marks
 * are not moved apart, because the mark would stand over the stroke.
 */
export function stretchableWords(text: string, start: number, end: number): StretchableWord[] {
  const words: StretchableWord[] = [];
  for (const { 0: word, index } of text.slice(start, end).matchAll(WORD)) {
    const letters = word.replace(/\p{M}/gu, "");
    if (letters.length < LEAST_LETTERS || word.includes("\u0640")) continue;
    const from = start + index;
    const places = placesIn(word).map(({ offset, rank }) => ({ offset: from + offset, rank }));
    if (places.length > 0) words.push({ start: from, end: from + word.length, places });
  }
  return words;
}

function placesIn(word: string): KashidaPlace[] {
  const places: KashidaPlace[] = [];
  for (let offset = 1; offset < word.length; offset += 1) {
    const before = word.charAt(offset - 1);
    const after = word.charAt(offset);
    const joined = JOINS_NEXT.test(before) && (JOINS_NEXT.test(after) || ENDS_STROKE.test(after));
    if (!joined || LAM_ALEF.test(before + after) || /\p{M}/u.test(word.charAt(offset + 1))) continue;
    const start = word.slice(0, offset);
    const rank = rankOf(before, after, word.charAt(offset + 1));
    if (rank === null || ARTICLE.test(start) || PARTICLE.test(start)) continue;
    places.push({ offset, rank: offset === 1 && rank > 1 ? LAST_RESORT : rank });
  }
  return places.sort((one, other) => one.rank - other.rank || other.offset - one.offset);
}

/**
 * After the teeth of seen and the loop of sad a stroke hurts least; then before what closes a stroke, the flat
 * letters first. Null inside a word, where a stroke would only tear it.
 * @param next what follows the two letters; empty at the word's end.
 */
function rankOf(before: string, after: string, next: string): number | null {
  if (/[سشصض]/u.test(before)) return 1;
  const ends = next === "" || ENDS_STROKE.test(after);
  if (ends && /[ةهدذہۃ]/u.test(after)) return 2;
  if (ends && /[اأإآٱطظلكکگ]/u.test(after)) return 3;
  // Before the tooth, not after it: tooth and tail are one movement.
  if (TOOTH.test(after) && next !== "" && TAIL.test(next)) return 4;
  if (TOOTH.test(before) && TAIL.test(after)) return null;
  if (next !== "") return ends ? LAST_RESORT : null;
  return /[وؤعغقف]/u.test(after) ? 5 : 6;
}
