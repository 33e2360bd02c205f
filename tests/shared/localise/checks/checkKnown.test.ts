import { describe, expect, it } from "vitest";
import { checkContent } from "../../../../src/shared/localise/checks/checkContent.ts";
import { fill, pack, plainContent } from "../../../fixtures/safeMigration.ts";

/** Figures, laws and days of the pack, said otherwise. */

const FLYER = "flyer-forum-theatre";
const POSTER = "poster-fake-job-signs";

function found(tag: string, body: string): string[] {
  const template = tag === "ar-EG" ? POSTER : FLYER;
  const { family, localised } = fill(template, tag, { ...plainContent(template, tag), body });
  const templates = pack.templates.filter(({ id }) => family.templates.includes(id));
  return checkContent(localised, { pack, family, templates, today: "2026-07-01" })
    .filter(({ code }) => /-differs$/.test(code))
    .map(({ severity, code }) => `${severity} ${code.slice(9)}`);
}

const FACT = "error fact-differs";
const FAR = "warning fact-differs";
const LAW = "error law-differs";
const DAY = "error day-differs";

/** Every second line was never used to mend anything. */
const LINES: readonly (readonly [tag: string, text: string, found: readonly string[]])[] = [
  ["ar-EG", "كان 72.6 مليون شخص في العمل الجبري عام 2021.", [FACT]],
  ["en-VN", "In 2021, 76.2 million people were in forced labour.", [FAR]],
  ["en-VN", "27.6 million people were in forced labour in 2021.", []],
  ["en-VN", "Some 27.6 thousand people were in forced labour in 2021.", [FACT]],
  ["vi-VN", "Năm 2021 có 27,6 nghìn người bị cưỡng bức lao động.", [FACT]],
  ["vi-VN", "Có 26,7 triệu người bị cưỡng bức lao động năm 2021.", [FACT]],
  ["vi-VN", "Trẻ em chiếm 83% số nạn nhân được phát hiện.", [FACT]],
  ["en-VN", "Children are 83 per cent of detected victims.", [FACT]],
  ["en-VN", "Children are 38 per cent of detected victims.", []],
  ["en-VN", "Women and girls are 61 per cent of detected victims (2022).", []],
  ["en-VN", "Women and girls are 81 per cent of detected victims (2022).", [FACT]],
  ["ar-VN", "يشكل الأطفال 83 في المائة من الضحايا المكتشفين.", [FACT]],
  ["ar-VN", "يشكل الأطفال 38 في المائة من الضحايا المكتشفين.", []],
  ["ar-VN", "يشكل الأطفال ٣٨٪ من الضحايا المكتشفين.", []],
  ["en-VN", "27.6 million people were in forced labour in 2012.", [FAR]],
  [
    "en-VN",
    "The 111 line took 31,170 calls in 12 years and helped 785 victims and suspected victims of trafficking.",
    [],
  ],
  ["en-VN", "Eleven people came to the forum in May.", []],
  ["en-VN", "Forced labour takes people from their families.", []],
  ["ar-EG", "ينص القانون رقم 46 لسنة 2010 على حماية الضحايا.", [LAW]],
  ["ar-EG", "ينص القانون رقم 64 لسنة 2010 على حماية الضحايا.", []],
  ["en-VN", "Law 46/2010 protects victims.", [LAW]],
  ["en-VN", "The Law No. 64 of 2001 protects victims.", [LAW]],
  ["vi-VN", "Theo Luật Phòng, chống mua bán người số 35/2024/QH15, nạn nhân được hỗ trợ.", [LAW]],
  ["en-VN", "Law on Prevention and Combat of Human Trafficking No. 53/2042/QH15", [LAW]],
  ["vi-VN", "Luật 53/2024/QH15 bảo vệ nạn nhân.", []],
  ["vi-VN", "Luật 69/2020/QH14 nói về người lao động đi làm việc ở nước ngoài.", []],
  ["ar-EG", "اليوم العالمي لمكافحة الاتجار بالأشخاص هو 31 يوليو.", [DAY]],
  ["ar-EG", "اليوم العالمي لمكافحة الاتجار بالأشخاص هو 30 يوليو.", []],
  ["en-VN", "World Day against Trafficking in Persons, 31 July", [DAY]],
  ["en-VN", "30 June is World Day against Trafficking in Persons.", [DAY]],
  ["en-VN", "30 July is the World Day against Trafficking in Persons.", []],
  ["vi-VN", "Ngày toàn dân phòng, chống mua bán người 31/7", [DAY]],
  ["vi-VN", "Ngày toàn dân phòng, chống mua bán người 30/7", []],
  ["vi-VN", "Ngày Quốc tế Người di cư là ngày 18/12.", []],
  ["en-VN", "International Migrants Day is on 8 December.", [DAY]],
  ["ar-VN", "اليوم الدولي للمهاجرين في 17 ديسمبر.", [DAY]],
  ["en-VN", "Human Rights Day, 10 December", []],
  ["en-VN", "Come to our forum on 25 July 2026, a Saturday.", []],
];

const wrong = (half: typeof LINES) =>
  half.flatMap(([tag, text, wanted]) => {
    const told = found(tag, text);
    return JSON.stringify(told) === JSON.stringify(wanted) ? [] : [[text, told, wanted]];
  });

describe("what the pack knows", () => {
  it("is compared with what a text says, in the lines that the rules were made with", () => {
    expect(wrong(LINES.filter((_, at) => at % 2 === 0))).toEqual([]);
  });

  it("is compared with what a text says, in the lines held out", () => {
    expect(wrong(LINES.filter((_, at) => at % 2 === 1))).toEqual([]);
  });
});
