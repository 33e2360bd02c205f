import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../../src/shared/base/diagnostics.ts";
import { checkContent } from "../../../../src/shared/localise/checks/checkContent.ts";
import type { LocalisedDocument } from "../../../../src/shared/localise/localisedDocument.ts";
import type { TemplatePack } from "../../../../src/shared/pack/templatePack.ts";
import { checkDocument, documentWith } from "../../../fixtures/checkedDocument.ts";
import { fill, type PlainContent, pack, plainContent, samples } from "../../../fixtures/safeMigration.ts";

const TODAY = "2026-07-01";

interface Options {
  readonly pack?: TemplatePack;
  readonly siblings?: readonly LocalisedDocument[];
  readonly change?: (localised: LocalisedDocument) => LocalisedDocument;
}

function check(templateId: string, tag: string, changes: PlainContent = {}, options: Options = {}): Diagnostic[] {
  const { family, localised } = fill(templateId, tag, { ...plainContent(templateId, tag), ...changes });
  const used = options.pack ?? pack;
  return checkContent(options.change ? options.change(localised) : localised, {
    pack: used,
    family: used.content.find((group) => group.id === family.id) ?? family,
    templates: used.templates.filter((template) => family.templates.includes(template.id)),
    today: TODAY,
    siblings: options.siblings ?? [],
  });
}

/** Codes that a change brings: what the real content already has is left out. */
function news(templateId: string, tag: string, changes: PlainContent, options: Options = {}): string[] {
  const before = new Set(check(templateId, tag).map((one) => `${one.code} ${one.place} ${one.message}`));
  const after = check(templateId, tag, changes, options);
  return after
    .filter((one) => !before.has(`${one.code} ${one.place} ${one.message}`))
    .map((one) => `${one.severity} ${one.code.slice(9)}`);
}

const POSTER = "poster-fake-job-signs";
const FLYER = "flyer-forum-theatre";

describe("the pack's own content", () => {
  it.each(samples.map((one) => [one.template.id, one.tag] as const))(
    "%s in %s has nothing to correct",
    (template, tag) => {
      const siblings = samples
        .filter((one) => one.template.id === template && one.tag !== tag)
        .map((one) => one.localised);
      const found = check(template, tag, {}, { siblings }).filter((one) => one.severity !== "notice");
      // Nobody has called the helplines yet: that is for the users of the pack to do, and said once an edition.
      const toReplace = new Set(["localise/sample-address"]);
      expect(found.map((one) => one.code).filter((code) => !toReplace.has(code))).toEqual(["localise/C04"]);
      expect(
        found.every((one) => one.edition === tag && one.place.startsWith(tag) && one.hint !== "" && one.message !== ""),
      ).toBe(true);
    },
  );
});

describe("the day for the next look", () => {
  const asked = (reviewBy: string) => {
    const used: TemplatePack = {
      ...pack,
      facts: pack.facts.map((fact) => ({ ...fact, reviewBy })),
      helplines: pack.helplines.map((line) => ({ ...line, lastChecked: TODAY, reviewBy })),
    };
    const document = documentWith({
      "vi-VN": { body: [{ kind: "paragraph", content: [{ fact: "F1" }, { text: " " }, { helpline: "VN-111" }] }] },
    });
    return checkDocument(document, "vi-VN", used).map((one) => one.code.slice(9));
  };

  it("is asked for when it has come, for figures and for numbers", () => {
    expect(asked(TODAY)).toEqual(expect.arrayContaining(["fact-due", "C04"]));
    expect(asked("2026-07-02")).not.toContain("fact-due");
    expect(asked("2026-07-02")).not.toContain("C04");
  });
});

