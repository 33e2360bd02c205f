import type { Language } from "../../base/locale.ts";
import type { LocalisedPicture } from "../localisedDocument.ts";
import type { CheckedText } from "./checkText.ts";

/**
 * Placed pictures with their descriptions and consents → people shown without consent, children, people beside
 * words about having been trafficked, one-sided casts, emblems.
 *
 * The program sees no faces: it reads what the description says. So it asks, and a person decides.
 */

type Words = Readonly<Record<Language, RegExp>>;

const edge = (words: string) => new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])`, "iu");
/** Arabic with its particles, article and endings. */
const arabic = (words: string) =>
  new RegExp(`(?<![\\p{L}])[وف]?(?:بال|كال|لل|ال|ب|ك|ل)?(?:${words})(?:ان|ين|ون|ات|ة|تان|تين)?(?![\\p{L}])`, "u");

const CHILDREN: Words = {
  en: edge("child|children|boys?|girls?|bab(?:y|ies)|toddlers?|teenagers?|pupils?|schoolchildren"),
  vi: edge("trẻ em|trẻ nhỏ|em bé|bé (?:gái|trai)|các em|học sinh|thiếu niên|thiếu nhi|cháu bé"),
  ar: arabic("طفل|أطفال|صبي|صبية|فتى|فتيان|رضيع|تلميذ|تلاميذ|مراهق"),
};
const ADULTS: Words = {
  en: edge(
    "wom[ae]n|m[ae]n|friends?|persons?|people|workers?|portraits?|faces?|famil(?:y|ies)|mothers?|fathers?|couples?|members?",
  ),
  vi: edge("phụ nữ|đàn ông|nam giới|người|chân dung|gương mặt|khuôn mặt|gia đình|chị|anh|cô|chú|bà|ông"),
  ar: arabic("امرأ|نساء|سيد|رجل|رجال|شخص|أشخاص|شاب|شباب|عامل|عمال|وجه|وجوه|أسر|عائل|فتا|فتيات|أم|أب"),
};
/** A drawing or a person from behind shows nobody who could be recognised. */
const UNKNOWABLE: Words = {
  en: /\b(?:drawing|drawn|illustration|illustrated|icon|silhouettes?|from behind|seen from the back|hands?|blurred|no face|not recognisable)\b/iu,
  vi: /(?:hình vẽ|tranh vẽ|minh họa|biểu tượng|nhìn từ phía sau|từ sau lưng|quay lưng|bàn tay|làm mờ|không (?:thấy|rõ) mặt)/iu,
  ar: /(?:رسم|رسوم|مرسوم|أيقون|ظلال|من الخلف|من ظهر|يد|أيد|مموه|لا يظهر)/u,
};
const TRAFFICKED: Words = {
  en: /\b(?:survivors?|victims?|trafficked|was (?:sold|exploited|deceived)|returned home)\b/iu,
  vi: /(?:nạn nhân|bị mua bán|từng bị|bị bóc lột|bị lừa|người trở về)/iu,
  ar: /(?:ناج|ضحي|ضحايا|استغل|خُدع|اتجار|عائد)/u,
};
const POSED: Words = {
  en: /\bposed by (?:a )?models?\b/iu,
  vi: /(?:người mẫu|diễn viên) (?:đóng|thể hiện)|ảnh minh họa do người mẫu/iu,
  ar: /(?:صورة تمثيلية|عارض(?:ة|ون|ات)? يؤد|يؤديها? (?:عارض|ممثل))/u,
};
const FEMALE: Words = {
  en: edge("wom[ae]n|girls?|mothers?|she|her"),
  vi: edge("phụ nữ|bé gái|cô gái|cô|chị|bà|nữ"),
  ar: arabic("امرأ|نساء|سيد|فتا|فتيات|بنت|بنات|أم"),
};
const MALE: Words = {
  en: edge("m[ae]n|boys?|fathers?|he|his|couples?|famil(?:y|ies)|people"),
  vi: edge("đàn ông|nam|bé trai|anh|chú|ông|gia đình|mọi người"),
  ar: arabic("رجل|رجال|شاب|شباب|صبي|فتى|أب|أسر|عائل|أشخاص|ناس"),
};
const EMBLEM: Words = {
  en: /\b(?:emblems?|logos?|coat of arms|blue heart|flags?|crest|seal of)\b/iu,
  vi: /(?:biểu trưng|lô-?gô|logo|quốc huy|trái tim xanh|huy hiệu)/iu,
  ar: /(?:شعار|القلب الأزرق|علم دولة|رمز رسمي|لوجو)/u,
};

/** So many days before a consent ends a new one has to be asked for. */
const SOON = 30;

export function checkPeople(checked: CheckedText): void {
  const pictures = Object.entries(checked.localised.pictures).map(([slot, picture]) => {
    const alt = picture.alt.normalize("NFC");
    return { slot, picture, alt, shown: picture.consentUntil !== undefined || showsPeople(alt, checked.language) };
  });
  for (const one of pictures) {
    checkChildren(checked, one);
    checkConsent(checked, one);
    checkSurvivors(checked, one);
    checkEmblem(checked, one);
  }
  checkCast(
    checked,
    pictures.map(({ alt }) => alt),
  );
}

interface Shown {
  readonly slot: string;
  readonly picture: LocalisedPicture;
  readonly alt: string;
  /** The description speaks of people, or somebody has agreed to be shown. */
  readonly shown: boolean;
}

function showsPeople(alt: string, language: Language): boolean {
  return (ADULTS[language].test(alt) || CHILDREN[language].test(alt)) && !UNKNOWABLE[language].test(alt);
}

function checkChildren(checked: CheckedText, { slot, picture, alt }: Shown): void {
  const rule = checked.rule("C08");
  const found = CHILDREN[checked.language].exec(alt)?.[0];
  if (!rule || found === undefined || UNKNOWABLE[checked.language].test(alt)) return;
  // Only somebody who sees the picture can say whether a face is hidden. Without a consent somebody has said so.
  checked.report(slot, {
    code: rule.id,
    severity: picture.consentUntil === undefined ? "notice" : "warning",
    message: `The picture's description says “${found}”: a child may be recognisable.`,
    hint: rule.message.en,
    values: { found },
  });
}

