import { type Language, localiseDigits } from "../../base/locale.ts";

/** Text → the form in which rules compare it, with the way back to the letters that were written. */

export interface NormalisedText {
  readonly text: string;
  /** For each UTF-16 unit of `text`, and for its end, the offset in the source. */
  readonly offsets: readonly number[];
}

/** Marks that show nothing and could hide a word from a rule: soft hyphen, joiners, direction marks. */
const DROPPED = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
/** In Arabic also harakat, superscript alef and tatweel. */
const ARABIC_DROPPED = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u064b-\u0652\u0670\u0640]/;

/** @param text NFC; the caller reports text that is not. */
export function normaliseText(text: string, language: Language): NormalisedText {
  const dropped = language === "ar" ? ARABIC_DROPPED : DROPPED;
  const offsets: number[] = [];
  let kept = text;
  if (text.search(dropped) === -1) for (let at = 0; at <= text.length; at += 1) offsets.push(at);
  else {
    kept = "";
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charAt(at);
      if (dropped.test(unit)) continue;
      kept += unit;
      offsets.push(at);
    }
    offsets.push(text.length);
  }
  const plain = kept.replace(/[\u00a0\u202f]/g, " ").replace(/\u2019/g, "'");
  if (language === "vi") return { text: moveToneMarks(lowerCase(plain)), offsets };
  return { text: language === "ar" ? plain.replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي") : plain, offsets };
}

/** Of the same length, unit by unit: the few letters that grow in lower case (İ) stay as they are. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text]
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join("");
}

const TONES: Readonly<Record<string, readonly [first: string, marked: string]>> = Object.fromEntries(
  [
    ["o", "a", "òóỏõọ", "àáảãạ"],
    ["o", "e", "òóỏõọ", "èéẻẽẹ"],
    ["u", "y", "ùúủũụ", "ỳýỷỹỵ"],
  ].flatMap(([first = "", second = "", old = "", now = ""]) =>
    [...now].map((mark, tone) => [first + mark, [[...old][tone] ?? "", second]] as const),
  ),
);

/** The old and the new place of the tone mark mean the same (hoà, hòa): the old one is compared. `quý` keeps its own. */
function moveToneMarks(text: string): string {
  return text.replace(/(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![\p{L}\p{M}])/gu, (pair) => TONES[pair]?.join("") ?? pair);
}

const namePatterns = new WeakMap<readonly string[], Map<Language, RegExp | null>>();

/** Any of the names as people write them, the longest first; made once for a pack's own lists. Null without names. */
function namePattern(names: readonly string[], language: Language): RegExp | null {
  const lists = namePatterns.get(names) ?? new Map<Language, RegExp | null>();
  namePatterns.set(names, lists);
  const known = lists.get(language);
  if (known !== undefined) return known;
  const sources = names
    .map((name) => normaliseText(name.normalize("NFC"), language).text.trim())
    .filter((name) => name !== "")
    .sort((one, other) => other.length - one.length)
    .map((name) =>
      name
        .split(/\s+/u)
        .map((word) => wordOfName(word, language))
        .join("\\s+"),
    );
  const made = sources.length === 0 ? null : new RegExp(sources.join("|"), language === "en" ? "giu" : "gu");
  lists.set(language, made);
  return made;
}

/** In Arabic with its article, without it, or with the article joined to ل; ة may be typed as ه. */
function wordOfName(word: string, language: Language): string {
  const plain = word.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
  if (language === "vi") return plain.replace(/,$/u, ",?");
  return language === "ar" ? plain.replace(/^ال/u, "(?:ا?ل)?").replace(/ة$/u, "[ةه]") : plain;
}

/** Every occurrence of the names becomes filler of the same length, so that no rule sees words inside them. */
export function maskNames(text: string, names: readonly string[], language: Language): string {
  const pattern = namePattern(names, language);
  return pattern === null ? text : text.replace(pattern, (name) => "\u25ae".repeat(name.length));
}

/** A pattern for normalised text: its letters are folded as the text is. */
export function normalisePattern(source: string, language: Language): string {
  return language === "ar" ? normaliseText(source, "ar").text : source;
}

/** Arabic-Indic, Persian and full-width digits as 0–9, unit by unit, so that offsets stay. */
export function foldDigits(text: string): string {
  return localiseDigits(text, "latn");
}
