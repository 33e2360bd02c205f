import { languageOf, localiseDigits } from "../../base/locale.ts";
import arabicLetters from "../../lexicon/floor/ar/letters.json" with { type: "json" };
import lookAlikes from "../../lexicon/floor/lookAlikes.json" with { type: "json" };
import vietnameseLetters from "../../lexicon/floor/vi/letters.json" with { type: "json" };
import type { CheckedText, Passage } from "./checkText.ts";

/** Text → words with letters or digits of another script, language or old font, judged by the language of each word. */

type Pairs = Readonly<Record<string, string>>;

/** Cyrillic and Greek letters that look like a Latin one. */
const LOOK_ALIKE: Pairs = { ...lookAlikes.cyrillic.pairs, ...lookAlikes.greek.pairs };
const STROKED_D: Pairs = vietnameseLetters.strokedD.pairs;
/** Letters of Persian, Urdu and Kurdish for which Arabic has one of its own. */
const FOREIGN_IN_ARABIC: Pairs = arabicLetters.foreignLetters.pairs;
/** The Persian yeh at the end of a word stands for ي or ى: only in these words is it plain for which. */
const YEH_AT_END: ReadonlyMap<string, string> = new Map(
  [...arabicLetters.yehAtEnd.forms, ...arabicLetters.alefAtEnd.forms].map((word) => [persianYeh(word), word]),
);

/**
 * Letters in the shapes of old fonts. Not among them are the signs in the same blocks that no letters spell, the
 * formulas that are one sign by intent (ﷺ, ﷻ, ﷽ and the later ones), the sign of the rial, and ﷲ, which people
 * type on purpose; other whole words in one sign (ﷴ) are letters of an old font.
 */
const OLD_FORMS = /[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0\ufdf1\ufdf3-\ufdf9\ufe70-\ufe72\ufe74\ufe76-\ufefc]/u;
/** Marks of which no Icelandic or Faroese word has one: ð is a letter of its own there. */
const VIETNAMESE_MARK = /[\u0302\u0303\u0306\u0309\u031b\u0323]/u;
const FOREIGN_TO_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
/** An alef without its two dots in front of another letter: Arabic has it at the end of words only. */
const ALEF_INSIDE = /\u0649(?=\p{M}*[\u0621-\u064a])/gu;
const ARABIC_INDIC = /[\u0660-\u0669]/;
const PERSIAN_DIGITS = /[\u06f0-\u06f9]+/g;

interface Word {
  readonly text: string;
  readonly start: number;
  /** Primary language subtag of the run that it begins in. */
  readonly language: string;
}

export function checkScripts(checked: CheckedText): void {
  for (const passage of checked.passages) {
    const words = wordsOf(checked, passage);
    const foreign = words.some(({ text }) => isForeign(text));
    for (const word of words) checkWord(checked, passage, word, foreign);
  }
  checkPersianDigits(checked);
}

function wordsOf(checked: CheckedText, passage: Passage): Word[] {
  const own = checked.edition.language;
  return [...passage.text.matchAll(/[\p{L}\p{M}]+/gu)].map(({ 0: text, index: start }) => {
    const language = languageAt(passage, start);
    return { text, start, language: language === undefined ? own : languageOf(language) };
  });
}

/** Of the run at an offset, where it says one. */
function languageAt({ paragraph }: Passage, offset: number): string | undefined {
  let end = 0;
  for (const run of paragraph.runs) {
    end += run.text.length;
    if (offset < end) return run.language;
  }
  return undefined;
}

/** A Cyrillic or Greek word with a letter that no Latin one looks like: such a passage quotes that language. */
function isForeign(word: string): boolean {
  return !/\p{Script=Latin}/u.test(word) && FOREIGN_TO_LATIN.test(latinOf(word));
}

function latinOf(word: string): string {
  return replaced(word, LOOK_ALIKE).normalize("NFC");
}

function replaced(word: string, pairs: Pairs): string {
  return [...word].map((letter) => pairs[letter] ?? letter).join("");
}

