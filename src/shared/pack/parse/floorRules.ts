import type { ContentRule } from "../templatePack.ts";

/** Rules of a pack → the same with those that no pack can leave out or make milder: a pack without rules is no way around them. */

export function withFloor(rules: readonly ContentRule[]): ContentRule[] {
  const held = rules.map((rule) => {
    const floor = FLOOR.find(({ id }) => id === rule.id);
    return floor && WEIGHT[rule.severity] < WEIGHT[floor.severity] ? { ...rule, severity: floor.severity } : rule;
  });
  return [...held, ...FLOOR.filter(({ id }) => !rules.some((rule) => rule.id === id))];
}

const WEIGHT: Readonly<Record<ContentRule["severity"], number>> = { info: 0, warn: 1, block: 2 };

/** A pack's own words for the same rule take the place of these. */
const FLOOR: readonly ContentRule[] = [
  {
    id: "C03",
    area: "helpline",
    severity: "block",
    title: "Numbers that the pack refuses are never printed",
    message: {
      en: "Nobody helps at this number any more. Use the current one.",
      vi: "Số này không còn ai trả lời. Hãy dùng số hiện hành.",
      ar: "لم يعد أحد يجيب على هذا الرقم. استعملوا الرقم الحالي.",
    },
    params: {},
  },
  {
    id: "C22",
    area: "language",
    severity: "block",
    title: "Text is typed whole: no placeholders, no letters of half a word",
    message: {
      en: "Something here is mistyped or not filled in yet.",
      vi: "Ở đây có chỗ gõ sai hoặc chưa điền.",
      ar: "هنا شيء كُتب خطأً أو لم يُملأ بعد.",
    },
    params: {},
  },
  {
    id: "C30",
    area: "safety",
    severity: "warn",
    title: "Addresses lead where readers are safe",
    message: {
      en: "Look where this address leads, and print it in words as well.",
      vi: "Hãy kiểm tra địa chỉ này dẫn đến đâu, và in cả địa chỉ bằng chữ.",
      ar: "تحققوا إلى أين يقود هذا العنوان، واطبعوه بالحروف أيضًا.",
    },
    params: {},
  },
];
