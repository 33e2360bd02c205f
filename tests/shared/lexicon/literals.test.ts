import { describe } from "vitest";
import type { Language } from "../../../src/shared/base/locale.ts";
import { lexiconOf } from "../../../src/shared/lexicon/lexicon.ts";
import { scan } from "../../../src/shared/literals/scan.ts";
import type { SpanKind } from "../../../src/shared/literals/span.ts";
import { LANGUAGES, testTable } from "../../fixtures/wordTables.ts";

/** Words around numbers, addresses and names in mixed text. */

const TEXTS = {
  en: { calling: "call", plain: "bread" },
  vi: { calling: "gọi", plain: "mì" },
  ar: { calling: "هاتف", plain: "خبز" },
} as const;

/** Too short to be dialled without a word that says so, and long enough to be. */
const SHORT = "112";
const LONG = "11234567";

function has(language: Language, text: string, kind: SpanKind): boolean {
  return scan(text, { language, direction: language === "ar" ? "rtl" : "ltr" }).spans.some(
    (span) => span.kind === kind,
  );
}

/** Whether the Latin words of an Arabic line begin a passage with the number before them, or end one with the full stop behind. */
function passageHas(text: string, letter: string): boolean {
  const { isolates } = scan(text, { language: "ar", direction: "rtl" });
  return isolates.some(({ start, end }) => {
    const isolated = text.slice(start, end);
    return isolated.includes(letter) && /[a-z]/i.test(isolated);
  });
}

describe.each(LANGUAGES)("literals in %s", (language) => {
  const { literals } = lexiconOf(language);
  const { calling, plain } = TEXTS[language];
  const called = (text: string) => has(language, text, "code");
  const counts = (text: string) => !has(language, text, "phone");

  testTable("calling", literals.calling, { frame: `___ ${SHORT}`, clean: plain, finds: called });
  testTable("linking", literals.linking, {
    frame: `${calling} ${plain} ___ ${SHORT}`,
    clean: `${plain} ${plain}`,
    finds: called,
  });
  testTable("contact", literals.contact, {
    frame: `${plain} ___ ${plain} ${plain} 4512`,
    clean: plain,
    finds: (text) => scan(text, { language, direction: "ltr" }).spans.some(({ dial }) => dial?.inContact),
  });
  testTable("spanning", literals.spanning, {
    frame: "4512 ___ 4600",
    clean: plain,
    finds: (text) => scan(text, { language, direction: "ltr" }).spans.every(({ dial }) => dial === null),
  });
  testTable("counting", literals.counting, { frame: `___ ${LONG}`, clean: plain, finds: counts });
  testTable("naming", literals.naming, {
    frame: "___ 0912345678",
    clean: plain,
    finds: (text) => has(language, text, "identifier"),
  });
  testTable("units", literals.units, { frame: `${LONG} ___`, clean: plain, finds: counts });
  const keeps = (text: string) =>
    scan(text, { language, direction: "ltr" }).kept.some(({ start, end }) => text.slice(start, end).includes(" "));
  testTable("units on a line", literals.units, { frame: "5 ___", clean: plain, finds: keeps });
  testTable("announcing on a line", literals.announcing, { frame: "___ 5", clean: plain, finds: keeps });
  if (literals.titles) testTable("titles on a line", literals.titles, { frame: "___ Lan", clean: plain, finds: keeps });
  testTable("counted", literals.counted, { frame: `${LONG} ___`, clean: plain, finds: counts });
});

describe("words beside Latin words of an Arabic line", () => {
  const { en, vi, ar } = { en: lexiconOf("en").literals, vi: lexiconOf("vi").literals, ar: lexiconOf("ar").literals };
  const owns = (text: string) => !passageHas(text, "7");
  testTable("announcing", ar.announcing, { frame: "___ 7 UNICEF", clean: "خبز", finds: owns });
  testTable("clock", en.clock, { frame: "من 9:30 ___ ثم", clean: "bread", finds: (text) => passageHas(text, "9") });
  for (const [language, table] of [
    ["en", en.abbreviations],
    ["vi", vi.abbreviations],
  ] as const) {
    const finds = (text: string) => passageHas(text, ".");
    testTable(`abbreviations (${language})`, table, { frame: "شركة ACME ___. في", clean: "Bread", finds });
  }
});

describe.each(["ar", "en", "vi"] as const)("idle words in %s", (language) => {
  const free = (text: string) =>
    scan(text, { language, direction: "ltr" }).spans.some(({ dial }) => dial !== null && !dial.sure);
  const clean = { ar: "حالات", en: "beds", vi: "quyển" }[language];
  testTable("idle", lexiconOf(language).literals.idle, { frame: "4512 ___", clean, finds: free });
});
