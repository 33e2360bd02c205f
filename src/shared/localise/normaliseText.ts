import type { Language } from "./checkText.ts";

/** Text → the form in which rules compare it, with the way back to the letters that were written. */

export interface NormalisedText {
  readonly text: string;
  /** For each UTF-16 unit of `text`, and for its end, the offset in the source. */
  readonly offsets: readonly number[];
}

/** Marks that show nothing and could hide a word from a rule: soft hyphen, joiners, direction marks. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
/** Harakat, superscript alef, tatweel. */
const TASHKEEL = /[\u064b-\u0652\u0670\u0640]/;
const ALEFS = /[أإآٱ]/;

/** @param text NFC; the caller reports text that is not. */
export function normaliseText(text: string, language: Language): NormalisedText {
  let folded = "";
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (INVISIBLE.test(unit) || (language === "ar" && TASHKEEL.test(unit))) continue;
    folded += foldUnit(unit, language);
    offsets.push(at);
  }
  offsets.push(text.length);
  return { text: language === "vi" ? moveToneMarks(folded) : folded, offsets };
}

/** Always one unit for one unit. */
function foldUnit(unit: string, language: Language): string {
  if (unit === "\u00a0" || unit === "\u202f") return " ";
  if (unit === "\u2019") return "'";
  if (language === "ar") return ALEFS.test(unit) ? "ا" : unit === "ى" ? "ي" : unit;
  if (language === "vi") {
    const lower = unit.toLowerCase();
    return lower.length === 1 ? lower : unit;
  }
  return unit;
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

/** Every occurrence of the names becomes filler of the same length, so that no rule sees words inside them. */
export function maskNames(text: string, names: readonly string[], language: Language): string {
  let masked = text;
  const fold = (value: string) => (language === "en" ? lowerUnits(value) : value);
  let searched = fold(text);
  for (const name of [...names].sort((one, other) => other.length - one.length)) {
    const wanted = fold(normaliseText(name.normalize("NFC"), language).text);
    if (wanted === "") continue;
    for (let at = searched.indexOf(wanted); at !== -1; at = searched.indexOf(wanted, at + wanted.length)) {
      const filler = "\u25ae".repeat(wanted.length);
      masked = masked.slice(0, at) + filler + masked.slice(at + wanted.length);
      searched = searched.slice(0, at) + filler + searched.slice(at + wanted.length);
    }
  }
  return masked;
}

function lowerUnits(text: string): string {
  return [...text].map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join("");
}

/** A pattern for normalised text: its letters are folded as the text is. */
export function normalisePattern(source: string, language: Language): string {
  return language === "ar" ? normaliseText(source, "ar").text : source;
}

/** Digits of any script as 0–9, unit by unit, so that offsets stay. */
export function foldDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
}
