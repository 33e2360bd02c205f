import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../../../src/shared/localise/words/sentencesOf.ts";

describe("sentencesOf", () => {
  it.each([
    ["Ask first. Then sign!", 2],
    ["Is it licensed? Ask.", 2],
    ["Look it up at dolab.gov.vn or pay 1.500 first", 1],
    ["هل العقد مكتوب؟ اسألوا قبل السفر.", 2],
    ["He said “stop.” Then he left.", 2],
    ["#SafeMigration", 1],
    ["…", 0],
    ["one line\nanother line", 2],
  ])("%s: %i", (text, count) => {
    expect(sentencesOf(text)).toHaveLength(count);
  });

  it.each([
    "Dream Co. Ltd. cheated twenty people.",
    "Ask Dr. Lan or Mr. A. Mai about No. 5.",
    "Bring papers, e.g. Contracts, before 5 p.m. on Monday.",
    "Hỏi PGS. TS. Lan ở TP. Hồ Chí Minh.",
    "Giấy tờ, hộ chiếu, v.v. cần giữ kỹ ở Q. 3.",
    "Cty. Ước Mơ lừa người lao động.",
    "قالت أ.د. منى إن العقد مكتوب.",
    "اسألوا د. أحمد عن شركة الأمل ش.م.م. قبل السفر.",
    "العنوان ص.ب. 12 القاهرة.",
  ])("goes on after a shortened word: %s", (text) => {
    expect(sentencesOf(text)).toEqual([text]);
  });

  it.each([
    "She works for Dream Co. Then she left.",
    "So do I. Ask first.",
    "Come at 5 p.m. Bring a friend.",
    "Giữ giấy tờ, hộ chiếu, v.v. Hỏi trước khi ký.",
    "صدر القانون عام 2016 م. اسألوا قبل السفر.",
    "Hỏi Dr.\nLan",
  ])("ends after a shortened word where another sentence begins: %s", (text) => {
    expect(sentencesOf(text)).toHaveLength(2);
  });

  it("gives sentences that stand in the text as they are", () => {
    const text = "Hỏi TS. Lan. “Ký sau!” ";
    expect(sentencesOf(text)).toEqual(["Hỏi TS. Lan.", "“Ký sau!"]);
  });
});