function checkConsent(checked: CheckedText, { slot, picture, shown }: Shown): void {
  const rule = checked.rule("C09");
  if (!rule || !shown) return;
  const { consentUntil } = picture;
  if (consentUntil === undefined) {
    checked.report(slot, {
      code: rule.id,
      severity: "notice",
      message: "The description speaks of people, and nobody's consent is recorded.",
      hint: rule.message.en,
      values: { case: "none" },
    });
    return;
  }
  const left = daysBetween(checked.context.today, consentUntil);
  if (left < 0 || left > SOON) return;
  checked.report(slot, {
    code: rule.id,
    severity: "warning",
    message: `The consent to this picture ends on ${consentUntil}.`,
    hint: "Ask again before it ends, or use another picture.",
    values: { case: "ends", date: consentUntil },
  });
}

function checkSurvivors(checked: CheckedText, { slot, picture, alt }: Shown): void {
  const rule = checked.rule("C10");
  if (!rule || picture.consentUntil === undefined) return;
  const { language } = checked;
  const texts = [alt, ...checked.passages.map(({ text }) => text)];
  const found = texts.map((text) => TRAFFICKED[language].exec(text)?.[0]).find((word) => word !== undefined);
  if (found === undefined || texts.some((text) => POSED[language].test(text))) return;
  checked.report(slot, {
    code: rule.id,
    severity: "warning",
    message: `A person is shown beside “${found}”.`,
    hint: rule.message.en,
    values: { found },
  });
}

function checkEmblem(checked: CheckedText, { slot, alt }: Shown): void {
  const rule = checked.rule("C33");
  const found = EMBLEM[checked.language].exec(alt)?.[0];
  if (!rule || found === undefined) return;
  checked.report(slot, {
    code: rule.id,
    severity: "warning",
    message: `The picture's description says “${found}”.`,
    hint: rule.message.en,
    values: { found },
  });
}

/** One picture of one woman says nothing; several of women alone do. */
function checkCast(checked: CheckedText, alts: readonly string[]): void {
  const rule = checked.rule("C25");
  const women = alts.filter((alt) => FEMALE[checked.language].test(alt));
  if (!rule || women.length < 2 || alts.some((alt) => MALE[checked.language].test(alt))) return;
  checked.breach(null, rule, `All ${women.length} pictures of people show women or girls.`, { count: women.length });
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
