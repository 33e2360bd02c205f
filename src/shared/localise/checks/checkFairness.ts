import { lexiconOf } from "../../lexicon/lexicon.ts";
import { wordSource } from "../../lexicon/wordPattern.ts";
import { normalisePattern, normaliseText } from "../words/normaliseText.ts";
import type { CheckedText } from "./checkText.ts";
import { numberOf } from "./checkText.ts";

/** Text → nationality, ethnic group or religion named beside an offence. */

export function checkFairness(checked: CheckedText): void {
  const rule = checked.rule("C24");
  if (!rule) return;
  const gap = `(?:[^\\p{L}]+[\\p{L}']+){0,${numberOf(rule.params, "window_words", 5) - 1}}[^\\p{L}.!?؟]+`;
  const { language } = checked;
  const { campaign, fairness } = lexiconOf(language);
  const people = normalisePattern(wordSource(campaign.peoples), language);
  const offence = normalisePattern(wordSource(fairness.offenders), language);
  const beside = new RegExp(`${people}${gap}${offence}|${offence}${gap}${people}`, language === "en" ? "u" : "iu");
  const others = new RegExp(normalisePattern(wordSource(fairness.others), language), "iu");
  for (const passage of checked.passages) {
    const { text, offsets } = normaliseText(passage.text.normalize("NFC"), language);
    const match = beside.exec(text);
    if (!match || others.test(match[0])) continue;
    const range = { start: offsets[match.index] ?? 0, end: offsets[match.index + match[0].length] ?? 0 };
    checked.breach(passage, rule, `“${match[0]}” connects a people with an offence.`, { found: match[0] }, undefined, {
      range,
    });
  }
}
