import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/shared/base/diagnostics.ts";
import type { Digits, Edition } from "../../../src/shared/base/locale.ts";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import type { CampaignDocument, Inline } from "../../../src/shared/document/documentSchema.ts";
import { helplinesFor, richFromPlain } from "../../../src/shared/document/plainText.ts";
import { applyFix } from "../../../src/shared/localise/checks/applyFix.ts";
import { localise } from "../../../src/shared/localise/localise.ts";
import { foldDigits } from "../../../src/shared/localise/words/normaliseText.ts";
import { type DigitRun, writeDigits } from "../../../src/shared/localise/writeDigits.ts";
import { checkDocument, documentWith } from "../../fixtures/checkedDocument.ts";
import { pack, plainContent, samples } from "../../fixtures/safeMigration.ts";

/** Numbers that people typed, in the digits of the edition: amounts and dates change, what is dialled or looked up does not. */

const CAIRO = pack.editions.find(({ tag }) => tag === "ar-EG") as Edition;
const write = (digits: Digits, ...runs: DigitRun[]) => writeDigits(runs, digits, { edition: CAIRO, pack }).join("");

describe("in Arabic-Indic digits", () => {
  it.each([
    ["كان 27.6 مليون عام 2021", "كان ٢٧٫٦ مليون عام ٢٠٢١"],
    ["202,478 ضحية", "٢٠٢٬٤٧٨ ضحية"],
    ["1,234.5 جنيه", "١٬٢٣٤٫٥ جنيه"],
    ["زاد بنسبة 12.5%", "زاد بنسبة ١٢٫٥٪"],
    ["من 20-30% منهم", "من ٢٠-٣٠٪ منهم"],
    ["يوم 18.12.2025", "يوم ١٨.١٢.٢٠٢٥"],
    ["يوم 30/7/2026", "يوم ٣٠/٧/٢٠٢٦"],
    ["متاح 24/7", "متاح ٢٤/٧"],
    ["من 19:00 إلى 21:00", "من ١٩:٠٠ إلى ٢١:٠٠"],
    ["كل ۸ ساعات", "كل ٨ ساعات"],
    ["ثلاث خطوات: 1، 2، 3", "ثلاث خطوات: ١، ٢، ٣"],
    ["و3 أشهر", "و٣ أشهر"],
    ["1,25٤ شخصًا", "١٬٢٥٤ شخصًا"],
  ])("%s becomes %s", (text, expected) => {
    expect(write("arab", { text })).toBe(expected);
    expect(expected).toHaveLength(text.length);
  });

  it.each([
    "القرار 162/2025/ND-CP",
    "https://example.org/2026?page=2%20a",
    "اكتبوا إلى register2@example.org",
    "اتصلوا على +84 981 84 84 84",
    "اتصلوا على 02-33334444",
    "الخط الساخن 15508",
    "اطلبوا *234#",
    "16000",
    "COVID-19",
    "ISO 9001",
    "#16Days",
  ])("%s stays", (text) => {
    expect(write("arab", { text })).toBe(text);
  });

  it("leaves helplines and words in another language, and counts across runs", () => {
    const runs: DigitRun[] = [
      { text: "قبل 3 أيام: " },
      { text: "1800-1567", atom: { kind: "helpline" } },
      { text: " و5" },
      { text: "0 شهرًا، " },
      { text: "part 7", language: "en" },
      { text: "، بخش ۸", language: "fa" },
      { text: "، 9 أيام", language: "ar" },
    ];
    expect(write("arab", ...runs)).toBe("قبل ٣ أيام: 1800-1567 و٥٠ شهرًا، part 7، بخش ۸، ٩ أيام");
  });
});

describe("in European digits", () => {
  it.each([
    ["كان ٢٧٫٦ مليون", "كان 27.6 مليون"],
    ["١٬٢٣٤٫٥ جنيه", "1,234.5 جنيه"],
    ["١٢٪ منهم", "12% منهم"],
    ["۴۵ يومًا", "45 يومًا"],
    ["عام 2021", "عام 2021"],
  ])("%s becomes %s", (text, expected) => {
    expect(write("latn", { text })).toBe(expected);
  });
});

