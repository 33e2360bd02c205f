import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { helplinesFile } from "../../../../src/shared/pack/file/dataSchema.ts";
import { checkDocument, documentWith, paragraph } from "../../../fixtures/checkedDocument.ts";
import { PACK_FOLDER, pack } from "../../../fixtures/safeMigration.ts";

/** Numbers that must never be printed again → refused in every way in which people write them. */

const { retired, misprints } = helplinesFile.parse(
  JSON.parse(readFileSync(join(PACK_FOLDER, "data/helplines.json"), "utf8")),
);
const refused = [...retired.map(({ number }) => number), ...misprints.map(({ wrong }) => wrong)];

const scripts: readonly (readonly [string, (digits: string) => string])[] = [
  ["0-9", (digits) => digits],
  ["٠-٩", (digits) => digits.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))],
  ["۰-۹", (digits) => digits.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)))],
];
const groups = (digits: string, mark: string) => digits.replace(/\d(?=(?:\d{3})+$)/g, (digit) => digit + mark);
const ways: readonly (readonly [string, (digits: string) => string])[] = [
  ["as it is", (digits) => digits],
  ["spaces", (digits) => groups(digits, " ")],
  ["no-break spaces", (digits) => groups(digits, "\u00a0")],
  ["dashes", (digits) => groups(digits, "-")],
  ["isolates", (digits) => `\u2066${digits}\u2069`],
  ["right-to-left marks", (digits) => `\u200f${digits}\u200f`],
];
const sentences: readonly (readonly [string, (number: string) => string])[] = [
  ["en-VN", (number) => `Call ${number} before you sign.`],
  ["vi-VN", (number) => `Gọi ${number} trước khi ký.`],
  ["ar-EG", (number) => `اتصلوا بـ ${number} قبل التوقيع.`],
];

describe("retired and misprinted numbers", () => {
  it("are six in the built-in pack", () => {
    expect(refused).toHaveLength(6);
  });

  describe.each(refused)("%s", (number) => {
    it.each(scripts)("in %s", (_, script) => {
      for (const [way, write] of ways) {
        for (const [tag, sentence] of sentences) {
          const body = paragraph(sentence(script(write(number))));
          const found = checkDocument(documentWith({ [tag]: { body } }), tag).filter(({ at }) => at?.slot === "body");
          const codes = found.map(({ code }) => code);
          expect(codes, `${tag} ${way}`).toContain("localise/C03");
          const at = found.find(({ code }) => code === "localise/C03")?.at;
          const text = sentence(script(write(number))).slice(at?.start, at?.end);
          expect(text.replace(/[^\p{Nd}]/gu, ""), `${tag} ${way}`).toBe(script(number).replace(/[^\p{Nd}]/gu, ""));
        }
      }
    });
  });

  it("are not found in amounts and laws", () => {
    for (const text of ["There are 1,600 people.", "Decree 1600/QD-TTg", "1600 people came"]) {
      const found = checkDocument(documentWith({ "en-VN": { body: paragraph(text) } }), "en-VN");
      expect(
        found.filter(({ code }) => code === "localise/C03"),
        text,
      ).toEqual([]);
    }
  });

  it("are those of the parsed pack", () => {
    expect(pack.refusedNumbers.map(({ digits }) => digits)).toEqual(refused.map((number) => number.replace(/\D/g, "")));
  });
});
