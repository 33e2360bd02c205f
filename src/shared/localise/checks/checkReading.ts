import { cutText } from "../../base/unicode.ts";
import { sentencesOf } from "../words/sentencesOf.ts";
import { type CheckedText, numberOf, rangeOf } from "./checkText.ts";

/** Sentences → the long ones: words in English and Arabic, syllables (parted by spaces) in Vietnamese. */

const READ = ["headline", "subhead", "body", "items", "cta", "note", "safety"] as const;
/** Below this many words an average says nothing. */
const FEW = 40;

export function wordsOf(sentence: string): string[] {
  return sentence.split(/[\s\u00a0]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Flesch-Kincaid grade of English sentences (Kincaid and others 1975): years of school that reading them takes. */
export function schoolGrade(sentences: readonly string[]): number {
  const words = sentences.flatMap(wordsOf).filter((word) => /[a-z]/i.test(word));
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/** Groups of vowels, without a silent e at the end. */
function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, "");
  const spoken = letters.replace(/(?:[^laeiouyscgzxh]es|[^td]ed|[^laeiouy]e)$/, (end) => end.charAt(0));
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0);
}

export function checkReading(checked: CheckedText): void {
  const rule = checked.rule("C20");
  const limits = rule?.params[checked.language];
  if (!rule || !limits) return;
  const unit = checked.language === "vi" ? "syllables" : "words";
  const most = numberOf(limits, `max_${unit}`, 25);
  const mean = numberOf(limits, `avg_${unit}`, 15);
  let words = 0;
  let sentences = 0;
  const all: string[] = [];
  for (const passage of checked.inRoles(...READ)) {
    for (const sentence of sentencesOf(passage.text)) {
      const length = wordsOf(sentence).length;
      words += length;
      all.push(sentence);
      sentences += 1;
      if (length > most) {
        checked.breach(
          passage,
          rule,
          `A sentence has ${length} ${unit}: “${cutText(sentence, 60).trim()}…”`,
          {
            case: unit === "words" ? "sentence-words" : "sentence-syllables",
            count: length,
            most,
            sentence: cutText(sentence, 60).trim(),
          },
          `${rule.message.en} At most ${most} ${unit} read well.`,
          { range: rangeOf(passage.text, sentence) },
        );
      }
    }
  }
  if (words >= FEW && words / sentences > mean) {
    const average = Math.round((words / sentences) * 10) / 10;
    checked.breach(
      null,
      rule,
      `Sentences have ${average} ${unit} on average.`,
      { case: unit === "words" ? "average-words" : "average-syllables", average, mean },
      `Aim for ${mean} or fewer: split the longest ones.`,
    );
  }
  const grade = schoolGrade(all);
  if (checked.language === "en" && words >= FEW && grade > numberOf(limits, "fk_grade_max", 8)) {
    const most = numberOf(limits, "fk_grade_max", 8);
    checked.breach(
      null,
      rule,
      `Reading this takes ${Math.round(grade)} years of school (Flesch-Kincaid).`,
      { case: "grade", count: Math.round(grade), most },
      `Aim for ${most}: shorter words, shorter sentences.`,
    );
  }
}
