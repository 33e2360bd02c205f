import { describe, expect, it } from "vitest";
import { findNumbers, sameLine } from "../../../../src/shared/localise/words/findNumbers.ts";

describe("findNumbers", () => {
  it.each([
    ["Call 112 now", ["112"]],
    ["Gọi số 18001567 ngay", ["18001567"]],
    ["اتصلوا بـ 15508 أو 15115", ["15508"]],
    ["للسؤال: اتصلوا على ١٦٠٠٠", ["16000"]],
    ["+84 981 84 84 84 or (024) 3824-9517", ["+84981848484", "02438249517"]],
    ["من خارج فيتنام: \u2066+84 981 84 84 84\u2069", ["+84981848484"]],
    ["1800-1567 reversed is 1567-1800", ["18001567", "15671800"]],
    ["Zalo: 0912 345 678.", ["0912345678"]],
  ])("finds what would be dialled in %j", (text, dialled) => {
    expect(findNumbers(text).map((number) => number.dialled)).toEqual(dialled);
  });

  it.each([
    "In 12 years the line took 30,170 calls; 202.478 nạn nhân; 27.6 million",
    "1 000 000 people and 202 478 000",
    "from 2020-2023, (2012). 111 people, 2021–2025",
    "25/7/2026, 19:00–21:00, 20.07.2026",
    "Decree 162/2025/ND-CP, 193/QĐ-TTg, Law No. 53/2024/QH15, A/RES/68/192",
    "القرار رقم 793 الصادر عام 2016",
    "Điều 3 và Điều 37, năm 2025",
    "free, 24/7",
    "1080×1350 px, ISO 15415",
  ])("finds nothing to dial in %j", (text) => {
    expect(findNumbers(text)).toEqual([]);
  });

  it("takes every number that stands alone in a list of helplines", () => {
    expect(findNumbers("15508 · 15115 · للأطفال 16000", true).map((number) => number.dialled)).toEqual([
      "15508",
      "15115",
      "16000",
    ]);
    expect(findNumbers("111 · free · 24/7 (2015)", true).map((number) => number.dialled)).toEqual(["111"]);
  });

  it("says where the number stands", () => {
    const text = "اتصلوا بـ ١٥٥٠٨ الآن";
    const [number] = findNumbers(text);
    expect(text.slice(number?.start, number?.end)).toBe("١٥٥٠٨");
  });
});

describe("sameLine", () => {
  it.each([
    ["+84981848484", "0981848484", true],
    ["0084981848484", "+84981848484", true],
    ["+201102121600", "01102121600", true],
    ["0912345678", "8888912345678", false],
    ["111", "1111", false],
    ["16000", "1600", false],
    ["0981848484", "0981848485", false],
    ["+20100244044", "00201002440441", false],
  ])("%s and %s: %s", (one, other, same) => {
    expect(sameLine(one, other)).toBe(same);
    expect(sameLine(other, one)).toBe(same);
  });
});
