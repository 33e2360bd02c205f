import type { DiagnosticValues } from "../../base/diagnostics.ts";
import { localiseDigits } from "../../base/locale.ts";
import arabicLetters from "../../lexicon/floor/ar/letters.json" with { type: "json" };
import vietnameseLetters from "../../lexicon/floor/vi/letters.json" with { type: "json" };
import { withoutKeptDigits } from "../writeDigits.ts";
import { type CheckedText, type Passage, rangeOf, type Words } from "./checkText.ts";

/** Text → typing and encoding faults: decomposed letters, mixed digits, tatweel, missing marks, Latin punctuation in Arabic, placeholders. */

/** Double letters and w as typed for Vietnamese marks, where English and names do not have them. */
const TELEX = unfinishedTyping();
const VIETNAMESE_MARK = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/iu;
/** So many words in a row without one mark are no Vietnamese sentence. */
const UNMARKED_WORDS = 6;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/;

const ARABIC_MARKS: Readonly<Record<string, string>> = arabicLetters.latinMarks.pairs;

export function checkForm(checked: CheckedText): void {
  const rule = checked.rule("C22");
  if (!rule) return;
  const breach: Breach = (passage, values, message, hint, words) =>
    checked.breach(passage, rule, message, values, hint, words);
  for (const passage of checked.passages) {
    const { text } = passage;
    if (text !== text.normalize("NFC")) {
      breach(
        passage,
        { case: "not-composed" },
        "Letters and their marks are stored apart (not NFC).",
        "Paste the text again as plain text.",
      );
    }
    const control = CONTROL.exec(text);
    if (control) {
      const range = { start: control.index, end: control.index + 1 };
      const joins = /\S$/u.test(text.slice(0, range.start)) && /^\S/u.test(text.slice(range.end));
      breach(
        passage,
        { case: "control" },
        "The text has characters that cannot be printed.",
        "Delete them, or type the text again.",
        { range, instead: joins ? " " : "" },
      );
    }
    const placeholder = /\{\{[^}]*\}?\}?/u.exec(text)?.[0];
    if (placeholder !== undefined)
      breach(
        passage,
        { case: "placeholder", found: placeholder },
        `“${placeholder}” is still to be filled in.`,
        "Write what belongs there.",
        { range: rangeOf(text, placeholder) },
      );
    if (checked.language === "vi") checkVietnamese(passage, breach);
    if (checked.language === "ar") checkArabic(passage, breach);
  }
  checkDigits(checked, breach);
}

/** Told once, at the first digits of the kind that the edition does not use. */
function checkDigits(checked: CheckedText, breach: Breach): void {
  const eastern = /[\u0660-\u0669\u06f0-\u06f9]+/;
  const western = /\d+/;
  const { edition, context } = checked;
  const free = checked.passages.map((passage) => {
    const text = withoutKeptDigits(passage.paragraph.runs, { edition, pack: context.pack });
    return { passage, text: text.replace(LAW, (number) => " ".repeat(number.length)) };
  });
  if (!free.some(({ text }) => western.test(text)) || !free.some(({ text }) => eastern.test(text))) return;
  const odd = checked.digits === "latn" ? eastern : western;
  for (const { passage, text } of free) {
    const match = odd.exec(text);
    if (!match) continue;
    const range = { start: match.index, end: match.index + match[0].length };
    breach(
      passage,
      { case: "mixed-digits" },
      "Two kinds of digits are mixed (1 2 3 and ١ ٢ ٣).",
      "Use one kind in the whole piece; helplines keep theirs.",
      { range, instead: localiseDigits(match[0], checked.digits) },
    );
    return;
  }
}

/** Numbers of laws and years joined by a stroke are quoted as they were printed. */
const LAW = /(?<!\d)\d+\/\d+/g;

function unfinishedTyping(): RegExp {
  const oneOf = ({ forms }: { readonly forms: readonly string[] }) => `(?:${forms.join("|")})`;
  const { typedStarts, typedInside, typedVowels, typedTones } = vietnameseLetters;
  const words = [
    `${oneOf(typedStarts)}\\p{L}+`,
    `\\p{L}*${oneOf(typedInside)}\\p{L}*`,
    `\\p{L}*${oneOf(typedVowels)}\\p{L}{0,2}${oneOf(typedTones)}`,
  ];
  return new RegExp(`(?<!\\p{L})(?:${words.join("|")})(?!\\p{L})`, "iu");
}

type Breach = (passage: Passage, values: DiagnosticValues, message: string, hint: string, words?: Words) => void;

function checkVietnamese(passage: Passage, breach: Breach): void {
  const own = passage.paragraph.runs.filter((run) => run.language === undefined && !run.atom);
  const text = own
    .map((run) => run.text)
    .join(" ")
    // Tags, addresses and hosts are no words.
    .replace(/\S+/gu, (word) => (/^#|[.@/]\S/u.test(word) ? " " : word));
  const telex = TELEX.exec(text)?.[0];
  if (telex !== undefined)
    breach(
      passage,
      { case: "telex", found: telex },
      `“${telex}” looks like unfinished Vietnamese typing.`,
      "Type the word again with its marks.",
      { range: rangeOf(passage.text, telex) },
    );
  if (passage.slot.role === "sources" || VIETNAMESE_MARK.test(text)) return;
  const words = text.split(/\s+/).filter((word) => /^\p{L}{2,}[,.;:!?]?$/u.test(word));
  if (words.length >= UNMARKED_WORDS) {
    breach(
      passage,
      { case: "no-marks" },
      "The Vietnamese text has no marks.",
      "Type it with marks, or mark the words as another language.",
      { range: { start: 0, end: passage.text.length } },
    );
  }
}

/** The whole word around tatweel between two letters. */
function stretchedWord(text: string): string | undefined {
  const inside = /(?<=[\u0621-\u063f\u0641-\u064a][\u064b-\u0652]?)\u0640+(?=[\u0621-\u063f\u0641-\u064a])/u;
  if (!inside.test(text)) return undefined;
  return text.match(/[\p{L}\p{M}]+/gu)?.find((word) => inside.test(word));
}

function checkArabic(passage: Passage, breach: Breach): void {
  const { text } = passage;
  const stretched = stretchedWord(text);
  if (stretched !== undefined)
    breach(
      passage,
      { case: "tatweel", found: stretched },
      `“${stretched}” is stretched with tatweel.`,
      "Remove the tatweel; alignment fills lines.",
      { range: rangeOf(text, stretched), instead: stretched.replaceAll("\u0640", "") },
    );
  const latin =
    /[\u0621-\u064a][\u064b-\u0652]*\s*[,;?]/u.exec(text)?.[0] ?? /[,;?]\s*[\u0621-\u064a]/u.exec(text)?.[0];
  if (latin !== undefined)
    breach(
      passage,
      { case: "latin-punctuation", found: latin },
      `“${latin}” has Latin punctuation.`,
      "Use ، ؛ ؟ in Arabic text.",
      { range: rangeOf(text, latin), instead: latin.replace(/[,;?]/g, (mark) => ARABIC_MARKS[mark] ?? mark) },
    );
}
