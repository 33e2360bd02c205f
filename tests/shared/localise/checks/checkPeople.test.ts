import { describe, expect, it } from "vitest";
import type { CampaignDocument } from "../../../../src/shared/document/documentSchema.ts";
import { checkDocument, documentWith, paragraph, type Slots } from "../../../fixtures/checkedDocument.ts";

const consent = { person: "Lan", date: "2026-01-01", uses: "posters", withdraw: "office" };

/** A document with pictures by their description and the last day of a consent, null without one. */
function withPictures(
  tag: string,
  pictures: readonly (readonly [alt: string, until: string | null])[],
  slots: Slots = {},
): CampaignDocument {
  const document = documentWith({ [tag]: slots });
  const digest = (at: number) => String(at).repeat(64);
  return {
    ...document,
    pictures: Object.fromEntries(
      pictures.map(([, until], at) => [
        digest(at),
        {
          name: "p",
          type: "image/png",
          width: 9,
          height: 9,
          consent: until === null ? null : { ...consent, expires: until },
        },
      ]),
    ),
    placements: Object.fromEntries(
      pictures.map(([alt], at) => [
        `art-${at}`,
        { digest: digest(at), focus: { x: 0.5, y: 0.5 }, alt: { [tag]: alt } },
      ]),
    ),
  };
}

function codes(document: CampaignDocument, tag: string, rule: string): string[] {
  return checkDocument(document, tag)
    .filter(({ code }) => code === `localise/${rule}`)
    .map(({ severity, values }) => [severity, values?.case].filter(Boolean).join(" "));
}

describe("people in pictures", () => {
  it.each([
    ["C08", "en-VN", "Two girls laugh on a beach in the sun.", null, ["notice"]],
    ["C08", "en-VN", "Two girls laugh on a beach in the sun.", "2027-01-01", ["warning"]],
    ["C08", "vi-VN", "Một bé gái đọc sách bên cửa sổ lớp học.", "2027-01-01", ["warning"]],
    ["C08", "ar-EG", "طفلة تقرأ كتابًا بجانب نافذة الصف.", "2027-01-01", ["warning"]],
    ["C08", "en-VN", "Drawing of two girls on a beach in the sun.", null, []],
    ["C08", "en-VN", "A contract on a kitchen table in the morning.", null, []],
    ["C09", "en-VN", "A woman reads a contract at a kitchen table.", null, ["notice none"]],
    ["C09", "ar-EG", "امرأة تقرأ عقدًا على طاولة المطبخ.", null, ["notice none"]],
    ["C09", "en-VN", "A woman reads a contract at a kitchen table.", "2027-01-01", []],
    ["C09", "en-VN", "A woman reads a contract at a kitchen table.", "2026-07-31", ["warning ends"]],
    ["C09", "en-VN", "A woman reads a contract at a kitchen table.", "2026-08-01", []],
    ["C10", "en-VN", "A survivor reads a contract at a kitchen table.", "2027-01-01", ["warning"]],
    ["C10", "en-VN", "A survivor at a kitchen table. Posed by a model.", "2027-01-01", []],
    ["C10", "vi-VN", "Một nạn nhân ngồi bên bàn bếp với bạn.", "2027-01-01", ["warning"]],
    ["C10", "ar-EG", "ناجية تجلس بجانب نافذة في الصباح.", "2027-01-01", ["warning"]],
    ["C33", "en-VN", "The Blue Heart emblem on a white wall.", null, ["warning"]],
    ["C33", "ar-EG", "شعار الأمم المتحدة على جدار أبيض.", null, ["warning"]],
    ["C33", "vi-VN", "Biểu trưng của Liên hợp quốc trên tường trắng.", null, ["warning"]],
    ["C33", "en-VN", "A heart drawn with chalk on a white wall.", null, []],
  ])("%s %s %s (%s)", (rule, tag, alt, until, expected) => {
    expect(codes(withPictures(tag, [[alt, until]]), tag, rule)).toEqual(expected);
  });

  it("asks who else could be shown where several pictures show women alone", () => {
    const women = ["A woman at a desk.", null] as const;
    expect(codes(withPictures("en-VN", [women]), "en-VN", "C25")).toEqual([]);
    expect(codes(withPictures("en-VN", [women, women]), "en-VN", "C25")).toEqual(["notice"]);
    expect(codes(withPictures("en-VN", [women, women, ["A man at a desk.", null]]), "en-VN", "C25")).toEqual([]);
  });

  it("finds words about trafficking beside the picture too", () => {
    const slots = { body: paragraph("Survivors tell their story.") };
    const document = withPictures("en-VN", [["A woman at a kitchen table.", "2027-01-01"]], slots);
    expect(codes(document, "en-VN", "C10")).toEqual(["warning"]);
  });
});

describe("stories", () => {
  const story = (tag: string, rule: string, ...texts: string[]) =>
    checkDocument(documentWith({ [tag]: { body: paragraph(...texts) } }), tag).filter(
      ({ code }) => code === `localise/${rule}`,
    );

  it.each([
    ["en-VN", "She was beaten. Then she called 111.", 0],
    ["en-VN", "She was beaten. They locked her up. Then she called.", 1],
    ["vi-VN", "Chị bị đánh đập. Chị bị nhốt trong phòng.", 1],
    ["vi-VN", "Chị bị đánh đập. Chị đã gọi 111.", 0],
    ["ar-EG", "تعرضت للضرب. حبسوها أيامًا.", 1],
    ["ar-EG", "تعرضت للضرب. ثم اتصلت.", 0],
  ])("%s %s tells of violence in more than a sentence: %i", (tag, text, count) => {
    expect(story(tag, "C15", text)).toHaveLength(count);
  });

  it.each([
    ["en-VN", "Beware of Golden Star Manpower: the jobs are fake.", "Golden Star Manpower"],
    ["vi-VN", "Cảnh giác với Công ty TNHH Sao Vàng.", "Công ty TNHH Sao Vàng"],
    ["ar-EG", "احذروا شركة «النجم الذهبي» فعقودها وهمية.", "شركة «النجم الذهبي»"],
  ])("%s: a firm is named as an offender only with a public decision", (tag, text, firm) => {
    const [found] = story(tag, "C26", text);
    expect(found?.severity).toBe("error");
    expect(text.slice(found?.at?.start, found?.at?.end)).toBe(firm);
    const sources = paragraph("Court of Ha Noi, judgment 12/2024/HS-ST");
    const decided = checkDocument(documentWith({ [tag]: { body: paragraph(text), sources } }), tag);
    expect(decided.filter(({ code }) => code === "localise/C26")).toEqual([]);
  });

  it("a firm may be named without an offence", () => {
    expect(story("en-VN", "C26", "Golden Star Manpower holds a licence.")).toEqual([]);
  });
});
