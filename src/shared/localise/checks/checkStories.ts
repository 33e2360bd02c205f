import type { Language } from "../../base/locale.ts";
import { allLexicons, lexiconOf } from "../../lexicon/lexicon.ts";
import { anyOf, formsOf, wordPattern } from "../../lexicon/wordPattern.ts";
import { foldDigits } from "../words/normaliseText.ts";
import { sentencesOf } from "../words/sentencesOf.ts";
import { type CheckedText, numberOf, type Passage, rangeOf } from "./checkText.ts";

/** Stories and warnings → no detail of violence beyond a plain sentence, and nobody named as an offender without a public decision. */

const NARRATIVE = ["body", "items", "note"] as const;

/** A firm by the words of its kind, with its name. */
const FIRM: Readonly<Record<Language, RegExp>> = {
  en: new RegExp(`(?:\\p{Lu}[\\p{L}\\p{N}&'’.-]*\\s+){1,5}${formsOf(lexiconOf("en").stories.firms)}(?!\\p{L})`, "u"),
  vi: vietnameseFirm(),
  ar: new RegExp(`(?<!\\p{L})${formsOf(lexiconOf("ar").stories.firms)}\\s+[«"“][^»"”]{2,60}[»"”]`, "u"),
};

function vietnameseFirm(): RegExp {
  const { firms, firmForms } = lexiconOf("vi").stories;
  const forms = firmForms ? `(?:${formsOf(firmForms)}\\s+){0,4}` : "";
  return new RegExp(`${formsOf(firms)}\\s+${forms}\\p{Lu}[\\p{L}\\p{N}&-]*(?:\\s+\\p{Lu}[\\p{L}\\p{N}&-]*)*`, "u");
}

const DECISION_WORDS = anyOf(allLexicons.flatMap(({ stories }) => stories.decisions.parts ?? []));
/** Judgments and decisions with number or date: 123/2024/HS-ST, Case No. 45 of 2023. */
const DECISION = new RegExp(`\\d+/\\d{2,4}(?:/[\\p{L}-]+)?|${DECISION_WORDS}[^.\\n]{0,30}\\d`, "iu");

export function checkStories(checked: CheckedText): void {
  checkDetail(checked);
  checkNamed(checked);
}

function checkDetail(checked: CheckedText): void {
  const rule = checked.rule("C15");
  if (!rule) return;
  const most = numberOf(rule.params, "max_detail_sentences", 1);
  const detail = wordPattern(lexiconOf(checked.language).stories.violence);
  const found: { passage: Passage; sentence: string; word: string }[] = [];
  for (const passage of checked.inRoles(...NARRATIVE)) {
    for (const sentence of sentencesOf(passage.text.normalize("NFC"))) {
      const word = detail.exec(sentence)?.[0];
      if (word !== undefined) found.push({ passage, sentence, word });
    }
  }
  const [first] = found.slice(most);
  if (!first) return;
  checked.breach(
    first.passage,
    rule,
    `${found.length} sentences tell of violence, this one with “${first.word}”.`,
    { count: found.length, found: first.word, most },
    undefined,
    { range: rangeOf(first.passage.text, first.sentence) },
  );
}

/** Firms only: a person's name cannot be told from other words in capitals, and rule C14 asks about people in stories. */
function checkNamed(checked: CheckedText): void {
  const rule = checked.rule("C26");
  if (!rule) return;
  const decided = checked.inRoles("sources").some(({ text }) => DECISION.test(foldDigits(text)));
  if (decided) return;
  const offence = wordPattern(lexiconOf(checked.language).stories.offences);
  for (const passage of checked.passages) {
    if (["sources", "helpline", "link"].includes(passage.slot.role)) continue;
    for (const sentence of sentencesOf(passage.text)) {
      const firm = FIRM[checked.language].exec(sentence)?.[0];
      if (firm === undefined || !offence.test(sentence)) continue;
      checked.breach(passage, rule, `“${firm.trim()}” is named beside an offence.`, { found: firm.trim() }, undefined, {
        range: rangeOf(passage.text, firm.trim()),
      });
    }
  }
}
