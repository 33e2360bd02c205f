import type { Language } from "../../base/locale.ts";
import { foldDigits } from "../words/normaliseText.ts";
import { sentencesOf } from "./checkReading.ts";
import { type CheckedText, numberOf, type Passage, rangeOf } from "./checkText.ts";

/** Stories and warnings → no detail of violence beyond a plain sentence, and nobody named as an offender without a public decision. */

type Words = Readonly<Record<Language, RegExp>>;

/** Sexual violence, injury, means of control. */
const DETAIL: Words = {
  en: /\b(?:rap(?:e|ed|ing)|gang[- ]raped?|beat(?:en|ing|s)?|burn(?:ed|t|s) (?:her|him|them|with)|stabbed|whipped|tortur\w+|starved|strangl\w+|chained|tied (?:\w+ )?(?:up|to)|locked (?:\w+ )?(?:up|in)|drugged|bruis\w+|blood\w*|wounds?|scars?|electric(?:al)? shocks?|sexually (?:abused|assaulted))\b/iu,
  vi: /(?:hiếp dâm|cưỡng hiếp|hãm hiếp|đánh đập|đánh (?:bầm|gãy|chết)|chích điện|tra tấn|bỏ đói|bóp cổ|xích|trói|nhốt|chuốc thuốc|bầm tím|máu me|chảy máu|vết thương|vết sẹo|cưỡng bức tình dục|xâm hại tình dục)/iu,
  ar: /(?:اغتصا|اغتصب|ضرب(?:وها|وه|ًا|ا)? (?:مبرح|حتى)|يضرب|تعرض(?:ت)? لل?ضرب|حرق|طعن|جلد(?:وا|ها|ه)|تعذيب|عذّ?ب|تجويع|خنق|قيّ?دو|سلاسل|حبس(?:وها|وه|ها|ه)|صعق|خدّ?رو|كدمات|دماء|جروح|ندوب|اعتداء جنسي|اعتدوا عليها جنسي)/u,
};
const NARRATIVE = ["body", "items", "note"] as const;

/** A firm by the words of its kind, with its name. */
const FIRM: Words = {
  en: /(?:\p{Lu}[\p{L}\p{N}&'’.-]*\s+){1,5}(?:Co\.?,? Ltd|Company|Corporation|Corp\.?|Inc\.?|JSC|LLC|Ltd\.?|Agency|Recruitment|Manpower)(?![\p{L}])/u,
  vi: /(?:Công ty|Doanh nghiệp|Tập đoàn|Trung tâm)\s+(?:(?:TNHH|cổ phần|CP|MTV|XKLĐ|một thành viên|môi giới|tư vấn)\s+){0,4}\p{Lu}[\p{L}\p{N}&-]*(?:\s+\p{Lu}[\p{L}\p{N}&-]*)*/u,
  ar: /(?<![\p{L}])[وفب]?(?:شركة|مكتب|وكالة|مؤسسة)\s+[«"“][^»"”]{2,60}[»"”]/u,
};
const OFFENCE: Words = {
  en: /\b(?:scam\w*|fraud\w*|traffick\w+|cheat\w*|deceiv\w+|exploit\w+|illegal(?:ly)?|fake|beware of|do not (?:trust|use))\b/iu,
  vi: /(?:lừa đảo|lừa gạt|mua bán người|bóc lột|giả mạo|trái phép|cảnh giác với|đừng tin)/iu,
  ar: /(?:احتيال|نصب|محتال|اتجار|استغل|وهمية|مزور|غير مرخص|احذر)/u,
};
/** Judgments and decisions with number or date: 123/2024/HS-ST, Case No. 45 of 2023. */
const DECISION =
  /\d+\/\d{2,4}(?:\/[\p{L}-]+)?|(?:judge?ment|decision|case|ruling|bản án|quyết định|حكم|قرار|قضية|دعوى)[^.\n]{0,30}\d/iu;

export function checkStories(checked: CheckedText): void {
  checkDetail(checked);
  checkNamed(checked);
}

function checkDetail(checked: CheckedText): void {
  const rule = checked.rule("C15");
  if (!rule) return;
  const most = numberOf(rule.params, "max_detail_sentences", 1);
  const found: { passage: Passage; sentence: string; word: string }[] = [];
  for (const passage of checked.inRoles(...NARRATIVE)) {
    for (const sentence of sentencesOf(passage.text.normalize("NFC"))) {
      const word = DETAIL[checked.language].exec(sentence)?.[0];
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
  for (const passage of checked.passages) {
    if (["sources", "helpline", "link"].includes(passage.slot.role)) continue;
    for (const sentence of sentencesOf(passage.text)) {
      const firm = FIRM[checked.language].exec(sentence)?.[0];
      if (firm === undefined || !OFFENCE[checked.language].test(sentence)) continue;
      checked.breach(passage, rule, `“${firm.trim()}” is named beside an offence.`, { found: firm.trim() }, undefined, {
        range: rangeOf(passage.text, firm.trim()),
      });
    }
  }
}
