import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scan } from "../../../src/shared/literals/scan.ts";
import { onPaper } from "../../fixtures/paper.ts";

/** Mixed text → the spans in it, each as its kind, its letters and what it means. */

function spansOf(text: string, language: string, registry: readonly string[] = []): string[] {
  const direction = language === "ar" ? "rtl" : "ltr";
  const { spans } = scan(text, { language, direction, known: (digits) => registry.includes(digits) });
  return spans.map(({ kind, start, end, value, dial }) => {
    const dialled = dial === null ? "" : dial.sure ? (dial.called ? " called" : " sure") : " free";
    return `${kind} ${text.slice(start, end)} = ${value}${dialled}`;
  });
}

it.each([
  ["en", "Write to office@refuge.example.org.", ["email office@refuge.example.org = email:office@refuge.example.org"]],
  [
    "ar",
    "زوروا https://refuge.vn/ar/page?x=1، الآن",
    ["link https://refuge.vn/ar/page?x=1 = link:refuge.vn/ar/page?x=1"],
  ],
  ["en", "See refuge.org/a_(b), or end.In this", ["link refuge.org/a_(b) = link:refuge.org/a_(b)"]],
  ["en", "chat at wa.me/201001112222", ["link wa.me/201001112222 = link:wa.me/201001112222 called"]],
  ["ar", "و@refuge.help و#عمل_آمن", ["handle @refuge.help = tag:@refuge.help", "hashtag #عمل_آمن = tag:#عمل_آمن"]],
  ["en", "Point #7 of page C#", ["hashNumber #7 = n:7"]],
])("finds addresses in %s: %s", (language, text, found) => {
  expect(spansOf(text, language)).toEqual(found);
});

it.each([
  ["ar", "من الخارج: +84 24 1234 5678", ["phone +84 24 1234 5678 = tel:+842412345678 sure"]],
  ["ar", "هاتف (02) 2345 6789 بالقاهرة", ["phone (02) 2345 6789 = tel:0223456789 called"]],
  ["ar", "الهاتف 0982-333-444/445", ["phone 0982-333-444/445 = tel:0982333444 called"]],
  ["en", "COVID-19 and 4512", ["number 19 = n:19", "number 4512 = n:4512 free"]],
  ["ar", "اتصلوا 15999/16000", ["reference 15999/16000 = reference:15999/16000 called"]],
  ["vi", "0982333444,0983555666", ["phone 0982333444 = tel:0982333444 sure", "phone 0983555666 = tel:0983555666 sure"]],
  [
    "vi",
    "0982 333 444,0983555666",
    ["phone 0982 333 444 = tel:0982333444 sure", "phone 0983555666 = tel:0983555666 sure"],
  ],
  ["vi", "1.000đ/phút", ["number 1.000 = n:1000"]],
  ["ar", "الخط (1900 555 565).", ["phone 1900 555 565 = tel:1900555565 called"]],
  [
    "ar",
    "الخط (+84) 24 3825 1234 (20)",
    ["phone (+84) 24 3825 1234 = tel:+842438251234 called", "number 20 = n:20 free"],
  ],
  ["vi", "Hotline0912345678 nhé", ["phone 0912345678 = tel:0912345678 called"]],
  ["vi", "Gọi 024 3333 4484/85", ["phone 024 3333 4484/85 = tel:02433334484 called"]],
  ["ar", "اطلب *555# الآن", ["ussd *555# = tel:*555 called"]],
  ["en", "Call 999 or 112.", ["code 999 = tel:999 called", "code 112 = tel:112 called"]],
  ["ar", "اتصلوا على 15999، 24 ساعة", ["code 15999 = tel:15999 called", "number 24 = n:24"]],
  ["ar", "اتصلوا على 15999 24 ساعة", ["code 15999 = tel:15999 called", "number 24 = n:24"]],
  ["vi", "Gọi 113-114-115 khi cần", ["codes 113-114-115 = tel:113–tel:114–tel:115 called"]],
  ["en", "Ask for 4512 at the door", ["number 4512 = n:4512 free"]],
  ["en", "Room 4512, 4512 beds, year 4512", ["number 4512 = n:4512", "number 4512 = n:4512", "number 4512 = n:4512"]],
  ["en", "The archive 12345678", ["phone 12345678 = tel:12345678 sure"]],
  ["en", "account 0012 3456 7890 12", ["identifier 0012 3456 7890 12 = "]],
  ["vi", "mã số thuế: 0112345678", ["identifier 0112345678 = "]],
  ["en", "IBAN EG11 0022 0033 0000 4", ["identifier 11 0022 0033 0000 4 = "]],
  ["en", "12345 helpline", ["number 12345 = n:12345 free"]],
  ["ar", "هاتف (15999) مجانا", ["code 15999 = tel:15999 called"]],
  ["en", "Law 12345678", ["number 12345678 = n:12345678"]],
])("finds what one would dial in %s: %s", (language, text, found) => {
  expect(spansOf(text, language)).toEqual(found);
});

