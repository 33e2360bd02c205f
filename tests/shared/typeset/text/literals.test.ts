import { describe, expect, it } from "vitest";
import { findLiterals, findMeasures } from "../../../../src/shared/typeset/text/literals.ts";

function found(text: string): string[] {
  return findLiterals(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

describe("findLiterals", () => {
  it.each([
    ["Call +84 981 84 84 84 or 1800-1567.", ["phone +84 981 84 84 84", "phone 1800-1567"]],
    [
      "+84 24 3850 0100; 1900 96 96 80; 0981 848 484",
      ["phone +84 24 3850 0100", "phone 1900 96 96 80", "phone 0981 848 484"],
    ],
    ["Tel. (024) 3850 0100", ["phone (024) 3850 0100"]],
    ["(+84) 24 3825 9080", ["phone (+84) 24 3825 9080"]],
    ["(abroad: +84 (0) 24 3850 0100)", ["phone +84 (0) 24 3850 0100"]],
    ["+84 981 84 84 84 24/7", ["phone +84 981 84 84 84", "number 24/7"]],
    ["1-888-373-7888", ["phone 1-888-373-7888"]],
    ["116 111, 80 10 47 48", ["phone 116 111", "phone 80 10 47 48"]],
    ["In 2025 30,170 calls, 1/7/2025 111", ["number 30,170", "date 1/7/2025"]],
    ["15508 15115 16000 15999", []],
    ["024.3850.0100", ["number 024.3850.0100"]],
    ["+84981848484", ["phone +84981848484"]],
    [
      "27.6 million, 202,478 people, resolution 68/192, 24/7.",
      ["number 27.6", "number 202,478", "number 68/192", "number 24/7"],
    ],
    ["on 25/7/2026, 25.7.2026 and 2026-07-25", ["date 25/7/2026", "date 25.7.2026", "date 2026-07-25"]],
    ["19:00, 19:00–21:00, 19:00 – 21:00", ["time 19:00", "range 19:00–21:00", "range 19:00 – 21:00"]],
    ["2024–2025 and 2024-2025", ["range 2024–2025", "range 2024-2025"]],
    ["193/QD-TTg, 793/QĐ-TTg (2016)", ["decree 193/QD-TTg", "decree 793/QĐ-TTg"]],
    ["162/2025/NĐ-CP; 53/2024/QH15, Điều 3", ["decree 162/2025/NĐ-CP", "decree 53/2024/QH15"]],
    ["dolab.gov.vn, www.dolab.gov.vn/x/y.aspx. Next", ["link dolab.gov.vn", "link www.dolab.gov.vn/x/y.aspx"]],
    ["https://example.org/a?b=1), info@dolab.gov.vn.", ["link https://example.org/a?b=1", "email info@dolab.gov.vn"]],
    ["#هجرة_آمنة #DiCưAnToàn @mofa", ["tag #هجرة_آمنة", "tag #DiCưAnToàn", "tag @mofa"]],
    ["يوم ٢٥/٧/٢٠٢٦ الساعة ١٩:٠٠ نحو ٢٧٫٦", ["date ٢٥/٧/٢٠٢٦", "time ١٩:٠٠", "number ٢٧٫٦"]],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each(["111", "2026", "A4", "well-known", "e.g. this", "QH15", "và/hoặc", "COVID-19", "Điều 37", "1. Ask", "(1)"])(
    "leaves %s alone",
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it("lets the path of a link break, not its host", () => {
    const [link] = findLiterals("https://dolab.gov.vn/New");
    expect(link?.keepUntil).toBe("https://dolab.gov.vn".length);
  });
});

describe("findMeasures", () => {
  it("joins a number to its unit", () => {
    const text = "5 triệu đồng, 27.6 %, 30 km/h, 5 men, 3 m";
    expect(findMeasures(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "5 triệu",
      "27.6 %",
      "30 km",
      "3 m",
    ]);
  });

  it("joins a day to its month, and a number to the word that announces it", () => {
    const kept = (text: string) => findMeasures(text).map(({ start, end }) => text.slice(start, end));
    expect(kept("by 20 July, from 1 July 2025; in May 2025")).toEqual(["20 July", "1 July"]);
    expect(kept("Law No. 53/2024/QH15, Article 37")).toEqual(["No. 53", "Article 37"]);
    expect(kept("ngày 30 tháng 7, Luật số 53/2024/QH15, Điều 3")).toEqual(["ngày 30", "tháng 7", "số 53", "Điều 3"]);
    expect(kept("قبل 20 يوليو، المادة 3، القانون رقم ٦٤")).toEqual(["20 يوليو", "المادة 3", "رقم ٦٤"]);
    expect(kept("No one. một số người, hỏi rõ tháng sau")).toEqual([]);
  });
});
