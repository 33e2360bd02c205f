import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../../src/shared/base/diagnostics.ts";
import type { Inline, RichText } from "../../../../src/shared/document/documentSchema.ts";
import { plainFromRich } from "../../../../src/shared/document/plainText.ts";
import { applyFix } from "../../../../src/shared/localise/checks/applyFix.ts";
import { normaliseText } from "../../../../src/shared/localise/words/normaliseText.ts";
import { rulesFile } from "../../../../src/shared/pack/file/dataSchema.ts";
import { checkDocument, documentWith, paragraph } from "../../../fixtures/checkedDocument.ts";
import { PACK_FOLDER, pack } from "../../../fixtures/safeMigration.ts";

const { rules } = rulesFile.parse(JSON.parse(readFileSync(join(PACK_FOLDER, "data/rules.json"), "utf8")));
const TAGS = { en: "en-VN", vi: "vi-VN", ar: "ar-EG" } as const;

/** Everything found in the body of one edition. */
function check(tag: string, body: RichText): Diagnostic[] {
  return checkDocument(documentWith({ [tag]: { body } }), tag).filter(({ at }) => at?.slot === "body");
}

function wordsAt(body: RichText, tag: string, { at }: Diagnostic): string {
  const text = plainFromRich(body, pack, tag)[(at?.paragraph ?? 0) - 1] ?? "";
  return text.slice(at?.start, at?.end);
}

const cases = rules.flatMap((rule) =>
  rule.tests.hit.map((sentence) => ({ id: rule.id, tag: TAGS[rule.lang], lang: rule.lang, sentence, raw: rule.raw })),
);