describe("helplines", () => {
  it.each([
    ["en-VN", "Call 112 before you sign", "error unknown-number"],
    ["en-VN", "Not sure? Write to +84 912 345 678", "error unknown-number"],
    ["vi-VN", "Còn phân vân? Gọi 1567-1800", "error unknown-number"],
    ["ar-EG", "اتصلوا بـ 15080 للسؤال", "error unknown-number"],
    ["ar-EG", "اتصلوا بـ ١٥٠٨٠ للسؤال", "error unknown-number"],
    ["ar-EG", "اتصلوا بـ 15580 للسؤال", "error near-number"],
    ["ar-EG", "اتصلوا بـ ١٥ ٥٨٠ للسؤال", "error near-number"],
    ["vi-VN", "Gọi 0981 84 84 48 trước khi ký", "error near-number"],
    ["vi-VN", "Gọi 1800 1567 trước khi ký", "error C03"],
    ["vi-VN", "Gọi 18001567 trước khi ký", "error C03"],
    ["ar-EG", "اتصلوا بـ 161000 للسؤال", "error C03"],
    ["ar-EG", "واتساب 0100 244 0441 للسؤال", "error C03"],
    ["vi-VN", "Gọi 113 trước khi ký", "error unreleased-helpline"],
  ])("%s: %s", (tag, cta, code) => {
    expect(news(POSTER, tag, { cta })).toContain(code);
  });

  it("names the released helplines of the country", () => {
    const found = check(POSTER, "ar-EG", { cta: "اتصلوا بـ 15080 للسؤال" }).find(
      (one) => one.code === "localise/unknown-number",
    );
    expect(found?.place).toBe("ar-EG › cta › paragraph 1");
    expect(found?.message).toContain("15080");
    expect(found?.hint).toContain("15508");
    expect(found?.hint).not.toContain("111;");
  });

  it.each([
    ["vi-VN", "Gọi 15508 trước khi ký", "error out-of-reach"],
    ["vi-VN", "Ở Ai Cập, gọi 15508 trước khi ký", "warning out-of-reach"],
    ["ar-EG", "اتصلوا بـ 111 للسؤال", "error out-of-reach"],
    ["ar-EG", "اتصلوا بـ 0981 84 84 84 للسؤال", "error out-of-reach"],
    ["ar-EG", "اتصلوا بـ ‎+84 981 84 84 84 للسؤال", "warning helpline-of-abroad"],
    ["ar-EG", "اتصلوا بـ 0084981848484 للسؤال", "warning helpline-of-abroad"],
  ])("%s: %s reaches the readers or not", (tag, cta, finding) => {
    expect(news(POSTER, tag, { cta })).toContain(finding);
  });

  it.each([
    ["vi-VN", "Gọi 111 trước khi ký"],
    ["vi-VN", "Gọi 0981 84 84 84 trước khi ký"],
    ["ar-EG", "للمصريين في الخارج وفي فيتنام: ‎+84 981 84 84 84"],
  ])("%s: %s is within reach", (tag, cta) => {
    expect(news(POSTER, tag, { cta }).filter((one) => /out-of-reach|of-abroad/.test(one))).toEqual([]);
  });

  it("names the helpline that is one slip away", () => {
    const found = check(POSTER, "ar-EG", { cta: "اتصلوا بـ 15580 للسؤال" }).find(
      ({ code }) => code === "localise/near-number",
    );
    expect(found?.values).toEqual({ number: "15580", instead: "15508", helpline: "EG-15508" });
  });

  it("asks for a helpline of the edition's own country", () => {
    const foreign = {
      helpline: ["15508 · National Council for Human Rights"],
      cta: "Not sure? Ask before you sign",
      sources: "Ministry of Foreign Affairs (2025)",
    };
    expect(news(POSTER, "en-VN", foreign)).toContain("error C01");
  });

  it("warns once for all numbers that nobody has confirmed lately", () => {
    const confirmed = (date: string) => ({
      ...pack,
      helplines: pack.helplines.map((line) => ({ ...line, lastChecked: date })),
    });
    const codes = (date: string) => check(POSTER, "en-VN", {}, { pack: confirmed(date) }).map((one) => one.code);
    expect(codes("2026-04-02")).toEqual([]);
    expect(codes("2026-04-01")).toEqual(["localise/C04"]);
  });
});

