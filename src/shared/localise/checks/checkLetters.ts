import type { CheckedText, Passage } from "./checkText.ts";

/** Text → letters that are not as they should be: stored apart, invisible marks, needless spaces, tones in two places. */

/** Embeddings and overrides: they turn digits and letters round, whatever the typesetter does. */
const OVERRIDE = /[\u202a-\u202e]/u;
/** Marks that show nothing and are not needed: the typesetter isolates, and breaks only where it should. */
const UNSEEN = /[\u200b\u200e\u200f\u061c\u2060\ufeff]/u;
const SPACES = / {2,}|^ +| +$| +(?=[,;!?،؛؟])/u;

export function checkLetters(checked: CheckedText): void {
  for (const passage of checked.passages) {
    checkComposed(checked, passage);
    checkUnseen(checked, passage);
    checkSpaces(checked, passage);
  }
  if (checked.language === "vi") checkTones(checked);
}

/** It prints the same, but a search does not find it. */
function checkComposed(checked: CheckedText, passage: Passage): void {
  let at = 0;
  for (const run of passage.paragraph.runs) {
    const range = { start: at, end: at + run.text.length };
    at = range.end;
    const written = run.written?.text;
    const composed = written?.normalize("NFC");
    if (run.atom || written === undefined || composed === undefined || written === composed) continue;
    checked.report(passage, {
      code: "not-composed",
      severity: "notice",
      message: "Letters and their marks are stored apart (not NFC).",
      hint: "Put them together: searching and spelling then find the words.",
      values: {},
      range,
      instead: composed,
    });
  }
}

function checkUnseen(checked: CheckedText, passage: Passage): void {
  const { text } = passage;
  const override = OVERRIDE.exec(text) ?? openIsolate(text);
  const found = override ?? UNSEEN.exec(text);
  if (!found) return;
  const point = `U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  checked.report(passage, {
    code: "stray-mark",
    severity: override ? "error" : "notice",
    message: override
      ? `An invisible mark (${point}) turns the direction of what follows.`
      : `There is an invisible mark (${point}) in the text.`,
    hint: "Delete it: the order of words and numbers is right without it.",
    values: { case: override ? "turns" : "unseen", found: point },
    range: { start: found.index, end: found.index + 1 },
    instead: "",
  });
}

/** An isolate without its end, or an end without its beginning. */
function openIsolate(text: string): { readonly 0: string; readonly index: number } | null {
  const open: number[] = [];
  for (const { 0: mark, index } of text.matchAll(/[\u2066-\u2069]/gu)) {
    if (mark !== "\u2069") open.push(index);
    else if (open.pop() === undefined) return { 0: mark, index };
  }
  const [index] = open;
  return index === undefined ? null : { 0: text.charAt(index), index };
}

function checkSpaces(checked: CheckedText, passage: Passage): void {
  const match = SPACES.exec(passage.text);
  if (!match) return;
  const range = { start: match.index, end: match.index + match[0].length };
  const inner =
    range.start > 0 && range.end < passage.text.length && !/[,;!?،؛؟]/u.test(passage.text.charAt(range.end));
  checked.report(passage, {
    code: "spacing",
    severity: "notice",
    message: "There are more spaces than the sentence needs.",
    hint: "Delete the extra spaces.",
    values: {},
    range,
    instead: inner ? " " : "",
  });
}

/** òa, óe, úy: the mark on the first vowel; oà, oé, uý on the second. `qu` is a consonant. */
const FIRST_VOWEL = /(?<![\p{L}\p{M}])(?!qu)\p{L}*?(?:[òóỏõọ][ae]|[ùúủũụ]y)(?![\p{L}\p{M}])/giu;
const SECOND_VOWEL = /(?<![\p{L}\p{M}])(?!qu)\p{L}*?(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![\p{L}\p{M}])/giu;

/** Both places are right; a piece that uses both looks careless. The rarer one is told. */
function checkTones(checked: CheckedText): void {
  const first = wordsLike(checked, FIRST_VOWEL);
  const second = wordsLike(checked, SECOND_VOWEL);
  const [rare, common] = first.length < second.length ? [first, second] : [second, first];
  const [word] = rare;
  if (!word || common.length === 0) return;
  const instead = moveTone(word.found);
  checked.report(word.passage, {
    code: "tone-place",
    severity: "notice",
    message: `“${word.found}” has its tone mark in another place than the rest of the text.`,
    hint: `Write “${instead}”.`,
    values: { found: word.found, instead },
    range: word.range,
    instead,
  });
}

function wordsLike(checked: CheckedText, pattern: RegExp) {
  return checked.passages.flatMap((passage) =>
    [...passage.text.matchAll(pattern)].map(({ 0: found, index }) => ({
      passage,
      found,
      range: { start: index, end: index + found.length },
    })),
  );
}

/** The tone (grave, acute, hook, tilde or dot) goes to the other one of the last two vowels. */
function moveTone(word: string): string {
  const [, before = "", one = "", other = ""] = /^(.*?)(\P{M}\p{M}*)(\P{M}\p{M}*)$/su.exec(word.normalize("NFD")) ?? [];
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/u;
  const mark = tone.exec(one + other)?.[0] ?? "";
  const [a, b] = [one.replace(tone, ""), other.replace(tone, "")];
  return (before + (tone.test(one) ? a + b + mark : a + mark + b)).normalize("NFC");
}