describe("every sentence that a rule must flag", () => {
  it("is flagged on the way that the command line takes, with its letters, in every disguise", () => {
    const disguise = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.normalize("NFD"),
      (text: string) => text.replace(/ /g, "\u00a0"),
      (text: string) =>
        text.replace(/(?<=[\u0628\u062a-\u062c\u0633-\u063a\u0641-\u0647\u064a])(?=[\u0621-\u064a])/g, "\u064f"),
      (text: string) => text.replace(/(?<=[\u0633-\u063a])(?=[\u0621-\u064a])/g, "\u0640\u0640"),
      (text: string) => text.replace(/(?<=\p{L})(?=\p{L})/u, "\u00ad"),
    );
    const around = fc.array(
      fc.constantFrom<Inline>(
        { helpline: "VN-111" },
        { fact: "F1" },
        { text: "٣ " },
        { text: "Hoà bình ".normalize("NFD"), emphasis: true },
        { text: " · " },
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...cases), disguise, around, around, (one, hide, before, after) => {
        // A rule on the letters as written sees no hidden ones.
        const sentence = one.raw ? one.sentence : hide(one.sentence);
        const body: RichText = [
          { kind: "paragraph", content: [...before] },
          { kind: "list", items: [[...before, { text: " " }, { text: sentence }, { text: " " }, ...after]] },
        ];
        const found = check(one.tag, body).filter(
          ({ code, at }) => code === `localise/${one.id}` && at?.paragraph === 2,
        );
        expect(found.length).toBeGreaterThan(0);
        for (const diagnostic of found) {
          const words = wordsAt(body, one.tag, diagnostic);
          const fold = (text: string) => normaliseText(text.normalize("NFC"), one.lang).text;
          expect(fold(words)).toBe(fold(String(diagnostic.values?.found)));
          expect(words).not.toBe("");
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("a fix", () => {
  const others: [tag: string, code: string, text: string, fixed: string][] = [
    ["en-VN", "spacing", "Two  spaces", "Two spaces"],
    ["ar-EG", "spacing", "اسألوا ، ثم وقّعوا", "اسألوا، ثم وقّعوا"],
    ["vi-VN", "not-composed", "Hãy gọi".normalize("NFD"), "Hãy gọi"],
    ["en-VN", "look-alike", "A sаfe jоb", "A safe jоb"],
    ["ar-EG", "look-alike", "عقد مکتوب", "عقد مكتوب"],
    ["ar-EG", "look-alike", "مىلاد جديد", "ميلاد جديد"],
    ["ar-EG", "look-alike", "ﻋﻘﺪ واضح", "عقد واضح"],
    ["vi-VN", "look-alike", "Ðừng ký vội", "Đừng ký vội"],
    ["ar-EG", "look-alike", "بعد ۴۵ يومًا", "بعد 45 يومًا"],
    ["en-VN", "stray-mark", "Read \u202eit first", "Read it first"],
    ["ar-EG", "stray-mark", "اقرأ\u200f العقد", "اقرأ العقد"],
    ["en-VN", "stray-mark", "Read \u2066it first", "Read it first"],
    ["ar-EG", "C22", "عقـــد واضح", "عقد واضح"],
    ["ar-EG", "C22", "اقرأ, ثم وقّع", "اقرأ، ثم وقّع"],
    ["ar-EG", "C22", "ثلاث خطوات: 1 و٢", "ثلاث خطوات: 1 و2"],
    ["en-VN", "C22", "Read\u0007it", "Read it"],
    ["vi-VN", "tone-place", "Hòa và khoẻ và thủy và hóa", "Hòa và khỏe và thủy và hóa"],
    ["ar-EG", "C19", "ندعو اتحاد المرأة إلى اللقاء", "ندعو اتحاد المرأة الفيتنامي إلى اللقاء"],
    ["en-VN", "C19", "The Viet Nam women's union invites you", "The Viet Nam Women's Union invites you"],
    ["en-VN", "C30", "Look at http://example.org/event today", "Look at https://example.org/event today"],
  ];

  it.each(others)("%s %s: %j", (tag, code, text, fixed) => {
    const body = paragraph(text);
    const found = check(tag, body).find((one) => one.code === `localise/${code}` && one.fix);
    expect(found).toBeDefined();
    expect(found?.fix && applyFix(body, found.fix, pack, tag)).toEqual(paragraph(fixed));
  });

  it("makes its finding vanish, word by word, and brings no new one", () => {
    let fixes = 0;
    for (const { tag, sentence } of cases) {
      let body: RichText = [
        { kind: "paragraph", content: [{ text: sentence, emphasis: true }, { helpline: "EG-16000" }] },
      ];
      for (let round = 0; round < 5; round += 1) {
        const before = check(tag, body);
        const found = before.find(({ fix }) => fix);
        if (!found?.fix) break;
        const changed = applyFix(body, found.fix, pack, tag);
        if (changed === null) throw new Error(`${sentence}: no place for the fix`);
        body = changed;
        fixes += 1;
        const after = check(tag, body);
        const same = (one: Diagnostic) => one.code === found.code && one.values?.found === found.values?.found;
        expect(after.filter(same)).toEqual([]);
        const known = before.map(({ code }) => code);
        expect(after.map(({ code }) => code).filter((code) => !known.includes(code))).toEqual([]);
      }
    }
    expect(fixes).toBeGreaterThan(10);
  });

  it("is offered for the pack's own pairs, and none of them is flagged again", () => {
    const pairs = rules.flatMap((rule) => Object.entries(rule.replace).map(([from, to]) => ({ rule, from, to })));
    expect(pairs.length).toBeGreaterThan(30);
    for (const { rule, from, to } of pairs) {
      const tag = TAGS[rule.lang];
      const found = check(tag, paragraph(from)).find(({ code }) => code === `localise/${rule.id}`);
      expect(found?.fix?.text, from).toBe(to);
      const after = check(tag, paragraph(to)).map(({ code }) => code);
      expect(
        after.filter((code) => /\/(?:EN|VI|AR)-\d/.test(code)),
        to,
      ).toEqual([]);
    }
  });

  it.each([
    ["Illegal migration", "en-VN", "Irregular migration"],
    ["ILLEGAL MIGRATION", "en-VN", "IRREGULAR MIGRATION"],
    ["والهجرة غير الشرعية", "ar-EG", "والهجرة غير النظامية"],
    ["بالهجرة غير الشرعية", "ar-EG", "بالهجرة غير النظامية"],
  ])("keeps capitals and particles: %s", (text, tag, expected) => {
    expect(check(tag, paragraph(text)).find(({ fix }) => fix)?.fix?.text).toBe(expected);
  });

  it.each([
    ["an illegal worker", "en-VN"],
    ["كفيلها", "ar-EG"],
    ["للهجرة السرية", "ar-EG"],
    ["a minor problem", "en-VN"],
  ])("is not offered where grammar or meaning has to be thought about: %s", (text, tag) => {
    expect(check(tag, paragraph(text)).filter(({ fix }) => fix)).toEqual([]);
  });

  it("is refused where the paragraph is another one by now", () => {
    const fix = { slot: "body", paragraph: 1, start: 2, end: 6, text: "x" };
    expect(applyFix([], fix, pack, "en-VN")).toBeNull();
    expect(applyFix(paragraph("abc"), fix, pack, "en-VN")).toBeNull();
    const atom: RichText = [{ kind: "paragraph", content: [{ text: "ab" }, { helpline: "VN-111" }, { text: "cdef" }] }];
    expect(applyFix(atom, fix, pack, "en-VN")).toBeNull();
  });

  it("goes through several runs and keeps the marks of the first", () => {
    const body: RichText = [
      { kind: "paragraph", content: [{ text: "ab", emphasis: true }, { text: "cd" }, { helpline: "VN-111" }] },
    ];
    expect(applyFix(body, { slot: "body", paragraph: 1, start: 1, end: 4, text: "X" }, pack, "vi-VN")).toEqual([
      { kind: "paragraph", content: [{ text: "aX", emphasis: true }, { helpline: "VN-111" }] },
    ]);
  });
});