describe("slots", () => {
  it("finds an empty one, too many lines and too many letters, and an unknown one", () => {
    expect(news(POSTER, "en-VN", { headline: "" })).toEqual(["error required-slot"]);
    expect(news(POSTER, "en-VN", { items: Array.from({ length: 9 }, (_, at) => `Sign ${"abcdefghi"[at]}`) })).toContain(
      "error too-many-lines",
    );
    expect(news(POSTER, "en-VN", { headline: "word ".repeat(30) })).toContain("warning too-many-characters");
    const change = (localised: LocalisedDocument) => ({
      ...localised,
      slots: { ...localised.slots, motto: localised.slots.headline ?? [] },
    });
    expect(news(POSTER, "en-VN", {}, { change })).toEqual(["error unknown-slot"]);
  });
});

describe("wording and form", () => {
  const cases: readonly (readonly [what: string, tag: string, content: PlainContent, code: string])[] = [
    ["a label for people", "en-VN", { body: "Illegal migrants were found." }, "error EN-01"],
    ["blame", "ar-EG", { body: "وقعت بسبب جهلها وسذاجتها" }, "error AR-14"],
    ["a placeholder", "en-VN", { body: "Meet us at {{venue}}." }, "error C22"],
    ["an open placeholder", "en-VN", { body: "Meet us at {{venue" }, "error C22"],
    ["mixed digits", "ar-EG", { body: "في عام 2025 وفي عام ٢٠٢٤" }, "error C22"],
    ["tatweel", "ar-EG", { body: "اســألوا قبل السفر" }, "error C22"],
    ["a Latin comma", "ar-EG", { body: "اسألوا قبل السفر, ثم وقّعوا" }, "error C22"],
    ["a Latin question mark", "ar-EG", { body: "هل العقد مكتوب?" }, "error C22"],
    ["unfinished typing", "vi-VN", { body: "Hỏi người ddang làm việc ở đó" }, "error C22"],
    ["no marks at all", "vi-VN", { body: "Hay hoi cho ro truoc khi ky hop dong" }, "error C22"],
    ["a ban on moving", "en-VN", { headline: "Never travel abroad" }, "warning C07"],
    ["a ban with a typographic apostrophe", "en-VN", { headline: "Don’t go abroad" }, "warning C07"],
    ["a ban on moving", "vi-VN", { headline: "Đừng đi nước ngoài" }, "warning C07"],
    ["a ban on moving", "ar-EG", { headline: "لا تسافروا" }, "warning C07"],
    ["a verb for one man", "ar-EG", { headline: "تأكد قبل السفر" }, "notice C23"],
    [
      "a figure without a source",
      "en-VN",
      { body: "27.6 million people are in forced labour.", sources: "Signs adapted from advice" },
      "error C16",
    ],
    [
      "a figure without a source",
      "ar-EG",
      { body: "٣٨ في المائة من الضحايا أطفال.", sources: "العلامات مستندة إلى تحذيرات" },
      "error C16",
    ],
    [
      "an old figure",
      "en-VN",
      { body: "27.6 million people are in forced labour.", sources: "ILO (2022)" },
      "warning C17",
    ],
    [
      "a person who can be found",
      "en-VN",
      { body: "Lan Nguyen, 19, came home to a village in the north." },
      "error C14",
    ],
    ["a person who can be found", "vi-VN", { body: "Anh Nguyễn Văn Nam ở Hà Nội kể lại." }, "error C14"],
    ["a person who can be found", "vi-VN", { body: "Chuyện của chị Trần Thị Mai quê Nghệ An." }, "error C14"],
    ["a wrong name", "ar-EG", { body: "وزارة العمل والشؤون الاجتماعية تدعم الأسر" }, "warning C19"],
    ["a name in other capitals", "vi-VN", { body: "Hội liên hiệp Phụ nữ Việt Nam hỗ trợ." }, "warning C19"],
    ["a long sentence", "en-VN", { body: `${"you can ask ".repeat(9)}first.` }, "warning C20"],
    ["a people beside an offence", "en-VN", { body: "Many Cambodian gangs promise jobs." }, "warning C24"],
    ["a people beside an offence", "vi-VN", { body: "Nhóm người Trung Quốc lừa đảo qua mạng." }, "warning C24"],
    ["a people beside an offence", "ar-EG", { body: "عصابة نيجيرية تعد بوظائف." }, "warning C24"],
    ["no call to action", "en-VN", { cta: "" }, "error C05"],
    ["an address that nobody vouches for", "en-VN", { body: "See jobs-abroad.biz for offers." }, "error C30"],
  ];
  it.each(cases)("%s (%s)", (_what, tag, content, code) => {
    expect(news(POSTER, tag, content)).toContain(code);
  });

  it("helplines keep their digits among Arabic-Indic ones", () => {
    const content = { cta: "اتصلوا بـ 15508", body: "في عام ٢٠٢٤", sources: "وزارة العمل (٢٠٢٦)" };
    expect(news(POSTER, "ar-EG", content)).not.toContain("error C22");
    expect(news(POSTER, "ar-EG", { ...content, subhead: "6 علامات" })).toContain("error C22");
  });

  it("letters stored apart from their marks", () => {
    const change = (localised: LocalisedDocument) => ({
      ...localised,
      slots: {
        ...localised.slots,
        body: [{ kind: "paragraph" as const, runs: [{ text: "Hỏi cho rõ.".normalize("NFD"), emphasis: false }] }],
      },
    });
    expect(news(POSTER, "vi-VN", {}, { change })).toEqual(["error C22"]);
  });

  it("warnings that outweigh help", () => {
    const items = ["a", "b", "c", "d", "e", "f", "g"].map((letter) => `Sign ${letter}`);
    const help = { helpline: ["111 · free"], safety: [] };
    expect(news(POSTER, "en-VN", { items, ...help })).toContain("warning C06");
    expect(news(POSTER, "en-VN", { items: items.slice(1), ...help })).not.toContain("warning C06");
  });

  it.each([
    ["en-VN", "International criminals have no nationality. Ask your Vietnamese embassy."],
    ["vi-VN", "Nam (tên đã được thay đổi), 19 tuổi, kể lại chuyến đi."],
    ["vi-VN", "Lương 15.000.000 đồng một tháng, 8 giờ một ngày."],
    ["ar-EG", "سعر التذكرة 1500 جنيه، والعقد مدته 24 شهرًا."],
    ["ar-EG", "القانون رقم 64 لسنة 2010 بشأن مكافحة الاتجار بالبشر."],
    ["en-VN", "Licence number 1234567 is listed at dolab.gov.vn."],
    ["en-VN", "Room 1204, 304 Kim Ma Street, open 8:00–17:00."],
    ["en-VN", "Egyptian police work against gangs."],
    ["en-VN", "An irregular migrant has rights. A rescue at sea? No: 30 July."],
    ["vi-VN", "Công dân Việt Nam gọi để phòng lừa đảo."],
    ["ar-EG", "اتصلوا بـ 15508، أقرب سفارة مصرية."],
    ["ar-EG", "اللجنة الوطنية التنسيقية؛ وزارة التضامن الاجتماعي."],
  ])("leaves alone (%s): %s", (tag, body) => {
    expect(news(POSTER, tag, { body }).filter((code) => !/EN-11/.test(code))).toEqual([]);
  });
});

