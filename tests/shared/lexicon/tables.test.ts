import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as schema from "../../../src/shared/lexicon/tableSchema.ts";
import { listsIn } from "./listsIn.ts";

/** Every file of words as its schema wants it: composed letters of its own script, and no word twice. */

const FOLDER = "src/shared/lexicon";
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  "campaign.json": schema.campaignFile,
  "dates.json": schema.datesFile,
  "fairness.json": schema.fairnessFile,
  "lines.json": schema.linesFile,
  "literals.json": schema.literalsFile,
  "people.json": schema.peopleFile,
  "quantities.json": schema.quantitiesFile,
  "sentences.json": schema.sentencesFile,
  "stories.json": schema.storiesFile,
  "particles.json": schema.particlesFile,
  "ar/letters.json": schema.marksFile,
  "vi/letters.json": schema.typingFile,
  "lookAlikes.json": schema.lookAlikesFile,
};
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".json"));

/** Letters that the words of a language are written with. */
const SCRIPT = {
  en: /^[a-z]*$/i,
  vi: /^[\p{Script=Latin}]*$/u,
  ar: /^[\p{Script_Extensions=Arabic}]*$/u,
} as const;

function schemaOf(path: string): z.ZodType | undefined {
  const parts = path.split("/");
  return SCHEMAS[parts.slice(-2).join("/")] ?? SCHEMAS[parts.slice(-1).join("/")];
}

it.each([
  ["child", true],
  ["la*", true],
  ["a*", false],
  ["la*ss", false],
  ["tied … up", true],
  ["in\u200bside", false],
  ["\ufec3\ufed4\ufedf", false],
])("takes %j as a word: %s", (word, taken) => {
  expect(schema.wordTable.safeParse({ about: "a test", words: [word] }).success).toBe(taken);
});

it("has the same files in every language", () => {
  const shared = [
    "default/campaign",
    "floor/dates",
    "floor/fairness",
    "floor/lines",
    "floor/literals",
    "floor/people",
    "floor/quantities",
    "floor/sentences",
  ];
  for (const file of [...shared, "floor/stories"]) {
    const [standing, name] = file.split("/");
    expect(FILES).toEqual(expect.arrayContaining(["en", "vi", "ar"].map((one) => `${standing}/${one}/${name}.json`)));
  }
});

describe.each(FILES)("%s", (path) => {
  const text = readFileSync(join(FOLDER, path), "utf8");
  const content: unknown = JSON.parse(text);
  const lists = listsIn(content);

  it("is as its schema wants it", () => {
    const found = schemaOf(path)?.safeParse(content);
    expect(found?.error?.issues ?? []).toEqual([]);
    expect(found?.success).toBe(true);
  });

  it("has its letters and their marks composed (NFC)", () => {
    expect(text).toBe(text.normalize("NFC"));
  });

  it("has no word twice in a table", () => {
    const twice = lists.flatMap(([name, words]) =>
      words.filter((word, at) => words.indexOf(word) !== at).map((word) => `${name}: ${word}`),
    );
    expect(twice).toEqual([]);
  });

  it("is written in the script of its language", () => {
    const language = path.split("/")[1];
    const script = language === "en" || language === "vi" || language === "ar" ? SCRIPT[language] : null;
    const foreign = lists.flatMap(([name, words]) =>
      words.filter((word) => script && !script.test(word.replace(/[^\p{L}]/gu, ""))).map((word) => `${name}: ${word}`),
    );
    expect(foreign).toEqual([]);
  });
});