it("lets the registry decide where a number ends, and that a point parts no thousands", () => {
  expect(spansOf("1900.555 free", "en", ["1900555"])).toEqual(["phone 1900.555 = tel:1900555 called"]);
  const years = spansOf("Law 1999, 1999 beds, in 1999, ABC-1999", "en", ["1999"]);
  expect(years.filter((span) => span.endsWith("called"))).toEqual([]);
  expect(spansOf("tax code 0112345678", "en", ["0112345678"])).toEqual(["phone 0112345678 = tel:0112345678 called"]);
  expect(spansOf("112 000 dong", "en", ["112"])).toEqual(["number 112 000 = n:112000"]);
  expect(spansOf("15999 2026 free", "en", ["15999"])).toEqual([
    "code 15999 = tel:15999 called",
    "number 2026 = n:2026",
  ]);
});

it.each([
  ["ar", "يوم 14/9/2026م", ["date 14/9/2026 = date:2026-9-14"]],
  ["ar", "يوم ٢٠٢٦-٠٩-١٤", ["date ٢٠٢٦-٠٩-١٤ = date:2026-9-14"]],
  ["ar", "حتى 3 كانون الثاني 2027", ["date 3 كانون الثاني 2027 = date:2027-1-3"]],
  ["en", "by 20th of July, 2026 or May 5", ["date 20th of July, 2026 = date:2026-7-20", "date May 5 = date:-5-5"]],
  [
    "vi",
    "ngày 20 tháng 7 năm 2026, 30/7, 12/2025",
    ["date 20 tháng 7 năm 2026 = date:2026-7-20", "date 30/7 = date:-7-30", "date 12/2025 = date:2025-12-"],
  ],
  [
    "en",
    "open 0830-1700, on 7/30/2026 or 30/7/26",
    ["range 0830-1700 = time:08:30–time:17:00", "date 7/30/2026 = date:2026-7-30", "date 30/7/26 = date:2026-7-30"],
  ],
  [
    "en",
    "open 24/7, at 7:05 and 19:00:30",
    ["number 24/7 = n:24/7", "time 7:05 = time:07:05", "time 19:00:30 = time:19:00:30"],
  ],
  ["vi", "7h45–16h30, 8h", ["range 7h45–16h30 = time:07:45–time:16:30", "time 8h = time:08:00"]],
])("finds dates and times in %s: %s", (language, text, found) => {
  expect(spansOf(text, language)).toEqual(found);
});

it.each([
  ["en", "1,234.50 of 7.5", ["number 1,234.50 = n:1234.5", "number 7.5 = n:7.5"]],
  ["vi", "1.234,50 hay 7,5 đồng", ["number 1.234,50 = n:1234.5", "number 7,5 = n:7.5"]],
  ["ar", "١٬٢٣٤٫٥ جنيه", ["number ١٬٢٣٤٫٥ = n:1234.5"]],
  ["en", "30 170 000 people", ["number 30 170 000 = n:30170000"]],
  ["ar", "للأعمار 15-24 ثم 9-5", ["range 15-24 = n:15–n:24", "pair 9-5 = n:9–n:5"]],
  ["ar", "من 9:00 - 17:30", ["range 9:00 - 17:30 = time:09:00–time:17:30"]],
  ["vi", "Nghị định 112/2021/NĐ-CP", ["decree 112/2021/NĐ-CP = decree:112/2021/ND-CP"]],
  ["en", "resolution 61/144", ["reference 61/144 = reference:61/144"]],
  ["en", "4-5-6 and 978-0-306-40615-7", ["identifier 4-5-6 = ", "identifier 978-0-306-40615-7 = "]],
])("finds numbers in %s: %s", (language, text, found) => {
  expect(spansOf(text, language).map((span) => span.replace(/ free$/, ""))).toEqual(found);
});

it("leaves what the caller claims unread", () => {
  const text = "call 111 today";
  const claims = [{ start: 5, end: 8, direction: "ltr", weak: true }] as const;
  const { spans } = scan(text, { language: "en", direction: "ltr", claims });
  expect(spans).toEqual([{ kind: "claim", start: 5, end: 8, order: "ltr", parts: [], dial: null, value: "" }]);
});

describe("a paragraph of words alone", () => {
  const SIGNS = [" ", " ", " ", ",", "!", "(", ")", "-", "…", "."];
  const words = (...own: string[]) =>
    fc.array(fc.constantFrom(...own, ...SIGNS), { maxLength: 30 }).map((parts) => parts.join(""));

  it.each([
    ["ltr", "vi", words("TP", "Hồ", "Mr", "Ltd", "khoản", "www", "vn", "mailto", "‘", "“", "”", ";", "?", "–")],
    ["rtl", "ar", words("عمل", "الساعة", "د", "مايو", "،", "؛", "؟", "«", "»")],
  ] as const)("has nothing in it, whichever way it is read: %s", (direction, language, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        // A line's end makes the scanner read it word by word.
        expect(scan(text, { language, direction })).toEqual(scan(`${text}\n`, { language, direction }));
      }),
      { numRuns: 1000 },
    );
  });
});

it("keeps a helpline apart from the Latin name behind it: the number is read first", () => {
  const text = "اتصل 111 ILO الآن";
  const { isolates } = scan(text, { language: "ar", direction: "rtl", known: (digits) => digits === "111" });
  expect(onPaper(text, isolates, "rtl")).toBe("الآن ILO 111 اتصل");
});