describe("events, cards and posts", () => {
  it.each([
    ["en-VN", "Sunday 25 July 2026", "error C27"],
    ["en-VN", "Tuesday 31 June 2026", "error C27"],
    ["en-VN", "25 July 2026", "warning C27"],
    ["vi-VN", "Chủ Nhật, 25/7/2026", "error C27"],
    ["vi-VN", "Thứ Hai, ngày 25 tháng 7 năm 2026", "error C27"],
    ["ar-VN", "الأحد 25 يوليو 2026", "error C27"],
    ["ar-VN", "الأحد ٢٥ يوليو ٢٠٢٦", "error C27"],
  ])("%s: %s", (tag, date, code) => {
    expect(news(FLYER, tag, { date })).toContain(code);
  });

  it("says which weekday is right, in the edition's language", () => {
    const found = check(FLYER, "ar-VN", { date: "الأحد 25 يوليو 2026" }).find((one) => one.code === "localise/C27");
    expect(found?.hint).toContain("السبت");
  });

  it("asks for a content note beside a performance", () => {
    expect(news(FLYER, "en-VN", { "content-note": "" })).toEqual(["error required-slot", "warning C28"]);
  });

  it("keeps the outside of a card neutral", () => {
    expect(news("card-helpline", "vi-VN", { "front-headline": "Chống mua bán người" })).toContain("warning C29");
    expect(news("card-helpline", "ar-EG", { "front-headline": "ضد الاتجار بالبشر" })).toContain("warning C29");
  });

  it.each([
    ["https://example.com/event", "error C30"],
    ["not an address", "error C30"],
    ["http://example.org/event", "warning C30"],
    ["https://example.org/event?utm_source=x", "warning C30"],
  ])("looks at the address of a code: %s", (link, code) => {
    expect(news(FLYER, "en-VN", { link })).toContain(code);
  });

  it("asks a post for a safety line", () => {
    expect(check("story-helpline", "en-VN").map((one) => one.code)).not.toContain("localise/C31");
    expect(news("story-helpline", "en-VN", { safety: "" })).toEqual(["error required-slot", "notice C31"]);
  });
});

