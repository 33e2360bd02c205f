import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../../src/shared/base/diagnostics.ts";
import type { Inline, RichText } from "../../../../src/shared/document/documentSchema.ts";
import { plainFromRich } from "../../../../src/shared/document/plainText.ts";
import { applyFix } from "../../../../src/shared/localise/checks/applyFix.ts";
import { checkDocument, documentWith } from "../../../fixtures/checkedDocument.ts";
import { pack } from "../../../fixtures/safeMigration.ts";

/** Letters of another script, language or old font: told at their place, put right in one step, and left alone where they belong. */

const body = (...content: Inline[]): RichText => [{ kind: "paragraph", content }];

function found(tag: string, content: RichText): Diagnostic[] {
  return checkDocument(documentWith({ [tag]: { body: content } }), tag).filter(
    ({ code }) => code === "localise/look-alike" || code === "localise/not-composed",
  );
}

/** Every remedy that is offered, one after the other. */
function mended(tag: string, content: RichText): string {
  let now = content;
  for (let round = 0; round < 20; round += 1) {
    const fix = found(tag, now).find((one) => one.fix)?.fix;
    if (!fix) break;
    const next = applyFix(now, fix, pack, tag);
    if (next === null) throw new Error("the remedy has no place");
    now = next;
  }
  return plainFromRich(now, pack, tag).join("\n");
}

describe("is told, and one step puts it right", () => {
  const cases: [why: string, tag: string, kind: string, text: string, right: string][] = [
    ["Icelandic eth for đ", "vi-VN", "vietnamese", "Ði làm xa, nhớ ðọc kỹ", "Đi làm xa, nhớ đọc kỹ"],
    ["African d for đ", "vi-VN", "vietnamese", "Ɖường dây nóng", "Đường dây nóng"],
    ["eth in a Vietnamese name", "en-VN", "vietnamese", "Ring Mr Ðức today", "Ring Mr Đức today"],
    ["a word in one sign", "ar-EG", "forms", "اسمه ﷴ", "اسمه محمد"],
    ["lam-alef in one sign", "ar-EG", "forms", "عقد ﻻ يُفهم", "عقد لا يُفهم"],
    ["a vowel mark on a stroke", "ar-EG", "forms", "عقدﹰا", "عقدًا"],
    ["old Persian forms", "ar-EG", "forms", "ﮐﺘﺎب", "كتاب"],
    ["Persian kaf and yeh", "ar-EG", "arabic", "کیف تعیشون", "كيف تعيشون"],
    ["a final yeh that is plain", "ar-EG", "arabic", "العقد الذی وقّعتم حتی الآن", "العقد الذي وقّعتم حتى الآن"],
    ["heh of Urdu", "ar-EG", "arabic", "ہذا عقد", "هذا عقد"],
    ["heh with a yeh for teh marbuta", "ar-EG", "arabic", "شركۀ", "شركة"],
    ["Persian digits", "ar-EG", "digits", "يعملون ۸ ساعات", "يعملون 8 ساعات"],
    ["Persian digits beside Arabic ones", "ar-EG", "digits", "من ٣ إلى ۶ أشهر", "من ٣ إلى ٦ أشهر"],
    ["Cyrillic in an English word", "en-VN", "latin", "Nо fee, nо debt", "No fee, no debt"],
    ["a word all Cyrillic that reads as Latin", "en-VN", "latin", "Send an ЅОЅ", "Send an SOS"],
    ["Greek in a Vietnamese word", "vi-VN", "latin", "Hợp đồng lαo động", "Hợp đồng lao động"],
    ["Cyrillic with a Vietnamese mark", "vi-VN", "latin", "Lа\u0300m việc", "Làm việc"],
  ];

  it.each(cases)("%s (%s)", (_, tag, kind, text, right) => {
    const content = body({ text });
    const first = found(tag, content).filter(({ values }) => values?.case === kind);
    expect(first).not.toEqual([]);
    for (const { at, values } of first) expect(text.slice(at?.start, at?.end)).toBe(values?.found);
    expect(mended(tag, content)).toBe(right);
  });

  it("letters stored apart from their marks, in Vietnamese and in Arabic", () => {
    for (const [tag, right] of [
      ["vi-VN", "Đừng nộp tiền trước"],
      ["ar-EG", "لا تدفعوا أي رسوم"],
    ] as const) {
      const content = body({ text: right.normalize("NFD") });
      expect(found(tag, content).map(({ code }) => code)).toEqual(["localise/not-composed"]);
      expect(mended(tag, content)).toBe(right);
    }
  });

  it("each of two equal words at its own place", () => {
    const places = found("ar-EG", body({ text: "مکتب ثم مکتب" })).map(({ at }) => [at?.start, at?.end]);
    expect(places).toEqual([
      [0, 4],
      [8, 12],
    ]);
  });

  it("a final yeh that may be ي or ى is told, and a person chooses", () => {
    const [one] = found("ar-EG", body({ text: "علی" }));
    expect(one?.values).toEqual({ case: "arabic", found: "علی", instead: "" });
    expect(one?.fix).toBeUndefined();
  });
});

describe("is left alone", () => {
  const right: [why: string, tag: string, ...Inline[]][] = [
    ["Persian in an Arabic edition", "ar-EG", { text: "کمک می‌خواهید؟ ۱۲۳", language: "fa" }],
    ["Urdu in an Arabic edition", "ar-EG", { text: "یہ معاہدہ ہے", language: "ur-PK" }],
    ["Icelandic in a Vietnamese edition", "vi-VN", { text: "Guðrún", language: "is" }],
    ["an Icelandic name in an English edition", "en-VN", { text: "Call Guðrún or Sigurður" }],
    ["Russian in an English edition", "en-VN", { text: "Роман сор" }],
    ["a Greek word in a Greek run", "en-VN", { text: "ΜΑΤΙ", language: "el" }],
    ["formulas that are one sign", "ar-EG", { text: "محمد ﷺ، الحمد ﷲ، ﷽" }],
    ["ornate brackets", "ar-EG", { text: "﴿اقرأ﴾" }],
    ["alef maksura at a word's end", "ar-EG", { text: "إلى المستشفى" }],
    ["Arabic-Indic digits", "ar-EG", { text: "٤٥٦" }],
    ["đ and eth-free Vietnamese", "vi-VN", { text: "Đừng đi một mình" }],
  ];

  it.each(right)("%s (%s)", (_, tag, ...content) => {
    expect(found(tag, body(...content))).toEqual([]);
  });

  it("and old forms are told in Persian too, where Persian letters stay", () => {
    expect(mended("ar-EG", body({ text: "ﮐﻤﮏ", language: "fa" }))).toBe("کمک");
  });
});
