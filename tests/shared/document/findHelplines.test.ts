import { describe, expect, it } from "vitest";
import { findHelplines } from "../../../src/shared/document/findHelplines.ts";
import { HELPLINES } from "../../fakes/samplePack.ts";

const found = (text: string) =>
  findHelplines(text, HELPLINES).map(({ id, start, end }) => `${id}=${text.slice(start, end)}`);

describe("findHelplines", () => {
  it.each([
    ["Call 111 before you pay", ["VN-111=111"]],
    ["111", ["VN-111=111"]],
    ["Gọi 111: miễn phí, 24/7", ["VN-111=111"]],
    ["(111)", ["VN-111=111"]],
    ["Outside Viet Nam: +84 981 84 84 84 · MOFA", ["VN-CONS=+84 981 84 84 84"]],
    ["+84981848484", ["VN-CONS=+84981848484"]],
    ["+84\u00a0981\u00a084\u00a084\u00a084", ["VN-CONS=+84\u00a0981\u00a084\u00a084\u00a084"]],
    ["1900969680 or 1900.96.96.80", ["VN-PEACE=1900969680", "VN-PEACE=1900.96.96.80"]],
    ["اتصلوا على 15508 أو 122", ["EG-15508=15508", "EG-122=122"]],
    ["و15508", ["EG-15508=15508"]],
    ["الرقم ١٥٥٠٨ مجاني", ["EG-15508=١٥٥٠٨"]],
    ["الرقم \u206815508\u2069 مجاني", ["EG-15508=\u206815508\u2069"]],
    ["0110 212 1600 (WhatsApp)", ["EG-WA=0110 212 1600 (WhatsApp)"]],
  ])("finds the helpline in %s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    "Decree 111/2025/ND-CP",
    "Nghị định số 111",
    "Nghị định 162/2025/111",
    "Điều 111 Bộ luật Hình sự",
    "المادة 111",
    "111.5 km",
    "2.111 nạn nhân",
    "27,111",
    "111,000",
    "111 000 đồng",
    "20:111",
    "1112",
    "9111",
    "+111",
    "111%",
    "111 per cent",
    "111 người",
    "A111",
    "111A",
    "QĐ-111",
    "example.org/111",
    "111@example.org",
    "ngày 12/111",
    "+84 981 84 84 845",
    "15508-2",
  ])("leaves %s alone", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("does not find the short number inside the long one", () => {
    const lines = [...HELPLINES, { ...(HELPLINES[0] ?? never()), id: "X-84", number: "84", display: "84" }];
    expect(findHelplines("+84 981 84 84 84", lines).map(({ id }) => id)).toEqual(["VN-CONS"]);
  });
});

function never(): never {
  throw new Error("the sample pack has helplines");
}