describe("pictures", () => {
  const alt = (text: string) => (localised: LocalisedDocument) => ({
    ...localised,
    pictures: { photo: { digest: "0".repeat(64), width: 10, height: 10, focus: { x: 0.5, y: 0.5 }, alt: text } },
  });
  const codes = (tag: string, text: string) =>
    news(POSTER, tag, {}, { change: alt(text) }).filter((code) => code !== "error unknown-slot");

  it.each([
    ["en-VN", "A contract lies on a kitchen table.", []],
    ["vi-VN", "Một bản hợp đồng nằm trên bàn bếp.", []],
    ["en-VN", "Two friends read a contract at a kitchen table.", ["notice C09"]],
    ["vi-VN", "Hai người bạn cùng đọc hợp đồng bên bàn bếp.", ["notice C09"]],
    ["en-VN", "A drawing of two friends at a kitchen table.", []],
    ["en-VN", "", ["warning C12"]],
    ["en-VN", "A table", ["warning C12"]],
    ["en-VN", "word ".repeat(26), ["warning C12"]],
    ["en-VN", "A woman in handcuffs sits in a dark room.", ["error C11", "notice C09"]],
    ["vi-VN", "Một người bị còng tay ngồi trong phòng tối.", ["error C11", "notice C09"]],
    [
      "en-VN",
      "A rescued girl stands beside an illegal migrant today.",
      ["error EN-01", "warning EN-11", "notice C08", "notice C09"],
    ],
    ["ar-EG", "امرأة خلف قضبان في غرفة مظلمة صغيرة.", ["error C11", "notice C09"]],
  ])("%s: %s", (tag, text, expected) => {
    expect(codes(tag, text)).toEqual(expected);
  });
});

describe("parity", () => {
  const sibling = (tag: string, changes: PlainContent = {}) =>
    fill(POSTER, tag, { ...plainContent(POSTER, tag), ...changes }).localised;
  const parity = (tag: string, changes: PlainContent, other: LocalisedDocument) =>
    check(POSTER, tag, changes, { siblings: [other] }).filter((one) => one.code === "localise/C18");

  it.each([
    ["202,478 victims in 2023", "202.478 nạn nhân năm 2023", true],
    ["202,478 victims in 2023", "202.487 nạn nhân năm 2023", false],
    ["27.6 million in 2021", "27,6 triệu năm 2021", true],
    ["27.6 million in 2021", "276 triệu năm 2021", false],
    ["on 30 July 2026", "ngày 30/7/2026", true],
    ["on 30 July 2026", "ngày 31/7/2026", false],
    ["Decision 793/QD-TTg", "Quyết định 793/QĐ-TTg", true],
    ["Decision 793/QD-TTg", "Quyết định 739/QĐ-TTg", false],
    ["see dolab.gov.vn", "xem dolab.gov.vn", true],
    ["see dolab.gov.vn", "xem colab.gov.vn", false],
    ["six signs, 111", "6 dấu hiệu", true],
  ])("%s | %s: %s", (en, vi, same) => {
    const found = parity("vi-VN", { body: vi }, sibling("en-VN", { body: en }));
    expect(found.map((one) => one.place)).toEqual(same ? [] : ["vi-VN › body"]);
    if (!same) expect(found[0]?.message).toContain("en-VN says");
  });

  it.each([
    ["27.6 million in 2021, 25 July 2026", "27.6 مليون عام 2021، 25 يوليو 2026", 0],
    ["27.6 million in 2021, 25 July 2026", "٢٧٫٦ مليون عام ٢٠٢١، ٢٥ يوليو ٢٠٢٦", 0],
    ["27.6 million in 2021, 25 July 2026", "٢٧٫٥ مليون عام ٢٠٢١، ٢٦ يوليو ٢٠٢٦", 2],
    ["202,478 victims", "202٬478 ضحية", 0],
  ])("%s | %s: %i differences", (en, ar, count) => {
    const english = fill(FLYER, "en-VN", { ...plainContent(FLYER, "en-VN"), body: en }).localised;
    const found = check(FLYER, "ar-VN", { body: ar }, { siblings: [english] });
    expect(found.filter((one) => one.code === "localise/C18")).toHaveLength(count);
  });

  it("lets editions of different countries differ", () => {
    expect(parity("ar-EG", { body: "عام 2019" }, sibling("en-VN", { body: "in 2020" }))).toEqual([]);
  });
});

