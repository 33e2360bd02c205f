import { describe, expect, it } from "vitest";
import type { Inline, RichText } from "../../../../src/shared/document/documentSchema.ts";
import { checkDocument, documentWith, paragraph } from "../../../fixtures/checkedDocument.ts";

// cspell:ignore Gardez toujours votre passeport demandez copie contrat travail
/** Words that are not of their edition's language, repeat the source, or show markup: told, and names left alone. */

const CODES = ["another-language", "as-source", "typed-markup"].map((code) => `localise/${code}`);

function found(tag: string, body: RichText, source?: RichText) {
  const document = documentWith({ [tag]: { body }, ...(source ? { "en-VN": { body: source } } : {}) });
  return checkDocument({ ...document, ...(source ? { source: "en-VN" } : {}) }, tag).filter(({ code }) =>
    CODES.includes(code),
  );
}

describe("another language", () => {
  const ENGLISH = "A real job can stand up to questions";
  it.each([
    ["a headline", "ar-EG", ENGLISH, ENGLISH],
    ["a headline", "vi-VN", ENGLISH, ENGLISH],
    ["two words", "ar-EG", "Ask first", "Ask first"],
    ["Vietnamese", "en-VN", "Đọc kỹ rồi hãy ký", "Đọc kỹ rồi hãy ký"],
    ["Arabic", "vi-VN", "اسألوا قبل التوقيع", "اسألوا قبل التوقيع"],
    ["a sentence behind another", "ar-EG", "اسألوا أولًا. Keep a copy of it at home.", "Keep a copy of it at home."],
    ["a sentence behind another", "vi-VN", "Hãy hỏi trước. Keep a copy of it at home.", "Keep a copy of it at home."],
    [
      "words inside a sentence",
      "ar-EG",
      "اسألوا عن العقد and keep a copy at home قبل أن توقعوا",
      "and keep a copy at home",
    ],
  ])("%s in %s: %s", (_, tag, text, words) => {
    const [first, ...others] = found(tag, paragraph(text));
    expect(others).toEqual([]);
    expect(first).toMatchObject({ code: "localise/another-language", severity: "error", values: { found: words } });
    expect(text.slice(first?.at?.start, first?.at?.end)).toBe(words);
  });

  it("of a third kind is a warning: trigrams may be wrong", () => {
    const text = "Gardez toujours votre passeport et demandez une copie du contrat de travail.";
    expect(found("en-VN", paragraph(text))).toMatchObject([{ severity: "warning" }]);
  });

  const marked: Inline[] = [{ text: "اسألوا: " }, { text: "May I keep a copy of the contract?", language: "en" }];
  it.each<[string, string, RichText]>([
    ["words marked as another language", "ar-EG", [{ kind: "paragraph", content: marked }]],
    ["a helpline", "vi-VN", [{ kind: "paragraph", content: [{ text: "Gọi " }, { helpline: "VN-111" }] }]],
    ["an address", "ar-EG", paragraph("راسلوا mona.ali.1990@labour.gov.eg لطلب القائمة.")],
    ["a short name", "ar-EG", paragraph("تحدثوا مع مكتب Blue Dragon في المدينة")],
    ["a short name", "vi-VN", paragraph("Nhắn qua Zalo hoặc Facebook Messenger")],
    ["a number", "ar-EG", paragraph("24/7")],
  ])("is not: %s in %s", (_, tag, body) => {
    expect(found(tag, body)).toEqual([]);
  });
});

describe("the words of the source", () => {
  const short: RichText = paragraph("No one may lock you in");
  it("are told where the language is not plain", () => {
    expect(found("vi-VN", short, short)).toMatchObject([{ code: "localise/as-source", severity: "warning" }]);
  });

  it("are not, where both editions have one language, or where they are a name", () => {
    const body = paragraph("Zalo, Facebook");
    const arabic = paragraph("لا يحق لأحد حبسكم");
    const both = documentWith({ "ar-VN": { body: arabic }, "ar-EG": { body: arabic } });
    const told = checkDocument({ ...both, source: "ar-VN" }, "ar-EG").filter(({ code }) => CODES.includes(code));
    expect(told).toEqual([]);
    expect(found("vi-VN", body, paragraph("Zalo"))).toEqual([]);
    expect(found("vi-VN", paragraph("Facebook"), paragraph("Facebook"))).toEqual([]);
  });
});

describe("markup", () => {
  it.each([
    ["<b>Several</b> signs", "<b>"],
    ["Read it first<br/>then sign", "<br/>"],
    ["Pay &amp; conditions", "&amp;"],
    ['A <span class="x">word</span>', '<span class="x">'],
  ])("%s", (text, words) => {
    expect(found("en-VN", paragraph(text))).toMatchObject([
      { code: "localise/typed-markup", severity: "error", values: { found: words } },
    ]);
  });

  it.each(["If age < 18 then ask", "Pay & conditions", "A < B > C", "1 <2> 3"])("is not: %s", (text) => {
    expect(found("en-VN", paragraph(text))).toEqual([]);
  });
});