/** @param quotes the passage has words of a Cyrillic or Greek language. */
function checkWord(checked: CheckedText, passage: Passage, word: Word, quotes: boolean): void {
  const { text, language } = word;
  const say = (kind: Kind, instead: string | undefined) => report(checked, passage, word, kind, instead);
  if (FOREIGN_TO_LATIN.test(text)) {
    const instead = latinOf(text);
    const plain = !FOREIGN_TO_LATIN.test(instead);
    const mixed = /\p{Script=Latin}/u.test(text);
    if (mixed || (plain && !quotes && /^(?:en|vi|ar)$/.test(language))) say("latin", plain ? instead : undefined);
    return;
  }
  const latin = replaced(text, STROKED_D);
  if (latin !== text && (language === "vi" || hasVietnameseMark(text, language))) {
    say("vietnamese", latin.normalize("NFC"));
    return;
  }
  if (!/\p{Script=Arabic}/u.test(text)) return;
  const spelled = spellOut(text);
  const instead = language === "ar" ? arabicOf(spelled) : spelled;
  if (instead === text && !(language === "ar" && text.includes("\u06cc"))) return;
  say(spelled === text ? "arabic" : "forms", language === "ar" && instead.includes("\u06cc") ? undefined : instead);
}

function hasVietnameseMark(word: string, language: string): boolean {
  return !/^(?:is|fo)$/.test(language) && VIETNAMESE_MARK.test(word.normalize("NFD"));
}

/** Old forms as the letters that they show; a vowel mark comes without the space or stroke that carried it. */
function spellOut(word: string): string {
  return word.replace(new RegExp(`${OLD_FORMS.source}+`, "gu"), (forms) =>
    forms.normalize("NFKC").replace(/[ \u0640](?=\p{M})/gu, ""),
  );
}

/** The word in letters of Arabic; a Persian yeh stays where two letters could take its place. */
function arabicOf(word: string): string {
  const own = replaced(word, FOREIGN_IN_ARABIC)
    .replace(/\u06cc(?=\p{M}*[\u0621-\u064a\u06cc])/gu, "\u064a")
    .replace(ALEF_INSIDE, "\u064a");
  return YEH_AT_END.get(own) ?? own;
}

function persianYeh(word: string): string {
  return `${word.slice(0, -1)}\u06cc`;
}

/** Persian digits differ from those of Arabic in 4, 5 and 6 and in their code: they become what the edition writes. */
function checkPersianDigits(checked: CheckedText): void {
  if (checked.edition.language !== "ar") return;
  const isOwn = ({ text }: Passage) => ARABIC_INDIC.test(text);
  const eastern = checked.digits === "arab" || checked.passages.some(isOwn);
  for (const passage of checked.passages) {
    for (const { 0: text, index: start } of passage.text.matchAll(PERSIAN_DIGITS)) {
      if (languageOf(languageAt(passage, start) ?? "ar") !== "ar") continue;
      const instead = localiseDigits(text, eastern ? "arab" : "latn");
      report(checked, passage, { text, start, language: "ar" }, "digits", instead);
    }
  }
}

type Kind = "latin" | "arabic" | "forms" | "vietnamese" | "digits";

const SAYS: Readonly<Record<Kind, string>> = {
  latin: "mixes Latin letters with look-alikes of another script.",
  arabic: "has letters that Arabic does not use there.",
  forms: "has letters in the shapes of old fonts: a search does not find it.",
  vietnamese: "has a foreign letter that looks like a Vietnamese one.",
  digits: "is in Persian digits.",
};

function report(
  checked: CheckedText,
  passage: Passage,
  { text, start }: Word,
  kind: Kind,
  instead: string | undefined,
): void {
  checked.report(passage, {
    code: "look-alike",
    severity: "warning",
    message: `“${text}” ${SAYS[kind]}`,
    hint: instead === undefined ? "Type the word again." : `Write “${instead}”.`,
    values: { case: kind, found: text, instead: instead ?? "" },
    range: { start, end: start + text.length },
    instead,
  });
}