describe("a range of dates", () => {
  it.each([
    ["en-VN", "The course runs from 12 May 2027 to 3 May 2027.", true],
    ["en-VN", "The course runs from 12 May to 3 May 2027.", true],
    ["en-VN", "The course runs from 3 May to 12 May 2027.", false],
    ["en-VN", "The course runs from 12 December 2026 to 3 May 2027.", false],
    ["en-VN", "The course runs from 12 December to 3 May.", false],
    ["en-VN", "Write by 12 May 2027. On 3 May 2027 we meet.", false],
    ["vi-VN", "Khóa học từ 12/5/2027 đến 3/5/2027.", true],
    ["vi-VN", "Khóa học từ ngày 3/5/2027 đến ngày 12/5/2027.", false],
    ["ar-VN", "تستمر الدورة من 12 مايو 2027 إلى 3 مايو 2027.", true],
    ["ar-VN", "تستمر الدورة من 3 مايو 2027 حتى 12 مايو 2027.", false],
  ])("%s: %s ends before it starts: %s", (tag, body, backwards) => {
    const found = check(FLYER, tag, { body }).filter(({ code }) => code === "localise/dates-backwards");
    expect(found.map(({ severity }) => severity)).toEqual(backwards ? ["error"] : []);
  });
});

describe("a pack without a rule", () => {
  it("does not run it", () => {
    const bare = { ...pack, contentRules: [], languageRules: [] };
    expect(
      check(POSTER, "en-VN", { body: "Illegal migrants {{x}}", cta: "" }, { pack: bare }).map((one) => one.code),
    ).toEqual(["localise/required-slot"]);
  });
});

describe("anything at all", () => {
  it("never throws, and every finding has its place and remedy", () => {
    const odd = fc.constantFrom(
      "{{",
      "+84",
      "111",
      "15508",
      "25/7/2026",
      "ـ",
      "غير شرعي",
      "\ud800",
      "https://",
      "2026",
      "%",
      "،",
      "Thứ Bảy",
      "\u2066",
      "dd",
      "يوليو",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(odd).map((parts) => parts.join(" ")),
    );
    const one = fc.constantFrom(...samples);
    fc.assert(
      fc.property(one, fc.array(text, { maxLength: 5 }), text, ({ template, tag, localised, family }, texts, alt) => {
        const paragraphs = texts.map((line) => ({
          kind: "paragraph" as const,
          runs: [{ text: line, emphasis: false }],
        }));
        const slots = Object.fromEntries(family.slots.map((slot) => [slot.id, paragraphs]));
        const pictures = { photo: { digest: "", width: 1, height: 1, focus: { x: 0, y: 0 }, alt } };
        const found = checkContent(
          { ...localised, slots, pictures },
          { pack, family, templates: [template], today: TODAY, siblings: samples.map((sample) => sample.localised) },
        );
        for (const finding of found)
          expect(
            finding.place.startsWith(tag) && finding.message && finding.hint,
            JSON.stringify(finding),
          ).toBeTruthy();
      }),
    );
  });
});
