import { type CheckedText, numberOf } from "./checkText.ts";

/** Sentences → the long ones: words in English and Arabic, syllables (parted by spaces) in Vietnamese. */

const READ = ["headline", "subhead", "body", "items", "cta", "note", "safety"] as const;
/** Below this many words an average says nothing. */
const FEW = 40;

/** One sentence ends with a stop, a question or exclamation mark, or with its paragraph. Stops inside numbers and hosts do not count. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?؟…。])["”»’)]*\s+|\n+/u).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

export function wordsOf(sentence: string): string[] {
  return sentence.split(/[\s\u00a0]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
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
  for (const passage of checked.inRoles(...READ)) {
    for (const sentence of sentencesOf(passage.text)) {
      const length = wordsOf(sentence).length;
      words += length;
      sentences += 1;
      if (length > most) {
        checked.breach(
          passage,
          rule,
          `A sentence has ${length} ${unit}: “${sentence.slice(0, 60).trim()}…”`,
          `${rule.message.en} At most ${most} ${unit} read well.`,
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
      `Aim for ${mean} or fewer: split the longest ones.`,
    );
  }
}
