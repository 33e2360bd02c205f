import type { Language } from "../../base/locale.ts";
import { normalisePattern, normaliseText } from "../words/normaliseText.ts";
import type { CheckedText } from "./checkText.ts";
import { numberOf } from "./checkText.ts";

/** Text → nationality, ethnic group or religion named beside an offence. */

const PEOPLES: Readonly<Record<Language, string>> = {
  en: "(?:African|Albanian|Arab|Asian|Bangladeshi|Burmese|Cambodian|Chinese|Egyptian|Ethiopian|Filipin[oa]|Hmong|Indian|Iraqi|Jordanian|Khmer|Lao|Laotian|Lebanese|Libyan|Malaysian|Moroccan|Muslim|Christian|Jewish|Nigerian|Pakistani|Palestinian|Roma|Gyps(?:y|ie)|Russian|Sudanese|Syrian|Taiwanese|Thai|Tunisian|Turkish|Ukrainian|Vietnamese|Yemeni)s?",
  vi: "(?:người|gốc|dân)\\s+(?:châu\\s+phi|ả\\s+rập|ai\\s+cập|ấn\\s+độ|campuchia|khmer|lào|mông|h'?mông|myanmar|nga|nigeria|thái(?:\\s+lan)?|trung\\s+quốc|hoa|đài\\s+loan|hàn\\s+quốc|việt(?:\\s+nam)?|hồi\\s+giáo|dao|tày|nùng|chăm|dân\\s+tộc(?:\\s+thiểu\\s+số)?)",
  ar: "(?:ال)?(?:أفريقي|إفريقي|آسيوي|مصري|سوداني|سوري|عراقي|ليبي|تونسي|مغربي|يمني|أردني|لبناني|فلسطيني|إثيوبي|نيجيري|فيتنامي|صيني|كمبودي|تايلاندي|هندي|باكستاني|بنغالي|فلبيني|روسي|مسلم|مسيحي|يهودي|غجري)(?:ة|ون|ين|ات|ان)?",
};

const OFFENCES: Readonly<Record<Language, string>> = {
  en: "(?:human\\s+)?traffickers?|smugglers?|gangs?|criminals?|crimes?|mafia|scammers?|fraudsters?",
  vi: "lừa\\s+đảo|tội\\s+phạm|băng\\s+nhóm|kẻ\\s+(?:mua\\s+bán|buôn)\\s*(?:người)?|đường\\s+dây\\s+(?:mua\\s+bán|buôn|đưa)\\s+người|buôn\\s+người",
  ar: "(?:ال|لل|ب|و|ل)?(?:عصابة|عصابات|متاجر|متاجرون|متاجرين|مهرب|مهربون|مهربين|مجرم|مجرمون|مجرمين|جريمة|محتالون|محتالين)",
};

/** People who stand up against an offence, or suffer from it, are no offenders. */
const OTHERS: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:police|authorit|government|law|court|ministry|committee|embassy|victims?|survivors?|citizens?|against|protect|prevent|nationals?)/i,
  vi: /(?:cảnh sát|công an|chính phủ|luật|bộ|ủy ban|đại sứ quán|nạn nhân|công dân|chống|phòng|bảo vệ|bảo hộ)/iu,
  ar: /(?:شرطة|حكومة|قانون|محكمة|وزارة|لجنة|سفارة|قنصلية|ضحايا|ضحية|ناج|مواطن|مكافحة|منع|حماية)/u,
};

export function checkFairness(checked: CheckedText): void {
  const rule = checked.rule("C24");
  if (!rule) return;
  const gap = `(?:[^\\p{L}]+[\\p{L}']+){0,${numberOf(rule.params, "window_words", 5) - 1}}[^\\p{L}.!?؟]+`;
  const { language } = checked;
  const people = `(?<![\\p{L}])${normalisePattern(PEOPLES[language], language)}(?![\\p{L}])`;
  const offence = `(?<![\\p{L}])(?:${normalisePattern(OFFENCES[language], language)})(?![\\p{L}])`;
  const beside = new RegExp(`${people}${gap}${offence}|${offence}${gap}${people}`, language === "en" ? "u" : "iu");
  const others = new RegExp(normalisePattern(OTHERS[language].source, language), OTHERS[language].flags);
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