describe("any text", () => {
  const part = fc.constantFrom(
    "1",
    "25",
    "2026",
    ",",
    ".",
    "٫",
    "٬",
    "%",
    "٪",
    "٣",
    "۴",
    "/",
    "-",
    ":",
    " ",
    "و",
    "يوم",
    "ILO",
    "+20",
    "@",
  );
  const fold = (text: string) => foldDigits(text).replaceAll("٪", "%").replaceAll("٫", ".").replaceAll("٬", ",");

  it("keeps its length and its values, and is the same when it is written again", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.constantFrom<Digits>("arab", "latn"), (parts, digits) => {
        const text = parts.join("");
        const written = write(digits, { text });
        expect(written).toHaveLength(text.length);
        expect(fold(written)).toBe(fold(text));
        expect(write(digits, { text: written })).toBe(written);
      }),
      { numRuns: 1000 },
    );
  });
});

const withDigits = (document: CampaignDocument, digits: Digits | null): CampaignDocument => {
  const edition = document.editions["ar-EG"];
  if (!edition) throw new Error("no Arabic edition");
  return { ...document, editions: { ...document.editions, "ar-EG": { ...edition, ...(digits ? { digits } : {}) } } };
};
const textsOf = (document: CampaignDocument) =>
  Object.values(localise(document, CAIRO, pack).localised.slots)
    .flat()
    .flatMap(({ runs }) => runs.map(({ text }) => text));

describe("a document", () => {
  const typed: Inline[] = [{ text: "بعد 15 يومًا، 12% منهم. " }, { helpline: "EG-16000" }];
  const document = documentWith({ "ar-EG": { body: [{ kind: "paragraph", content: typed }] } });

  it("prints as typed where nobody chose, and keeps what was typed where somebody did", () => {
    expect(textsOf(withDigits(document, null))[0]).toBe("بعد 15 يومًا، 12% منهم. ");
    const chosen = withDigits(document, "arab");
    expect(textsOf(chosen)[0]).toBe("بعد ١٥ يومًا، ١٢٪ منهم. ");
    expect(textsOf(chosen)[1]).toBe(textsOf(document)[1]);
    expect(chosen.editions["ar-EG"]?.slots).toEqual(document.editions["ar-EG"]?.slots);
    expect(localise(chosen, CAIRO, pack).localised.edition.digits).toBe("arab");
  });

  it("has the same findings in whatever digits its numbers print", () => {
    const said = (one: Diagnostic) =>
      `${one.severity} ${one.code} ${one.at?.slot ?? ""} ${one.at?.paragraph ?? ""} ${one.at?.start ?? ""}`;
    const families = new Map(samples.filter(({ tag }) => tag === "ar-EG").map((one) => [one.family.id, one]));
    let compared = 0;
    for (const { family, template } of families.values()) {
      const editionOf = (tag: string) => {
        const edition = pack.editions.find((one) => one.tag === tag) ?? CAIRO;
        const slots = Object.entries(plainContent(template.id, tag)).map(([slot, lines]) => {
          const kind = family.slots.find(({ id }) => id === slot)?.kind;
          const list = kind === "list" || kind === "helplines";
          return [slot, richFromPlain([lines].flat(), list ? "list" : "paragraphs", helplinesFor(pack, edition))];
        });
        return [tag, { slots: Object.fromEntries(slots) }] as const;
      };
      const made = createDocument(pack, template.id, { id: "x", at: "2026-01-01T00:00:00Z", engine: "test" });
      const plain = { ...made, source: "vi-VN", editions: Object.fromEntries(["ar-EG", "vi-VN"].map(editionOf)) };
      const before = checkDocument(plain, "ar-EG");
      for (const digits of ["arab", "latn"] as const) {
        const chosen = withDigits(plain, digits);
        expect(checkDocument(chosen, "ar-EG").map(said), `${template.id} ${digits}`).toEqual(before.map(said));
        if (textsOf(chosen).join() !== textsOf(plain).join()) compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(3);
  });

  it("mends words that were typed, at their place, whatever is printed", () => {
    const content = [{ kind: "paragraph" as const, content: [{ text: "بعد 15 يومًا عقد مکتوب" }] }];
    const chosen = withDigits(documentWith({ "ar-EG": { body: content } }), "arab");
    const fix = checkDocument(chosen, "ar-EG").find(({ code }) => code === "localise/look-alike")?.fix;
    expect(fix && applyFix(content, fix, pack, "ar-EG")).toEqual([
      { kind: "paragraph", content: [{ text: "بعد 15 يومًا عقد مكتوب" }] },
    ]);
  });
});
